// @ts-check
/** The learner's entry: ticks and counter at the thumb follow every tap, and the writing frame follows the stage. */

/**
 * @param {Element} question
 * @returns {boolean}
 */
const answered = (question) => question.querySelector("input:checked") !== null;

/** @param {HTMLFormElement} form */
function showProgress(form) {
  const questions = [...form.querySelectorAll("[data-question]")];
  const ticks = document.querySelectorAll("[data-ticks] > i");
  questions.forEach((question, place) => ticks[place]?.classList.toggle("met", answered(question)));
  const gaps = questions.filter((question) => !answered(question));
  questions.forEach((question) => question.classList.toggle("next", question === gaps[0]));
  showCounter(gaps);
}

/** @param {Element[]} gaps */
function showCounter(gaps) {
  const counter = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-next]"));
  if (!counter) return;
  const { text = "", done = "" } = counter.dataset;
  counter.textContent = gaps.length ? text.replace("{n}", String(gaps.length)) : done;
  if (gaps[0]) counter.href = `#${gaps[0].id}`;
}

/** @param {HTMLFormElement} form */
function showFrame(form) {
  const stage = new FormData(form).get(form.dataset.frameFor ?? "stage");
  for (const frame of form.querySelectorAll("fieldset[data-frame]")) {
    const field = /** @type {HTMLFieldSetElement} */ (frame);
    field.hidden = field.disabled = field.dataset.frame !== stage;
  }
}

/** @param {Element} form */
function follow(form) {
  showProgress(/** @type {HTMLFormElement} */ (form));
  showFrame(/** @type {HTMLFormElement} */ (form));
}

const followAll = () => document.querySelectorAll("form[data-entry-form]").forEach(follow);

document.addEventListener("change", followAll);
document.addEventListener("htmx:after:swap", followAll);
followAll();
