// @ts-check
/**
 * The grid of a class (`<table data-workshop>`): a tap on a cell chooses its next level, arrow keys go to the cell beside, a
 * tick fills what was left open in a row, and a narrow screen shows one criterion at a time. The radio buttons underneath are
 * the form: without this module each of them is there to choose.
 */

const NARROW = matchMedia("(max-width: 699px)");
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @param {Element} tap
 * @returns {HTMLInputElement[]} in the order in which taps go through them
 */
const radiosOf = (tap) => [.../** @type {NodeListOf<HTMLInputElement>} */ (tap.querySelectorAll("input[type=radio]"))];

/**
 * @param {HTMLInputElement} radio
 * @param {boolean} [focus]
 */
function choose(radio, focus = true) {
  radio.checked = true;
  if (focus) radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

/** After empty comes what is met, then what is not yet, then empty again. @param {Element} tap */
function next(tap) {
  const radios = radiosOf(tap);
  const now = radios.findIndex(({ checked }) => checked);
  choose(radios[(now + 1) % radios.length]);
}

/** @param {Element | undefined | null} cell */
function focusIn(cell) {
  const wanted = cell?.querySelector("input:checked, input[type=checkbox], select, input[type=radio]");
  /** @type {HTMLElement | null | undefined} */ (wanted)?.focus();
  return Boolean(wanted);
}

/**
 * @param {HTMLTableElement} table
 * @param {KeyboardEvent} event
 */
function go(table, event) {
  const step = STEPS[event.key];
  const from = /** @type {HTMLTableCellElement | null} */ (/** @type {Element} */ (event.target).closest("td"));
  const vertical = event.key === "ArrowUp" || event.key === "ArrowDown";
  if (!step || !from || (event.target instanceof HTMLSelectElement && vertical)) return;
  event.preventDefault();
  const row = /** @type {HTMLTableRowElement} */ (from.parentElement);
  let [y, x] = [row.rowIndex + step[0], from.cellIndex + step[1]];
  for (; table.rows[y]?.cells[x]; y += step[0], x += step[1]) {
    if (!table.rows[y].cells[x].hidden && focusIn(table.rows[y].cells[x])) return;
  }
}

/** Everything that was left open in the row is met: the first choice of each cell. @param {Element} row */
function fillRest(row) {
  for (const tap of row.querySelectorAll(".tap")) {
    const radios = radiosOf(tap);
    if (!radios.some(({ checked, value }) => checked && value)) choose(radios[0], false);
  }
}

/** @param {HTMLTableElement} table */
function follow(table) {
  table.classList.add("fast");
  table.addEventListener("click", (event) => {
    const tap = /** @type {Element} */ (event.target).closest(".tap"); // its radios take no taps themselves
    if (tap) next(tap);
  });
  table.addEventListener("keydown", (event) => {
    const tap = /** @type {Element} */ (event.target).closest(".tap");
    if (tap && (event.key === " " || event.key === "Enter")) {
      event.preventDefault();
      next(tap);
    } else go(table, event);
  });
  table.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.dataset.rest !== undefined && box.checked) fillRest(/** @type {Element} */ (box.closest("tr")));
  });
}

class OneByOne {
  /**
   * @param {HTMLTableElement} table
   * @param {HTMLElement} bar
   */
  constructor(table, bar) {
    this.table = table;
    this.bar = bar;
    this.pick = /** @type {HTMLSelectElement} */ (bar.querySelector("[data-pick]"));
    this.pick.addEventListener("change", () => this.show());
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (bar.querySelectorAll("[data-step]"))) {
      button.addEventListener("click", () => this.step(Number(button.dataset.step)));
    }
    NARROW.addEventListener("change", () => this.show());
    this.show();
  }

  /** @param {number} by */
  step(by) {
    const last = this.pick.options.length - 1;
    this.pick.selectedIndex = Math.min(Math.max(this.pick.selectedIndex + by, 0), last);
    this.show();
  }

  show() {
    this.bar.hidden = !NARROW.matches;
    this.table.classList.toggle("one-by-one", NARROW.matches);
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (this.table.querySelectorAll("[data-column]"))) {
      cell.hidden = NARROW.matches && cell.dataset.column !== this.pick.value;
    }
  }
}

for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-workshop]"))) {
  follow(table);
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-steps]"));
  if (bar) new OneByOne(table, bar);
}
