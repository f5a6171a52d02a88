// Keys of the review page: j and k walk the items, s, d and x decide the one in focus, u takes back what was decided last.

const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".review .item")]);
for (const hint of document.querySelectorAll(".keys")) hint.removeAttribute("hidden");

/** @param {EventTarget | null} target @returns {boolean} whether keys are being typed as text there */
const isTyping = (target) => target instanceof Element && target.closest("input, textarea, select") !== null;

/** @returns {number} the place of the item in focus, -1 where none is */
const current = () => items.findIndex((item) => item.contains(document.activeElement));

/** @param {number} step */
function walk(step) {
  const place = current() + (step < 0 && current() < 0 ? items.length : step);
  items[Math.min(Math.max(place, 0), items.length - 1)]?.focus();
}

/** @param {string} key presses the button that stands for the key: of the item in focus, of the whole page for undo */
function decide(key) {
  const within = key === "u" ? document : items[current()];
  /** @type {HTMLButtonElement | null | undefined} */
  const button = within?.querySelector(`button[data-key="${key}"]`);
  button?.click();
}

document.addEventListener("keydown", (event) => {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
  else if ("sdxu".includes(event.key) && event.key.length === 1) decide(event.key);
  else return;
  event.preventDefault();
});
