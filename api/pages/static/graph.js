// Draws the graph that the server laid out; every link is in the table below the picture too, and the details come from there.
"use strict";

const data = JSON.parse(document.getElementById("graph-data").textContent);
const rows = [...document.querySelectorAll("tbody tr[data-from]")];
const kinds = [...document.querySelectorAll(".legend button")].map((button) => button.dataset.kind);
const dashes = { claim: false, post: [8, 4], measure: false, event: [2, 4], scheme: [1, 3] };
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const group = (kind) => ({ color: { background: colour(kind), border: colour("card"), highlight: { background: colour(kind), border: colour("ink") } } });
const look = () => ({
  groups: Object.fromEntries(kinds.map((kind) => [kind, group(kind)])),
  nodes: { ...data.options.nodes, font: { ...data.options.nodes.font, color: colour("ink"), strokeColor: colour("card") } },
});
const line = (edge) => ({
  ...edge,
  color: { color: colour(edge.kind === "measure" ? "trade" : edge.kind), highlight: colour("accent"), hover: colour("accent"), opacity: 0.75 },
  dashes: dashes[edge.kind],
  font: { color: colour("soft"), strokeColor: colour("card") },
});

const nodes = new vis.DataSet(data.nodes);
const edges = new vis.DataSet(data.edges.map(line));
const place = document.getElementById("network");
const network = new vis.Network(place, { nodes, edges }, { ...data.options, ...look() });
const frame = place.firstElementChild;
frame.tabIndex = 0;
frame.setAttribute("role", "img");
frame.setAttribute("aria-label", data.alternative);
dark.addEventListener("change", () => { network.setOptions(look()); edges.update(data.edges.map(line)); });

const animation = () => (still.matches ? false : { duration: 250, easingFunction: "easeOutQuad" });
function move(dx, dy, zoom) {
  const scale = network.getScale();
  const at = network.getViewPosition();
  network.moveTo({ position: { x: at.x + (dx * 120) / scale, y: at.y + (dy * 120) / scale }, scale: scale * zoom, animation: animation() });
}
const moves = {
  in: () => move(0, 0, 1.3), out: () => move(0, 0, 1 / 1.3), fit: () => network.fit({ animation: animation() }),
  left: () => move(-1, 0, 1), right: () => move(1, 0, 1), up: () => move(0, -1, 1), down: () => move(0, 1, 1),
};
for (const button of document.querySelectorAll("[data-move]")) button.addEventListener("click", moves[button.dataset.move]);

const details = document.getElementById("details");
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  made.dir = "auto";
  return made;
}
function link(text, href) {
  const made = element("a", text);
  made.href = href;
  return made;
}
function entry(row) {
  const [subject, relation, object, , words, source] = row.cells;
  const item = document.createElement("li");
  item.append(element("span", `${subject.textContent} – ${relation.textContent} – ${object.textContent}`));
  if (words.textContent) item.append(element("blockquote", words.textContent));
  const origin = source.querySelector("a");
  if (origin) item.append(link(origin.textContent, origin.getAttribute("href")));
  return item;
}
function show(heading, shown, onward) {
  details.querySelector("h2").textContent = heading;
  details.querySelector("p").textContent = shown.length + (shown.length === 1 ? " link" : " links");
  details.querySelector(".onward").replaceChildren(...onward);
  details.querySelector("ol").replaceChildren(...shown.map(entry));
  details.hidden = false;
  details.scrollTop = 0;
}
function hide() {
  details.hidden = true;
  network.unselectAll();
}
function showNode(id) {
  const shown = rows.filter((row) => row.dataset.from === String(id) || row.dataset.to === String(id));
  const thing = data.things[id];
  const onward = thing.page ? [link("Its page", thing.page), document.createTextNode(" · "), link("The graph around it", thing.around)] : [];
  show(thing.label, shown, onward);
}
function showEdge(id) {
  const edge = edges.get(id);
  const shown = rows.filter((row) => row.dataset.from === String(edge.from) && row.dataset.to === String(edge.to));
  show(`${data.things[edge.from].label} → ${data.things[edge.to].label}`, shown, []);
}
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
network.once("afterDrawing", () => { document.documentElement.dataset.drawn = String(data.nodes.length); });
