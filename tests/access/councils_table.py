"""The class council and its documents. Who may, for whose thing; things that only these addresses name."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from logbook.accounts.models import Membership, Person
from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.councils.models import (
    Council,
    CouncilAction,
    CouncilDecision,
    CouncilFile,
    CouncilMember,
    CouncilSeal,
    DecisionChoice,
)
from logbook.councils.policy.document import canonical
from logbook.extensions import db
from logbook.training.models import ClassMember
from logbook.web.prints import PrintJob, PrintState, pdf_of, write
from tests.access.reach import COORDINATOR, LEARNERS, MENTORS, SCHOOL, Rule
from tests.factories import Cast

TODAY = date(2026, 11, 20)
DATES = {"held_on": "2026-12-11", "first": "2026-09-01", "last": "2026-11-20", "contribute_until": "2026-12-10"}
SAID = {"id": str(new_id()), "version": "0", "text": "Werkt netjes."}
ACTION = {"id": str(new_id()), "what": "Oefenen", "kind": "action", "owner_role": "learner", "review_on": "2026-12-18"}
MEMBERS = MENTORS | SCHOOL

COUNCILS: dict[str, Rule] = {
    "councils.class_file": Rule("class", SCHOOL),
    "councils.learner_file": Rule("class_learner", SCHOOL),
    "councils.learner_pdf": Rule("class_learner", SCHOOL),
    "councils.class_sheet": Rule("class", SCHOOL),
    "councils.ask_pdf": Rule("class", SCHOOL, post=True),
    "councils.ask_minutes_pdf": Rule("closed_council", MEMBERS, post=True),
    "councils.frozen_file": Rule("closed_file", MEMBERS),
    "councils.frozen_pdf": Rule("closed_file", MEMBERS),
    "councils.printing": Rule("print", {"teacher"}),  # who asked for it, and nobody else
    "councils.cancel_pdf": Rule("print", {"teacher"}, post=True),
    "councils.print_file": Rule("print", {"teacher"}),
    # planning and leading: whose class it is
    "councils.plan_form": Rule("class", SCHOOL),
    "councils.plan": Rule("class", SCHOOL, post=True, data=DATES | {"id": str(new_id())}),
    "councils.council": Rule("open_council", MEMBERS),
    "councils.change_form": Rule("open_council", SCHOOL),
    "councils.change": Rule("open_council", SCHOOL, post=True, data=DATES | {"id": str(new_id()), "version": "1"}),
    "councils.open_up": Rule("open_council", SCHOOL, post=True),
    "councils.tell": Rule("open_council", SCHOOL, post=True),
    "councils.start": Rule("open_council", SCHOOL, post=True),
    "councils.close": Rule("open_council", SCHOOL, post=True),  # it is not in session
    # a member's statement; a mentor's on the own learner
    "councils.member": Rule("open_file", MEMBERS),
    "councils.member_file": Rule("open_file", MEMBERS),
    "councils.give": Rule("open_file", MEMBERS, post=True, data=SAID),
    "councils.others": Rule("open_file", MEMBERS, post=True),  # nothing was given yet
    # in session: the school's members
    "councils.session": Rule("session_file", SCHOOL),
    "councils.beamer": Rule("session_file", SCHOOL),
    "councils.decide": Rule("session_file", SCHOOL, post=True, data={"version": "1", "text": "Verder zo."}),
    "councils.act": Rule("session_file", SCHOOL, post=True, data=ACTION),
    "councils.take_back": Rule("session_file", SCHOOL, post=True, more={"action_id": new_id()}),
    "councils.attend": Rule("session_file", SCHOOL, post=True),
    # afterwards
    "councils.all_minutes": Rule("closed_council", MEMBERS),
    "councils.learner_minutes": Rule("closed_file", MEMBERS),
    "councils.add": Rule("closed_file", MEMBERS, post=True, data={"id": str(new_id()), "text": "Nog iets."}),
    "councils.actions": Rule("class", SCHOOL),
    "councils.close_action": Rule("council_action", SCHOOL, post=True, data={"deed": "done"}),
    "councils.own": Rule("learner", LEARNERS),
    "councils.drop_choice": Rule("choice", COORDINATOR, post=True),
}
COUNCILS_OWN: set[str] = {"councils.index", "councils.choices", "councils.add_choice"}
"""Pages and deeds that name nobody's thing."""


