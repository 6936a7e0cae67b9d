"""A school beside the others that has five hundred sheets, and a learner of it who looks for one."""

from copy import deepcopy
from typing import Any

from logbook.accounts.models import Membership, Person, School
from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import Library
from logbook.sheets.schemas import read_library
from logbook.sheets.services import load_library

SHEETS = 500


def shelve() -> Actor:
    """Fill the school's shelves up to `SHEETS` with sheets of its own, like the shipped welds; return its learner."""
    library = read_library()
    with transaction():
        school = School(name="School met veel fiches")
        db.session.add(school)
        db.session.flush()
        teacher, learner = (_member(school, role) for role in (Role.TEACHER, Role.LEARNER))
        welds = [each for each in library.sheets if each.get("weld")]
        own = [_copy(welds[n % len(welds)], n) for n in range(SHEETS - len(library.sheets))]
        load_library(teacher, Library(tuple(own)))
    return learner


def _member(school: School, role: Role) -> Actor:
    person = Person(given_name="Bench", family_name=role.value.title(), email=f"bench.{role.value}@example.org")
    db.session.add(person)
    db.session.flush()
    db.session.add(
        Membership(
            person_id=person.id,
            school_id=school.id,
            role=role.value,
            from_date=clock.today(),
            confidential_at=clock.now(),
        )
    )
    db.session.flush()
    return roles_of(person.id)[0]


def _copy(sheet: dict[str, Any], number: int) -> dict[str, Any]:
    copy = deepcopy(sheet) | {"id": f"s-{number:08x}-bench"}
    for name in ("title", "short_title"):
        copy[name] = {language: f"{text} {number}" for language, text in copy[name].items()}
    return copy
