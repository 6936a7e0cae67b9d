// @ts-check
/** Arrow keys in `<table data-grid>`: to the next cell with a link or button in that direction; Home and End in the row. */

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const TARGET = "a, button";

/**
 * @param {HTMLTableElement} table
 * @param {HTMLTableCellElement} from
 * @param {string} key
 * @returns {HTMLElement | null | undefined}
 */
function goal(table, from, key) {
  const row = /** @type {HTMLTableRowElement} */ (from.parentElement);
  if (key === "Home" || key === "End") {
    const cells = [...row.querySelectorAll(TARGET)];
    return /** @type {HTMLElement | undefined} */ (cells.at(key === "Home" ? 0 : -1));
  }
  const [down, across] = STEPS[key] ?? [0, 0];
  let [y, x] = [row.rowIndex + down, from.cellIndex + across];
  for (; table.rows[y]?.cells[x]; y += down, x += across) {
    const found = /** @type {HTMLElement | null} */ (table.rows[y].cells[x].querySelector(TARGET));
    if (found) return found;
  }
  return null;
}

for (const table of document.querySelectorAll("table[data-grid]")) {
  table.addEventListener("keydown", (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    const cell = /** @type {Element} */ (target).closest("td, th");
    if (!cell || !(key in STEPS || key === "Home" || key === "End")) return;
    event.preventDefault();
    goal(/** @type {HTMLTableElement} */ (table), /** @type {HTMLTableCellElement} */ (cell), key)?.focus();
  });
}
