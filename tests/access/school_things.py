"""What addresses of the school's own pages name: for each learner somebody of the staff, a company, a guardian."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Guardianship, Membership, Person, SchoolHoliday, SchoolYear
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.privacy.models.archive import ArchiveJob, JobKind, JobState
from logbook.privacy.services.archive_files import file_of
from logbook.roster.models import RosterImport
from logbook.training.models import ClassGroup, Placement, Workplace
from tests.factories import Cast, add

FOUND: dict[str, Any] = {
    "name": "Nele Nieuw",
    "school": "Instituut Elders",
    "fingerprint": "0" * 64,
    "own": False,
    "again": False,
    "counts": dict.fromkeys(("entries", "weeks", "placements", "remarks", "media"), 1),
}
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
        "import": {"import_id": _import(staff, group).id},
        "archive": {"job_id": _archive(learner, placement, JobKind.EXPORT, JobState.READY)},
        "history": {"job_id": _archive(staff, placement, JobKind.IMPORT, JobState.CHECKED)},
        "class_person": {"class_id": group.id, "person_id": learner.id},
        "company": {"company_id": workplace.company_id},
        "workplace": {"workplace_id": workplace.id},
        "staff": {"person_id": staff.id},
        "membership": {"membership_id": role},
        "guardianship": {"person_id": learner.id, "guardian_id": guardian.id},
    }


def _import(staff: Person, group: ClassGroup) -> RosterImport:
    year = db.session.get_one(SchoolYear, group.school_year_id)
    values = {"made_at": clock.now(), "name": "list.csv", "ends": False, "state": "ready", "rows": [], "problems": []}
    kept: RosterImport = add(RosterImport(school_id=year.school_id, school_year_id=year.id, by_id=staff.id, **values))
    return kept


def _archive(asker: Person, placement: Placement, kind: JobKind, state: JobState) -> UUID:
    """Return an archive that is ready for its learner, or one that was sent in and looked at."""
    role = db.session.scalars(select(Membership).where(Membership.person_id == asker.id)).one()
    values = {"kind": kind.value, "state": state.value, "asked_by": asker.id, "asked_role": role.role}
    job: ArchiveJob = add(
        ArchiveJob(
            school_id=placement.school_id,
            learner_id=placement.learner_id if kind is JobKind.EXPORT else None,
            membership_id=role.id,
            asked_at=clock.now(),
            expires_at=clock.now() + timedelta(hours=1),
            found=FOUND if kind is JobKind.IMPORT else None,
            size=2,
            **values,
        )
    )
    file_of(job.id).write_bytes(b"PK")
    return job.id
