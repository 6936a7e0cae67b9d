"""A passkey in tests: an authenticator in a few lines, whose every answer can be bent."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from tests.pages import Page, PageClient

ORIGIN = "http://localhost"
USER_PRESENT, USER_VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def asked(page: Page) -> dict[str, Any]:
    """Return what a page asks of the browser."""
    options: dict[str, Any] = json.loads(str(page.one("[data-options]")["data-options"]))
    return options


@dataclass
class SoftKey:
    """One passkey. `count` is what it says it was used; `flags` that somebody was there and showed who they are."""

    credential: bytes = b"a passkey of the tests"
    count: int = 1
    flags: int = USER_PRESENT | USER_VERIFIED
    handle: bytes = b""
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def make(self, options: dict[str, Any], **bent: Any) -> str:
        """Return the answer to a page that asks for a new passkey."""
        user = options["user"]["id"]
        self.handle = urlsafe_b64decode(user + "=" * (-len(user) % 4))
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        head = b"\0" * 16 + len(self.credential).to_bytes(2, "big") + self.credential
        data = self._data(bent.get("domain", "localhost"), WITH_KEY) + head + cbor2.dumps({1: 2, 3: -7, -1: 1, **point})
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options, bent)
        return self._answer({"clientDataJSON": _text(said), "attestationObject": _text(attestation)})

    def show(self, options: dict[str, Any], **bent: Any) -> str:
        """Return the answer to a page that asks for a passkey; `bent`: origin, domain, challenge, handle, cross."""
        self.count += 1
        data, said = self._data(bent.get("domain", "localhost")), self._said("webauthn.get", options, bent)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ECDSA(SHA256()))
        parts = {"clientDataJSON": said, "authenticatorData": data, "signature": signature}
        return self._answer(
            {name: _text(part) for name, part in (parts | {"userHandle": bent.get("handle", self.handle)}).items()}
        )

    def _data(self, domain: str, more: int = 0) -> bytes:
        return hashlib.sha256(domain.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _said(self, kind: str, options: dict[str, Any], bent: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": ORIGIN, "crossOrigin": False}
        return json.dumps(said | {name: bent[name] for name in bent.keys() & said.keys()}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        id_ = _text(self.credential)
        return json.dumps({"id": id_, "rawId": id_, "type": "public-key", "response": response})


def add_key(client: PageClient, key: SoftKey | None = None, name: str = "Mijn telefoon") -> SoftKey:
    """Add a passkey to whoever is signed in here and return it."""
    made = key or SoftKey()
    credential = made.make(asked(client.get("/me/passkeys/new")))
    client.post("/me/passkeys", {"credential": credential, "name": name})
    return made


def handle_of(person_id: UUID) -> bytes:
    """Return how a passkey names its person."""
    return person_id.bytes
