"""Coarse ceilings for what somebody who is not signed in may try: in one browser, from one address, here at all."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from flask import request, session

from logbook.accounts.services import spend
from logbook.core.errors import TooOften
from logbook.core.unit_of_work import transaction

NETWORK_BITS = 64
"""Of an IPv6 address, what one connection has: it picks the rest itself, another one each time."""


@dataclass(frozen=True)
class Ceiling:
    """How often within `window`. A whole school may share one address, and everybody shares the installation."""

    name: str
    browser: int
    address: int
    everyone: int
    window: timedelta


ASK_CODE = Ceiling("ask", browser=10, address=200, everyone=2_000, window=timedelta(minutes=15))
USE_CODE = Ceiling("code", browser=30, address=300, everyone=3_000, window=timedelta(minutes=15))
PAIR = Ceiling("pair", browser=10, address=200, everyone=2_000, window=timedelta(minutes=15))
PROVIDER = Ceiling("provider", browser=40, address=1_000, everyone=10_000, window=timedelta(minutes=15))
PIN = Ceiling("pin", browser=60, address=1_000, everyone=20_000, window=timedelta(minutes=15))


def keep_below(ceiling: Ceiling) -> None:
    """Count this try, in a transaction of its own. Raises TooOften over any of the three ceilings."""
    counted = (
        (f"browser {browser_key()}", ceiling.browser),
        (f"address {_network()}", ceiling.address),
        ("everyone", ceiling.everyone),
    )
    with transaction():
        within = all(spend(f"{ceiling.name} {whose}", limit, ceiling.window) for whose, limit in counted)
    if not within:
        raise TooOften


def browser_key() -> str:
    """Return the random key of this browser, made at its first try."""
    return str(session.setdefault("browser", secrets.token_urlsafe(24)))


def _network() -> str:
    """Return what tells one connection to the internet from another."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(int(address) >> (128 - NETWORK_BITS)) if address.ipv4_mapped is None else str(address.ipv4_mapped)
