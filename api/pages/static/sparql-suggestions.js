// What may stand where the caret is: keywords, prefixes, names of the vocabularies and the query's own variables, best first.

import { keywords, variables } from "./sparql-tokens.js";

/** @typedef {{ name: string, kind: string, label: string, told: string }} Term */
/** @typedef {{ prefixes: { name: string, iri: string }[], terms: Term[] }} Terms */
/** @typedef {{ text: string, kind: string, told: string }} Suggestion */

const MOST = 40;

/** How well a word fits: it begins the name, its local part, its label, or stands somewhere in them; -1 where it does not fit.
 * @param {Term} term @param {string} word */
function fit(term, word) {
  const [prefix, local] = term.name.toLowerCase().split(":");
  const label = term.label.toLowerCase();
  if (term.name.toLowerCase().startsWith(word)) return 0;
  if (local.startsWith(word)) return 1;
  if (label.startsWith(word)) return 2;
  const [typedPrefix, typedLocal] = word.split(":");
  if (typedLocal !== undefined) return typedPrefix === prefix && typedLocal && (local.includes(typedLocal) || label.includes(typedLocal)) ? 3 : -1;
  return word.length > 2 && (local.includes(word) || label.includes(word)) ? 4 : -1;
}

/** Behind "a" a class is wanted, elsewhere rather a property. @param {string} word @param {Terms} terms @param {boolean} wantsClass
 * @returns {Suggestion[]} */
function named(word, terms, wantsClass) {
  const kinds = wantsClass ? ["class"] : ["property"];
  const scored = terms.terms
    .map((term, at) => ({ term, at, score: fit(term, word) * 2 + (kinds.includes(term.kind) ? 0 : 1) }))
    .filter((one) => one.score >= 0);
  scored.sort((one, other) => one.score - other.score || one.at - other.at);
  return scored.map(({ term }) => ({ text: term.name, kind: term.kind, told: [term.label, term.told].filter(Boolean).join(": ") }));
}

/** @param {string} word @param {Terms} terms @returns {Suggestion[]} */
function declared(word, terms) {
  const fitting = terms.prefixes.filter((one) => one.name.startsWith(word));
  return fitting.map((one) => ({ text: `${one.name}: <${one.iri}>`, kind: "prefix", told: "" }));
}

/** The suggestions for a word. @param {string} text the query @param {number} start where the word begins
 * @param {string} word @param {Terms} terms @returns {Suggestion[]} */
export function suggestions(text, start, word, terms) {
  const low = word.toLowerCase();
  if (/\bprefix\s*$/i.test(text.slice(Math.max(0, start - 20), start))) return declared(low, terms).slice(0, MOST);
  const others = text.slice(0, start) + " " + text.slice(start + word.length);
  const own = variables(others)
    .filter((one) => one.toLowerCase().startsWith(low.replace("$", "?")))
    .map((one) => ({ text: one, kind: "variable", told: "" }));
  if (/^[?$]/.test(word)) return own.slice(0, MOST);
  const words = low.includes(":") ? [] : keywords.filter((one) => one.toLowerCase().startsWith(low));
  const told = words.map((one) => ({ text: one, kind: "keyword", told: "" }));
  const prefixes = low && !low.includes(":") ? terms.prefixes.filter((one) => one.name.startsWith(low)) : [];
  const starts = prefixes.map((one) => ({ text: `${one.name}:`, kind: "prefix", told: one.iri }));
  const wantsClass = /(^|\s)(a|rdf:type)\s+$/.test(text.slice(Math.max(0, start - 30), start));
  const all = low ? [...told, ...starts, ...named(low, terms, wantsClass)] : [...own, ...named("kg:", terms, wantsClass), ...told];
  return all.filter((one) => one.text !== word).slice(0, MOST);
}
