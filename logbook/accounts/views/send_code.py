"""A code for somebody whose mail brought them here: the address is known, and is not shown."""

from flask import Response, session

from logbook.accounts import services
from logbook.accounts.models import Person
from logbook.core.texts import masked
from logbook.core.unit_of_work import transaction
from logbook.web.after_response import after_response
from logbook.web.language import LANGUAGES
from logbook.web.rendering import see_other

from .ceilings import ASK_CODE, browser_key, keep_below


def send_code(person: Person, where: str) -> Response:
    """Mail `person` a code that works in this browser, ask for it, and go `where` (a local path) after it."""
    keep_below(ASK_CODE)
    email, browser = str(person.email), browser_key()
    language = session["language"] if session.get("language") in LANGUAGES else person.language
    with transaction():
        code = services.ask_code(email, browser)
    if code is not None:
        after_response(lambda: services.mail_code(email, code, language))
    session["email"], session["language"], session["next"] = masked(email), language, where
    return see_other("accounts.code")
