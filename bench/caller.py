"""Requests as a WSGI server makes them, with as little around them as possible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import EnvironBuilder

Environ = dict[str, Any]


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Browser:
    """Somebody's browser: makes environs with the session's cookie; sends nothing itself."""

    def __init__(self, app: Flask, user_id: str) -> None:
        signer, csrf = SecureCookieSessionInterface().get_signing_serializer(app), "0" * 40
        if signer is None:
            raise LookupError("the application has no secret key")
        session = signer.dumps({"_user_id": user_id, "_fresh": True, "csrf_token": csrf})
        self._cookie = f"{app.config['SESSION_COOKIE_NAME']}={session}"
        self._token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(csrf)

    def get(self, path: str, *, compressed: bool = True) -> Environ:
        """Return the environ of reading a page."""
        return self._environ(path, compressed=compressed)

    def post(self, path: str, form: Mapping[str, Any]) -> Environ:
        """Return the environ of posting a form."""
        return self._environ(path, method="POST", data={"csrf_token": self._token, **form})

    def _environ(self, path: str, *, compressed: bool = True, **more: Any) -> Environ:
        headers = [("Cookie", self._cookie), ("Accept-Language", "nl"), ("User-Agent", "bench")]
        if compressed:
            headers.append(("Accept-Encoding", "gzip, deflate, br"))
        return EnvironBuilder(path=path, base_url="http://localhost", headers=headers, **more).get_environ()


def call(app: Flask, environ: Environ) -> Answer:
    """Answer one request, closing included, since what is done after the response costs too."""
    seen: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        seen[:] = status, headers
        return seen.append

    parts: Iterable[bytes] = app.wsgi_app(environ, start)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return Answer(int(seen[0].split()[0]), dict(seen[1]), body)
