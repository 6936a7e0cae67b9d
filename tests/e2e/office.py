"""What lies on the desk of the demo school's office: files that wait, invitations under way, questions, an erasure."""

from sqlalchemy import select

from logbook.accounts.models import Person, SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.people.services.invite_many import begin_run
from logbook.privacy.models import Erasure
from logbook.privacy.models.archive import ArchiveJob, JobKind, JobState
from logbook.privacy.services.corrections import ask_correction
from logbook.roster.schemas import read_roster
from logbook.roster.services import receive_roster
from tests import factories
from tests.e2e import (
    authoring_office,
    company_sheets_office,
    councils_office,
    desk_office,
    library_office,
    paper_office,
    plans_office,
    remediation_office,
    visits_office,
)
from tests.roster.files import LENA, SMALL, as_csv, changed

DESKS = (
    *(desk_office, visits_office, remediation_office, councils_office),
    *(library_office, authoring_office, company_sheets_office, plans_office, paper_office),
)
FOUND = {
    "name": "Nora Nieuw",
    "born_on": "2010-03-04",
    "school": "Instituut Elders",
    "made_at": "2026-11-20T14:00:00+00:00",
    "fingerprint": "0a1b 2c3d",
    "own": False,
    "again": False,
    "counts": {"entries": 12, "weeks": 4, "placements": 1, "remarks": 3, "media": 2},
}


def fill() -> None:
    """Put it there, in the open transaction."""
    coordinator, learner = _person("coordinator1"), _person("learner1")
    _rosters(coordinator)
    begin_run(coordinator, Role.MENTOR, None)
    ask_correction(learner, learner.person_id, "Mijn naam", "Er hoort een streepje in.")
    db.session.add_all([_erasure(coordinator), _history(coordinator)])
    for desk in DESKS:
        desk.fill()


def _person(handle: str) -> Actor:
    return factories.actor_of(db.session.scalars(select(Person).where(Person.handle == handle)).one())


def _rosters(actor: Actor) -> None:
    """Two files that were read: one with news, one with mistakes."""
    year = db.session.scalars(select(SchoolYear).where(SchoolYear.school_id == actor.school_id)).first()
    assert year
    for lines in (SMALL, (changed(LENA, e_mail="lena"), LENA)):
        receive_roster(actor, "mensen.csv", year.id, read_roster(as_csv(*lines)), ends=False)


def _erasure(actor: Actor) -> Erasure:
    """An erasure of somebody who has left, done."""
    return Erasure(
        school_id=actor.school_id,
        person_id=_person("learner9").person_id,
        scope="logbook",
        ground="request",
        asked_by=actor.person_id,
        asked_at=clock.now(),
        state="done",
        finished_at=clock.now(),
    )


def _history(actor: Actor) -> ArchiveJob:
    """An archive of another school that was looked at and waits for a yes."""
    return ArchiveJob(
        id=new_id(),
        school_id=actor.school_id,
        kind=JobKind.IMPORT.value,
        state=JobState.CHECKED.value,
        asked_by=actor.person_id,
        asked_role=actor.role.value,
        membership_id=actor.membership_id,
        asked_at=clock.now(),
        found=FOUND,
    )
