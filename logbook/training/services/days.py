"""Day statuses."""

from datetime import date

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.training.models import Day
from logbook.training.policy import may_set_day

IN_FUTURE = N_("Deze dag moet nog komen.")


def set_day_status(actor: Actor, day: date, status: str, minutes: int | None = None) -> Day:
    """Set what the actor's own `day` was; the same status again changes nothing, not even at the same moment.

    A status for a coming day is allowed (a holiday is known beforehand) but not a worked one. Raises Rejected.
    """
    if not may_set_day(actor, actor.person_id):
        raise NotPermitted
    if day > clock.today() and status in {"workplace", "simulated"}:
        raise Rejected({"date": [IN_FUTURE]})
    db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())  # a tap may come twice
    row = db.session.get(Day, (actor.person_id, day), populate_existing=True)
    old = row.status if row else None
    if row is None:
        row = Day(learner_id=actor.person_id, date=day, status=status, set_by=actor.person_id)
        db.session.add(row)
    if old != status or row.minutes != minutes:
        row.status, row.minutes, row.set_by, row.confirmed_by = status, minutes, actor.person_id, None
        append_event(actor, "set_day", "day", day.isoformat(), learner_id=actor.person_id, old=old, new=status)
    return row
