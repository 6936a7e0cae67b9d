// @ts-check
/**
 * The phone's one sender. Whatever page is open, one of them at a time empties the outbox: ops of one thing in the order
 * of saving, photos before their op, and what needs the person blocks only its own thing. It never gives up.
 */

import { deliver } from "./deliver.js";
import { announce } from "./events.js";
import { identify } from "./identity.js";
import { alone } from "./lock.js";
import { done } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Op} Op */

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 300_000;
const SILENCE = 15 * 60_000;
const STOPS = /** @type {Record<string, string>} */ ({ sign_in: "signed_out", prove: "prove", other_person: "other_person", update: "update" });

export class Sender {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.failures = 0;
    this.asked = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Send what waits, now: the line may be better, or there is something new. */
  wake() {
    this.failures = 0;
    return this.turn();
  }

  /** Look whether something waits, or whether the school has not heard of this phone for a while. */
  async look() {
    const pinged = await this.store.run(["meta"], "readonly", (tx) => done(tx.objectStore("meta").get("last_ping")));
    if (await this.next(new Set()) || !(Date.now() - Date.parse(pinged?.value) < SILENCE)) await this.turn();
  }

  /** One turn at a time; whoever asks meanwhile gets one more after it. */
  async turn() {
    if (this.asked) return;
    this.asked = true;
    clearTimeout(this.timer);
    await alone(this.store, () => { this.asked = false; return this.drain(); }).catch(() => this.later(0));
    this.asked = false;
  }

  async drain() {
    const identity = await identify(this.store);
    if (identity !== "here") return this.stop(identity, identity === "offline" ? 0 : LONGEST_WAIT);
    announce({ blocked: "" });
    const { wait, stopped, received } = await this.empty();
    announce({ sending: "", blocked: stopped });
    if (received) await identify(this.store);
    if (wait !== null) this.later(wait);
    else this.failures = 0;
  }

  /**
   * @param {string} blocked
   * @param {number} wait milliseconds at least
   */
  async stop(blocked, wait) {
    announce({ sending: "", blocked });
    if (await this.next(new Set())) this.later(wait);
  }

  /** @returns {Promise<{wait: number | null, stopped: string, received: number}>} wait: null when nothing is left to try */
  async empty() {
    const epoch = await this.epoch();
    const later = new Set();
    let [wait, received] = [/** @type {number | null} */ (null), 0];
    for (let op = await this.next(later); op; op = await this.next(later)) {
      announce({ sending: op.op_id });
      const { action, answer } = await deliver(this.store, epoch, op);
      if (STOPS[action]) return { wait: LONGEST_WAIT, stopped: STOPS[action], received };
      if (action === "received") received += 1;
      if (action === "retry") { later.add(op.thing); wait = Math.max(wait ?? 0, answer.retryAfter); }
      if (action === "retry" && answer.status === 0) return { wait, stopped: "offline", received };
      announce();
    }
    return { wait, stopped: "", received };
  }

  /** @returns {Promise<string>} */
  epoch() {
    return this.store.run(["meta"], "readonly", async (tx) => (await done(tx.objectStore("meta").get("epoch")))?.value ?? "");
  }

  /**
   * @param {Set<string>} later things that have to wait for another turn
   * @returns {Promise<Op | undefined>} the oldest op of a thing that nothing blocks
   */
  next(later) {
    return this.store.run(["outbox", "quarantine"], "readonly", async (tx) => {
      const stuck = (await done(tx.objectStore("quarantine").getAll())).map(({ thing }) => thing);
      const ops = await done(tx.objectStore("outbox").index("seq").getAll());
      return ops.find(({ thing }) => !later.has(thing) && !stuck.includes(thing));
    });
  }

  /**
   * Try again after a while: full jitter, so that a class that left the hall together does not come back together.
   * @param {number} least milliseconds that the school asked for
   */
  later(least) {
    const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.turn(), Math.max(least, Math.random() * most));
  }
}

/**
 * Wake the sender whenever the line may have come back.
 * @param {Sender} sender
 */
export function listen(sender) {
  const wake = () => { sender.wake(); };
  addEventListener("online", wake);
  addEventListener("pageshow", (event) => event.persisted && wake());
  addEventListener("offline", () => announce({ blocked: "offline" }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sender.look());
  document.addEventListener("logbook:send", wake);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.send && wake());
}
