"""The security log: a line of JSON for every sign-in and every refusal, with who and where from and no word of anybody.

It goes to the error stream of the server, which keeps it apart from the database that an attacker might reach.
"""

import json
import logging
from collections.abc import Collection
from typing import TextIO, cast

from flask import Flask, Response, g, request
from flask.logging import wsgi_errors_stream

from logbook.core import clock

log = logging.getLogger("logbook.security")
ORDINARY = frozenset({404, 409, 410})
"""What people meet by themselves when nobody is signed in, or somebody else was first."""


def keep_security_log(app: Flask, signing_in: Collection[str]) -> None:
    """Write a line for each answer that somebody who looks into an attack would ask for.

    `signing_in` names the endpoints where people show who they are: there, success is told too.
    """

    def note(response: Response) -> Response:
        what = _kind(response.status_code, request.endpoint in signing_in)
        if what:
            log.log(logging.WARNING if response.status_code >= 400 else logging.INFO, _line(what, response.status_code))
        return response

    if not log.handlers:
        handler = logging.StreamHandler(cast("TextIO", wsgi_errors_stream))
        handler.setFormatter(logging.Formatter("%(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
    app.after_request(note)


def _kind(status: int, signing_in: bool) -> str | None:
    """Return what the line is called, or None when there is none to write."""
    if signing_in:
        return "sign_in_failed" if status >= 400 else "sign_in"
    if status == 422:
        return "invalid"
    if status >= 500:
        return "error"
    return "refused" if status >= 400 and (status not in ORDINARY or _holder()) else None


def _holder() -> object:
    """Return who holds the session as far as this request asked; the log itself asks the database nothing."""
    return getattr(g.get("_login_user"), "holder", None)


def _line(what: str, status: int) -> str:
    """Return one line: JSON in ASCII, so that nothing a sender chose begins another. No path: it may hold a secret."""
    holder = _holder()
    said = {
        "at": clock.now().isoformat(timespec="milliseconds"),
        "what": what,
        "status": status,
        "method": request.method[:12],
        "endpoint": request.endpoint,
        "from": request.remote_addr,
        **{name: getattr(holder, f"{name}_id", None) for name in ("person", "school", "session")},
        "role": getattr(holder, "role", None),
    }
    return json.dumps({name: value if isinstance(value, int) else str(value) for name, value in said.items() if value})
