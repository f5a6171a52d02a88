// The legend: each entry hides or shows its kind, and counts what of it is in the view.

/** @typedef {import("./state.js").Data} Data */
/** @typedef {import("./state.js").State} State */

export class Legend {
  /** @type {HTMLElement[]} */
  #entries;

  /** @param {HTMLElement} place @param {(list: "noKind" | "noLink", name: string) => void} pressed */
  constructor(place, pressed) {
    this.#entries = [...place.querySelectorAll("[data-hides]")].filter((found) => found instanceof HTMLElement);
    for (const entry of this.#entries) {
      const press = () => pressed(entry.dataset.hides === "no_kind" ? "noKind" : "noLink", entry.dataset.name ?? "");
      entry.removeAttribute("href");
      entry.removeAttribute("aria-current");
      entry.tabIndex = 0;
      entry.setAttribute("role", "button");
      entry.querySelector(".state")?.remove();
      entry.addEventListener("click", press);
      entry.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        press();
      });
    }
  }

  /** @param {Data} data @param {State} state */
  show(data, state) {
    const counts = count(data);
    for (const entry of this.#entries) {
      const name = entry.dataset.name ?? "";
      const isKind = entry.dataset.hides === "no_kind";
      const number = (isKind ? counts.kinds : counts.links).get(name) ?? 0;
      const place = entry.querySelector(".count");
      if (place) place.textContent = number.toLocaleString("en");
      entry.setAttribute("aria-pressed", String(!(isKind ? state.noKind : state.noLink).includes(name)));
      if (entry.parentElement) entry.parentElement.hidden = number === 0;
    }
  }
}

/** How many nodes of each kind, and facts of each kind of link and relation, are in the view, hidden or not. @param {Data} data */
function count(data) {
  /** @type {Map<string, number>} */
  const kinds = new Map();
  /** @type {Map<string, number>} */
  const links = new Map();
  const add = (/** @type {Map<string, number>} */ to, /** @type {string} */ name, /** @type {number} */ number) => to.set(name, (to.get(name) ?? 0) + number);
  for (const [, , kind] of data.nodes) add(kinds, kind, 1);
  for (const [, , kind, relations] of data.lines)
    for (const [relation, number] of relations) {
      add(links, data.links[kind][0], number);
      add(links, data.relations[relation][0], number);
    }
  return { kinds, links };
}
