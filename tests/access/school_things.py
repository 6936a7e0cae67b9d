"""What addresses of the school's own pages name: for each learner somebody of the staff, a company, a guardian."""

from datetime import date
from typing import Any

from sqlalchemy import select

from logbook.accounts.models import Guardianship, Membership, Person, SchoolHoliday
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import ClassGroup, Placement, Workplace
from tests.factories import Cast, add

Address = dict[str, dict[str, Any]]


def school_things(cast: Cast, foreign: ClassGroup) -> dict[str, Address]:
    """Return the things around the three learners, as addresses name them."""
    with transaction():
        return {
            "own": _around(cast.learner, cast.placement, cast.group, cast.mentor, cast.guardian),
            "other": _around(cast.other_learner, cast.other_placement, cast.group, cast.other_mentor, cast.guardian),
            "foreign": _around(cast.foreign_learner, cast.foreign_placement, foreign, cast.outsider, cast.guardian),
        }


def _around(learner: Person, placement: Placement, group: ClassGroup, staff: Person, guardian: Person) -> Address:
    workplace = db.session.get_one(Workplace, placement.workplace_id)
    link = (guardian.id, learner.id, placement.school_id)
    if db.session.get(Guardianship, link) is None:
        add(Guardianship(guardian_id=guardian.id, learner_id=learner.id, school_id=placement.school_id))
    day = date(2026, 12, 24)
    holiday: SchoolHoliday = add(SchoolHoliday(school_id=placement.school_id, first=day, last=day, name="Vrij"))
    role = db.session.scalars(select(Membership.id).where(Membership.person_id == staff.id)).one()
    return {
        "holiday": {"holiday_id": holiday.id},
        "class_person": {"class_id": group.id, "person_id": learner.id},
        "company": {"company_id": workplace.company_id},
        "workplace": {"workplace_id": workplace.id},
        "staff": {"person_id": staff.id},
        "membership": {"membership_id": role},
        "guardianship": {"person_id": learner.id, "guardian_id": guardian.id},
    }
