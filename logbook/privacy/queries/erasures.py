"""The erasures of a school."""

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.privacy.models import Erasure
from logbook.web.paging import Page, paged


def erasures_of_school(actor: Actor, number: int) -> Page[Erasure]:
    """Return what was erased at the coordinator's school, the latest first."""
    query = select(Erasure).where(Erasure.school_id == actor.school_id)
    return paged(query.order_by(Erasure.asked_at.desc(), Erasure.id), number)
