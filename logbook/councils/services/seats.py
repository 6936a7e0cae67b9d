"""Who sits on a council: kept as chosen, and brought up to date with class and placements when a deed is done."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import delete, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.events import append_event
from logbook.core.mail import enqueue_mail
from logbook.core.roles import Role
from logbook.core.texts import N_, one_line
from logbook.councils.models import Council, CouncilFile, CouncilMember, CouncilState, OpeningStatement
from logbook.councils.queries.roster import Roster, Seat, proposed
from logbook.extensions import db
from logbook.training.models import ClassGroup

UNKNOWN = N_("Iemand in deze lijst hoort niet bij de klas. Kies opnieuw.")


def key_of(seat: Seat) -> str:
    """Return how a form names a proposed member: `role:person`."""
    return f"{seat.role}:{seat.person_id}"


def keep_seats(actor: Actor, council: Council, members: Collection[str]) -> None:
    """Give seats to who was chosen and end those of who was not; the chair always sits. Raises Rejected.

    Mentors sit unless they were left out: so that who becomes a learner's mentor later sits by itself.
    """
    offered = proposed(council.class_id, council.school_id)
    chair = f"{actor.role.value}:{actor.person_id}" if council.chaired_by == actor.person_id else None
    wanted = set(members) | ({chair} if chair else set())
    kept = _kept(council.id)
    if wanted - {key_of(each) for each in offered} - {f"{row.role}:{row.by_id}" for row in kept.values()}:
        raise Rejected({"members": [UNKNOWN]})
    for seat in offered:
        row = kept.get((seat.person_id, seat.role, seat.learner_id))
        _keep(actor, council, seat, row, key_of(seat) in wanted)
    for (person, role, learner), row in kept.items():
        if role != Role.MENTOR and f"{role}:{person}" not in wanted and learner is None:
            _end(actor, row)
    db.session.flush()


def _kept(council_id: UUID) -> dict[tuple[UUID, str, UUID | None], CouncilMember]:
    rows = db.session.scalars(select(CouncilMember).where(CouncilMember.council_id == council_id))
    return {(row.by_id, row.role, row.learner_id): row for row in rows}


def _keep(actor: Actor, council: Council, seat: Seat, row: CouncilMember | None, wanted: bool) -> None:
    if row is None and (wanted or seat.learner_id is not None):
        row = add_seat(actor, council, seat, out=not wanted)
    elif row is not None and wanted:
        row.until_date = None
    elif row is not None:
        _end(actor, row)


def add_seat(actor: Actor, council: Council, seat: Seat, *, out: bool = False) -> CouncilMember:
    """Add a seat, with its event; `out` keeps that somebody was left out."""
    row = CouncilMember(
        school_id=council.school_id,
        council_id=council.id,
        learner_id=seat.learner_id,
        by_id=seat.person_id,
        role=seat.role,
        until_date=clock.today() if out else None,
    )
    db.session.add(row)
    db.session.flush()
    new = "left_out" if out else "seated"
    append_event(actor, "seat_member", "council_member", row.id, learner_id=seat.learner_id, new=new)
    return row


def _end(actor: Actor, row: CouncilMember) -> None:
    if row.until_date is not None:
        return
    row.until_date = clock.today()
    append_event(actor, "end_seat", "council_member", row.id, learner_id=row.learner_id, old="seated", new="ended")


def settle(actor: Actor, council: Council, roster: Roster, *, tell: bool = False) -> None:
    """Write the roster as it is today: files of who is in the class, seats of today's mentors; `tell` mails the new."""
    for position, line in enumerate(roster.files):
        if line.file_id is None:
            add_file(actor, council, line.learner_id, position)
    rows = _kept(council.id)
    for seat in roster.seats:
        if seat.id is None:
            key = (seat.person_id, seat.role, seat.learner_id)
            rows[key] = add_seat(actor, council, seat)
    if tell:
        _tell(actor, council, roster.sitting(), rows)


def add_file(actor: Actor, council: Council, learner_id: UUID, position: int = 0) -> CouncilFile:
    """Add a learner's file, with its event."""
    row = CouncilFile(school_id=council.school_id, council_id=council.id, learner_id=learner_id, position=position)
    db.session.add(row)
    db.session.flush()
    append_event(actor, "open_file", "council_file", row.id, learner_id=learner_id, new="open")
    return row


def _tell(
    actor: Actor,
    council: Council,
    seats: Iterable[Seat],
    rows: dict[tuple[UUID, str, UUID | None], CouncilMember],
) -> None:
    """Mail each member once, in the own language; who asks knows already."""
    name = db.session.scalar(select(ClassGroup.name).where(ClassGroup.id == council.class_id)) or ""
    told: set[UUID] = {row.by_id for row in rows.values() if row.told_at}
    for seat in seats:
        row = rows[(seat.person_id, seat.role, seat.learner_id)]
        if row.told_at:
            continue
        row.told_at = clock.now()
        if seat.person_id in told or seat.person_id == actor.person_id or not seat.email:
            continue
        told.add(seat.person_id)
        _mail(actor, council, seat, name)
    db.session.flush()


def _mail(actor: Actor, council: Council, seat: Seat, class_name: str) -> None:
    person = db.session.get_one(Person, seat.person_id)
    context = {
        "name": one_line(person.given_name),
        "school": one_line(actor.school_name),
        "group": one_line(class_name),
        "on": council.held_on.isoformat(),
        "until": council.contribute_until.isoformat(),
        "council_id": str(council.id),
    }
    enqueue_mail(str(seat.email), "council", seat.language, context)


def drop_empty_files(council: Council, left: Collection[UUID]) -> None:
    """Delete the files of learners who left the class and of whom nobody said anything."""
    if council.state == CouncilState.CLOSED or not left:
        return
    spoken = select(OpeningStatement.file_id)
    empty = delete(CouncilFile).where(
        CouncilFile.council_id == council.id, CouncilFile.learner_id.in_(left), CouncilFile.id.not_in(spoken)
    )
    db.session.execute(empty)
