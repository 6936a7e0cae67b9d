// @ts-check
/**
 * Keys through a class: Shift with the left or right arrow goes to the learner before or after, Shift with the down arrow
 * to the next cell where people differ. Two keys together, so that no single one does something by accident, and never
 * while somebody types or has words selected.
 */

const TYPING = "input, select, textarea, [contenteditable], audio, video";

/** @param {Element | null} from */
const typing = (from) => Boolean(from?.closest(TYPING)) || getSelection()?.type === "Range";

/** @type {Element | null} */
let last = null;

/** The next cell with a difference: after the cell that has the focus, else after the one shown last; from the first again. */
function nextDifference() {
  const cells = [...document.querySelectorAll("a.cell.differs")].map((cell) => /** @type {HTMLElement} */ (cell));
  const here = document.activeElement?.closest("table") ? document.activeElement : last;
  const after = cells.find((cell) => here && here.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING);
  last = after ?? cells[0] ?? null;
  /** @type {HTMLElement | null} */ (last)?.focus();
}

/** @param {"prev" | "next"} way */
const go = (way) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-neighbours] a[rel=${way}]`))?.click();

/** @type {Record<string, () => void>} */
const KEYS = {
  ArrowLeft: () => go("prev"),
  ArrowRight: () => go("next"),
  ArrowDown: nextDifference,
};

document.addEventListener("keydown", (event) => {
  const deed = KEYS[event.key];
  if (!deed || !event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
  if (typing(/** @type {Element} */ (event.target))) return;
  event.preventDefault();
  event.stopPropagation();
  deed();
}, { capture: true });

for (const button of document.querySelectorAll("[data-next-difference]")) {
  /** @type {HTMLElement} */ (button).hidden = !document.querySelector("a.cell.differs");
  button.addEventListener("click", nextDifference);
}
