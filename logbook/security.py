"""Default deny, the order of checks, and the headers of every answer."""

from flask import Flask, Response, make_response, redirect, request, url_for
from werkzeug.exceptions import MisdirectedRequest, Unauthorized
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from logbook.accounts.queries import is_demo
from logbook.accounts.views import ask_for_pin, on_loopback
from logbook.config import Config
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import let_go, writes
from logbook.permissions import PERMISSIONS, SIGNING_IN, WHILE_LOCKED
from logbook.privacy.views.promise import ask_for_promise
from logbook.web.actor import signed_in_actor
from logbook.web.calls import is_call, refuse_another
from logbook.web.rendering import wants_fragment
from logbook.web.security_log import keep_security_log

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "media-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

LARGE_BODIES = {
    "archive.send": 301 * 1024 * 1024,
    "roster.upload": 8 * 1024 * 1024,
    "authoring.bring_in": 8 * 1024 * 1024,
    "authoring.criteria_preview": 8 * 1024 * 1024,
    "company_sheets.add_photo": 13 * 1024 * 1024,
}
"""Bytes that a form with a file may hold. Said before the form's token is looked for, which reads all of it."""
IN_A_FRAME = frozenset({"authoring.preview_phone", "authoring.preview_help"})
"""Pages that a page of ours shows in a frame: how a learner will see a sheet. Nothing can be sent from them."""
WITH_A_FRAME = frozenset({"authoring.preview"})
PARTS_OF_A_DOCUMENT = frozenset({"text/javascript", "text/css"})
HEADERS_OF_PARTS = {name: HEADERS[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")} | {
    "Content-Security-Policy": "frame-ancestors 'none'"
}


def secure(app: Flask, config: Config) -> None:
    """Install the checks before, and the headers after, every request. Called before extensions add theirs."""
    if config.proxies:
        hops = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.before_request(_refuse_null)
    app.before_request(_choose_transaction)
    app.teardown_request(_forget_transaction)
    app.before_request(_refuse_other_hosts)
    app.before_request(_allow_large_body)
    keep_security_log(app, SIGNING_IN)
    app.after_request(_add_headers)
    if config.secure:
        app.after_request(_add_transport_security)


def guard(app: Flask) -> None:
    """Install the gate that lets only listed endpoints through. Called after CSRF protection has installed its own."""
    app.before_request(_check_permission)


def _choose_transaction() -> None:
    """A writing request takes the write lock at its first statement, so that what it read cannot change under it."""
    writes.set(request.method not in SAFE_METHODS)


def _forget_transaction(_error: BaseException | None) -> None:
    """End what a refused request left open, with its write lock; what runs on this thread next reads nothing of it."""
    if writes.get():
        let_go()
    writes.set(True)


def _refuse_null() -> None:
    """No address of ours has the character that PostgreSQL cannot take, not even to look for."""
    if "\0" in request.path or b"%00" in request.query_string:
        raise NotFound


def _refuse_other_hosts() -> None:
    """A demo is for the machine it runs on: its one-tap sign-in must not be reachable from elsewhere."""
    if is_demo() and not on_loopback():
        raise MisdirectedRequest


def _allow_large_body() -> None:
    """Let a file come in from who may send one, and from nobody else; nothing is locked while it arrives."""
    endpoint = request.endpoint or ""
    if endpoint in LARGE_BODIES and request.method == "POST":
        actor, allowed = signed_in_actor(), PERMISSIONS[endpoint]
        let_go()
        if actor is not None and allowed and actor.role in allowed:
            request.max_content_length = LARGE_BODIES[endpoint]


def _check_permission() -> AnyResponse | None:
    endpoint = request.endpoint
    if endpoint is None:
        return None
    if endpoint not in PERMISSIONS:
        raise NotFound
    allowed = PERMISSIONS[endpoint]
    if allowed is None:
        return None
    actor = signed_in_actor()
    if actor is None:
        return _ask_to_sign_in()
    if is_call():
        refuse_another(actor)
    if actor.role not in allowed:
        raise NotFound
    return ask_for_promise(actor, endpoint) or (None if endpoint in WHILE_LOCKED else ask_for_pin())


def _ask_to_sign_in() -> AnyResponse:
    """Send a page to the sign-in page, tell htmx to go there, and answer a phone's call with 401."""
    if is_call():
        raise Unauthorized
    target = url_for("accounts.sign_in", next=request.full_path.rstrip("?") if request.method == "GET" else "/")
    if wants_fragment():
        return make_response("", 401, {"HX-Redirect": target})
    return redirect(target, code=303)


def _add_headers(response: Response) -> Response:
    # A script or a style sheet is no document: what a document may do says nothing there, and a phone fetches sixty.
    if request.endpoint in WITH_A_FRAME:
        response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    elif request.endpoint in IN_A_FRAME:
        framed = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        response.headers["Content-Security-Policy"] = framed
    part = request.endpoint == "assets.file" and response.mimetype in PARTS_OF_A_DOCUMENT
    for name, value in (HEADERS_OF_PARTS if part else HEADERS).items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def _add_transport_security(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
