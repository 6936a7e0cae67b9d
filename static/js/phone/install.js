// @ts-check
/**
 * Offers the home screen where that helps: there a phone keeps unsent work better than in a browser's tab. Chromium asks by
 * itself when it is told to; on an iPhone only words help. Whoever declined is not asked again.
 */

const DECLINED = "logbook-install";

/** @typedef {Event & {prompt: () => Promise<unknown>, userChoice: Promise<{outcome: string}>}} InstallPrompt */

const standalone = () => matchMedia("(display-mode: standalone)").matches
  || /** @type {{standalone?: boolean}} */ (navigator).standalone === true;

const apple = () => /iPhone|iPad/.test(navigator.userAgent)
  || (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);

/** Declining is for the hint of the day; the person's own page always tells how. @param {HTMLElement} hint */
const declined = (hint) => hint.dataset.install !== "always" && localStorage.getItem(DECLINED) !== null;

/**
 * @param {HTMLElement} hint
 * @param {"ask" | "steps"} way
 */
function show(hint, way) {
  if (declined(hint)) return;
  for (const part of hint.querySelectorAll("[data-way]")) {
    const { way: its } = /** @type {HTMLElement} */ (part).dataset;
    /** @type {HTMLElement} */ (part).hidden = its !== way;
  }
  for (const later of hint.querySelectorAll("[data-later]")) later.addEventListener("click", () => decline(hint));
  hint.hidden = false;
}

/** @param {HTMLElement} hint */
function decline(hint) {
  localStorage.setItem(DECLINED, "later");
  hint.hidden = true;
}

/**
 * @param {HTMLElement} hint
 * @param {InstallPrompt} prompt
 */
async function ask(hint, prompt) {
  await prompt.prompt();
  const { outcome } = await prompt.userChoice;
  if (outcome === "accepted") hint.hidden = true;
}

const hint = /** @type {HTMLElement | null} */ (document.querySelector("[data-install]"));

if (hint && !standalone()) {
  if (apple()) show(hint, "steps");
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    const prompt = /** @type {InstallPrompt} */ (event);
    hint.querySelector("[data-ask]")?.addEventListener("click", () => ask(hint, prompt));
    show(hint, "ask");
  });
  addEventListener("appinstalled", () => { hint.hidden = true; });
}
