// @ts-check
/** Tells this page, and the other pages of the app on this phone, that something changed in the outbox. */

const NAME = "logbook:outbox";
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : null;

/** @typedef {{sending: string, blocked: string}} Doing what the sender is at: the op on the line, and why it waits */

/** @type {Doing} */
export const doing = { sending: "", blocked: "" };

const tell = () => globalThis.document?.dispatchEvent(new CustomEvent(NAME));

if (channel) channel.onmessage = ({ data }) => { Object.assign(doing, data); tell(); };

/** @param {Partial<Doing>} [changes] */
export function announce(changes = {}) {
  Object.assign(doing, changes);
  channel?.postMessage(doing);
  tell();
}

/**
 * @param {() => void} listener called after each change
 */
export const subscribe = (listener) => document.addEventListener(NAME, listener);
