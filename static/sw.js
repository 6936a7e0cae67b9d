// @ts-check
/**
 * Keeps the app itself on the phone, so that it opens without a connection. What people wrote is none of its business: that
 * is in the phone's database, where this worker never looks, and it never touches what is sent.
 *
 * The server writes `self.SHELL` above: the release, the page for whatever cannot be fetched, and the files of that page.
 */

/** @typedef {{release: string, language: string, page: string, files: string[]}} Shell */

const worker = /** @type {ServiceWorkerGlobalScope & {SHELL: Shell}} */ (/** @type {unknown} */ (self));
const { release, language, page, files } = worker.SHELL;
const PREFIX = "logbook-shell-";
const NAME = `${PREFIX}${release}-${language}`;
const SHARED = "logbook-shared";
const LEAVING = "logbook-leaving"; // holds the key of who signed out
const MOST_SHARED = 12;
const PATIENCE = 3000; // milliseconds that somebody waits for a page before the phone shows what it knows
const HANDED_OVER = 10_000; // milliseconds in which a page that came too late is asked for once more
const NOBODY_THERE = new Set([502, 503, 504]);
const OF_A_RELEASE = /^\/static\/[^/]+\//;

/**
 * @param {string} url
 * @returns {Promise<[string, Response]>}
 * @throws where the answer is not the very file: a redirect, an error, a file of another release
 */
async function fetched(url) {
  const response = await fetch(url);
  const whole = response.ok && !response.redirected && response.type === "basic";
  const ours = url === page
    ? (await response.clone().text()).includes(`/static/${release}/`)
    : response.headers.get("Cache-Control")?.includes("immutable");
  if (!whole || !ours) throw new TypeError(`not what was asked for: ${url}`);
  return [url, response];
}

/** All or nothing: a shell with a hole in it would fail where nobody can mend it. */
async function keepShell() {
  const answers = await Promise.all([page, ...files].map(fetched));
  const cache = await caches.open(NAME);
  await Promise.all(answers.map(([url, response]) => cache.put(url, response)));
}

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
}

async function takeOver() {
  await dropOlder();
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage({ release });
}

/** @param {string} url */
const kept = async (url) => (await caches.open(NAME)).match(url, { ignoreVary: true });

/**
 * A file of this release is the same for ever. A page of another release gets its own files, or without a connection the
 * ones of today: the server does the same.
 * @param {Request} request
 */
async function file(request) {
  const found = await kept(request.url);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const today = await kept(new URL(request.url).pathname.replace(OF_A_RELEASE, `/static/${release}/`));
    if (today) return today;
    throw error;
  }
}

/**
 * @param {FetchEvent} event
 * @returns {Promise<Response | undefined>} the server's answer, or undefined where nobody answers
 */
async function fromServer(event) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    return NOBODY_THERE.has(response.status) ? undefined : response;
  } catch {
    return undefined;
  }
}

/**
 * Somebody signed out here, and the school may not have heard of it: their session ends before it shows another page.
 * @returns {Promise<boolean>} whether the school knows
 */
async function signedOut() {
  const key = await (await (await caches.open(LEAVING)).match("/leaving"))?.text() ?? "";
  const headers = { "X-Logbook": "1", "X-User-Key": key, "Content-Type": "application/json" };
  const asked = { method: "POST", body: "{}", headers, signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch("/api/v1/sign-out", asked).catch(() => undefined);
  const heard = answer?.headers.get("Content-Type")?.includes("json") === true && answer.status < 500;
  if (heard) await caches.delete(LEAVING);
  return heard;
}

/**
 * What came after the phone's own page was shown in its place: that page asks for it at once, once.
 * @type {Map<string, Response>}
 */
const late = new Map();

/**
 * @param {FetchEvent} event
 * @param {Promise<Response | undefined>} coming
 */
async function handOver(event, coming) {
  const answer = await coming;
  const page = answer && await worker.clients.get(event.resultingClientId);
  if (!page) return;
  late.set(event.request.url, answer);
  page.postMessage({ late: true });
  await new Promise((resolve) => { setTimeout(resolve, HANDED_OVER); });
  late.delete(event.request.url);
}

/**
 * A page comes from the server, and is never kept here: it is about a person.
 * @param {FetchEvent} event
 */
async function visit(event) {
  if (await caches.has(LEAVING)) {
    late.clear();
    await Promise.resolve(event.preloadResponse).catch(() => undefined); // fetched as who was signed in: not shown
    return await signedOut() ? fetch(event.request) : (await kept(page)) ?? Response.error();
  }
  const arrived = late.get(event.request.url);
  late.delete(event.request.url);
  if (arrived) {
    event.waitUntil(Promise.resolve(event.preloadResponse).catch(() => undefined));
    return arrived;
  }
  /** @type {Promise<undefined>} */
  const tooLong = new Promise((resolve) => { setTimeout(resolve, PATIENCE, undefined); });
  const coming = fromServer(event);
  const answer = await Promise.race([coming, tooLong]);
  if (answer) return answer;
  event.waitUntil(handOver(event, coming));
  return (await kept(page)) ?? fetch(event.request);
}

/**
 * The one thing that is posted and that the worker takes: pictures that another app hands over. The phone's system posts
 * them, not a page of ours, so there is nobody else here who could keep them while there is no connection.
 * @param {Request} request
 */
async function receive(request) {
  const cache = await caches.open(SHARED);
  const given = (await request.formData()).getAll("photo");
  const pictures = given.filter((each) => each instanceof File && each.type.startsWith("image/")).slice(0, MOST_SHARED);
  await Promise.all(pictures.map((picture, place) => cache.put(`/share/${place}`, new Response(picture))));
  return Response.redirect("/share", 303);
}

worker.addEventListener("install", (event) => event.waitUntil(keepShell()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));

// A new worker waits until a page says that no form is being filled in and nothing is being sent.
worker.addEventListener("message", (event) => {
  if (event.data?.type === "activate") event.waitUntil(worker.skipWaiting());
  if (event.data?.type === "claim") event.waitUntil(worker.clients.claim());
});

/** The line is back while the app is in the background: an open page empties the outbox. */
async function wakePages() {
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage({ send: true });
}

// Browsers that tell when the line is back; elsewhere the pages find out by themselves.
worker.addEventListener("sync", (event) => /** @type {ExtendableEvent} */ (event).waitUntil(wakePages()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return;
  if (request.method === "POST") late.clear(); // who signs in or out may be somebody else
  if (request.method === "POST" && pathname === "/share") return event.respondWith(receive(request));
  if (request.method !== "GET" || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(visit(event));
  else if (OF_A_RELEASE.test(pathname)) event.respondWith(file(request));
});
