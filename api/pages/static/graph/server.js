// What the server is asked: views, the details of a node or line, and ways between two; the latest question of a kind wins.

import { write } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Data} Data */

/** Longer states are sent as a form: servers refuse longer addresses. */
export const LONGEST = 6000;

/** @type {Map<string, AbortController>} */
const running = new Map();

/** What went wrong, in words for readers. */
export class Refused extends Error {}

/** @param {State} state @returns {Promise<Data>} */
export async function view(state) {
  return (await ask("/graph/view", write(state), "application/json")).json();
}

/** The details as a piece of the page. @param {State} state @param {number} skip @returns {Promise<DocumentFragment>} */
export async function details(state, skip) {
  const reply = await ask("/graph/details", `${write(state, true)}&skip=${skip}`, "text/html");
  const made = new DOMParser().parseFromString(await reply.text(), "text/html");
  const piece = document.createDocumentFragment();
  piece.append(...made.body.childNodes);
  return piece;
}

/** The step that shows the shortest way. @param {State} state @param {string} origin @param {string} target @returns {Promise<{step: string, links: number}>} */
export async function way(state, origin, target) {
  const ends = new URLSearchParams({ origin, target });
  return (await ask("/graph/path", `${write(state)}&${ends}`, "application/json")).json();
}

/** @param {string} path @param {string} query @param {string} accept @returns {Promise<Response>} */
async function ask(path, query, accept) {
  running.get(path)?.abort();
  const stop = new AbortController();
  running.set(path, stop);
  const headers = { Accept: accept };
  const form = { method: "POST", body: new URLSearchParams(query) };
  const reply = await fetch(query.length > LONGEST ? path : `${path}?${query}`, { headers, signal: stop.signal, ...(query.length > LONGEST ? form : {}) });
  if (!reply.ok) throw new Refused(await reason(reply));
  return reply;
}

/** @param {Response} reply */
async function reason(reply) {
  const text = await reply.text();
  try {
    return String(JSON.parse(text).detail);
  } catch {
    return `The server could not answer (${reply.status}): try again.`;
  }
}
