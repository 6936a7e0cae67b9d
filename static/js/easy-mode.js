// @ts-check
/** One question at a time: the same form, of which only the part is shown that one is at, with Vorige and Volgende. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-entry-form]"));
const bar = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-easy-bar]"));
const UNITS = "[data-question], [data-unit]";

/** @returns {HTMLElement[]} the parts, in the order of the form */
const units = () => [...(form?.querySelectorAll(UNITS) ?? [])].map((unit) => /** @type {HTMLElement} */ (unit));

/** Where one is. */
let place = 0;

/**
 * @param {Element | null} element
 * @returns {number} the part that holds it, or that it holds; -1 for none
 */
const placeOf = (element) => (element ? units().findIndex((unit) => unit.contains(element) || element.contains(unit)) : -1);

/** @returns {number} where to begin: at what is wrong, else at the first question without an answer, else at the first part */
function first() {
  const wrong = placeOf(form?.querySelector("[aria-invalid=true]") ?? null);
  if (wrong >= 0) return wrong;
  const all = units();
  if (!all.some((unit) => unit.querySelector("input:checked"))) return 0;
  return Math.max(0, all.findIndex((unit) => unit.matches("[data-question]") && !unit.querySelector("input:checked")));
}

/**
 * @param {number} wanted
 * @param {boolean} [move] whether the attention goes along
 */
function show(wanted, move = true) {
  const all = units();
  place = Math.min(Math.max(wanted, 0), all.length - 1);
  all.forEach((unit, number) => unit.classList.toggle("now", number === place));
  const unit = all[place];
  if (unit instanceof HTMLDetailsElement) unit.open = true;
  document.body.toggleAttribute("data-first", place === 0);
  document.body.toggleAttribute("data-last", place === all.length - 1);
  const count = document.querySelector("[data-easy-count]");
  if (count) count.textContent = `${place + 1} / ${all.length}`;
  if (!move || !unit) return;
  unit.tabIndex = -1;
  unit.focus({ preventScroll: true });
  scrollTo(0, 0);
}

if (form && bar) {
  form.classList.add("stepping");
  document.querySelector(".foot-in")?.prepend(bar.content.cloneNode(true));
  document.body.classList.add("easy-steps");
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const step = /** @type {HTMLElement | null} */ (target.closest("[data-easy-step]"));
    if (step) return show(place + Number(step.dataset.easyStep));
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href^='#']"));
    const found = link ? placeOf(document.getElementById(link.hash.slice(1))) : -1;
    if (found >= 0) show(found);
  });
  show(first(), false);
}
