// @ts-check
/**
 * The mentor's week: shows at each tap what differs from the learner, what "agree with the rest" still covers, and which
 * parts are left. The form says the same to the server without this module.
 */

/** @param {Element} question */
function markDifference(question) {
  const { learner } = /** @type {HTMLElement} */ (question).dataset;
  const chosen = /** @type {HTMLInputElement | null} */ (question.querySelector("input:checked"));
  const differs = Boolean(learner && chosen && chosen.value !== learner);
  question.classList.toggle("differs", differs);
  for (const sign of question.querySelectorAll("[data-differs]")) /** @type {HTMLElement} */ (sign).hidden = !differs;
}

/**
 * @param {HTMLElement} part
 * @returns {boolean} whether nothing is left to do in this part
 */
function followPart(part) {
  const questions = [...part.querySelectorAll("[data-question]")];
  questions.forEach(markDifference);
  const left = questions.filter((question) => !question.querySelector("input:checked")).length;
  for (const count of part.querySelectorAll("[data-rest]")) count.textContent = String(left);
  const all = part.dataset.day !== undefined && document.querySelector("[data-agree-all]:checked") !== null;
  const rated = questions.length > 0 && left === 0;
  const done = rated || all || part.querySelector("[data-agree]:checked, [data-return]:checked") !== null;
  part.dataset.state = done ? "done" : "open";
  for (const sign of part.querySelectorAll("[data-when-done]")) /** @type {HTMLElement} */ (sign).hidden = !done;
  for (const sign of part.querySelectorAll("[data-when-open]")) /** @type {HTMLElement} */ (sign).hidden = done;
  return done;
}

/**
 * Agreeing with a day and sending it back exclude each other.
 * @param {Event} event
 */
function exclude(event) {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const { dataset, checked } = box;
  const other = dataset.agree !== undefined ? "[data-return]" : "[data-agree]";
  if (!checked || (dataset.agree === undefined && dataset.return === undefined)) return;
  const opposite = /** @type {HTMLInputElement | null} */ (box.closest("[data-week-part]")?.querySelector(other));
  if (opposite) opposite.checked = false;
}

/** @param {HTMLFormElement} form */
function followWeek(form) {
  const parts = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-week-part]")]);
  const left = parts.filter((part) => !followPart(part)).map((part) => part.dataset.name ?? "");
  const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-week-left]"));
  if (!line) return;
  const { text = "", done = "" } = line.dataset;
  line.textContent = left.length ? text.replace("{list}", left.join(", ")) : done;
}

/**
 * A day that was agreed with folds away, so that the next one comes to the thumb.
 * @param {Event} event
 */
function foldAgreed(event) {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (box.dataset.agree === undefined || !box.checked) return;
  box.closest("[data-week-part]")?.querySelector("details")?.removeAttribute("open");
}

const followAll = () => document.querySelectorAll("form[data-week-form]").forEach((form) => {
  followWeek(/** @type {HTMLFormElement} */ (form));
});

document.addEventListener("change", (event) => { exclude(event); followAll(); foldAgreed(event); });
document.addEventListener("htmx:after:swap", followAll);
followAll();