def councils_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    staff = {"teacher": cast.teacher, "counsellor": cast.counsellor, "coordinator": cast.coordinator}
    with transaction():
        return {
            "own": _of(cast.learner, cast.school.id, staff, cast.mentor, cast.other_mentor)
            | _print(cast.teacher, cast),
            "other": _of(cast.other_learner, cast.school.id, staff, cast.other_mentor, cast.mentor)
            | _print(cast.teacher, cast),
            "foreign": _of(cast.foreign_learner, cast.other_school.id, {}, cast.outsider, None)
            | _print(cast.foreign_learner, cast),
        }


def _print(asker: Person, cast: Cast) -> dict[str, dict[str, Any]]:
    """Return a PDF of the class that somebody asked for and that is there."""
    member = db.session.query(Membership).filter_by(person_id=asker.id).first()
    assert member is not None
    asked = {"class_id": str(cast.group.id)}
    job = PrintJob(new_id(), member.id, asker.id, "class", asked, frozenset(), state=PrintState.READY)
    write(job)
    pdf_of(job.id).write_bytes(b"%PDF")
    return {"print": {"job_id": job.id}}


def _of(
    learner: Person, school_id: UUID, staff: dict[str, Person], mentor: Person, other: Person | None
) -> dict[str, dict[str, Any]]:
    """Return a council in each state for one learner, whose mentor sits and whose classmate's does not."""
    class_id = db.session.query(ClassMember).filter_by(person_id=learner.id).one().class_id
    choice = DecisionChoice(school_id=school_id, label="Verder zo")
    db.session.add_all([choice, DecisionChoice(school_id=school_id, label="Anders")])
    things: dict[str, dict[str, Any]] = {}
    for state in ("open", "in_session", "closed"):
        council = _council(school_id, class_id, mentor.id, state)
        classmates = db.session.query(ClassMember).filter_by(class_id=class_id, role="learner")
        _seats(council, staff, mentor, learner)
        if other is not None:
            for mate in classmates:
                _seat(council, other, "mentor", mate.person_id, out=True)
        file_id, action_id = _file(council, learner)
        name = "session" if state == "in_session" else state
        things[f"{name}_council"] = {"council_id": council.id}
        things[f"{name}_file"] = {"council_id": council.id, "learner_id": learner.id}
        things["council_action"] = {"class_id": class_id, "action_id": action_id}
        if state == "closed":
            seal = {"school_id": school_id, "council_id": council.id, "learner_id": learner.id}
            db.session.add(CouncilSeal(file_id=file_id, sha256="0" * 64, frozen_at=clock.now(), **seal))
    db.session.flush()
    return things | {"choice": {"choice_id": choice.id}}


def _council(school_id: UUID, class_id: UUID, by: UUID, state: str) -> Council:
    """Return a council on a day that no other of the class has."""
    taken = db.session.query(Council).filter_by(class_id=class_id).count()
    council = Council(
        school_id=school_id,
        class_id=class_id,
        held_on=TODAY + timedelta(days=taken),
        first=date(2026, 9, 1),
        last=TODAY,
        contribute_until=TODAY,
        state=state,
        chaired_by=by,
        planned_by=by,
        planned_at=clock.now(),
    )
    db.session.add(council)
    db.session.flush()
    return council


def _seats(council: Council, staff: dict[str, Person], mentor: Person, learner: Person) -> None:
    for role, person in staff.items():
        _seat(council, person, role, None)
    _seat(council, mentor, "mentor", learner.id)


def _seat(council: Council, person: Person, role: str, learner_id: UUID | None, *, out: bool = False) -> None:
    until = TODAY - timedelta(days=1) if out else None
    seat = {"by_id": person.id, "role": role, "learner_id": learner_id, "until_date": until}
    db.session.add(CouncilMember(school_id=council.school_id, council_id=council.id, **seat))


def _left(learner: Person) -> dict[str, Any]:
    """Return the smallest document: of somebody who left before the session."""
    return {
        "learner": {"id": str(learner.id), "name": learner.name},
        "class": {"id": "-", "name": "-"},
        "left_on": TODAY.isoformat(),
        "meeting": None,
    }


def _file(council: Council, learner: Person) -> tuple[UUID, UUID]:
    about = {"school_id": council.school_id, "learner_id": learner.id}
    file = CouncilFile(council_id=council.id, content=canonical(_left(learner)), **about)
    db.session.add(file)
    db.session.flush()
    action = CouncilAction(
        file_id=file.id,
        what="Belt het bedrijf",
        kind="action",
        owner_role="coordinator",
        review_on=TODAY,
        made_by=learner.id,
        made_at=clock.now(),
        **about,
    )
    db.session.add(action)
    if council.state != "open":
        db.session.add(CouncilDecision(file_id=file.id, version=1, **about))
    db.session.flush()
    return file.id, action.id
