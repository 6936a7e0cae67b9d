// @ts-check
/**
 * What `/sw.js` is when a school switches offline use off: it removes what the app kept of itself, and then itself. The
 * phone's database is left alone, for what somebody wrote may not have been sent yet.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("logbook-shell-")).map((name) => caches.delete(name)));
  await worker.registration.unregister();
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(leave()));
