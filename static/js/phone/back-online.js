// @ts-check
/** Notices that the school can be reached again, and offers the newest page where nobody is filling in a form. */

import { busy, whenFree } from "./busy.js";
import { part } from "./parts.js";

const LOOK = 20_000; // milliseconds between looks: a phone does not always tell that it has a connection again
const PROBE = "/manifest.webmanifest";

/** @returns {Promise<boolean>} whether it is the school that answers, and not a network that wants a password */
async function reachable() {
  if (!navigator.onLine || document.hidden) return false;
  try {
    const answer = await fetch(PROBE, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5000) });
    return answer.ok && (answer.headers.get("Content-Type") ?? "").includes("manifest+json");
  } catch {
    return false;
  }
}

/** The answer to this page came after all, later than somebody waits. Listened for at once: it is told once. */
const late = new Promise((resolve) => {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.late && resolve(undefined));
});

/**
 * @param {(notice: Element) => void} put where the offer belongs on this page
 * @param {boolean} empty whether this page has nothing of the one that was asked for: then it makes way by itself
 */
export function waitForConnection(put, empty) {
  const looking = setInterval(look, LOOK);
  late.then(() => { if (empty) location.reload(); else look(); });
  addEventListener("online", look);
  document.addEventListener("visibilitychange", look);

  async function look() {
    if (busy() || !await reachable()) return whenFree(look);
    clearInterval(looking);
    removeEventListener("online", look);
    document.removeEventListener("visibilitychange", look);
    put(offer());
  }
}

function offer() {
  const notice = part("back-online");
  notice.querySelector("[data-reload]")?.addEventListener("click", () => location.reload());
  return notice;
}
