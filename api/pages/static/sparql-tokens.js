// What a SPARQL text is made of, as far as colours and suggestions need it: it never fails, whatever is typed.

/** @typedef {{ kind: string, start: number, end: number }} Token */

const KEYWORDS = (
  "SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK WHERE FROM NAMED PREFIX BASE OPTIONAL UNION MINUS GRAPH FILTER EXISTS NOT IN BIND AS " +
  "VALUES UNDEF GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES " +
  "DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE " +
  "STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT " +
  "SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRUE FALSE"
).split(" ");

/** The words of the language, in capitals. */
export const keywords = KEYWORDS;

const known = new Set([...KEYWORDS, "A"]);

const PARTS = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    "(?<iri><[^<>\"{}|^`\\\\\\s]*>)",
    "(?<string>\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)|\"(?:[^\"\\\\\\n]|\\\\.)*(?:\"|$|(?=\\n))|'(?:[^'\\\\\\n]|\\\\.)*(?:'|$|(?=\\n)))",
    "(?<variable>[?$][\\p{L}\\p{N}_]+)",
    "(?<name>[\\p{L}][\\p{L}\\p{N}_.-]*:(?:[\\p{L}\\p{N}_%:.-]*[\\p{L}\\p{N}_%:-])?|:[\\p{L}\\p{N}_-]+)",
    "(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)",
    "(?<number>\\d+(?:\\.\\d+)?)",
  ].join("|"),
  "gu",
);

/** The parts of a text that mean something, in their order. @param {string} text @returns {Token[]} */
export function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  for (const match of text.matchAll(PARTS)) {
    const kind = Object.entries(match.groups || {}).find(([, value]) => value !== undefined)?.[0] || "";
    const isPlain = kind === "word" && !known.has(match[0].toUpperCase());
    if (!isPlain) found.push({ kind: kind === "word" ? "keyword" : kind, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The variables that a text uses, each once, sorted. @param {string} text @returns {string[]} */
export function variables(text) {
  const found = tokens(text).filter((one) => one.kind === "variable");
  return [...new Set(found.map((one) => `?${text.slice(one.start + 1, one.end)}`))].sort();
}

/** The prefixes that a text uses and does not declare. @param {string} text @returns {string[]} */
export function undeclared(text) {
  const all = tokens(text);
  const declared = new Set();
  const used = new Set();
  all.forEach((one, at) => {
    if (one.kind !== "name") return;
    const prefix = text.slice(one.start, one.end).split(":")[0];
    const before = all[at - 1];
    const declares = before?.kind === "keyword" && text.slice(before.start, before.end).toUpperCase() === "PREFIX";
    (declares ? declared : used).add(prefix);
  });
  return [...used].filter((prefix) => !declared.has(prefix)).sort();
}

/** The word that ends at a place, as a suggestion would replace it; nothing inside strings, comments and IRIs.
 * @param {string} text @param {number} place @returns {{ start: number, word: string } | null} */
export function wordAt(text, place) {
  const around = tokens(text).find((one) => one.start < place && place <= one.end && ["comment", "string", "iri"].includes(one.kind));
  const isClosed = around && around.kind !== "comment" && around.end === place && /["'>]/.test(text[place - 1]);
  if (around && !isClosed) return null;
  const word = /[?$]?[\p{L}\p{N}_.-]*(?::[\p{L}\p{N}_.-]*)?$/u.exec(text.slice(Math.max(0, place - 200), place))?.[0] || "";
  return { start: place - word.length, word };
}
