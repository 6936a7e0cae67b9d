// @ts-check
/**
 * Reads a part of the page aloud with the phone's own voice, in the language of the page, piece by piece: the piece that
 * is read is marked. A second tap stops. Without a voice the page stays as it is and says so in words.
 */

const PIECES = "h2, h3, h4, p, li, legend, dt, dd, figcaption, label, summary, th, td, article, section, div";
const SILENT = "[hidden], [aria-hidden=true], button, input, select, template, noscript, .messages, [data-silent]";
const PLACES = /** @type {Record<string, string>} */ ({ nl: "nl-BE", fr: "fr-BE", en: "en-GB" });
const PATIENCE = 1500; // some phones know their voices a moment after they are asked

const speech = globalThis.speechSynthesis;

/** What is being read: the button that asked for it. A new one, or none, makes the old one fall silent. */
/** @type {HTMLButtonElement | null} */
let reading = null;

/** @typedef {{element: Element, text: string}} Piece */

/**
 * @param {Node} node
 * @returns {string} what it says: its words, or those that stand for a drawing
 */
function wordsOf(node) {
  if (node instanceof Text) return node.data;
  const element = /** @type {Element} */ (node);
  return element.getAttribute("aria-label") ?? element.getAttribute("alt") ?? "";
}

/**
 * @param {Element} part
 * @returns {Piece[]} its words, each with the smallest block that holds them, in the order of the page
 */
function piecesOf(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
    const element = /** @type {Element} */ (node);
    if (element.matches(SILENT)) return NodeFilter.FILTER_REJECT;
    return element.matches("[role=img], img") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  /** @type {Piece[]} */
  const pieces = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = (node instanceof Element ? node.parentElement : node.parentElement)?.closest(PIECES) ?? part;
    const last = pieces.at(-1);
    if (last?.element === element) last.text += ` ${wordsOf(node)}`;
    else pieces.push({ element, text: wordsOf(node) });
  }
  return pieces.map(({ element, text }) => ({ element, text: text.replace(/\s+/g, " ").trim() })).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/** @returns {Promise<SpeechSynthesisVoice[]>} the voices of the phone, once it knows them */
function voices() {
  const known = speech.getVoices();
  if (known.length) return Promise.resolve(known);
  return new Promise((resolve) => {
    const tell = () => resolve(speech.getVoices());
    speech.addEventListener?.("voiceschanged", tell, { once: true });
    setTimeout(tell, PATIENCE);
  });
}

/**
 * @param {SpeechSynthesisVoice[]} known
 * @param {string} language
 * @returns {SpeechSynthesisVoice | undefined} the voice for the language: of the country if there is one, on the phone itself
 */
function voiceFor(known, language) {
  const fits = known.filter(({ lang }) => lang.toLowerCase().replace("_", "-").split("-")[0] === language);
  const near = fits.filter(({ lang }) => lang.replace("_", "-") === PLACES[language]);
  return near.find(({ localService }) => localService) ?? near[0] ?? fits.find(({ localService }) => localService) ?? fits[0];
}

/** @param {Element} [element] the piece that is read now */
function mark(element) {
  for (const marked of document.querySelectorAll(".read-now")) marked.classList.remove("read-now");
  element?.classList.add("read-now");
  element?.scrollIntoView({ block: "nearest" });
}

function stop() {
  if (!reading) return;
  reading.ariaPressed = "false";
  reading = null;
  speech.cancel();
  mark();
}

/** @param {HTMLButtonElement} button */
function tellNoVoice(button) {
  stop();
  const told = document.createElement("p");
  told.className = "hint no-voice";
  told.setAttribute("role", "status");
  told.textContent = button.dataset.none ?? "";
  const around = button.closest(".head, .aloud-head") ?? button;
  if (!around.nextElementSibling?.matches(".no-voice")) around.after(told);
}

/**
 * Read the pieces one after the other, as long as nobody stops it.
 * @param {HTMLButtonElement} button
 * @param {Piece[]} pieces
 * @param {SpeechSynthesisVoice | undefined} voice
 */
function read(button, [piece, ...rest], voice) {
  if (button !== reading) return;
  if (!piece) return stop();
  const said = new SpeechSynthesisUtterance(piece.text);
  const language = document.documentElement.lang;
  said.lang = voice?.lang ?? PLACES[language] ?? language;
  if (voice) said.voice = voice;
  said.onend = () => read(button, rest, voice);
  said.onerror = ({ error }) => {
    if (button === reading && !["canceled", "interrupted"].includes(error)) tellNoVoice(button);
  };
  mark(piece.element);
  speech.speak(said);
}

/** @param {HTMLButtonElement} button */
async function start(button) {
  stop();
  const part = document.getElementById(button.dataset.aloud ?? "");
  if (!part) return;
  reading = button;
  button.ariaPressed = "true";
  const known = await voices();
  if (button !== reading) return;
  const voice = voiceFor(known, document.documentElement.lang);
  if (known.length && !voice) tellNoVoice(button);
  else read(button, piecesOf(part), voice);
}

if (speech && globalThis.SpeechSynthesisUtterance) {
  document.documentElement.classList.add("speaks");
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (target.closest("button[data-aloud]"));
    if (button) void (button === reading ? stop() : start(button));
  });
  document.getElementById("slide-over")?.addEventListener("close", stop);
  addEventListener("pagehide", stop);
}
