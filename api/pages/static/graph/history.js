// Undo and redo: the states that were, and those that were taken back.

/** @typedef {import("./state.js").State} State */

export class History {
  /** @type {State[]} */
  #before = [];
  /** @type {State[]} */
  #after = [];

  /** Note a state that is left for another. @param {State} state */
  leave(state) {
    this.#before.push(state);
    this.#after = [];
  }

  get canUndo() {
    return this.#before.length > 0;
  }

  get canRedo() {
    return this.#after.length > 0;
  }

  /** The state before, if there is one. @param {State} now @returns {State | undefined} */
  undo(now) {
    const found = this.#before.pop();
    if (found) this.#after.push(now);
    return found;
  }

  /** The state that was taken back last, if there is one. @param {State} now @returns {State | undefined} */
  redo(now) {
    const found = this.#after.pop();
    if (found) this.#before.push(now);
    return found;
  }
}
