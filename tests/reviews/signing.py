"""Short ways to have a week signed on the learner's phone in tests."""

import re
from uuid import UUID

from logbook.core.mail import Mail
from logbook.extensions import db
from logbook.reviews.models import WeekSignature
from tests.factories import Cast
from tests.pages import Page, PageClient
from tests.reviews.work import form_of, typed, week_url


def sign(cast: Cast, client: PageClient, entry_ids: list[UUID], status: int = 303, **more: str) -> Page:
    """Sign this week on the learner's phone (`client`), agreeing with the entries."""
    data = {name: value for name, value in form_of(entry_ids).items() if name != "approve"}
    return client.post(week_url(cast, "/sign"), data | {"name": "Maarten Mentor"} | more, status)


def mails(template: str = "week_signature") -> list[Mail]:
    """Return the mails about signatures, the oldest first."""
    return list(db.session.query(Mail).filter_by(template=template).order_by(Mail.created_at, Mail.id))


def link() -> str:
    """Return the address that the last mail about a signature opens."""
    return f"/signatures/{mails()[-1].context['token']}"


def signatures() -> list[WeekSignature]:
    """Return all signatures, the oldest first."""
    return list(db.session.query(WeekSignature).populate_existing().order_by(WeekSignature.made_at, WeekSignature.id))


def confirmation(page: Page) -> dict[str, str]:
    """Return what the form on the mailed page posts as it stands."""
    action = next(
        form["action"] for form in page.all("form") if re.fullmatch(r"/signatures/[^/]+", str(form["action"]))
    )
    return typed(page, f"form[action='{action}']")
