// Files can be dropped, and the report comes line by line while documents are read; without this the form does the same at once.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.add"));
const report = document.getElementById("report");
const progress = document.getElementById("progress");

/**
 * What became of one document.
 * @typedef {{name: string, status: string, page: string | null, found: string, reason: string, changes: string[]}} Taken
 */

/** @param {string} tag @param {string} text @returns {HTMLElement} an element that holds nothing but the text */
function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** @param {Taken} one @returns {HTMLElement} its row in the report */
function row(one) {
  const line = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  const label = made("bdi", one.name);
  if (one.page) {
    const link = document.createElement("a");
    link.href = one.page;
    link.append(label);
    name.append(link);
  } else name.append(label);
  const status = document.createElement("td");
  const badge = made("span", one.status);
  badge.className = one.status === "failed" || one.status === "not read" ? "badge strong" : "badge";
  status.append(badge);
  const found = made("td", one.found);
  if (one.reason) found.append(made("bdi", one.reason));
  if (one.changes.length) {
    const details = document.createElement("details");
    const list = document.createElement("ul");
    list.append(...one.changes.map((change) => made("li", change)));
    details.append(made("summary", `${one.changes.length} changes in its claims`), list);
    found.append(details);
  }
  line.append(name, status, found);
  return line;
}

/** @param {Response} reply @yields {Record<string, any>} its lines, as they come */
async function* lines(reply) {
  const reader = /** @type {ReadableStream<BufferSource>} */ (reply.body).pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    const parts = (rest + value).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) yield JSON.parse(part);
  }
}

/** @param {string} told */
function tell(told) {
  if (progress) progress.textContent = told;
}

/** Sends the form and shows the report as it comes. */
async function send() {
  if (!form || !report) return;
  const body = report.querySelector("tbody");
  const sent = new FormData(form);
  const files = sent.getAll("file").filter((file) => file instanceof File && file.name).length;
  const expected = files + (String(sent.get("text")).trim() ? 1 : 0);
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  body?.replaceChildren();
  report.hidden = false;
  button.disabled = true;
  tell(`Reading ${expected === 1 ? "one document" : `${expected} files`} …`);
  let read = 0;
  let number = 0;
  try {
    const reply = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/x-ndjson" } });
    if (!reply.ok) throw new Error(await problem(reply));
    for await (const line of lines(reply)) {
      if (line.problem) throw new Error(line.problem);
      if (line.done) break;
      body?.append(row(/** @type {Taken} */ (line)));
      number += 1;
      read += line.status === "read" ? 1 : 0;
      tell(`${number} of ${Math.max(expected, number)}: ${read} read …`);
    }
    tell(`${number} ${number === 1 ? "document" : "documents"}: ${read} read.`);
    document.getElementById("told")?.focus();
  } catch (error) {
    tell(`Not finished: ${error instanceof Error ? error.message : error}`);
  } finally {
    button.disabled = false;
  }
}

/** @param {Response} reply @returns {Promise<string>} what the server says went wrong */
async function problem(reply) {
  const told = await reply.json().catch(() => null);
  return told?.detail ?? `the server answered ${reply.status}`;
}

/** Lets files be dropped anywhere on the page. */
function takeDrops() {
  const input = /** @type {HTMLInputElement} */ (document.getElementById("file"));
  document.querySelector(".dropping")?.removeAttribute("hidden");
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("is-dropping");
  });
  addEventListener("dragleave", (event) => event.relatedTarget ?? document.body.classList.remove("is-dropping"));
  addEventListener("drop", (event) => {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    document.body.classList.remove("is-dropping");
    input.files = event.dataTransfer.files;
    void send();
  });
}

if (form) {
  takeDrops();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
}
