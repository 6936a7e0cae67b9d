"""What a phone says of itself: how many deeds wait on it, since when, and whether it lost some."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from logbook.accounts.models import SignInSession
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.extensions import db

PRECISION = timedelta(hours=1)
"""How old a report may get that says the same: a ping that tells nothing new writes nothing."""


@dataclass(frozen=True, slots=True)
class PhoneReport:
    """How many deeds wait on the phone, the oldest since `since` by its clock, in its store of that id."""

    waiting: int
    since: datetime | None
    store: UUID


def report_phone(actor: Actor, report: PhoneReport) -> int:
    """Note what the actor's phone holds; return how many deeds it lost since it told last, each loss told once.

    Another store in the same sign-in means that the browser threw the first one away.
    """
    session = _session(actor)
    if not _is_news(session, report):
        return 0
    db.session.refresh(session, with_for_update=True)  # two tabs may tell at once
    lost = session.waiting if session.store not in (None, report.store) else 0
    session.store, session.waiting, session.waiting_since = report.store, report.waiting, report.since
    session.waiting_told_at = clock.now()
    if lost:
        learner_id = actor.person_id if actor.role is Role.LEARNER else None
        append_event(actor, "phone_lost_store", "session", session.id, learner_id=learner_id, new=str(lost))
    return lost


def _session(actor: Actor) -> SignInSession:
    session = db.session.get(SignInSession, actor.session_id) if actor.session_id else None
    if session is None:
        raise NotPermitted
    return session


def _is_news(session: SignInSession, report: PhoneReport) -> bool:
    told = (session.waiting, session.waiting_since if session.waiting else None, session.store)
    if told != (report.waiting, report.since if report.waiting else None, report.store):
        return True
    old = session.waiting_told_at is None or clock.now() - session.waiting_told_at > PRECISION
    return report.waiting > 0 and old
