// @ts-check
/** A button that opens the browser's print dialog; without this file it is not shown, and the browser's own menu does it. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}
