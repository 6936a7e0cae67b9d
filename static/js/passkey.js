// @ts-check
/** What passkeys speak is bytes; what forms send is text. Also: what to say when the device gives none. */

/** @param {string} text in base64url */
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));

/** @param {ArrayBuffer} buffer */
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** @typedef {HTMLFormElement & {dataset: {options: string}}} PasskeyForm */

/**
 * @param {PasskeyForm} form
 * @returns {any} what the school asks of the browser, with bytes where it wants bytes
 */
export function optionsOf(form) {
  const asked = JSON.parse(form.dataset.options);
  const listed = (/** @type {any[]} */ keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...asked, challenge: bytes(asked.challenge),
    ...(asked.user ? { user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: listed(asked.excludeCredentials) } : {}),
    ...(asked.allowCredentials ? { allowCredentials: listed(asked.allowCredentials) } : {}),
  };
}

/**
 * Hand what the device made or showed to the form, and send it.
 * @param {PasskeyForm} form
 * @param {PublicKeyCredential} credential
 */
export function send(form, credential) {
  const answer = /** @type {any} */ (credential.response);
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = Object.fromEntries(parts.filter((name) => answer[name]).map((name) => [name, text(answer[name])]));
  const said = { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
  /** @type {HTMLInputElement} */ (form.elements.namedItem("credential")).value = JSON.stringify(said);
  form.submit();
}

/** Say beside the button that the device gave no passkey: it was put off, or it has none for us. */
export function refused() {
  const place = document.getElementById("passkey-error");
  if (!place) return;
  /** @type {HTMLElement} */ (place.lastElementChild).textContent = place.dataset.refused ?? "";
  place.hidden = false;
}

/** @returns {PasskeyForm[]} the forms of this page, where the browser has passkeys */
export const forms = (/** @type {"use" | "add"} */ deed) => (globalThis.PublicKeyCredential
  ? [.../** @type {NodeListOf<PasskeyForm>} */ (document.querySelectorAll(`[data-passkey="${deed}"]`))] : []);
