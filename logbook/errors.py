"""Every refusal as a status and a page, a fragment or problem+json; never a stack trace, never a dead end."""

from dataclasses import dataclass

from flask import Flask, Response, current_app, g, jsonify, url_for
from flask.globals import request_ctx
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as QueueFull
from werkzeug.exceptions import HTTPException

from logbook.accounts.views import ask_to_prove
from logbook.core import errors
from logbook.extensions import db
from logbook.web.actor import signed_in_actor
from logbook.web.calls import is_call
from logbook.web.rendering import render


@dataclass(frozen=True)
class Explanation:
    """What happened and what the person can do, in plain words."""

    title: object
    text: object


EXPLANATIONS = {
    400: Explanation(
        _("Dit lukte niet"), _("Er kwam iets binnen dat we niet kunnen lezen. Ga terug en probeer het opnieuw.")
    ),
    401: Explanation(_("Je bent niet aangemeld"), _("Meld je opnieuw aan. Wat je net verstuurde, is niet bewaard.")),
    403: Explanation(_("Dit mag je niet doen"), _("Je mag dit wel bekijken, maar niet veranderen.")),
    404: Explanation(_("Niet gevonden"), _("Deze pagina bestaat niet, of ze is niet voor jou.")),
    405: Explanation(
        _("Dit lukte niet"), _("Deze pagina kan je niet op die manier openen. Ga terug en probeer het opnieuw.")
    ),
    409: Explanation(
        _("Er is intussen iets veranderd"),
        _("Iemand anders was je voor, of jij op een ander toestel. Bekijk wat nieuw is."),
    ),
    410: Explanation(_("Dit is gewist"), _("Dit is gewist en komt niet terug.")),
    413: Explanation(_("Dit is te groot"), _("Maak het kleiner en probeer het opnieuw.")),
    415: Explanation(_("Dit soort bestand kan niet"), _("Kies een ander bestand.")),
    422: Explanation(_("Er klopt iets niet"), _("Kijk na wat je invulde en probeer het opnieuw.")),
    426: Explanation(_("Je app is te oud"), _("Open het logboek opnieuw, dan krijg je de nieuwe.")),
    429: Explanation(_("Even wachten"), _("Je probeerde het te vaak. Wacht een paar minuten.")),
    500: Explanation(
        _("Er ging iets mis bij ons"),
        _("Het ligt niet aan jou. Wat bewaard was, is nog bewaard. Probeer het straks opnieuw."),
    ),
    503: Explanation(
        _("Het is even druk"), _("Wacht een tel en probeer het opnieuw. Wat bewaard was, is nog bewaard.")
    ),
}
REFUSALS: dict[type[errors.LogbookError], tuple[int, str]] = {
    errors.NotFound: (404, "not_found"),
    errors.NotPermitted: (403, "not_permitted"),
    errors.Stale: (409, "stale"),
    errors.InvalidTransition: (409, "wrong_state"),
    errors.ProveAgain: (403, "prove_again"),
    errors.OpReused: (409, "op_reused"),
    errors.MediaMissing: (409, "photo_missing"),
    errors.Gone: (410, "erased"),
    errors.Rejected: (422, "invalid"),
    errors.CorruptMedia: (400, "corrupt"),
    errors.TooLarge: (413, "too_large"),
    errors.TooOften: (429, "too_often"),
    errors.WrongType: (415, "wrong_type"),
}
"""The status of every error of the domain, and the code by which a phone knows what to do."""
CODES = {
    400: "malformed",
    401: "signed_out",
    404: "not_found",
    405: "wrong_method",
    413: "too_large",
    415: "wrong_type",
    429: "too_often",
    503: "busy",
}
"""The codes of errors that HTTP has of its own."""
SOON = 2
"""Seconds after which somebody who found us busy may try again."""
BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "57014", "40001", "40P01", "57P01", "57P02", "57P03", "53300"}
"""What the databases call a lock or a statement that took too long, a deadlock, a restart, too many connections."""


def explain(app: Flask) -> None:
    """Register the answers to every error of the domain and of HTTP."""
    app.register_error_handler(errors.LogbookError, _domain_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(QueueFull, lambda _error: _busy())
    app.register_error_handler(Exception, _unexpected)


def _domain_error(error: errors.LogbookError) -> Response:
    status, code = REFUSALS[type(error)]
    if isinstance(error, errors.ProveAgain) and not is_call():
        return ask_to_prove()
    return answer(status, code, **_details(error))


def _details(error: errors.LogbookError) -> dict[str, object]:
    """Return what a phone needs to go on, beside the code."""
    if isinstance(error, errors.Rejected):
        return {"errors": {name: [gettext(text) for text in texts] for name, texts in error.errors.items()}}
    if isinstance(error, errors.MediaMissing):
        return {"missing": error.shas}
    return {"fresh": error.fresh} if isinstance(error, errors.Stale) else {}


def _database_error(error: OperationalError) -> Response:
    """Tell a database that is busy, where trying again helps, from one that is broken."""
    name = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
    return _busy() if name in BUSY or error.connection_invalidated else _unexpected(error)


def _busy() -> Response:
    db.session.rollback()
    response = answer(503)
    response.headers["Retry-After"] = str(SOON)
    return response


def _csrf_error(error: CSRFError) -> Response:
    """A form without its token: most often a page from before the sign-out or from another sign-in."""
    return answer(400 if signed_in_actor() else 401)


def _http_error(error: HTTPException) -> Response:
    response = answer(error.code or 500, getattr(error, "problem", None))
    if error.code == 405 and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    return response


def _unexpected(error: Exception) -> Response:
    """Log what nobody expected and answer without depending on the database."""
    current_app.logger.exception("unexpected error")
    db.session.rollback()
    if current_app.testing:
        raise error
    return answer(500)


def answer(status: int, code: str | None = None, **details: object) -> Response:
    """Return the page, fragment or problem document that explains `status`; `code` and `details` are for a phone."""
    if status >= 500:
        g.actor = None  # the page must not ask the database that may have failed
    known = status if status in EXPLANATIONS else (500 if status >= 500 else 400)
    explanation = EXPLANATIONS[known]
    if is_call():
        return _problem(status, code or CODES.get(status, "error"), explanation, details)
    if request_ctx.url_adapter is None:  # another host than ours was asked: no address of ours can be made for it
        return Response(str(explanation.title), status, mimetype="text/plain")
    action = url_for("accounts.sign_in") if known == 401 else "/"
    label = _("Aanmelden") if known == 401 else _("Naar het begin")
    return render(
        "errors/error.html",
        "errors/_error.html",
        status=status,
        code=status,
        title=explanation.title,
        text=explanation.text,
        action_url=action,
        action_label=label,
    )


def _problem(status: int, code: str, explanation: Explanation, details: dict[str, object]) -> Response:
    """Return a problem document (RFC 9457); `code` says which it is."""
    response = jsonify(type="about:blank", title=str(explanation.title), status=status, code=code, **details)
    response.status_code, response.mimetype = status, "application/problem+json"
    return response
