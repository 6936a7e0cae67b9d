// @ts-check
/** Showing a passkey: with a button, and where the browser can, in the list below the address while it is typed. */

import { forms, optionsOf, refused, send } from "./passkey.js";

/** @typedef {import("./passkey.js").PasskeyForm} PasskeyForm */

const LASTS = 9 * 60_000; // the school takes no answer to a question of ten minutes ago

/** @type {AbortController | undefined} */
let waiting;

/**
 * @param {PasskeyForm} form
 * @param {CredentialMediationRequirement} [mediation]
 */
async function show(form, mediation) {
  waiting?.abort();
  waiting = new AbortController();
  const asked = { publicKey: optionsOf(form), signal: waiting.signal, ...(mediation ? { mediation } : {}) };
  const credential = await navigator.credentials.get(asked);
  if (credential) send(form, /** @type {PublicKeyCredential} */ (credential));
}

for (const form of forms("use")) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (performance.now() > LASTS) location.reload();
    else show(form).catch(refused);
  });
  if ("autofill" in form.dataset && await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    setTimeout(() => waiting?.abort(), LASTS);
    show(form, "conditional").catch(() => undefined);
  }
}
