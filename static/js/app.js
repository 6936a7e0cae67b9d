// @ts-check
/**
 * What every page has: the token for htmx, words when something fails, forms that are sent once, help that slides over.
 * The modules a page asks for in `<body data-modules>` are loaded from here. Everything works without this file.
 */

const LOCKED = 10000;
const TOLD = 8000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** The token that proves a request comes from our own page; read at send time, for a page part may have renewed it. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
}

/**
 * Say something over the page for a while; nothing moves for it.
 * @param {string} text
 */
export function mention(text) {
  const toast = document.getElementById("toast");
  if (!toast) return;
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.hidden = true; }, TOLD);
}

/**
 * Say what went wrong, in the words the page carries for it.
 * @param {"offline" | "broken"} what
 */
export const say = (what) => mention(document.getElementById("toast")?.dataset[what] ?? "");

for (const name of (document.body.dataset.modules ?? "").split(" ").filter(Boolean)) {
  import(`./${name}.js`);
}

// The app on the phone, and what it does for a learner, a mentor or a teacher, come when the page has nothing better to do.
// On a lost line they come with the next page.
const LATEST = { timeout: 2000 }; // a phone that is never idle gets them all the same
export const idle = (/** @type {() => void} */ work) => globalThis.requestIdleCallback?.(work, LATEST) ?? setTimeout(work);
const ofPerson = document.querySelector('meta[name="user-key"]') ? ["start", "along"] : [];
for (const name of ["update", ...ofPerson]) idle(() => import(`./phone/${name}.js`).catch(() => undefined));

function release() {
  for (const locked of document.querySelectorAll("[aria-busy]")) locked.ariaBusy = null;
}

/** @typedef {{ctx: {request: {method: string, headers: Record<string, string>}, response?: {status: number}}}} HtmxDetail */

document.addEventListener("htmx:config:request", (event) => {
  const { request } = /** @type {CustomEvent<HtmxDetail>} */ (event).detail.ctx;
  if (request.method.toUpperCase() !== "GET") request.headers["X-CSRFToken"] = csrfToken();
});

// Any 4xx comes with a page part that says what to do; a 5xx is not swapped in, so that what was typed stays.
document.addEventListener("htmx:response:error", (event) => {
  const { response } = /** @type {CustomEvent<HtmxDetail>} */ (event).detail.ctx;
  if ((response?.status ?? 0) >= 500) say("broken");
});

document.addEventListener("htmx:error", () => say("offline"));

// The school says what is wrong, beside the field and in the person's language; the browser's own bubbles stay away.
document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("button, input[type=submit]");
  const form = button && /** @type {HTMLButtonElement} */ (button).form;
  if (form) form.noValidate = true;
}, true);

// A form is sent once: a doubled tap on a slow line sends nothing more, until an answer or a while without one.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.method !== "post" || form.dataset.resubmit !== undefined) return;
  if (form.ariaBusy === "true") return event.preventDefault();
  const parts = [form, ...document.querySelectorAll(`[form="${form.getAttribute("id")}"]`)];
  for (const part of parts) part.ariaBusy = "true";
  setTimeout(release, LOCKED);
});

// A page that comes back from the browser's memory is a page to use again.
addEventListener("pageshow", release);

/** Arrows and circles that lie over a photo draw themselves, once the module that knows how is there. */
export function drawMarks() {
  if (document.querySelector("marks-layer:not(:defined)")) import("./phone/marks-layer.js");
}

/** What can be read aloud is, by the phone's own voice, once the page has nothing better to do. */
export function offerVoice() {
  if (document.querySelector("[data-aloud]")) idle(() => import("./read-aloud.js").catch(() => undefined));
}

document.addEventListener("htmx:after:swap", drawMarks);
document.addEventListener("htmx:after:swap", offerVoice);
drawMarks();
offerVoice();

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = /** @type {Element} */ (event.target).closest("a[data-slide-over], a[data-photo-view]");
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const shown = link.dataset.photoView === undefined
    ? import("./slide-over.js").then(({ open }) => open(link))
    : import("./phone/photo-view.js").then(({ openLink }) => openLink(link));
  shown.catch(() => say("offline"));
});
