"""The same things for three learners: an entry that waits, an approved one, their weeks, a commitment, a class."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import InvitationRun, Membership, PairedDevice, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week, week_number
from logbook.entries.models import Entry, EntryFields, EntryState, Week, WeekState
from logbook.entries.services import SubmitEntry, submit_entry
from logbook.extensions import db
from logbook.privacy.models import Correction, Erasure
from logbook.reviews.models import Commitment
from logbook.training.models import ClassGroup, Placement, PlacementMember
from tests.access.authoring_table import authoring_things
from tests.access.company_sheets_table import company_sheets_things
from tests.access.councils_table import councils_things
from tests.access.desk_table import desk_things
from tests.access.insight_table import insight_things
from tests.access.library_table import library_things
from tests.access.paper_table import paper_things
from tests.access.plans_table import plans_things
from tests.access.remediation_table import remediation_things
from tests.access.school_things import school_things
from tests.access.visits_table import visits_things
from tests.factories import WELDING, Cast, actor_of, join_class, make_class, make_year
from tests.media.files import sent, wav


@dataclass
class Things:
    """What one learner has, as addresses name it."""

    learner: Person
    address: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        """The learner."""
        return actor_of(self.learner)


MAKERS = (
    *(insight_things, desk_things, visits_things, remediation_things, councils_things),
    *(library_things, authoring_things, company_sheets_things, plans_things, paper_things),
)


def make_things(cast: Cast) -> dict[str, Things]:
    """Return the things of the three learners."""
    with transaction():
        foreign = make_class(cast.other_school, make_year(cast.other_school), "5 Elders")
        join_class(foreign, cast.foreign_learner, Role.LEARNER)
    made = {
        "own": _things(cast.learner, cast.placement, cast.group),
        "other": _things(cast.other_learner, cast.other_placement, cast.group),
        "foreign": _things(cast.foreign_learner, cast.foreign_placement, foreign),
    }
    for name, things in school_things(cast, foreign).items():
        made[name].address |= things
    for make in MAKERS:
        for name, things in make(cast).items():
            made[name].address |= things
    return made


def _things(learner: Person, placement: Placement, group: ClassGroup) -> Things:
    things, today = Things(learner), clock.today()
    photo, spoken = sent(things.actor), sent(things.actor, wav())
    waiting = _entry(things.actor, placement.id, today, photos={photo: {}}, spoken=(spoken,))
    approved = _entry(things.actor, placement.id, today - timedelta(days=4))
    before = today - timedelta(days=7)
    _approve(approved, learner, placement)
    phone = _phone(learner, placement)
    things.address = {
        "phone": {"learner_id": learner.id, "device_id": phone},
        "own_phone": {"device_id": phone},
        "learner": {"learner_id": learner.id},
        "subject": {"person_id": learner.id},
        "correction": {"correction_id": _correction(learner, placement)},
        "erasure": {"erasure_id": _erasure(learner, placement)},
        "entry": {"entry_id": waiting},
        "photo": {"entry_id": waiting, "sha": photo},
        "spoken": {"entry_id": waiting, "sha": spoken},
        "approved_entry": {"entry_id": approved},
        "week": {"placement_id": placement.id, "iso_week": iso_week(week_number(today))},
        "approved_week": {"placement_id": placement.id, "iso_week": iso_week(week_number(before))},
        "commitment": {"commitment_id": _commitment(learner, placement)},
        "class": {"class_id": group.id},
        "placement": {"placement_id": placement.id},
        "guest": {"person_id": _mentor_of(placement)},
        "invitation_run": {"run_id": _invitation_run(learner, placement)},
        "placement_member": {"placement_id": placement.id, "person_id": _mentor_of(placement), "role": "mentor"},
        "placement_mentor": {"placement_id": placement.id, "person_id": _mentor_of(placement)},
        "class_learner": {"class_id": group.id, "learner_id": learner.id},
    }
    return things


def _phone(learner: Person, placement: Placement) -> UUID:
    """Return a phone that the learner was let in on."""
    moment = clock.now()
    phone = PairedDevice(
        school_id=placement.school_id,
        learner_id=learner.id,
        phone_hash="0" * 64,
        name="Chrome, Android",
        shared=False,
        paired_by=learner.id,
        paired_at=moment,
        last_use_at=moment,
    )
    with transaction():
        db.session.add(phone)
    return phone.id


def _mentor_of(placement: Placement) -> UUID:
    """Return the placement's mentor; another school's has none, and its learner stands in the address."""
    query = select(PlacementMember.person_id).filter_by(placement_id=placement.id, role=Role.MENTOR.value)
    return db.session.scalar(query) or placement.learner_id


def _invitation_run(learner: Person, placement: Placement) -> UUID:
    """Leave invitations to many under way at the learner's school."""
    with transaction():
        began = db.session.query(Membership).filter_by(person_id=learner.id).first()
        run = InvitationRun(
            school_id=placement.school_id, made_by=began.id, role=Role.MENTOR.value, total=1, made_at=clock.now()
        )
        db.session.add(run)
    return run.id


def _entry(actor: Actor, placement_id: UUID, day: date, **more: Any) -> UUID:
    fields = EntryFields(
        date=day,
        sheet=WELDING,
        sheet_version=1,
        stage="coaching",
        placement_id=placement_id,
        ratings={"crack_free": "reached", "undercut": "not_yet_reached"},
        **more,
    )
    command = SubmitEntry(new_id(), new_id(), 0, fields)
    with transaction():
        submit_entry(actor, command)
    return command.entry_id


def _approve(entry_id: UUID, learner: Person, placement: Placement) -> None:
    """Leave an approved entry and an approved week, as the mentor's deeds would."""
    with transaction():
        entry = db.session.get_one(Entry, entry_id)
        entry.state, entry.approved_rev = EntryState.APPROVED.value, entry.current_rev
        week = week_number(clock.today()) - 1
        db.session.add(
            Week(
                school_id=placement.school_id,
                learner_id=learner.id,
                placement_id=placement.id,
                week=week,
                state=WeekState.APPROVED.value,
                approved_role=Role.MENTOR.value,
            )
        )


def _correction(learner: Person, placement: Placement) -> UUID:
    """Leave a question of the learner that waits."""
    asked = {"asked_by": learner.id, "asked_at": clock.now(), "about": "Naam", "words": "Met een streepje"}
    with transaction():
        correction = Correction(id=new_id(), school_id=placement.school_id, learner_id=learner.id, **asked)
        db.session.add(correction)
    return correction.id


def _erasure(learner: Person, placement: Placement) -> UUID:
    """Leave an erasure that waits for the worker."""
    with transaction():
        erasure = Erasure(id=new_id(), school_id=placement.school_id, person_id=learner.id, asked_at=clock.now())
        erasure.scope, erasure.ground = "logbook", "request"
        db.session.add(erasure)
    return erasure.id


def _commitment(learner: Person, placement: Placement) -> UUID:
    with transaction():
        commitment = Commitment(
            school_id=placement.school_id,
            learner_id=learner.id,
            placement_id=placement.id,
            text="Testlas tonen",
            owner_role="learner",
            due_on=clock.today(),
            made_by=learner.id,
            made_at=clock.now(),
        )
        db.session.add(commitment)
    return commitment.id
