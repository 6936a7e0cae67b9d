"""All rows about somebody but their entries go in one transaction, wherever they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, or_, select, update

from logbook.accounts.models import Membership, Person, SignInCode
from logbook.core import clock
from logbook.core.mail import Mail
from logbook.entries.models import Draft, ErasedEntry, RejectedOp
from logbook.extensions import db
from logbook.media.models import Media
from logbook.privacy.models import ErasureScope
from logbook.privacy.models.archive import ArchiveJob
from logbook.privacy.policy.traces import NAMES_OTHERS, SIGNED, Conditions
from logbook.privacy.queries.subjects import ERASED, Subject
from logbook.training.models import ClassGroup, ClassMember, Placement, PlacementMember
from logbook.visits.models import Visit

UNCHECKED = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows and photos went, and what is left to do once that is committed: files and archives to delete."""

    rows: int
    media: int
    files: list[str]
    archives: list[UUID]


def erase_rows(subject: Subject, scope: ErasureScope) -> Erased:
    """Erase everything about the subject but the entries with their tombstones, in the open transaction."""
    conditions = subject.conditions(scope)
    files, media = _files(conditions)
    job = ArchiveJob.__table__
    archives = list(db.session.scalars(select(job.c.id).where(conditions[job]))) if job in conditions else []
    rows = _forget_typed_by_others(subject)
    rows += delete_rows(conditions)
    rows += _forget_mail(subject, scope)
    if scope is ErasureScope.PERSON:
        rows += _erase_identity(subject)
    db.session.expire_all()
    return Erased(rows, media, files, archives)


def delete_rows(conditions: Conditions) -> int:
    """Delete the rows that `conditions` picks, children before their parents; return how many."""
    gone = 0
    for table in reversed(db.metadata.sorted_tables):
        if table in conditions:
            done = db.session.execute(delete(table).where(conditions[table]), execution_options=UNCHECKED)
            gone += max(done.rowcount, 0)  # type: ignore[attr-defined]
    return gone


def _files(conditions: Conditions) -> tuple[list[str], int]:
    """Return the files of the photos and spoken notes that go, and how many these are."""
    table = Media.__table__
    if table not in conditions:
        return [], 0
    rows = db.session.execute(select(table.c.stored_sha, table.c.small_sha).where(conditions[table])).all()
    return [name for row in rows for name in row if name], len(rows)


def _forget_typed_by_others(subject: Subject) -> int:
    """Delete what mentors and teachers typed about a learner and did not hand in, or handed in in vain."""
    learner, school = subject.person.id, subject.bounds.school_id
    own = (Placement.learner_id == learner) & (Placement.school_id == school)
    placements = [str(each) for each in db.session.scalars(select(Placement.id).where(own))]
    entries = select(ErasedEntry.entry_id).where(ErasedEntry.learner_id == learner)
    visits = select(Visit.id).where(Visit.learner_id == learner, Visit.school_id == school)
    things = [*placements, str(learner), *map(str, db.session.scalars(entries)), *map(str, db.session.scalars(visits))]
    return sum(_forget_about(thing) for thing in things)


def _forget_about(thing: str) -> int:
    drafts = db.session.execute(delete(Draft).where(Draft.thing_id.startswith(thing)), execution_options=UNCHECKED)
    about = delete(RejectedOp).where(RejectedOp.url.contains(thing))
    rejected = db.session.execute(about, execution_options=UNCHECKED)
    return sum(max(done.rowcount, 0) for done in (drafts, rejected))  # type: ignore[attr-defined]


def _erase_identity(subject: Subject) -> int:
    """End the person's roles at the school; take name, address and birthday away when no other school needs them."""
    person, school = subject.person, subject.bounds.school_id
    _end_roles(person.id, school)
    if not subject.bounds.alone:
        return 0
    if person.email:
        codes = delete(SignInCode).where(SignInCode.email == person.email.lower())
        db.session.execute(codes, execution_options=UNCHECKED)
    _blank_names(person)
    person.given_name, person.family_name = ERASED
    person.email = person.handle = person.born_on = None
    person.language, person.theme = "nl", ""
    person.large_print = person.easy_mode = False
    db.session.flush()
    return 1


def _end_roles(person_id: UUID, school_id: UUID) -> None:
    """End every role, class and placement yesterday; why a mentor had one learner more goes too."""
    yesterday = clock.today() - timedelta(days=1)
    at_school = select(Placement.id).where(Placement.school_id == school_id)
    classes = select(ClassGroup.id).where(ClassGroup.school_id == school_id)
    for table, own in (
        (Membership.__table__, (Membership.person_id == person_id) & (Membership.school_id == school_id)),
        (ClassMember.__table__, (ClassMember.person_id == person_id) & ClassMember.class_id.in_(classes)),
        (Placement.__table__, (Placement.learner_id == person_id) & (Placement.school_id == school_id)),
        (
            PlacementMember.__table__,
            (PlacementMember.person_id == person_id) & PlacementMember.placement_id.in_(at_school),
        ),
    ):
        _end(table, own, yesterday)  # type: ignore[arg-type]
    of_learner = select(Placement.id).where(Placement.learner_id == person_id, Placement.school_id == school_id)
    theirs = (PlacementMember.person_id == person_id) & PlacementMember.placement_id.in_(at_school)
    about = update(PlacementMember).where(theirs | PlacementMember.placement_id.in_(of_learner))
    db.session.execute(about.values(over_limit=None), execution_options=UNCHECKED)


def _end(table: Table, own: Any, last: Any) -> None:
    """Let rows end on `last` that go on past it; one that began later ends on the day it began."""
    going_on = own & or_(table.c.until_date.is_(None), table.c.until_date > last)
    for begun, until in ((table.c.from_date <= last, last), (table.c.from_date > last, table.c.from_date)):
        db.session.execute(update(table).where(going_on, begun).values(until_date=until), execution_options=UNCHECKED)


def _blank_names(person: Person) -> None:
    """Take the name out of what holds many people's names, and from under what the person signed."""
    for name, (who, column) in SIGNED.items():
        if (table := db.metadata.tables.get(name)) is not None:
            db.session.execute(update(table).where(table.c[who] == person.id).values({column: " ".join(ERASED)}))
    for name, blank in NAMES_OTHERS.items():
        if (table := db.metadata.tables.get(name)) is not None:
            naming = [row.id for row in db.session.execute(select(table)) if _names(list(row), person)]
            db.session.execute(update(table).where(table.c.id.in_(naming)).values(blank))


def _forget_mail(subject: Subject, scope: ErasureScope) -> int:
    """Delete mail that waits with the name in it, and all mail to somebody who is erased."""
    person, address = subject.person, (subject.person.email or "").casefold()
    to_them = {address} if scope is ErasureScope.PERSON and address and subject.bounds.alone else set()
    mails = db.session.scalars(select(Mail).where(Mail.recipient.is_not(None)))
    gone = [mail.id for mail in mails if mail.recipient.casefold() in to_them or _names(mail.context, person)]
    db.session.execute(delete(Mail).where(Mail.id.in_(gone)), execution_options=UNCHECKED)
    return len(gone)


def _names(value: Any, person: Person) -> bool:
    """Return whether something stored names the person: the whole name, the address, or both names by themselves."""
    texts = {text.casefold() for text in _texts(value)}
    given, family = person.given_name.casefold(), person.family_name.casefold()
    whole = [each.casefold() for each in (person.name, person.email) if each]
    return {given, family} <= texts or any(each in text for text in texts for each in whole)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
