// Puts a button beside each citation that copies it; without scripts the text can be selected and copied as any other.

/**
 * @param {HTMLElement} citation
 */
function addButton(citation) {
  const text = citation.querySelector("pre");
  const name = citation.querySelector("span");
  if (!text || !name) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the citation, ${name.textContent ?? ""}`);
  button.addEventListener("click", () => copy(text, button));
  name.after(button);
}

/**
 * Copies the text, or selects it where the browser does not let pages copy, and says which.
 * @param {HTMLElement} text
 * @param {HTMLButtonElement} button
 */
async function copy(text, button) {
  let told = "Copied";
  try {
    await navigator.clipboard.writeText(text.textContent ?? "");
  } catch {
    getSelection()?.selectAllChildren(text);
    told = "Selected";
  }
  button.textContent = told;
  status.textContent = told === "Copied" ? "The citation is copied." : "The citation is selected: copy it with the keyboard.";
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

const status = document.createElement("p");
status.className = "hidden-label";
status.setAttribute("role", "status");
document.querySelector("main")?.append(status);
for (const citation of document.querySelectorAll(".citation")) {
  if (citation instanceof HTMLElement) addButton(citation);
}
