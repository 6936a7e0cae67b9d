"""Signing in at another provider: OpenID Connect (Microsoft, Google, any issuer), and Smartschool's OAuth 2."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from logbook.config import Provider
from logbook.core import clock

from .challenges import make_challenge, spend_challenge, told_by
from .identities import Claims

PATIENCE = (4, 8)
"""Seconds to reach a provider, and to wait for its answer."""
LARGEST = 512 * 1024
LEEWAY = 60
"""Seconds by which a provider's clock may differ from ours."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""How a token may be signed: always with a key that only the provider has; `none` and shared secrets are not there."""
TWO_FACTORS = {"mfa", "otp", "hwk", "fido"}
_TROUBLE = (requests.RequestException, AuthlibBaseError, JoseError, ValueError, LookupError, TypeError, AttributeError)


class ProviderFailed(Exception):
    """The provider, or whoever speaks in its name, did not show who this is. Why is for the log alone."""


@dataclass(frozen=True)
class Round:
    """One way there and back: the provider, the address it sends people back to, and the browser's random key."""

    provider: Provider
    back: str
    browser: str

    @property
    def purpose(self) -> str:
        """What its state is for, so that no other provider's answer fits (mix-up)."""
        return f"provider {self.provider.key} {self.provider.issuer}"


def way_to(turn: Round) -> str:
    """Return the provider's address that asks the person to sign in there. Raises ProviderFailed when it is down."""
    state = make_challenge(turn.purpose, turn.browser)
    try:
        if turn.provider.kind == "smartschool":
            scope, more, address = "userinfo fulluserinfo", {}, f"{turn.provider.endpoint}/OAuth"
        else:
            scope, more = "openid email profile", {"nonce": told_by(state, "nonce")}
            address = _discovered(turn.provider)["authorization_endpoint"]
        with _session(turn) as session:
            url, _state = session.create_authorization_url(
                address, state=state, code_verifier=told_by(state, "verifier"), scope=scope, **more
            )
    except _TROUBLE as error:
        raise ProviderFailed from error
    return str(url)


def spend_state(turn: Round, said: Mapping[str, str]) -> None:
    """Let the state that came back count this once. Raises ProviderFailed for one that is not of this way there."""
    if not spend_challenge(said.get("state", ""), turn.purpose, turn.browser):
        raise ProviderFailed


def who_came_back(turn: Round, said: Mapping[str, str]) -> Claims:
    """Return who the provider says came back with `said`, whose state was spent. Raises ProviderFailed for all else.

    Asks the provider, and nothing of the database, which must not wait meanwhile.
    """
    if said.get("iss", turn.provider.issuer) != turn.provider.issuer or "error" in said or not said.get("code"):
        raise ProviderFailed
    ask = _smartschool if turn.provider.kind == "smartschool" else _openid
    try:
        return ask(turn, said["code"], said["state"])
    except _TROUBLE as error:
        raise ProviderFailed from error


def _openid(turn: Round, code: str, state: str) -> Claims:
    known = _discovered(turn.provider)
    token = _token(turn, _safe(turn.provider, known["token_endpoint"]), code, state)
    claims = _checked(turn.provider, known, str(token["id_token"]), told_by(state, "nonce"))
    twice = turn.provider.two_factors or bool(TWO_FACTORS & set(claims.get("amr") or ()))
    email = claims.get("email") or (claims.get("preferred_username") if turn.provider.domains else None)
    vouched = _vouched(turn.provider, email, said_so=claims.get("email_verified") is True and "email" in claims)
    return Claims(turn.provider.issuer, _subject(claims["sub"]), vouched, twice)


def _checked(provider: Provider, known: Mapping[str, Any], token: str, nonce: str) -> CodeIDToken:
    """Return what an ID token says, once its signature, issuer, audience, times and nonce are right."""
    listed: Any = _fetch_json(_safe(provider, known["jwks_uri"]))
    keys = KeySet.import_key_set(listed)
    decoded = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
    ours: Any = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
    }
    claims = CodeIDToken(decoded.claims, decoded.header, ours, {"nonce": nonce, "client_id": provider.client})
    claims.validate(now=int(clock.now().timestamp()), leeway=LEEWAY)
    return claims


def _smartschool(turn: Round, code: str, state: str) -> Claims:
    """Ask Smartschool whose token this is. All schools share its service: the platform must be this school's."""
    token = _token(turn, f"{turn.provider.endpoint}/OAuth/index/token", code, state)
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    said = _fetch_json(f"{turn.provider.endpoint}/Api/V1/userinfo", headers=bearer)
    platform = urlsplit(str(said["platform"])).netloc or str(said["platform"])
    if platform.lower().rstrip("/") != urlsplit(turn.provider.issuer).netloc.lower():
        raise ProviderFailed
    email = _vouched(turn.provider, said.get("email"), said_so=False)
    return Claims(turn.provider.issuer, _subject(said["userID"]), email, turn.provider.two_factors)


def _subject(said: object) -> str:
    if not isinstance(said, str | int) or not 0 < len(str(said)) <= 255:
        raise ProviderFailed
    return str(said)


def _vouched(provider: Provider, email: object, *, said_so: bool) -> str | None:
    """Return the address, small, where the provider itself or the school's setting says that it is this person's."""
    if not isinstance(email, str) or email.count("@") != 1:
        return None
    return email.lower() if said_so or email.lower().rpartition("@")[2] in provider.domains else None


def _session(turn: Round) -> OAuth2Session:
    return OAuth2Session(
        turn.provider.client,
        turn.provider.secret,
        token_endpoint_auth_method="client_secret_post",  # noqa: S106  # the name of a method
        redirect_uri=turn.back,
        code_challenge_method="S256",
    )


def _token(turn: Round, address: str, code: str, state: str) -> Mapping[str, Any]:
    with _session(turn) as session:
        token: Mapping[str, Any] = session.fetch_token(
            address,
            grant_type="authorization_code",
            code=code,
            code_verifier=told_by(state, "verifier"),
            timeout=PATIENCE,
            allow_redirects=False,
        )
    return token


def _discovered(provider: Provider) -> Mapping[str, Any]:
    """Return what the issuer says of itself; another issuer's document is refused."""
    known = _fetch_json(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if known["issuer"] != provider.issuer:
        raise ProviderFailed
    _safe(provider, known["authorization_endpoint"])
    return known


def _safe(provider: Provider, address: object) -> str:
    """Return an address that the issuer named, unless it is less safe than the issuer's own."""
    if not isinstance(address, str) or not address.startswith(f"{urlsplit(provider.issuer).scheme}://"):
        raise ProviderFailed
    return address


def _as_it_is(request: Any) -> Any:
    """Keep `requests` from looking for passwords on this machine."""
    return request


def _fetch_json(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the object at `address`, of no more than half a megabyte, in no more time than people wait."""
    options: Any = {"headers": headers, "allow_redirects": False, "stream": True}
    with requests.get(address, auth=_as_it_is, timeout=PATIENCE, **options) as answer:
        if answer.status_code != requests.codes.ok:
            raise ProviderFailed
        body = answer.raw.read(LARGEST + 1, decode_content=True)
    found = json.loads(body) if len(body) <= LARGEST else None
    if not isinstance(found, dict):
        raise ProviderFailed
    return found
