"""Signing in with a mailed code, as far as that goes."""

import re

from flask import Flask

from logbook.accounts.models import Person
from logbook.core.mail import Mail
from logbook.extensions import db
from logbook.notices.services import render_mail
from tests.pages import Page, PageClient


def newest_code(app: Flask) -> str:
    """Return the code of the newest mail."""
    with app.test_request_context():
        text = render_mail(db.session.query(Mail).order_by(Mail.id.desc()).first()).get_content()
    return re.search(r"\b\d{6}\b", text)[0]  # type: ignore[index]


def enter_by_mail(client: PageClient, person: Person, app: Flask) -> Page:
    """Ask for a code, type it, and return the answer."""
    client.post("/sign-in", {"email": person.email})
    return client.post("/sign-in/code", {"code": newest_code(app)})
