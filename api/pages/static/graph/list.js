// The list beside the picture and the table of lines: the same as the picture, and a way to go through it by keyboard.

/** @typedef {import("./state.js").Seen} Seen */
/** @typedef {import("./state.js").Node} Node */
/** @typedef {import("./state.js").Data} Data */

/** Lines that the table lists. */
const MOST_LINES = 300;

/**
 * @typedef {object} Told
 * @property {(keys: string[]) => void} chosen
 * @property {(key: string, name: string) => void} pressed a letter on a node
 * @property {(key: string, dx: number, dy: number) => void} pushed
 */

export class List {
  /** @type {HTMLElement} */
  #nodes;
  /** @type {HTMLElement} */
  #lines;
  /** @type {HTMLElement} */
  #caption;
  /** @type {string} */
  #wanted = "";
  /** @type {Seen} */
  #seen = { nodes: [], lines: [] };
  /** @type {Data | null} */
  #data = null;

  /** @param {HTMLElement} nodes @param {HTMLElement} lines @param {HTMLElement} caption @param {Told} told */
  constructor(nodes, lines, caption, told) {
    this.#nodes = nodes;
    this.#lines = lines;
    this.#caption = caption;
    nodes.addEventListener("keydown", (event) => this.#key(event, told));
    for (const place of [nodes, lines]) place.addEventListener("click", (event) => this.#click(event, told));
  }

  /** @param {Data} data @param {Seen} seen @param {ReadonlyArray<string>} shown @param {(show: string[]) => string} address */
  show(data, seen, shown, address) {
    this.#data = data;
    this.#seen = seen;
    const here = this.#focused();
    this.#nodes.replaceChildren(...this.#matching().map((node) => this.#item(node, shown, address)));
    this.#lines.replaceChildren(...this.#rows(address));
    this.#caption.textContent = `${Math.min(seen.lines.length, MOST_LINES).toLocaleString("en")} of ${seen.lines.length.toLocaleString("en")} lines, those first that most facts stand behind`;
    this.#rove(here ?? shown[0]);
    if (here !== null) this.focus(here);
  }

  /** List only nodes with these words in their names; tells their keys. @param {string} wanted @returns {string[]} */
  find(wanted) {
    this.#wanted = wanted.trim().toLocaleLowerCase();
    const found = new Set(this.#matching().map((node) => node.key));
    for (const link of this.#links()) if (link.parentElement) link.parentElement.hidden = !found.has(link.dataset.key ?? "");
    this.#rove();
    return this.#wanted ? this.#matching().map((node) => node.key) : [];
  }

  /** Go to a node in the list; to a neighbour of its place where it is gone. @param {string} key */
  focus(key) {
    const links = this.#shown();
    const found = links.find((link) => link.dataset.key === key) ?? links[0];
    if (found) this.#go(found);
  }

  /** Tell which node is read about. @param {ReadonlyArray<string>} shown */
  mark(shown) {
    for (const link of this.#links()) {
      if (link.dataset.key === shown[0] && shown.length === 1) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** The node after another in the list, or before it if it is the last. @param {string} key @returns {string | null} */
  beside(key) {
    const links = this.#shown();
    const at = links.findIndex((link) => link.dataset.key === key);
    return (links[at + 1] ?? links[at - 1])?.dataset.key ?? null;
  }

  #matching() {
    const ordered = [...this.#seen.nodes].sort((one, two) => two.links - one.links || compare(one.label, two.label) || compare(one.key, two.key));
    return ordered.filter((node) => node.label.toLocaleLowerCase().includes(this.#wanted));
  }

  /** @param {Node} node @param {ReadonlyArray<string>} shown @param {(show: string[]) => string} address */
  #item(node, shown, address) {
    const item = document.createElement("li");
    const link = anchor(node.label, address([node.key]), { key: node.key });
    if (shown.length === 1 && shown[0] === node.key) link.setAttribute("aria-current", "true");
    link.tabIndex = -1;
    const count = document.createElement("span");
    count.className = "count";
    const parts = [node.kind, `${node.links} ${node.links === 1 ? "line" : "lines"}`, node.more ? `${node.more.toLocaleString("en")} more` : "", node.pinned ? "pinned" : "", node.open ? "open" : ""];
    count.textContent = parts.filter(Boolean).join(" · ");
    item.append(link, " ", count);
    return item;
  }

  /** @param {(show: string[]) => string} address */
  #rows(address) {
    const labels = new Map(this.#seen.nodes.map((node) => [node.key, node.label]));
    const label = (/** @type {string} */ key) => labels.get(key) ?? key;
    const ordered = [...this.#seen.lines].sort((one, two) => two.count - one.count || compare(label(one.from), label(two.from)) || compare(label(one.to), label(two.to)) || compare(one.id, two.id));
    return ordered.slice(0, MOST_LINES).map((line) => {
      const row = document.createElement("tr");
      const [from, words, to, count] = ["th", "td", "td", "td"].map((name) => document.createElement(name));
      from.setAttribute("scope", "row");
      from.append(anchor(label(line.from), address([line.from]), { key: line.from }));
      words.append(anchor(line.words, address([line.from, line.to]), { key: line.from, other: line.to }));
      to.append(anchor(label(line.to), address([line.to]), { key: line.to }));
      count.className = "number";
      count.textContent = line.count.toLocaleString("en");
      row.append(from, words, to, count);
      return row;
    });
  }

  /** @returns {HTMLAnchorElement[]} */
  #links() {
    return [...this.#nodes.querySelectorAll("a")];
  }

  #shown() {
    return this.#links().filter((link) => !link.parentElement?.hidden);
  }

  /** @returns {string | null} */
  #focused() {
    const active = document.activeElement;
    return active instanceof HTMLAnchorElement && this.#nodes.contains(active) ? active.dataset.key ?? null : null;
  }

  /** One link of the list is a stop of the Tab key. @param {string | null} [key] */
  #rove(key) {
    const links = this.#shown();
    const stop = links.find((link) => link.dataset.key === key) ?? links[0];
    for (const link of this.#links()) link.tabIndex = link === stop ? 0 : -1;
  }

  /** @param {HTMLAnchorElement} link */
  #go(link) {
    this.#rove(link.dataset.key);
    link.focus();
  }

  /** @param {MouseEvent} event @param {Told} told */
  #click(event, told) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    told.chosen([link.dataset.key ?? "", ...(link.dataset.other ? [link.dataset.other] : [])]);
  }

  /** @param {KeyboardEvent} event @param {Told} told */
  #key(event, told) {
    const key = this.#focused();
    if (key === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = this.#shown();
    const at = links.findIndex((link) => link.dataset.key === key);
    /** @type {Record<string, number>} */
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
    /** @type {Record<string, [number, number]>} */
    const push = { ArrowDown: [0, 20], ArrowUp: [0, -20], ArrowLeft: [-20, 0], ArrowRight: [20, 0] };
    if (event.shiftKey && event.key in push) told.pushed(key, ...push[event.key]);
    else if (!event.shiftKey && event.key in to) {
      const link = links[to[event.key]];
      if (link) this.#go(link);
    } else if (/^[echpb]$/i.test(event.key)) told.pressed(key, event.key.toLowerCase());
    else return;
    event.preventDefault();
  }
}

/** @param {string} one @param {string} two */
function compare(one, two) {
  return one.localeCompare(two, "en", { sensitivity: "base" });
}

/** @param {string} text @param {string} href @param {Record<string, string>} data */
function anchor(text, href, data) {
  const made = document.createElement("a");
  const isolated = document.createElement("bdi");
  isolated.textContent = text;
  made.append(isolated);
  made.href = href;
  Object.assign(made.dataset, data);
  return made;
}
