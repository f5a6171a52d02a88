// The graph explorer: one state, which the address holds; whatever changes it shows it everywhere.

import { Drawing } from "./drawing.js";
import { History } from "./history.js";
import { Legend } from "./legend.js";
import { List } from "./list.js";
import { Panel } from "./panel.js";
import { LONGEST, Refused, view, way } from "./server.js";
import { asked, read, seen, toggled, write } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Data} Data */

const MOST = 2000;

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

document.documentElement.classList.add("with-scripts");

/** @type {Data} */
let data = JSON.parse(byId("graph-data").textContent ?? "");
/** @type {State} */
let state = read(location.search);
const history_ = new History();
const summary = byId("summary");

const told = {
  chosen: (/** @type {string[]} */ keys) => choose(keys, false),
  opened: (/** @type {string} */ key) => open(key),
  moved: (/** @type {string} */ key, /** @type {number} */ x, /** @type {number} */ y) => pin(key, x, y),
};
const drawing = new Drawing(byId("network"), data, told);
const legend = new Legend(byId("legend"), (list, name) => change({ ...state, [list]: toggled(state[list], name) }));
const list = new List(byId("nodes"), byId("lines"), byId("lines-caption"), {
  chosen: (keys) => choose(keys, true),
  pressed,
  pushed: (key, dx, dy) => {
    const node = current().nodes.find((one) => one.key === key);
    if (node) pin(key, node.x + dx, node.y + dy);
  },
});
const panel = new Panel(byId("details"), (deed, skip) => {
  const key = state.show[0];
  if (deed === "later") void panel.show(state, skip);
  else if (key) done(deed, key);
});

function current() {
  return seen(data, state);
}

/** Go to another state, and note the one that is left. @param {State} next */
async function change(next) {
  const before = state;
  if (await go(next)) {
    history_.leave(before);
    tools();
  }
}

/** Go to another state; false where the server could not follow. @param {State} next @returns {Promise<boolean>} */
async function go(next) {
  const frame = byId("network");
  if (asked(next) !== asked(state)) {
    frame.setAttribute("aria-busy", "true");
    say("Asking for more …");
    try {
      data = await view(next);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return false;
      say(error instanceof Refused ? error.message : "The server does not answer: try again.");
      return false;
    } finally {
      frame.setAttribute("aria-busy", "false");
    }
  }
  state = { ...next, show: next.show.filter((key) => seen(data, next).nodes.some((node) => node.key === key)) };
  show();
  return true;
}

/** Show the state everywhere. */
function show() {
  const now = current();
  drawing.show(data, now);
  drawing.mark(state.show);
  list.show(data, now, state.show, (keys) => `/graph?${write({ ...state, show: keys }, true)}#details`);
  legend.show(data, state);
  const parts = [`${count(now.nodes.length, "node")} and ${count(now.lines.length, "line")}`, data.summary].filter(Boolean);
  say(`${parts.join("; ")}.`);
  byId("limits").hidden = data.nodes.length < MOST;
  const hidden = byId("hidden-nodes");
  hidden.hidden = state.hide.length === 0;
  if (hidden.firstElementChild) hidden.firstElementChild.textContent = `Show the ${state.hide.length} hidden ${state.hide.length === 1 ? "node" : "nodes"}`;
  for (const link of [...byId("exports").querySelectorAll("a"), /** @type {HTMLAnchorElement} */ (byId("permalink"))]) {
    link.setAttribute("href", `${link.pathname}?${write(state)}`);
  }
  history.replaceState(null, "", `/graph?${write(state, true)}`);
  tools();
  void panel.show(state);
}

