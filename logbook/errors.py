"""Every refusal as a status and a page, a fragment or problem+json; never a stack trace, never a dead end."""

from dataclasses import dataclass

from flask import Flask, Response, current_app, g, jsonify, request, url_for
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from logbook.core import errors
from logbook.extensions import db
from logbook.web.actor import signed_in_actor
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
    429: Explanation(_("Even wachten"), _("Je probeerde het te vaak. Wacht een paar minuten.")),
    500: Explanation(
        _("Er ging iets mis bij ons"),
        _("Het ligt niet aan jou. Wat bewaard was, is nog bewaard. Probeer het straks opnieuw."),
    ),
}
STATUSES: dict[type[errors.LogbookError], int] = {
    errors.NotFound: 404,
    errors.NotPermitted: 403,
    errors.Stale: 409,
    errors.InvalidTransition: 409,
    errors.OpReused: 409,
    errors.Rejected: 422,
}


def explain(app: Flask) -> None:
    """Register the answers to every error of the domain and of HTTP."""
    app.register_error_handler(errors.LogbookError, _domain_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _domain_error(error: errors.LogbookError) -> Response:
    return answer(STATUSES[type(error)])


def _csrf_error(error: CSRFError) -> Response:
    """A form without its token: most often a page from before the sign-out or from another sign-in."""
    return answer(400 if signed_in_actor() else 401)


def _http_error(error: HTTPException) -> Response:
    response = answer(error.code or 500)
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


def answer(status: int) -> Response:
    """Return the page, fragment or problem document that explains `status`."""
    if status >= 500:
        g.actor = None  # the page must not ask the database that may have failed
    known = status if status in EXPLANATIONS else (500 if status >= 500 else 400)
    explanation = EXPLANATIONS[known]
    if request.path.startswith("/api/"):
        response = jsonify(type="about:blank", title=str(explanation.title), status=status)
        response.status_code, response.mimetype = status, "application/problem+json"
        return response
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
