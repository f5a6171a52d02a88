// What the tests ask of a page in the browser. Each function answers with plain values; none changes what a reader sees.

const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable=true]";

/** @param {Element} element @returns {string} how a failed test names it */
function named(element) {
  const words = (element.getAttribute("aria-label") || element.textContent || element.getAttribute("name") || "").trim();
  return `${element.localName}${element.id ? `#${element.id}` : ""} “${words.replace(/\s+/g, " ").slice(0, 40)}”`;
}

/** @param {Element} element @returns {boolean} whether Tab should stop at it */
function isStop(element) {
  if (element.tabIndex < 0 || element.disabled || element.closest("[inert]")) return false;
  if (element.localName === "summary" && element.parentElement?.querySelector(":scope > summary") !== element) return false;
  if (element.type === "radio") {
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)];
    if (element !== (group.find((one) => one.checked) ?? group[0])) return false;
  }
  return element.checkVisibility({ visibilityProperty: true });
}

function stops() {
  return [...document.querySelectorAll(STOPS)].filter(isStop);
}

/** Begins a walk: every Tab notes where it starts from, how that is shown, and whether something lies over it. */
function beginWalk() {
  window.scrollTo(0, 0);
  window.walk = { stops: stops(), places: [] };
  window.walk.boxes = window.walk.stops.map((element) => firstBox(element));
  addEventListener("keydown", (event) => event.key === "Tab" && window.walk.places.push(place(document.activeElement)), true);
  window.walk.stops[0].focus();
  return window.walk.stops.length;
}

/** @param {Element} element */
function firstBox(element) {
  const { left, right, top, bottom } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  return { left, right, top, bottom };
}

/** @param {Element} element */
function place(element) {
  const style = getComputedStyle(element);
  return {
    index: window.walk.stops.indexOf(element),
    name: named(element),
    shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && contrast(style.outlineColor, ground(element)) >= 3,
    seen: [...element.getClientRects()].some((box) => isSeen(element, box)),
  };
}

/** @param {Element} element @param {DOMRect} box @returns {boolean} whether any part of the box is in sight and nothing lies over it */
function isSeen(element, box) {
  const points = [0.5, 0.1, 0.9].flatMap((across) => [0.5, 0.1, 0.9].map((down) => [box.left + box.width * across, box.top + box.height * down]));
  return points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element));
  });
}

/** What a walk met: stops that were missed or came out of turn, focus that cannot be seen, jumps back up the page. */
function endWalk() {
  const { stops: expected, boxes } = window.walk;
  const around = window.walk.places.findIndex((one, turn) => turn && one.index === 0);
  const places = around < 0 ? window.walk.places : window.walk.places.slice(0, around);
  const met = places.filter((one) => one.index >= 0).map((one) => one.index);
  const faults = expected.flatMap((element, index) => (met.includes(index) ? [] : [`never reached: ${named(element)}`]));
  met.forEach((index, turn) => turn && index < met[turn - 1] && faults.push(`out of turn: ${named(expected[index])}`));
  for (const one of places) {
    if (one.name.startsWith("body")) continue;
    if (!one.shown) faults.push(`focus does not show: ${one.name}`);
    if (!one.seen) faults.push(`focus is hidden: ${one.name}`);
  }
  for (let next = 1; next < boxes.length; next += 1) {
    const [before, after] = [boxes[next - 1], boxes[next]];
    const isAbove = after.bottom <= before.top + 1 && after.left < before.right && after.right > before.left;
    if (isAbove) faults.push(`not in reading order: ${named(expected[next])}`);
  }
  return [...new Set(faults)];
}

/** @param {string} colour as computed @returns {number[]} red, green, blue from 0 to 255, and alpha */
function channels(colour) {
  const numbers = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return colour.startsWith("color(srgb") ? [...numbers.slice(0, 3).map((value) => value * 255), numbers[3] ?? 1] : [...numbers.slice(0, 3), numbers[3] ?? 1];
}

/** @param {Element | null} element @returns {string} the colour behind it */
function ground(element) {
  for (let one = element?.parentElement; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if (channels(colour)[3] > 0.99) return colour;
  }
  return "rgb(255, 255, 255)";
}

/** @param {string} colour */
function luminance(colour) {
  const [red, green, blue] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other @returns {number} from 1 to 21 */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Sets text larger, or further apart, as a reader's own style would. */
function setText({ size = 100, spaced = false }) {
  const sheet = new CSSStyleSheet();
  const apart = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
  sheet.replaceSync(`html { font-size: ${size}% !important } ${spaced ? apart : ""}`);
  document.adoptedStyleSheets = [sheet];
}

/** Text that does not fit where it is and cannot be scrolled to, and a page that is wider than its window. */
function cutOff() {
  const faults = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} wide in a window of ${clientWidth}`);
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
    if (!hides || style.clipPath !== "none" || !element.checkVisibility() || element.closest("svg, [aria-hidden=true]")) continue;
    const tooWide = element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== "ellipsis";
    const tooHigh = element.scrollHeight > element.clientHeight + 1;
    if (element.textContent.trim() && (tooWide || tooHigh)) faults.push(`cut off: ${named(element)}`);
  }
  return faults;
}

/** What still moves where a reader asked for no motion. */
function moving() {
  const seconds = (value) => Math.max(...value.split(",").map((one) => parseFloat(one) * (one.trim().endsWith("ms") ? 0.001 : 1)));
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const style = getComputedStyle(element);
    const moves = (style.animationName !== "none" && seconds(style.animationDuration) > 0.01) || seconds(style.transitionDuration) > 0.01;
    return moves || style.scrollBehavior === "smooth" ? [named(element)] : [];
  });
}

/** Where colours are the reader's own: buttons without an edge, marked words that look like any others. */
function unmarked() {
  const edged = (style) => ["border", "outline"].some((kind) => parseFloat(style[`${kind}TopWidth`] ?? style[`${kind}Width`]) > 0) || style.textDecorationLine !== "none";
  return [...document.querySelectorAll("button, mark, .badge, .chip, [aria-current]")]
    .filter((element) => element.checkVisibility())
    .filter((element) => !edged(getComputedStyle(element)))
    .map(named);
}

/** What can be dragged, and so would need another way. */
function dragged() {
  return [...document.querySelectorAll("[draggable=true], [ondragstart]")].map(named);
}
