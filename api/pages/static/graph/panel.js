// The details of a node or a line: fetched as a piece of the page; its links become deeds where the page can do them itself.

import { Refused, details } from "./server.js";

/** @typedef {import("./state.js").State} State */

export class Panel {
  /** @type {HTMLElement} */
  #place;
  #turn = 0;

  /** @param {HTMLElement} place @param {(deed: string, skip: number) => void} done */
  constructor(place, done) {
    this.#place = place;
    place.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target.closest("[data-do]") : null;
      if (!(target instanceof HTMLElement)) return;
      event.preventDefault();
      done(target.dataset.do ?? "", Number(target.dataset.skip ?? 0));
    });
  }

  /** The latest that is asked for is shown. @param {State} state @param {number} [skip] */
  async show(state, skip = 0) {
    const turn = ++this.#turn;
    this.#place.setAttribute("aria-busy", "true");
    const found = await details(state, skip).catch((error) => (error instanceof Refused ? error.message : "The server does not answer: try again."));
    if (turn !== this.#turn) return;
    this.#place.replaceChildren(found);
    this.#place.scrollTop = 0;
    const pin = this.#place.querySelector("[data-do=pin]");
    if (pin && state.show.length === 1 && state.pin[state.show[0]]) pin.textContent = "Let go of its place";
    this.#place.setAttribute("aria-busy", "false");
  }
}
