// @ts-check
/* The list of questions filters as you type; Ctrl+Enter runs the editor. */

/** @param {HTMLElement} element */
export function start(element) {
  if (element.matches("[data-filter]")) filter(/** @type {HTMLInputElement} */ (element));
  else element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) /** @type {HTMLTextAreaElement} */ (element).form?.requestSubmit();
  });
}

/** @param {HTMLInputElement} input */
function filter(input) {
  const plain = (/** @type {string} */ text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const box = /** @type {HTMLElement} */ (input.closest("[data-filterbak]"));
  if (box) box.hidden = false;
  input.addEventListener("input", () => {
    const words = plain(input.value);
    for (const item of document.querySelectorAll("[data-vraag]")) /** @type {HTMLElement} */ (item).hidden = !plain(item.textContent || "").includes(words);
  });
}
