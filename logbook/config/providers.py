"""Providers that people can sign in with: `OIDC_1` to `OIDC_9`."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .errors import ConfigError

MOST = 9
_KINDS = {
    "microsoft": ("Microsoft", "https://login.microsoftonline.com/{tenant}/v2.0", {"tenant"}),
    "google": ("Google", "https://accounts.google.com", set[str]()),
    "oidc": ("", "{issuer}", {"issuer", "name"}),
    "smartschool": ("Smartschool", "https://{platform}", {"platform"}),
}
"""Kind of provider: its name for people, its issuer, and what else must be said of it."""
_OPTIONAL = {"kind", "name", "domains", "two_factors", "endpoint"}
_TENANT = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HERE = {"127.0.0.1", "localhost"}


@dataclass(frozen=True)
class Provider:
    """Where people have an account that they can sign in with.

    `kind` is `oidc` (which Microsoft's and Google's are too) or `smartschool`, whose calls go to `endpoint`. For
    addresses in `domains` the provider's word is taken; `two_factors`: it asks two proofs of everybody, without saying
    so each time. `key` is its place in our own addresses.
    """

    key: str
    kind: str
    name: str
    issuer: str
    client: str
    secret: str
    domains: tuple[str, ...]
    two_factors: bool
    endpoint: str


def providers(environ: Mapping[str, str]) -> tuple[Provider, ...]:
    """Read the providers. Raises ConfigError with the setting's name."""
    named = (f"OIDC_{number}" for number in range(1, MOST + 1))
    return tuple(_provider(name, environ[name]) for name in named if environ.get(name))


def _provider(name: str, given: str) -> Provider:
    """Read `kind=microsoft tenant=… client=… secret=… domains=school.be,…`, values with spaces between quotes."""
    said = _said(name, given)
    label, issuer, _own = _KINDS[said["kind"]]
    if said["kind"] == "microsoft" and not _TENANT.fullmatch(said["tenant"]):
        raise ConfigError(f"{name}: tenant is the id of the school's own tenant: 8-4-4-4-12 letters and digits")
    return Provider(
        key=name.removeprefix("OIDC_"),
        kind="smartschool" if said["kind"] == "smartschool" else "oidc",
        name=said.get("name") or label,
        issuer=_address(name, issuer.format(**said)),
        client=said["client"],
        secret=said["secret"],
        domains=tuple(filter(None, said.get("domains", "").lower().replace(",", " ").split())),
        two_factors=said.get("two_factors") == "1",
        endpoint=_address(name, said.get("endpoint") or "https://oauth.smartschool.be"),
    )


def _said(name: str, given: str) -> dict[str, str]:
    """Return the parts, of which none is missing and none unknown."""
    try:
        said = dict(part.split("=", 1) for part in shlex.split(given))
    except ValueError as error:
        raise ConfigError(f"{name}: write kind=… client=… secret=… and so on, a space between them") from error
    kind = said.get("kind", "")
    if kind not in _KINDS:
        raise ConfigError(f"{name}: kind is one of {', '.join(_KINDS)}, not {kind!r}")
    needed = _KINDS[kind][2] | {"client", "secret"}
    for part in sorted(said.keys() - needed - _OPTIONAL):
        raise ConfigError(f"{name}: {part} is not known")
    for part in sorted(part for part in needed if not said.get(part)):
        raise ConfigError(f"{name}: {part} is missing")
    if said.get("two_factors", "0") not in {"0", "1"}:
        raise ConfigError(f"{name}: two_factors is 0 or 1")
    return said


def _address(name: str, given: str) -> str:
    """Return the address of a provider: https, but for one on this machine."""
    try:
        address = urlsplit(given)
        usable = bool(address.hostname) and not address.query and not address.fragment and address.port != 0
    except ValueError:
        usable = False
    if not usable or not (address.scheme == "https" or (address.scheme == "http" and address.hostname in _HERE)):
        raise ConfigError(f"{name}: {given!r} is no https address")
    return given.rstrip("/") if address.path == "/" else given
