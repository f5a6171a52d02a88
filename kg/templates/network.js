"use strict";
// Draws the picture from the data block, with colours from the style sheet; every text of the data is set as text, never as HTML.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const rows = [...document.querySelectorAll("tbody tr")];
  const dashes = { claim: false, post: [9, 6], measure: false, event: [2, 5], scheme: [1, 4] };
  const kinds = [...document.querySelectorAll(".legend button")].map((button) => button.dataset.kind);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const rim = data.nodes.length <= 300;
  const group = (kind) => ({ color: { background: colour(kind), border: colour(rim ? "raised" : kind), highlight: { background: colour(kind), border: colour("text") } } });
  const paint = () => ({
    groups: Object.fromEntries(kinds.map((kind) => [kind, group(kind)])),
    nodes: { font: { color: colour("text"), strokeColor: colour("raised") } },
  });
  const line = (edge) => ({
    ...edge,
    color: { color: colour(edge.kind), highlight: colour("accent"), hover: colour("accent"), opacity: 0.75 },
    dashes: dashes[edge.kind],
    font: { color: colour("quiet"), background: colour("raised"), strokeColor: colour("raised") },
  });

  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map(line));
  const picture = byId("network");
  const network = new vis.Network(picture, { nodes, edges }, { ...data.options, ...paint(), nodes: { ...data.options.nodes, font: { ...data.options.nodes.font, ...paint().nodes.font } } });
  const frame = picture.firstElementChild;
  frame.tabIndex = 0;
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", data.alternative);
  dark.addEventListener("change", () => { network.setOptions(paint()); edges.update(data.edges.map(line)); });

  const animation = () => (still.matches ? false : { duration: 250, easingFunction: "easeOutQuad" });
  const move = (dx, dy, zoom) => {
    const scale = network.getScale();
    const at = network.getViewPosition();
    network.moveTo({ position: { x: at.x + (dx * 120) / scale, y: at.y + (dy * 120) / scale }, scale: scale * zoom, animation: animation() });
  };
  const moves = {
    in: () => move(0, 0, 1.3), out: () => move(0, 0, 1 / 1.3), fit: () => network.fit({ maxZoomLevel: 1.4, animation: animation() }),
    left: () => move(-1, 0, 1), right: () => move(1, 0, 1), up: () => move(0, -1, 1), down: () => move(0, 1, 1),
  };
  for (const button of document.querySelectorAll("[data-move]")) button.addEventListener("click", moves[button.dataset.move]);

  const details = byId("details");
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    made.dir = "auto";
    return made;
  };
  const entry = (row) => {
    const [subject, relation, object, date, source, evidence] = [...row.cells].map((cell) => cell.textContent);
    const item = document.createElement("li");
    item.append(element("span", subject + " – " + relation + " – " + object));
    if (evidence) item.append(element("blockquote", evidence));
    if (source) item.append(element("cite", date ? source + ", " + date : source));
    return item;
  };
  const show = (heading, note, shown) => {
    details.querySelector("h2").textContent = heading;
    details.querySelector("p").textContent = note;
    details.querySelector("ol").replaceChildren(...shown.map(entry));
    details.hidden = false;
    details.scrollTop = 0;
  };
  const hide = () => { details.hidden = true; network.unselectAll(); };
  const count = (shown) => shown.length + (shown.length === 1 ? " link" : " links");
  const showNode = (id) => {
    const shown = rows.filter((row) => row.dataset.from === String(id) || row.dataset.to === String(id));
    show(data.names[id], data.kinds[nodes.get(id).group] + " · " + count(shown), shown);
  };
  const showEdge = (id) => {
    const edge = edges.get(id);
    const shown = rows.filter((row) => row.dataset.from === String(edge.from) && row.dataset.to === String(edge.to));
    show(data.names[edge.from] + " → " + data.names[edge.to], count(shown), shown);
  };
  network.on("select", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showEdge(event.edges[0]);
    else hide();
  });
  details.querySelector(".close").addEventListener("click", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  const hidden = new Set();
  for (const button of document.querySelectorAll(".legend button")) {
    button.addEventListener("click", () => {
      const kind = button.dataset.kind;
      if (!hidden.delete(kind)) hidden.add(kind);
      button.setAttribute("aria-pressed", String(!hidden.has(kind)));
      nodes.update(data.nodes.filter((node) => node.group === kind).map((node) => ({ id: node.id, hidden: hidden.has(kind) })));
    });
  }

  const find = byId("find");
  const go = () => {
    const wanted = find.value.trim().toLowerCase();
    if (!wanted) return;
    const lower = data.names.map((name) => name.toLowerCase());
    const part = data.nodes.filter((node) => lower[node.id].includes(wanted)).sort((one, two) => two.size - one.size);
    const id = lower.includes(wanted) ? lower.indexOf(wanted) : part.length ? part[0].id : -1;
    find.setAttribute("aria-invalid", String(id < 0));
    if (id < 0) return;
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), offset: { x: -Math.min(picture.clientWidth / 5, 180), y: 0 }, animation: animation() });
    showNode(id);
  };
  find.addEventListener("change", go);
  find.form.addEventListener("submit", (event) => { event.preventDefault(); go(); });
  // The first drawing measures the labels; only then is it known what has to fit.
  network.once("afterDrawing", () => {
    network.fit({ maxZoomLevel: 1.4, animation: false });
    document.documentElement.dataset.drawn = String(data.nodes.length);
  });
})();
