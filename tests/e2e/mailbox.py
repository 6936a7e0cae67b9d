"""What somebody finds in the mail: the school of a run sends none, so that it lies in its database."""

import time
from typing import Any

from sqlalchemy import select

from logbook.accounts.models import Membership
from logbook.accounts.queries import person_by_handle
from logbook.accounts.services import invite
from logbook.core import clock
from logbook.core.mail import Mail
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.e2e.atlas import Atlas
from tests.e2e.window import PATIENCE
from tests.factories import actor_of


def last_mail(atlas: Atlas, handle: str, template: str, before: int = 0) -> dict[str, Any]:
    """Return what the newest mail of a kind tells somebody, once there are more than the `before` of earlier tests."""
    until = time.monotonic() + PATIENCE / 1000
    while len(found := _mails(atlas, handle, template)) <= before and time.monotonic() < until:
        time.sleep(0.1)
    assert len(found) > before, f"no mail {template} for {handle}"
    return found[-1]


def mails(atlas: Atlas, handle: str, template: str) -> int:
    """Return how many mails of a kind somebody got so far."""
    return len(_mails(atlas, handle, template))


def _mails(atlas: Atlas, handle: str, template: str) -> list[dict[str, Any]]:
    with atlas.app.app_context():
        person = person_by_handle(handle)
        assert person
        query = select(Mail.context).where(Mail.recipient == person.email, Mail.template == template)
        return list(db.session.scalars(query.order_by(Mail.created_at, Mail.id)))


def invited(atlas: Atlas, handle: str, language: str = "nl") -> str:
    """Let the school's coordinator invite somebody of the cast and return where the mail's link leads."""
    before = mails(atlas, handle, "invitation")
    with atlas.app.app_context(), clock.freeze(FRIDAY), transaction():
        person, coordinator = person_by_handle(handle), person_by_handle("coordinator1")
        assert person and coordinator
        person.language = language
        invite(actor_of(coordinator), db.session.scalars(select(Membership).filter_by(person_id=person.id)).first())
    return f"/invitations/{last_mail(atlas, handle, 'invitation', before)['token']}"
