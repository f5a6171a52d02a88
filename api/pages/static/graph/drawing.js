// Draws what is seen with vis-network: places come from the server, nothing moves by itself, every text is set as text.

/** @typedef {import("./state.js").Data} Data */
/** @typedef {import("./state.js").Seen} Seen */
/** @typedef {import("./state.js").Node} Node */
/** @typedef {import("./state.js").Line} Line */

/** @type {any} */
const vis = Reflect.get(globalThis, "vis");

/** @type {Record<string, false | number[]>} */
const DASHES = { claim: false, post: [8, 4], measure: false, event: [2, 4], scheme: [1, 3] };
const FACE = "system-ui, sans-serif";
/** Up to this many lines, each has its words beside it. */
const FEW = 30;
/** So many nodes have names that can be read while the whole picture is shown, the largest ones; in pixels, at least and at most. */
const NAMED = 24;
const READABLE = 12;
const LARGEST = 17;
/** From so many lines on, they are fainter, so that nodes stand out. */
const MANY_LINES = 250;

const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @param {string} name */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * What the picture tells of: a click on a node, line or empty place, a double click on a node, a node put elsewhere.
 * @typedef {object} Told
 * @property {(keys: string[]) => void} chosen
 * @property {(key: string) => void} opened
 * @property {(key: string, x: number, y: number) => void} moved
 */

export class Drawing {
  #nodes = new vis.DataSet();
  #edges = new vis.DataSet();
  /** @type {any} */
  #network;
  /** @type {HTMLElement} */
  #place;
  /** @type {Seen} */
  #seen = { nodes: [], lines: [] };
  /** @type {Data} */
  #data;
  /** @type {string | null} the node that the next click puts somewhere */
  #moving = null;
  /** @type {string[]} */
  #ends = [];

