// @ts-check
/**
 * What belongs to an entry beside its words, as hidden inputs of the form: `photos.<sha>.criterion` (`-` for the whole
 * work), `photos.<sha>.marks` and `spoken[]`. They are the only truth: what is shown follows them.
 */

/** @typedef {{sha: string, criterion: string, marks: string, stored: boolean}} Attached */

const PHOTO = /^photos\.([0-9a-f]{64})\.(criterion|marks)$/;
const SPOKEN = "spoken[]";
const NONE = "-";
export const MOST_PHOTOS = 12;
export const MOST_SPOKEN = 3;

/** @param {HTMLFormElement} form */
const hidden = (form) => /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=hidden]"));

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const named = (form, name) => [...hidden(form)].find((input) => input.name === name);

/**
 * @param {HTMLFormElement} form
 * @returns {Attached[]} in the order in which they were added
 */
export function photosOf(form) {
  return [...hidden(form)].flatMap((input) => {
    const [, sha = "", what] = PHOTO.exec(input.name) ?? [];
    if (what !== "criterion") return [];
    const criterion = input.value === NONE ? "" : input.value;
    return [{ sha, criterion, marks: named(form, `photos.${sha}.marks`)?.value ?? "", stored: "stored" in input.dataset }];
  });
}

/**
 * @param {HTMLFormElement} form
 * @returns {string[]}
 */
export const spokenOf = (form) => [...hidden(form)].filter((input) => input.name === SPOKEN).map((input) => input.value);

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function put(form, name, value) {
  const found = name === SPOKEN ? undefined : named(form, name);
  const input = found ?? Object.assign(document.createElement("input"), { type: "hidden", name });
  input.value = value;
  if (!found) form.append(input);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 * @param {string} criterion or empty for the whole work
 */
export const putPhoto = (form, sha, criterion) => put(form, `photos.${sha}.criterion`, criterion || NONE);

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 * @param {string} marks
 */
export const putMarks = (form, sha, marks) => put(form, `photos.${sha}.marks`, marks);

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 */
export const putSpoken = (form, sha) => put(form, SPOKEN, sha);

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 */
export function drop(form, sha) {
  for (const input of hidden(form)) if (input.value === sha || PHOTO.exec(input.name)?.[1] === sha) input.remove();
}

/** @param {[string, string]} pair */
const isAttached = ([name]) => PHOTO.test(name) || name === SPOKEN;

/**
 * Make the inputs say what was kept; one that was there already stays, for it may say that the school has the photo.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} pairs
 */
export function restore(form, pairs) {
  const kept = pairs.filter(isAttached);
  for (const input of hidden(form)) {
    const same = kept.some(([name, value]) => name === input.name && (name !== SPOKEN || value === input.value));
    if (isAttached([input.name, ""]) && !same) input.remove();
  }
  const spoken = spokenOf(form);
  for (const [name, value] of kept) if (name !== SPOKEN || !spoken.includes(value)) put(form, name, value);
}
