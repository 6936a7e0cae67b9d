// @ts-check
/** Help and evidence over the page: the part that a link leads to, in a dialog that Escape, the cross or a tap beside it closes. */

import { drawMarks, offerVoice, say } from "./app.js";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("slide-over"));
const body = /** @type {HTMLElement} */ (dialog.querySelector(".sheet-body"));

dialog.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target === dialog || target.closest("[data-close]")) dialog.close();
});

/**
 * Show what `link` leads to. Where that cannot be fetched the page says so and stays as it is.
 * @param {HTMLAnchorElement} link
 */
export async function open(link) {
  link.ariaBusy = "true";
  try {
    const response = await fetch(link.href, { headers: { "HX-Request-Type": "partial" } });
    if (!response.ok) return say("broken");
    body.innerHTML = await response.text();
    drawMarks();
    offerVoice();
    dialog.setAttribute("aria-label", link.getAttribute("aria-label") ?? link.textContent?.trim() ?? "");
    dialog.showModal();
    dialog.scrollTop = 0;
  } catch {
    say("offline");
  } finally {
    link.ariaBusy = null;
  }
}
