// @ts-check
/**
 * Speaking into a text field, where the phone has a service for that. What was heard comes at the cursor, as if it was
 * typed. The voice goes to the maker of the phone's browser, which is said before the first time.
 */

import { tell } from "./tiles.js";
import { words } from "./words.js";

const TOLD = "logbook-dictation";
const LOCALES = /** @type {Record<string, string>} */ ({ nl: "nl-BE", fr: "fr-BE", en: "en-GB" });
/** @type {Record<string, string>} */
const PROBLEMS = {
  aborted: "",
  network: "dictate_offline",
  "not-allowed": "microphone_refused",
  "service-not-allowed": "dictate_not_here",
  "language-not-supported": "dictate_not_here",
  "audio-capture": "microphone_none",
  "no-speech": "dictate_nothing",
};

/** @typedef {{results: {[n: number]: {[n: number]: {transcript: string}, isFinal: boolean}, length: number}, resultIndex: number}} Heard */

/** @type {any} */
let listening = null;

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
function insert(area, text) {
  const before = area.value.slice(0, area.selectionStart);
  const space = before && !/\s$/.test(before) ? " " : "";
  const room = area.maxLength > 0 ? area.maxLength - area.value.length : Infinity;
  area.setRangeText((space + text.trim()).slice(0, Math.max(0, room)), area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @returns {boolean} whether this phone was told before where the voice goes */
function wasTold() {
  try {
    if (localStorage.getItem(TOLD)) return true;
    localStorage.setItem(TOLD, "1");
  } catch {
    // Who keeps nothing is told each time that the page opens.
  }
  return false;
}

/**
 * @param {HTMLElement} button
 * @param {HTMLTextAreaElement} area
 * @param {Record<string, string>} spoken
 */
function listen(button, area, spoken) {
  const { SpeechRecognition, webkitSpeechRecognition } = /** @type {any} */ (globalThis);
  listening = new (SpeechRecognition ?? webkitSpeechRecognition)();
  const language = document.documentElement.lang;
  Object.assign(listening, { lang: LOCALES[language] ?? language, continuous: true, interimResults: false });
  let problem = "";
  listening.onresult = (/** @type {Heard} */ { results, resultIndex }) => {
    for (let place = resultIndex; place < results.length; place += 1) insert(area, results[place][0].transcript);
  };
  listening.onerror = (/** @type {{error: string}} */ { error }) => { problem = PROBLEMS[error] ?? "dictate_not_here"; };
  listening.onend = () => {
    listening = null;
    button.setAttribute("aria-pressed", "false");
    tell(button, problem && spoken[problem]);
  };
  button.setAttribute("aria-pressed", "true");
  tell(button, spoken.dictate_listening, "s soft");
  listening.start();
}

/**
 * Listen, or stop listening.
 * @param {HTMLElement} button beside the text field
 */
export async function toggle(button) {
  if (listening) return listening.stop();
  const spoken = await words();
  const area = button.closest(".field")?.querySelector("textarea");
  if (!area) return;
  if (!wasTold()) return tell(button, spoken.dictate_told, "s soft");
  if (!navigator.onLine) return tell(button, spoken.dictate_offline);
  listen(button, area, spoken);
}
