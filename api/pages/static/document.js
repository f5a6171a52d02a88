// Makes reading evidence pleasant: all pieces of a passage light up, n and p move between passages. The page works without.
"use strict";

const marks = [...document.querySelectorAll(".source-text mark[id]")];
for (const hint of document.querySelectorAll(".with-script")) hint.hidden = false;

function point() {
  for (const old of document.querySelectorAll("mark.pointed")) old.classList.remove("pointed");
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!anchor.startsWith("char=")) return;
  for (const piece of document.querySelectorAll("mark[data-of]")) {
    if (piece.dataset.of === anchor) piece.classList.add("pointed");
  }
}

function move(step) {
  if (!marks.length) return;
  const here = marks.findIndex((mark) => mark.id === decodeURIComponent(location.hash.slice(1)));
  const next = here < 0 ? (step > 0 ? 0 : marks.length - 1) : (here + step + marks.length) % marks.length;
  location.hash = marks[next].id;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "n") move(1);
  if (event.key === "p") move(-1);
});
addEventListener("hashchange", point);
point();
