"""The pages about a school and its people, and where a coordinator of the school or of a company opens them."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Membership
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.people.queries.found import here
from logbook.people.queries.school import classes_of_school as classes
from logbook.people.queries.school import open_companies, workplaces_of
from logbook.training.queries import learners_of_class

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]


def _once(_around: "Around") -> list[Arguments]:
    return [{}]


def _first(around: "Around", role: Role) -> Membership | None:
    query = select(Membership).where(here(around.actor), Membership.role == role.value)
    return db.session.scalar(query.order_by(Membership.id).limit(1))


def _mentor(around: "Around") -> list[UUID]:
    membership = _first(around, Role.MENTOR)
    return [membership.person_id] if membership else []


def _people(around: "Around") -> list[Arguments]:
    return [{"person_id": person} for person in (*_mentor(around), *_learners(around))]


def _learners(around: "Around") -> list[UUID]:
    return around.learners[:1] if around.actor.role is Role.COORDINATOR else []


def _roles(around: "Around") -> list[Arguments]:
    return [{"person_id": person, **role} for person in _mentor(around) for role in ({}, {"role": "supervisor"})]


def _ends(around: "Around") -> list[Arguments]:
    membership = _first(around, Role.MENTOR)
    return [{"membership_id": membership.id}] if membership else []


def _classes(around: "Around") -> list[Arguments]:
    return [{"class_id": group.id} for group in classes(around.actor)[:1]]


def _members(around: "Around") -> list[Arguments]:
    first = [(group.id, learner.id) for group in classes(around.actor)[:1] for learner in learners_of_class(group.id)]
    return [{"class_id": group, "person_id": person} for group, person in first[:1]]


def _companies(around: "Around") -> list[Arguments]:
    return [{"company_id": company.id} for company in open_companies(around.actor)[:1]]


def _workplaces(around: "Around") -> list[Arguments]:
    found = [place for company in open_companies(around.actor)[:1] for place in workplaces_of(company.id)]
    return [{"workplace_id": place.id} for place in found[:1]]


def _newcomers(around: "Around") -> list[Arguments]:
    roles = ["learner", "mentor"] if around.actor.role is Role.COORDINATOR else ["mentor"]
    return [{}, *({"role": role} for role in roles)]


SCHOOL_PAGES: dict[str, "Addresses"] = {
    "people.index": _once,
    "people.settings": _once,
    "people.years": _once,
    "people.tracks": _once,
    "people.classes": _once,
    "people.class_page": _classes,
    "people.member_form": _classes,
    "people.member_end_form": _members,
    "people.companies": _once,
    "people.company": _companies,
    "people.workplace": _workplaces,
    "people.people": lambda _around: [{}, {"q": "proef"}, {"q": "niemand met zo'n naam"}],
    "people.person_form": _newcomers,
    "people.person": _people,
    "people.correct_form": lambda around: _people(around)[:1],
    "people.role_form": _roles,
    "people.role_end_form": _ends,
    "people.move_form": lambda around: [{"learner_id": learner} for learner in _learners(around)],
    "people.note_form": lambda around: [{"placement_id": each} for each in around.placements[:1]],
    "people.hand_overs": lambda around: around.first_learner,
}
