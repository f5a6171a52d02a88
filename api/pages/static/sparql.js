// Makes asking in SPARQL pleasant: colours, suggestions, prefixes put in, recent queries. The form works without.

import { Colours, offsetOf } from "./sparql-colours.js";
import { Completion } from "./sparql-completion.js";
import { forget, gist, recent, remember } from "./sparql-recent.js";
import { undeclared } from "./sparql-tokens.js";

/** @typedef {import("./sparql-suggestions.js").Terms} Terms */

const form = /** @type {HTMLFormElement} */ (document.getElementById("asking"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("query"));
const frame = /** @type {HTMLElement} */ (field.closest(".editor"));
const prefixButton = /** @type {HTMLButtonElement} */ (document.getElementById("add-prefixes"));
const copyButton = /** @type {HTMLButtonElement} */ (document.getElementById("copy-link"));
const trouble = document.getElementById("trouble");
/** @type {Terms} */
const terms = { prefixes: [], terms: [] };
const colours = new Colours(field, frame);
/** @type {{ line: number, column: number } | null} */
let wrong = trouble?.dataset.line ? { line: Number(trouble.dataset.line), column: Number(trouble.dataset.column) } : null;

function missing() {
  const wanted = undeclared(field.value);
  return terms.prefixes.filter((one) => wanted.includes(one.name));
}

function shown() {
  colours.paint(wrong);
  const lacking = missing();
  prefixButton.hidden = !lacking.length;
  prefixButton.textContent = lacking.length === 1 ? `Add prefix ${lacking[0].name}:` : `Add ${lacking.length} prefixes`;
}

function addPrefixes() {
  const lines = missing().map((one) => `PREFIX ${one.name}: <${one.iri}>\n`);
  field.focus();
  field.setSelectionRange(0, 0);
  const text = lines.join("");
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, 0, 0, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function copyLink() {
  const address = new URL("/sparql", location.href);
  address.searchParams.set("query", field.value);
  try {
    await navigator.clipboard.writeText(address.href);
    copyButton.textContent = "Copied";
  } catch {
    copyButton.textContent = "Not allowed: copy the address of the page";
  }
  setTimeout(() => (copyButton.textContent = "Copy a link to this query"), 3000);
}

function showRecent() {
  const section = /** @type {HTMLElement} */ (document.getElementById("recent"));
  const list = /** @type {HTMLElement} */ (section.querySelector("ol"));
  const found = recent();
  section.hidden = !found.length;
  list.replaceChildren(
    ...found.map((one) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/sparql?${new URLSearchParams({ query: one.query })}`;
      link.textContent = gist(one.query);
      const when = document.createElement("time");
      when.dateTime = one.when;
      when.textContent = new Date(one.when).toLocaleString();
      item.append(link, " ", when);
      return item;
    }),
  );
}

async function suggest() {
  const reply = await fetch(frame.dataset.terms || "", { headers: { Accept: "application/json" } });
  if (!reply.ok) return;
  Object.assign(terms, await reply.json());
  shown();
  frame.dataset.ready = "true";
}

for (const told of document.querySelectorAll(".with-script")) told.removeAttribute("hidden");
copyButton.hidden = false;
new Completion(field, frame, colours, terms);
field.addEventListener("input", () => {
  wrong = null;
  field.removeAttribute("aria-invalid");
  shown();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
addEventListener("pageshow", () => form.removeAttribute("aria-busy"));
prefixButton.addEventListener("click", addPrefixes);
copyButton.addEventListener("click", copyLink);
document.getElementById("clear-recent")?.addEventListener("click", () => {
  forget();
  showRecent();
  field.focus();
});
if (document.getElementById("result")) remember(field.value);
showRecent();
shown();
if (wrong) {
  const at = offsetOf(field.value, wrong.line, wrong.column);
  field.focus({ preventScroll: true });
  field.setSelectionRange(at, at);
}
suggest().catch(() => {});
