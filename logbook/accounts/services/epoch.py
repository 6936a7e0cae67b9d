"""Which life of the database this is."""

from uuid import UUID

from sqlalchemy import select, update

from logbook.accounts.models import Installation
from logbook.core.ids import new_id
from logbook.core.upsert import insert_new
from logbook.extensions import db


def epoch() -> UUID:
    """Return which life of the database this is, a phone's sign that it must send again; its first begins here."""
    known = db.session.scalar(select(Installation.epoch))
    if known is None:
        insert_new(Installation, {"id": 1})
    return known or db.session.scalars(select(Installation.epoch)).one()


def begin_epoch() -> UUID:
    """Begin another life of the database: a backup was restored, and what came after it is on the phones alone."""
    epoch()
    db.session.execute(update(Installation).values(epoch=new_id()))
    return epoch()
