"""Saved views of a class: each person's own."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.desk.models import ClassFilter
from logbook.desk.policy import MOST_FILTERS
from logbook.extensions import db


class FilterView(NamedTuple):
    """A saved view: who is shown (`show`, empty for all), `this` or the `last` week, by `need` or by `name`."""

    id: UUID
    name: str
    show: str
    weeks: str
    sort: str


def filters_of(actor: Actor) -> list[FilterView]:
    """Return the actor's own saved views at this school, by name."""
    query = (
        select(ClassFilter.id, ClassFilter.name, ClassFilter.show, ClassFilter.weeks, ClassFilter.sort)
        .where(ClassFilter.person_id == actor.person_id, ClassFilter.school_id == actor.school_id)
        .order_by(ClassFilter.name)
        .limit(MOST_FILTERS)
    )
    return [FilterView(*row) for row in db.session.execute(query)]
