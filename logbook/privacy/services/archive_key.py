"""The key with which this installation signs what it hands out, and how a signature is checked.

A signature shows that an archive is whole and comes from who holds the key. That the key is a certain school's, only
that school can say: the key stands at a public address of its installation.
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import current_app

from logbook.config import Config, kept_secret


def _key() -> Ed25519PrivateKey:
    """Return the installation's key, made on first use and kept beside the database for its owner alone."""
    settings: Config = current_app.extensions["logbook_config"]
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept_secret(settings.data / "archive-key")))


def public_key() -> str:
    """Return the public half in hex."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def fingerprint_of(key: str) -> str:
    """Return the SHA-256 of a public key in hex: what two schools read to each other."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()


def sign(data: bytes) -> str:
    """Return this installation's signature of `data` in hex."""
    return _key().sign(data).hex()


def is_signed(data: bytes, signature: str, key: str) -> bool:
    """Return whether the holder of `key` signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), data)
    except (ValueError, InvalidSignature):
        return False
    return True
