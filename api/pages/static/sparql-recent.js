// The reader's last queries, in this browser only; without storage there are none, and nothing else changes.

const NAME = "onrecord-queries";
const MOST = 20;
const LONGEST = 10000;

/** @typedef {{ query: string, when: string }} Recent */

/** @returns {Recent[]} the latest first */
export function recent() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME) || "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.query === "string" && typeof one?.when === "string") : [];
  } catch {
    return [];
  }
}

/** @param {string} query that was answered */
export function remember(query) {
  if (!query.trim() || query.length > LONGEST) return;
  const others = recent().filter((one) => one.query !== query);
  try {
    localStorage.setItem(NAME, JSON.stringify([{ query, when: new Date().toISOString() }, ...others].slice(0, MOST)));
  } catch {
    // storage is off or full
  }
}

export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // storage is off
  }
}

/** What a query says first that is no prefix and no comment. @param {string} query */
export function gist(query) {
  const lines = query.split("\n").filter((line) => line.trim() && !/^\s*(#|prefix\b|base\b)/i.test(line));
  return lines.join(" ").replace(/\s+/g, " ").trim().slice(0, 140) || query.trim().slice(0, 140);
}
