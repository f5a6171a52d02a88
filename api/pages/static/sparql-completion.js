// A list of suggestions under the caret: the field keeps the focus, arrows choose, Enter or Tab takes, Esc closes.

import { suggestions } from "./sparql-suggestions.js";
import { wordAt } from "./sparql-tokens.js";

/** @typedef {import("./sparql-suggestions.js").Suggestion} Suggestion */
/** @typedef {import("./sparql-suggestions.js").Terms} Terms */
/** @typedef {import("./sparql-colours.js").Colours} Colours */

const ENOUGH = 2;
const SHOWN = 8;

/** @param {string} tag @param {string} name @param {string} [text] */
function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** The suggestions of one field. */
export class Completion {
  /** @param {HTMLTextAreaElement} field @param {HTMLElement} frame @param {Colours} colours @param {Terms} terms */
  constructor(field, frame, colours, terms) {
    this.field = field;
    this.colours = colours;
    this.terms = terms;
    /** @type {Suggestion[]} */
    this.found = [];
    this.active = -1;
    this.first = 0;
    this.start = 0;
    this.list = element("ul", "suggestions");
    this.list.id = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    this.status = element("p", "hidden-label");
    this.status.setAttribute("role", "status");
    frame.append(this.list, this.status);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("input", (event) => this.typed(/** @type {InputEvent} */ (event)));
    field.addEventListener("blur", () => this.close());
    field.addEventListener("click", () => this.close());
    field.addEventListener("scroll", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const isAsked = event.key === " " && event.ctrlKey && !event.altKey && !event.metaKey;
    if (isAsked) this.open(true);
    else if (!this.isOpen || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    else if (event.key === "ArrowDown") this.choose(this.active + 1);
    else if (event.key === "ArrowUp") this.choose(this.active - 1);
    else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" && this.active >= 0) || (event.key === "Tab" && !event.shiftKey)) this.take(Math.max(this.active, 0));
    else {
      if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Enter"].includes(event.key)) this.close();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {InputEvent} event */
  typed(event) {
    const isTyping = (event.inputType || "").startsWith("insertText") || (this.isOpen && event.inputType === "deleteContentBackward");
    if (isTyping && !event.isComposing) this.open(false);
    else this.close();
  }

  /** Offer what fits the word before the caret. @param {boolean} isAsked whether the reader asked for it */
  open(isAsked) {
    const place = this.field.selectionStart;
    const word = place === this.field.selectionEnd ? wordAt(this.field.value, place) : null;
    const isEnough = word && (isAsked || word.word.length >= ENOUGH || /^[?$]/.test(word.word));
    this.found = word && isEnough ? suggestions(this.field.value, word.start, word.word, this.terms) : [];
    if (!word || !this.found.length) {
      this.close();
      if (isAsked) this.status.textContent = "No suggestions";
      return;
    }
    this.start = word.start;
    this.active = -1;
    this.list.hidden = false;
    this.show(0);
    this.put();
    this.choose(isAsked ? 0 : -1);
    this.status.textContent = `${this.found.length} suggestion${this.found.length > 1 ? "s" : ""}`;
  }

  /** Show so many of them as need no scrolling. @param {number} first */
  show(first) {
    this.first = first;
    this.list.replaceChildren(...this.found.slice(first, first + SHOWN).map((one, at) => this.option(one, first + at)));
  }

  /** @param {Suggestion} one @param {number} at */
  option(one, at) {
    const made = element("li", "");
    made.id = `suggestion-${at}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", String(at === this.active));
    made.setAttribute("aria-setsize", String(this.found.length));
    made.setAttribute("aria-posinset", String(at + 1));
    made.append(element("span", "text", one.text), element("span", "kind", one.kind), element("span", "told", one.told));
    return made;
  }

  put() {
    const { left, top, height } = this.colours.place(this.start);
    const frame = /** @type {HTMLElement} */ (this.list.parentElement);
    const room = frame.clientWidth - this.list.offsetWidth - 4;
    this.list.style.left = `${Math.max(0, Math.min(left, room))}px`;
    this.list.style.top = `${top + height + 4}px`;
  }

  /** @param {number} at the next to be chosen; past the ends it goes round, -1 is none */
  choose(at) {
    const number = this.found.length;
    this.active = at < -1 || (at === -1 && this.active === 0) ? number - 1 : at >= number ? 0 : at;
    const first = Math.max(0, Math.min(this.first, this.active), this.active - SHOWN + 1);
    this.show(this.active < 0 ? 0 : first);
    const chosen = this.list.children[this.active - this.first];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option) this.take(this.first + [...this.list.children].indexOf(option));
  }

  /** Put a suggestion in the place of the word; undo takes it back. @param {number} at */
  take(at) {
    const text = this.found[at].text;
    const end = this.field.selectionEnd;
    this.close();
    this.field.focus();
    this.field.setSelectionRange(this.start, end);
    if (!document.execCommand("insertText", false, text)) this.field.setRangeText(text, this.start, end, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    if (text.endsWith(":")) this.open(false);
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }
}
