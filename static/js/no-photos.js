// @ts-check
/** Hides the cameras while the form says that the work was done at a company that wants no photos, and says why. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-no-photos]"));
const places = new Set((form?.dataset.noPhotos ?? "").split(" "));

function look() {
  const chosen = form ? String(new FormData(form).get("placement_id") ?? "") : "";
  form?.classList.toggle("no-photos", places.has(chosen));
}

form?.addEventListener("change", look);
look();