  /** @param {HTMLElement} place @param {Data} data @param {Told} told */
  constructor(place, data, told) {
    this.#place = place;
    this.#data = data;
    this.#network = new vis.Network(place, { nodes: this.#nodes, edges: this.#edges }, this.#options());
    this.#network.on("click", (/** @type {any} */ event) => this.#click(event, told));
    this.#network.on("doubleClick", (/** @type {any} */ event) => event.nodes.length && told.opened(event.nodes[0]));
    this.#network.on("dragEnd", (/** @type {any} */ event) => {
      for (const key of event.nodes) this.#tell(key, told);
    });
    dark.addEventListener("change", () => this.show(this.#data, this.#seen));
  }

  /** Show a view; nodes that stay do not move. @param {Data} data @param {Seen} seen */
  show(data, seen) {
    this.#data = data;
    this.#seen = seen;
    this.#network.setOptions(this.#options());
    replace(this.#edges, [], seen.lines.map((line) => line.id));
    const named = largest(seen.nodes);
    const readable = READABLE / this.#wholeScale();
    replace(this.#nodes, seen.nodes.map((node) => this.#node(node, named.has(node.key) ? readable : 0)), seen.nodes.map((node) => node.key));
    replace(this.#edges, this.#lines(seen.lines), seen.lines.map((line) => line.id));
    const frame = /** @type {HTMLElement} */ (this.#place.firstElementChild);
    frame.tabIndex = 0;
    frame.setAttribute("role", "img");
    frame.setAttribute("aria-label", `Picture of ${seen.nodes.length} nodes and ${seen.lines.length} lines; the list beside it holds the same. Arrow keys move it.`);
  }

  /** Mark nodes, or the line between two; without any, nothing is marked. @param {ReadonlyArray<string>} keys @param {boolean} [come] whether the picture goes there */
  mark(keys, come = false) {
    const there = keys.filter((key) => this.#nodes.get(key));
    this.#ends = [...there];
    const between = this.#seen.lines.filter((line) => there.length === 2 && there.includes(line.from) && there.includes(line.to));
    this.#network.setSelection({ nodes: there, edges: between.map((line) => line.id) }, { highlightEdges: there.length === 1 });
    if (come && there.length === 1) this.#network.focus(there[0], { scale: Math.max(this.#network.getScale(), 0.8), animation: this.#animation() });
    else if (come && there.length) this.#network.fit({ nodes: there, maxZoomLevel: 1.2, animation: this.#animation() });
  }

  /** Show all of the picture. */
  fit() {
    this.#network.fit({ maxZoomLevel: 1.4, animation: this.#animation() });
  }

  /** Once everything is on the screen. @param {() => void} then */
  once(then) {
    this.#network.once("afterDrawing", then);
  }

  /** Have the next click put a node somewhere. @param {string} key */
  move(key) {
    this.#moving = key;
    this.#place.classList.add("placing");
  }

  /** Whether a node is waiting to be put somewhere; it no longer is. */
  rest() {
    const waited = this.#moving !== null;
    this.#moving = null;
    this.#place.classList.remove("placing");
    return waited;
  }

  /** Move the picture or come nearer. @param {number} dx @param {number} dy @param {number} zoom */
  go(dx, dy, zoom) {
    const scale = this.#network.getScale();
    const at = this.#network.getViewPosition();
    this.#network.moveTo({ position: { x: at.x + (dx * 120) / scale, y: at.y + (dy * 120) / scale }, scale: scale * zoom, animation: this.#animation() });
  }

  /** The picture as PNG, on the page's ground. @returns {Promise<Blob>} */
  async png() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.#place.querySelector("canvas"));
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
    context.fillStyle = colour("card");
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    return new Promise((done, failed) => copy.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
  }

  /** What is drawn, for tests: keys of nodes with their places, and ids of lines. */
  drawn() {
    return { places: this.#network.getPositions(), lines: this.#edges.getIds(), marked: this.#ends };
  }

  /** @param {any} event @param {Told} told */
  #click(event, told) {
    const moving = this.#moving;
    if (moving !== null) {
      this.rest();
      told.moved(moving, Math.round(event.pointer.canvas.x), Math.round(event.pointer.canvas.y));
    } else if (event.nodes.length) told.chosen([event.nodes[0]]);
    else if (event.edges.length) {
      const edge = this.#edges.get(event.edges[0]);
      told.chosen([edge.from, edge.to]);
    } else told.chosen([]);
  }

  /** @param {string} key @param {Told} told */
  #tell(key, told) {
    const at = this.#network.getPositions([key])[key];
    told.moved(key, Math.round(at.x), Math.round(at.y));
  }

  #animation() {
    return still.matches ? false : { duration: 250, easingFunction: "easeOutQuad" };
  }

  #options() {
    const font = { face: FACE, strokeWidth: 3, vadjust: -2, color: colour("ink"), strokeColor: colour("card") };
    return {
      physics: { enabled: false },
      layout: { improvedLayout: false },
      nodes: { font, scaling: { label: { enabled: false, drawThreshold: 6, maxVisible: LARGEST } } },
      edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, selectionWidth: 0.5, font: { size: 11, face: FACE, strokeWidth: 3, align: "middle", background: colour("card"), color: colour("soft"), strokeColor: colour("card") } },
      interaction: { hover: true, tooltipDelay: 150, multiselect: false, hideEdgesOnDrag: this.#seen.nodes.length > this.#data.many, keyboard: { enabled: true, bindToWindow: false, autoFocus: false } },
    };
  }

  /** How large the picture is drawn where all of it is shown: pixels for each unit of places. */
  #wholeScale() {
    const nodes = this.#seen.nodes;
    const wide = extent(nodes.map((node) => node.x));
    const high = extent(nodes.map((node) => node.y));
    return Math.min(1.4, this.#place.clientWidth / wide, this.#place.clientHeight / high);
  }

  /** @param {Node} node @param {number} least the size of its name at least */
  #node(node, least) {
    const [name, , shape] = this.#data.kinds[node.kind];
    const fill = colour(node.kind);
    const rim = colour(node.pinned ? "ink" : "card");
    return {
      id: node.key, label: node.lines || " ", shape, x: node.x, y: node.y, size: node.radius,
      title: `${node.label}\n${name}${node.more ? `, ${node.more.toLocaleString("en")} more neighbours` : ""}${node.pinned ? ", pinned" : ""}`,
      borderWidth: node.pinned ? 3 : 1, font: { size: Math.max(10 + Math.floor(node.radius / 2), least) },
      color: { background: fill, border: rim, highlight: { background: fill, border: colour("ink") }, hover: { background: fill, border: colour("ink") } },
    };
  }

  /** @param {Line[]} lines */
  #lines(lines) {
    /** @type {Map<string, number>} */
    const beside = new Map();
    const straight = this.#seen.nodes.length > this.#data.many;
    return lines.map((line) => {
      const pair = [line.from, line.to].sort().join(" ");
      const turn = beside.get(pair) ?? 0;
      beside.set(pair, turn + 1);
      return {
        id: line.id, from: line.from, to: line.to, title: line.words, width: 1 + Math.min(line.count, 16) ** 0.5 * 0.7, dashes: DASHES[line.kind],
        label: lines.length <= FEW ? line.words : undefined,
        color: { color: colour(line.kind === "measure" ? "trade" : line.kind), highlight: colour("accent"), hover: colour("accent"), opacity: lines.length > MANY_LINES ? 0.4 : 0.75 },
        smooth: straight ? false : { enabled: true, type: "curvedCW", roundness: 0.08 + 0.14 * turn },
      };
    });
  }
}

/** The keys of the nodes that are named from afar. @param {Node[]} nodes */
function largest(nodes) {
  const ranked = [...nodes].sort((one, other) => other.radius - one.radius || (one.key < other.key ? -1 : 1));
  return new Set(ranked.slice(0, NAMED).map((node) => node.key));
}

/** How far numbers lie apart, with a margin. @param {number[]} numbers */
const extent = (numbers) => Math.max(...numbers, 0) - Math.min(...numbers, 0) + 100;

/** Make a data set hold these items; others that are to stay are left alone. @param {any} set @param {object[]} items @param {string[]} stay */
function replace(set, items, stay) {
  const kept = new Set(stay);
  set.remove(set.getIds().filter((/** @type {string} */ id) => !kept.has(id)));
  set.update(items);
}
