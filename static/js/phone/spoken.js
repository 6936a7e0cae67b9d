// @ts-check
/** Spoken notes in a form: recorded within a minute, kept like a photo, to listen to and to take away. */

import { drop, MOST_SPOKEN, putSpoken, spokenOf } from "./attached.js";
import { el, icon } from "./dom.js";
import { sha256Hex } from "./ids.js";
import { fetchKept, keep, letGo } from "./keeping.js";
import { signButton } from "./signs.js";
import { addTile, changed, fillTile, holdBack, removeTile, tell, tileOf } from "./tiles.js";
import { fillIn, words } from "./words.js";

const LONGEST = 60; // seconds
const LIMIT = 2 ** 20; // bytes
const BITS = 24_000; // a second: a voice, not music
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** @typedef {import("./words.js").Words} Words */

/** @type {Recording | null} */
let running = null;
/** @type {HTMLAudioElement | null} */
let playing = null;

/** @param {number} seconds */
const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

class Recording {
  /**
   * @param {MediaStream} stream
   * @param {HTMLElement} button which shows the time and stops it
   * @param {Words} spoken
   */
  constructor(stream, button, spoken) {
    this.stream = stream;
    this.button = button;
    this.before = [...button.childNodes];
    this.stopWord = spoken.spoken_stop;
    this.began = performance.now();
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS, ...(mimeType && { mimeType }) });
    /** @type {Blob[]} */
    this.parts = [];
    this.recorder.ondataavailable = ({ data }) => this.parts.push(data);
  }

  /** @returns {Promise<Blob>} what was said, once it was stopped or a minute is over */
  async record() {
    const stopped = new Promise((resolve, reject) => { this.recorder.onstop = resolve; this.recorder.onerror = reject; });
    this.recorder.start(1000);
    this.tick();
    const timer = setInterval(() => this.tick(), 250);
    try {
      await stopped;
    } finally {
      clearInterval(timer);
      for (const track of this.stream.getTracks()) track.stop();
      this.button.removeAttribute("aria-pressed");
      this.button.replaceChildren(...this.before);
    }
    return new Blob(this.parts, { type: this.recorder.mimeType.split(";")[0] });
  }

  tick() {
    const seconds = (performance.now() - this.began) / 1000;
    if (seconds >= LONGEST) return this.stop();
    this.button.setAttribute("aria-pressed", "true");
    this.button.replaceChildren(icon("stop"), `${this.stopWord} ${minutes(seconds)}`);
  }

  stop() {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }
}

/**
 * @param {unknown} error
 * @returns {string} the key of what to say
 */
function reason(error) {
  const { name = "" } = /** @type {Error} */ (error);
  if (name === "NotAllowedError" || name === "SecurityError") return "microphone_refused";
  return name === "NotFoundError" || name === "NotReadableError" ? "microphone_none" : "spoken_unkept";
}

/**
 * Begin to record, or stop.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} button
 */
export async function toggle(form, button) {
  if (running) return running.stop();
  const spoken = await words();
  tell(button, "");
  if (spokenOf(form).length >= MOST_SPOKEN) return tell(button, spoken.spoken_most);
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    const recording = running = new Recording(stream, button, spoken);
    const work = recording.record().then((sound) => add(form, sound));
    await Promise.all([work, holdBack(form, work, () => recording.stop())]);
  } catch (error) {
    tell(button, spoken[reason(error)]);
  } finally {
    running = null;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Blob} sound
 */
async function add(form, sound) {
  if (!sound.size || sound.size > LIMIT) throw new Error("nothing to keep");
  const bytes = await sound.arrayBuffer();
  const sha = await sha256Hex(bytes);
  putSpoken(form, sha);
  try {
    await keep(form, { sha, type: sound.type, bytes, kind: "spoken" });
  } catch (error) {
    drop(form, sha);
    throw error;
  }
  await show(form);
  changed(form);
}

/**
 * Show a tile for each spoken note that the form names.
 * @param {HTMLFormElement} form
 */
export async function show(form) {
  const spoken = await words();
  spokenOf(form).forEach((sha, index) => {
    if (tileOf(form, sha)) return;
    const label = fillIn(spoken, "spoken_n", { n: index + 1 });
    const face = signButton("play", fillIn(spoken, "listen", { what: label }), () => play(form, sha, face), "face");
    face.append(el("span", {}, label));
    fillTile(addTile(form, sha), face, fillIn(spoken, "take_away", { what: label }), () => remove(form, sha));
  });
}

/**
 * Let it be heard, or silence it.
 * @param {HTMLFormElement} form
 * @param {string} sha
 * @param {HTMLElement} face
 */
async function play(form, sha, face) {
  const again = playing?.dataset.sha === sha;
  playing?.pause();
  if (again) return;
  const kept = await fetchKept(sha);
  const section = /** @type {HTMLElement} */ (form.querySelector("[data-capture]"));
  const sound = new Audio(kept ? URL.createObjectURL(kept) : `${section.dataset.capture}/spoken/${sha}`);
  playing = Object.assign(sound, { onpause: () => silent(sound, face), onerror: () => silent(sound, face) });
  sound.dataset.sha = sha;
  face.querySelector("svg")?.replaceWith(icon("stop"));
  await sound.play().catch(() => silent(sound, face));
}

/**
 * @param {HTMLAudioElement} sound
 * @param {HTMLElement} face
 */
function silent(sound, face) {
  face.querySelector("svg")?.replaceWith(icon("play"));
  URL.revokeObjectURL(sound.src);
  if (playing === sound) playing = null;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 */
async function remove(form, sha) {
  const tile = tileOf(form, sha);
  if (playing?.dataset.sha === sha) playing.pause();
  drop(form, sha);
  if (tile) removeTile(tile);
  await letGo(form, sha).catch(() => undefined);
  changed(form);
}
