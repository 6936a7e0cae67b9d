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

/** @param {(notice: Element) => void} put where the offer belongs on this page */
export function waitForConnection(put) {
  const looking = setInterval(look, LOOK);
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
