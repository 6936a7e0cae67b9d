"""What this browser can do at this address."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import request

from logbook.accounts.services import RelyingParty

from .ceilings import browser_key


def relying_party() -> RelyingParty | None:
    """Return for whom passkeys are at this address; None where browsers have none: numbers, or a line without TLS."""
    domain = urlsplit(f"//{request.host}").hostname or ""
    try:
        ip_address(domain)
    except ValueError:
        safe = request.is_secure or domain == "localhost" or domain.endswith(".localhost")
        return RelyingParty(domain, f"{request.scheme}://{request.host}", browser_key()) if safe and domain else None
    return None
