"""A company says whether photos may be taken there."""

from uuid import UUID

from logbook.accounts.models import Company
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.extensions import db


def switchable_company(actor: Actor, company_id: UUID) -> Company:
    """Return a company whose switch the actor has: the own one, or one of the coordinator's school. Raises NotFound."""
    company = db.session.get(Company, company_id, with_for_update=True)
    if company is None or company.school_id != actor.school_id:
        raise NotFound
    at_work = actor.role in (Role.MENTOR, Role.COMPANY_COORDINATOR) and actor.company_id == company_id
    if not at_work and actor.role is not Role.COORDINATOR:
        raise NotFound
    return company


def switch_photos(actor: Actor, company_id: UUID, *, allowed: bool) -> None:
    """Allow photos at a company, or no longer; what was handed in stays. The same again changes nothing."""
    company = switchable_company(actor, company_id)
    if company.photos_allowed != allowed:
        old, company.photos_allowed = company.photos_allowed, allowed
        append_event(
            actor, "switch_photos", "company", company.id, old="on" if old else "off", new="on" if allowed else "off"
        )
