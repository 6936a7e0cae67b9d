// @ts-check
/**
 * Installs the worker that keeps the app on the phone, and renews it: by itself where nobody fills in a form and nothing is
 * being sent, on this page or any other. A page that is older than the app says so and waits for a tap.
 */

import { busy, FORM_LOCK, whenFree } from "./busy.js";
import { noteAbove } from "./note.js";

const SENDER = "logbook-sender";
const BETWEEN = 10 * 60_000; // milliseconds between looks for a newer app
const HERE = /\/static\/([^/]+)\//.exec(import.meta.url)?.[1];

let looked = Date.now();

/** @returns {Promise<boolean>} whether no page of the app would be disturbed */
async function calm() {
  if (busy()) return false;
  const { held = [] } = await navigator.locks?.query() ?? {};
  return !held.some(({ name = "" }) => name === FORM_LOCK || name.startsWith(SENDER));
}

/** @param {ServiceWorkerRegistration} registration */
async function settle({ waiting }) {
  if (waiting && await calm()) waiting.postMessage({ type: "activate" });
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  const look = () => { settle(registration); };
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  follow(); // the page before this one may have begun it
  for (const name of ["logbook:outbox", "visibilitychange"]) document.addEventListener(name, look);
  document.addEventListener("submit", () => setTimeout(look));
  document.addEventListener("visibilitychange", () => { lookForNewer(registration); });
  look();
}

/** @param {ServiceWorkerRegistration} registration */
function lookForNewer(registration) {
  if (document.hidden || !navigator.onLine || Date.now() - looked < BETWEEN) return;
  looked = Date.now();
  registration.update().catch(() => undefined); // no connection after all: later
}

/** @param {MessageEvent} event */
function tell({ data }) {
  if (!data?.release || data.release === HERE) return;
  if (busy()) whenFree(() => tell(/** @type {MessageEvent} */ ({ data })));
  else noteAbove("new_version", "refresh", () => location.reload());
}

async function start() {
  if (!navigator.serviceWorker) return;
  // Where nothing is offered, to who has no outbox or at a school that switched it off, a worker of before hears of it.
  const offered = document.querySelector('link[rel="manifest"]');
  if (!offered) return (await navigator.serviceWorker.getRegistration())?.update();
  navigator.serviceWorker.addEventListener("message", tell);
  watch(await navigator.serviceWorker.register("/sw.js"));
  // A page that was on its way while the worker took over was left out.
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) active?.postMessage({ type: "claim" });
}

start().catch(() => undefined);
