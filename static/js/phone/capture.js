// @ts-check
/**
 * The buttons of a form that take a photo, record a voice or take dictation. Only this little comes with the outbox:
 * the rest comes at the first tap, or when the form already has photos.
 */

import { say } from "../app.js";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-entry-form]"));
const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-capture]"));
const picker = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", hidden: true });
document.body.append(picker);

const NAMED = "input[name^='photos.'], input[name='spoken[]'], [data-strip] li";
const photos = () => import("./photos.js");
const lost = () => say("broken");

/**
 * @param {HTMLElement} button
 * @param {File[]} files
 */
async function addTo(button, files) {
  const { add } = await photos();
  await add(/** @type {HTMLFormElement} */ (form), files, button);
}

/**
 * The picker opens within the tap itself, as browsers demand; the module that handles the photo is fetched meanwhile.
 * @param {HTMLElement} button
 */
function pick(button) {
  const gallery = button.dataset.take === "gallery";
  picker.value = "";
  picker.multiple = gallery;
  if (gallery) picker.removeAttribute("capture");
  else picker.setAttribute("capture", "environment");
  picker.onchange = () => addTo(button, [...(picker.files ?? [])]).catch(lost);
  picker.click();
  photos().catch(() => undefined);
}

/** @param {Element} target what was tapped */
async function press(target) {
  const button = /** @type {HTMLElement | null} */ (target.closest("button:is([data-take], [data-record], [data-dictate])"));
  if (!button || !form) return;
  if (button.dataset.take) pick(button);
  else if (button.dataset.record !== undefined) (await import("./spoken.js")).toggle(form, button);
  else (await import("./dictation.js")).toggle(button);
}

/** A camera beside a criterion says which one it is of. */
function nameCameras() {
  for (const button of document.querySelectorAll("fieldset [data-take]")) {
    const criterion = button.closest("fieldset")?.querySelector("legend")?.firstChild?.textContent?.trim() ?? "";
    button.setAttribute("aria-label", (section?.dataset.photoOf ?? "").replace("{criterion}", criterion));
  }
}

/** A microphone in each text field of the note, where the browser can turn speech into text. */
function offerDictation() {
  const template = section?.querySelector("template");
  for (const area of form?.querySelectorAll("#note textarea") ?? []) {
    if (template) area.after(template.content.cloneNode(true));
  }
}

function showKept() {
  if (!form?.querySelector(NAMED)) return;
  import("./photo-strip.js").then(({ show }) => show(form)).catch(lost);
}

/** Pictures that another app handed over for this form. */
async function addShared() {
  if (sessionStorage.getItem("logbook-shared") === null) return;
  const { takeShared } = await import("./share.js");
  await addTo(/** @type {HTMLElement} */ (section?.querySelector("[data-take]")), await takeShared());
}

if (form && section) {
  document.addEventListener("click", (event) => press(/** @type {Element} */ (event.target)).catch(lost));
  form.addEventListener("logbook:filled", showKept);
  nameCameras();
  if (!("MediaRecorder" in globalThis)) section.querySelector("[data-record]")?.remove();
  if ("SpeechRecognition" in globalThis || "webkitSpeechRecognition" in globalThis) {
    offerDictation();
  }
  showKept();
  addShared().catch(lost);
}
