// @ts-check
/**
 * What stands behind a cell of `<table data-evidence>`: beside the table where there is room for `#panel`, over the page
 * where there is not. Without this file the cell is a link to a page of its own.
 */

import { drawMarks, say } from "./app.js";
import { open } from "./slide-over.js";

const beside = matchMedia("(min-width: 1180px)");

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} panel
 */
async function fill(link, panel) {
  panel.ariaBusy = "true";
  try {
    const response = await fetch(link.href, { headers: { "HX-Request-Type": "partial" } });
    if (!response.ok) return say("broken");
    panel.innerHTML = await response.text();
    drawMarks();
    panel.hidden = false;
    panel.scrollTop = 0;
    document.querySelector("[data-evidence] [aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  } catch {
    say("offline");
  } finally {
    panel.ariaBusy = null;
  }
}

document.querySelector("[data-evidence]")?.addEventListener("click", (event) => {
  const { ctrlKey, metaKey, shiftKey, target } = /** @type {MouseEvent} */ (event);
  const link = /** @type {Element} */ (target).closest("a");
  const panel = document.getElementById("panel");
  if (!link || !panel || ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  if (beside.matches) fill(link, panel);
  else open(link);
});
