// @ts-check
/** Making a passkey on this device. */

import { forms, optionsOf, refused, send } from "./passkey.js";

for (const form of forms("add")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    navigator.credentials.create({ publicKey: optionsOf(form) })
      .then((credential) => credential && send(form, /** @type {PublicKeyCredential} */ (credential)))
      .catch(refused);
  });
}