/** @param {number} number @param {string} word */
function count(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

/** @param {string} text */
function say(text) {
  summary.textContent = text;
}

function tools() {
  /** @type {HTMLButtonElement} */ (tool("undo")).disabled = !history_.canUndo;
  /** @type {HTMLButtonElement} */ (tool("redo")).disabled = !history_.canRedo;
}

/** @param {string} name */
function tool(name) {
  const found = document.querySelector(`[data-tool="${name}"]`);
  if (!(found instanceof HTMLButtonElement)) throw new Error(`the page has no tool ${name}`);
  return found;
}

/** Read about a node or a line; about nothing without keys. @param {string[]} keys @param {boolean} come */
function choose(keys, come) {
  state = { ...state, show: keys };
  drawing.mark(keys, come);
  list.mark(keys);
  history.replaceState(null, "", `/graph?${write(state, true)}`);
  void panel.show(state);
}

/** @param {string} key */
function open(key) {
  if (state.shut.includes(key)) return change({ ...state, shut: state.shut.filter((one) => one !== key), show: [key] });
  const node = current().nodes.find((one) => one.key === key);
  if (!node?.more) return say(`${node?.label ?? key} has no more neighbours.`);
  const place = state.pin[key] ? `@${state.pin[key].join(",")}` : "";
  return change({ ...state, steps: [...state.steps, `open:${key}${place}`], show: [key] });
}

/** @param {string} key */
function shut(key) {
  const isOpen = state.steps.some((step) => step === `open:${key}` || step.startsWith(`open:${key}@`));
  if (!isOpen || state.shut.includes(key)) return say("Nothing was expanded here.");
  return change({ ...state, shut: [...state.shut, key], show: [key] });
}

/** @param {string} key */
async function hide(key) {
  const next = list.beside(key);
  const inList = document.activeElement !== null && byId("nodes").contains(document.activeElement);
  await change({ ...state, hide: [...state.hide, key], show: state.show.filter((one) => one !== key) });
  if (inList && next) list.focus(next);
}

/** @param {string} key @param {number} x @param {number} y */
function pin(key, x, y) {
  return change({ ...state, pin: { ...state.pin, [key]: [x, y] } });
}

/** @param {string} key */
function pinOrRelease(key) {
  const { [key]: place, ...others } = state.pin;
  const node = current().nodes.find((one) => one.key === key);
  if (place) return change({ ...state, pin: others });
  return node ? pin(key, node.x, node.y) : undefined;
}

/** @param {string} key */
function begin(key) {
  const [origin, target] = ["origin", "target"].map((name) => /** @type {HTMLInputElement} */ (document.querySelector(`#path [name=${name}]`)));
  origin.value = current().nodes.find((one) => one.key === key)?.label ?? key;
  origin.dataset.key = key;
  target.focus();
}

/** @param {string} deed @param {string} key */
function done(deed, key) {
  const deeds = { open, reopen: open, shut, hide, pin: pinOrRelease, from: begin, move: (/** @type {string} */ one) => drawing.move(one) };
  return deeds[/** @type {keyof typeof deeds} */ (deed)]?.(key);
}

/** @param {string} key @param {string} letter */
function pressed(key, letter) {
  /** @type {Record<string, string>} */
  const deeds = { e: "open", c: "shut", h: "hide", p: "pin", b: "from" };
  return done(deeds[letter], key);
}

/** @param {"undo" | "redo"} which */
async function travel(which) {
  const found = history_[which](state);
  if (found) await go({ ...found, show: state.show });
  tools();
}

async function savePng() {
  const address = URL.createObjectURL(await drawing.png());
  const link = document.createElement("a");
  link.href = address;
  link.download = "graph.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// A state too long for an address goes in a form.
byId("exports").addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || write(state).length <= LONGEST) return;
  event.preventDefault();
  const sent = document.createElement("form");
  [sent.method, sent.action, sent.hidden] = ["post", link.pathname, true];
  for (const [name, value] of new URLSearchParams(write(state))) {
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", name, value];
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
  sent.remove();
});

/** @type {Record<string, () => unknown>} */
const TOOLS = {
  undo: () => travel("undo"), redo: () => travel("redo"), png: savePng, fit: () => drawing.fit(),
  in: () => drawing.go(0, 0, 1.3), out: () => drawing.go(0, 0, 1 / 1.3),
  left: () => drawing.go(-1, 0, 1), right: () => drawing.go(1, 0, 1), up: () => drawing.go(0, -1, 1), down: () => drawing.go(0, 1, 1),
};
for (const [name, act] of Object.entries(TOOLS)) tool(name).addEventListener("click", act);

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Escape") {
    if (!drawing.rest()) choose([], false);
  } else if (typing) return;
  else if (command && event.key.toLowerCase() === "z") void travel(event.shiftKey ? "redo" : "undo");
  else if (command && event.key.toLowerCase() === "y") void travel("redo");
  else if (event.key === "/" && !command) byId("find").focus();
  else return;
  event.preventDefault();
});

const find = /** @type {HTMLInputElement} */ (byId("find"));
find.addEventListener("input", () => drawing.mark(list.find(find.value).slice(0, 100)));
find.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== "ArrowDown") return;
  event.preventDefault();
  const found = list.find(find.value);
  if (!found.length) return;
  if (event.key === "Enter") choose([found[0]], true);
  list.focus(found[0]);
});

byId("hidden-nodes").addEventListener("click", (event) => {
  event.preventDefault();
  void change({ ...state, hide: [] });
});

const form = /** @type {HTMLFormElement} */ (byId("path"));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = byId("path-said");
  const [origin, target] = ["origin", "target"].map((name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)));
  said.textContent = "Looking …";
  try {
    const found = await way(state, named(origin), named(target));
    const keys = found.step.slice("path:".length).split(" ");
    await change({ ...state, steps: [...state.steps, found.step], hide: state.hide.filter((key) => !keys.includes(key)) });
    said.textContent = `${count(found.links, "link")}: ${keys.map((key) => data.nodes.find(([one]) => one === key)?.[1] ?? key).join(" – ")}`;
    drawing.mark(keys, true);
  } catch (error) {
    said.textContent = error instanceof Refused ? error.message : "The server does not answer: try again.";
  }
});

/** The key of a node that was chosen, or the name that was typed. @param {HTMLInputElement} field */
function named(field) {
  const key = field.dataset.key;
  const label = data.nodes.find(([one]) => one === key)?.[1];
  return key && label === field.value ? key : field.value;
}

document.getElementById("parts")?.remove();
show();
drawing.once(() => {
  drawing.fit();
  byId("loading").hidden = true;
  byId("network").setAttribute("aria-busy", "false");
  document.documentElement.dataset.drawn = String(data.nodes.length);
});
Object.assign(globalThis, { explorer: { drawn: () => drawing.drawn(), state: () => state } });
