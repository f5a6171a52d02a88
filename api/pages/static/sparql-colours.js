// Colours behind the text field: the same text once more, letter upon letter, in a layer that nobody can touch or hear.

import { tokens } from "./sparql-tokens.js";

const MOST = 30000;

/** A layer of colours under a text field; `place` tells where on the screen a character is. */
export class Colours {
  /** @param {HTMLTextAreaElement} field @param {HTMLElement} frame */
  constructor(field, frame) {
    this.field = field;
    this.layer = document.createElement("pre");
    this.layer.className = "colours";
    this.layer.setAttribute("aria-hidden", "true");
    this.layer.dir = "ltr";
    frame.prepend(this.layer);
    frame.classList.add("coloured");
    field.addEventListener("scroll", () => this.follow());
    new ResizeObserver(() => this.follow()).observe(field);
  }

  /** Show the field's text as it is now. @param {{ line: number, column: number } | null} wrong a place that is marked */
  paint(wrong) {
    const text = this.field.value;
    const at = wrong ? offsetOf(text, wrong.line, wrong.column) : -1;
    const parts = text.length > MOST ? [] : tokens(text);
    const pieces = [];
    let from = 0;
    for (const { kind, start, end } of parts) {
      pieces.push(text.slice(from, start), piece(text.slice(start, end), kind, at >= start && at < end));
      from = end;
    }
    pieces.push(text.slice(from) + "\n");
    this.layer.replaceChildren(...pieces);
    this.follow();
  }

  follow() {
    this.layer.style.right = `${this.field.offsetWidth - this.field.clientWidth - 1}px`;
    this.layer.scrollTop = this.field.scrollTop;
    this.layer.scrollLeft = this.field.scrollLeft;
  }

  /** Where a character is, in pixels from the upper left corner of the frame. @param {number} offset */
  place(offset) {
    const walker = document.createTreeWalker(this.layer, NodeFilter.SHOW_TEXT);
    let from = 0;
    while (walker.nextNode()) {
      const length = walker.currentNode.textContent?.length || 0;
      if (offset <= from + length) {
        const range = document.createRange();
        range.setStart(walker.currentNode, offset - from);
        range.collapse(true);
        const box = range.getClientRects()[0] || this.layer.getBoundingClientRect();
        const frame = this.layer.getBoundingClientRect();
        return { left: box.left - frame.left, top: box.top - frame.top, height: box.height || 18 };
      }
      from += length;
    }
    return { left: 0, top: 0, height: 18 };
  }
}

/** @param {string} text @param {string} kind @param {boolean} isWrong */
function piece(text, kind, isWrong) {
  const made = document.createElement("span");
  made.className = isWrong ? `t-${kind} wrong` : `t-${kind}`;
  made.textContent = text;
  return made;
}

/** The place of a line and a column, both from 1; columns count characters as the server does.
 * @param {string} text @param {number} line @param {number} column */
export function offsetOf(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return before + [...(lines[line - 1] || "")].slice(0, column - 1).join("").length;
}
