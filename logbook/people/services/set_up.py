"""A school's beginning: a one-time code from the command line, and what its first administrator makes of it."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from logbook.accounts.models import Person, School, SetUpCode
from logbook.accounts.queries import person_by_email, sha256
from logbook.core import clock
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.people.policy import CODE_LENGTH, CODE_LETTERS, CODE_LIFETIME, year_dates

from .register import add_person, add_year, give_role
from .tracks import add_tracks

WRONG_CODE = N_("Deze code klopt niet of is niet meer geldig. Vraag een nieuwe aan wie het logboek beheert.")


@dataclass(frozen=True)
class NewSchool:
    """A school with its first administrator, as the form asks for them; the year is the one it begins in."""

    school: str
    given_name: str
    family_name: str
    email: str
    year: int


@dataclass(frozen=True)
class FirstAdministrator:
    """Who looks after the new school. `known` when the address was somebody's already: it has to be proved first."""

    person: Person
    known: bool


def make_code() -> str:
    """Keep a new set-up code and return it; only its hash stays. Sixteen letters of 32: nobody guesses it."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    moment = clock.now()
    db.session.add(SetUpCode(code_sha256=sha256(code), created_at=moment, expires_at=moment + CODE_LIFETIME))
    append_event(None, "make_set_up_code", "set_up_code", sha256(code)[:12], new="open")
    return code


def found_school(code: str, wanted: NewSchool) -> FirstAdministrator | None:
    """Use the code up and make the school, its year and its first coordinator; None for a code that is not valid."""
    if not _use(code):
        return None
    school = School(id=new_id(), name=wanted.school)
    db.session.add(school)
    append_event(None, "add_school", "school", school.id, new="added")
    known = person_by_email(wanted.email)
    person = known or add_person(None, wanted.given_name, wanted.family_name, wanted.email)
    db.session.flush()
    add_year(None, *year_dates(wanted.year), school_id=school.id)
    give_role(None, person, Role.COORDINATOR, clock.today(), school_id=school.id)
    add_tracks()
    db.session.flush()
    return FirstAdministrator(person, known is not None)


def _use(code: str) -> bool:
    """Return whether the code was valid until now; locked, so that it works once for whoever is first."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    row = db.session.scalar(select(SetUpCode).where(SetUpCode.code_sha256 == sha256(typed)).with_for_update())
    if row is None or row.used_at or row.expires_at <= clock.now():
        return False
    row.used_at = clock.now()
    return True
