"""Companies as the school knows them, with their establishments and training centres."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Company, School
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.people.queries.found import owned
from logbook.training.models import Workplace

from .register import add_company, add_workplace

NAME_TAKEN = N_("Er is al een bedrijf met deze naam.")
WORKPLACE_TAKEN = N_("Dit bedrijf heeft al een vestiging met deze naam.")


def new_company(actor: Actor, name: str) -> Company:
    """Add a company. Raises Rejected for a name that the school has already."""
    _check_name(actor, name)
    return add_company(actor, name)


def keep_company(actor: Actor, company_id: UUID, name: str, until: date | None) -> Company:
    """Correct a company's name, or say until when the school works with it. Raises NotFound, Rejected."""
    company = owned(actor, Company, company_id, lock=True)
    _check_name(actor, name, company.id)
    if (company.name, company.until_date) != (name, until):
        company.name, company.until_date = name, until
        append_event(actor, "keep_company", "company", company.id, new="ended" if until else "open")
    return company


def new_workplace(actor: Actor, company_id: UUID, name: str, kind: str, address: str | None) -> Workplace:
    """Add an establishment or training centre. Raises NotFound, Rejected."""
    company = owned(actor, Company, company_id, lock=True)
    _check_workplace(company.id, name)
    return add_workplace(actor, company, name, kind, address)


def keep_workplace(
    actor: Actor, workplace_id: UUID, *, name: str, kind: str, address: str | None, until: date | None
) -> Workplace:
    """Correct a workplace. Raises NotFound, Rejected."""
    workplace = owned(actor, Workplace, workplace_id, lock=True)
    _check_workplace(workplace.company_id, name, workplace.id)
    if (workplace.name, workplace.kind, workplace.address, workplace.until_date) != (name, kind, address, until):
        workplace.name, workplace.kind, workplace.address, workplace.until_date = name, kind, address, until
        append_event(actor, "keep_workplace", "workplace", workplace.id, new="ended" if until else kind)
    return workplace


def _check_name(actor: Actor, name: str, itself: UUID | None = None) -> None:
    db.session.get_one(School, actor.school_id, with_for_update=True)  # a tap may come twice
    taken = select(Company.id).where(Company.school_id == actor.school_id, Company.name == name).limit(1)
    if db.session.scalar(taken) not in (None, itself):
        raise Rejected({"name": [NAME_TAKEN]})


def _check_workplace(company_id: UUID, name: str, itself: UUID | None = None) -> None:
    taken = select(Workplace.id).where(Workplace.company_id == company_id, Workplace.name == name).limit(1)
    if db.session.scalar(taken) not in (None, itself):
        raise Rejected({"name": [WORKPLACE_TAKEN]})
