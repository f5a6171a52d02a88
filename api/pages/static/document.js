// Makes reading evidence pleasant: all passages of a fact light up, the text answers clicks, keys and buttons lead from
// fact to fact, and a link to any characters works, marked or not. The page works without.
"use strict";

/** @typedef {{ item: HTMLElement, passages: string[], start: number }} Fact */

const text = /** @type {HTMLElement} */ (document.querySelector(".source-text"));
const walk = /** @type {HTMLElement | null} */ (document.querySelector(".walk"));
const walked = document.getElementById("walked");
const keys = /** @type {HTMLInputElement | null} */ (document.getElementById("keys"));
const facts = [...document.querySelectorAll("li[data-passages]")].map(fact).sort((a, b) => a.start - b.start);
let here = -1;

/** @param {Element} item @returns {Fact} */
function fact(item) {
  const passages = (item.getAttribute("data-passages") || "").split(" ").filter(Boolean);
  return { item: /** @type {HTMLElement} */ (item), passages, start: Number(/\d+/.exec(passages[0] || "")?.[0] ?? 0) };
}

/** The pieces of a passage: its own element, and those that go on behind the end of another. @param {string} anchor */
function pieces(anchor) {
  const own = document.getElementById(anchor);
  const more = [...text.querySelectorAll("mark[data-of]")].filter((piece) => piece.getAttribute("data-of") === anchor);
  return own ? [own, ...more] : more;
}

function clear() {
  for (const old of text.querySelectorAll(".pointed, .support")) old.classList.remove("pointed", "support");
  for (const old of document.querySelectorAll("li[aria-current]")) old.removeAttribute("aria-current");
  CSS.highlights?.delete("asked");
}

/** What the address points at: a passage, a fact, or characters that are no passage. */
function point() {
  const anchor = decodeURIComponent(location.hash.slice(1));
  clear();
  const shown = here >= 0 && facts[here].passages.includes(anchor) ? here : facts.findIndex((one) => one.passages[0] === anchor);
  const found = shown >= 0 ? shown : facts.findIndex((one) => one.item.id === anchor);
  if (found >= 0) show(found, anchor);
  else if (anchor.startsWith("char=")) {
    here = -1;
    const marks = pieces(anchor);
    for (const piece of marks) piece.classList.add("pointed");
    if (!marks.length) pointAtCharacters(anchor);
  }
}

/** @param {number} number @param {string} anchor */
function show(number, anchor) {
  here = number;
  const { item, passages } = facts[number];
  item.setAttribute("aria-current", "true");
  const first = passages.includes(anchor) ? anchor : passages[0];
  for (const passage of passages) {
    for (const piece of pieces(passage)) piece.classList.add(passage === first ? "pointed" : "support");
  }
  const side = item.closest(".sticky");
  if (side && side.scrollHeight > side.clientHeight) side.scrollTop = item.offsetTop - side.clientHeight / 3;
  if (walked) walked.textContent = `Fact ${number + 1} of ${facts.length}`;
}

/** Characters are counted as the data count them, by code points. @param {string} anchor */
function pointAtCharacters(anchor) {
  const found = /^char=(\d+),(\d+)$/.exec(anchor);
  if (!found) return;
  const first = Number(text.dataset.start);
  const [start, end] = [Number(found[1]), Number(found[2])];
  if ((start < first || start >= Number(text.dataset.end)) && new URLSearchParams(location.search).get("at") !== found[1]) {
    location.replace(`?at=${start}#${anchor}`);  // of a long document another part
    return;
  }
  if (!CSS.highlights) return;
  const range = rangeOf(start - first, end - first);
  if (!range) return;
  CSS.highlights.set("asked", new Highlight(range));
  const box = range.getBoundingClientRect();
  scrollTo({ top: scrollY + box.top - innerHeight * 0.3 });
}

/** @param {number} start @param {number} end @returns {Range | null} */
function rangeOf(start, end) {
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = new Range();
  let from = 0;
  let started = false;
  while (nodes.nextNode() && start < end) {
    const characters = [...(nodes.currentNode.textContent || "")];
    const to = from + characters.length;
    const units = (/** @type {number} */ count) => characters.slice(0, count).join("").length;
    if (!started && start < to) {
      range.setStart(nodes.currentNode, units(start - from));
      started = true;
    }
    if (started && end <= to) {
      range.setEnd(nodes.currentNode, units(end - from));
      return range;
    }
    from = to;
  }
  return null;
}

/** @param {number} step */
function move(step) {
  if (!facts.length) return;
  const next = here < 0 ? (step > 0 ? 0 : facts.length - 1) : (here + step + facts.length) % facts.length;
  here = next;
  const anchor = facts[next].passages[0] || facts[next].item.id;
  if (decodeURIComponent(location.hash.slice(1)) === anchor) point();
  else location.replace(`#${anchor}`);
}

/** @param {Event} event A click on marked words leads to the fact that they support. */
function answer(event) {
  const mark = event.target instanceof Element ? event.target.closest("mark") : null;
  if (!mark || String(getSelection())) return;
  const anchor = mark.id || mark.getAttribute("data-of") || "";
  const found = facts.findIndex((one) => one.passages.includes(anchor));
  if (found < 0) return;
  clear();
  show(found, anchor);
}

function wantsKeys() {
  try {
    return localStorage.getItem("document-keys") !== "off";
  } catch {
    return true;
  }
}

if (walk && facts.length) {
  walk.hidden = false;
  for (const button of walk.querySelectorAll("button")) button.addEventListener("click", () => move(Number(button.dataset.step)));
}
if (keys) {
  keys.checked = wantsKeys();
  keys.addEventListener("change", () => {
    try {
      localStorage.setItem("document-keys", keys.checked ? "on" : "off");
    } catch {
      // without storage the choice holds for this page
    }
  });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  if (event.key === "Escape") clear();
  if (keys && !keys.checked) return;
  if (event.key === "n" || event.key === "j") move(1);
  if (event.key === "p" || event.key === "k") move(-1);
});
text.addEventListener("click", answer);
addEventListener("hashchange", point);
point();
