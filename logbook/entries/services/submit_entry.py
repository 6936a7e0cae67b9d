"""The learner hands in a day, for the first time or again. Never refused because of a state, only filed differently."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from logbook.accounts.models import Company
from logbook.accounts.queries import school_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.entries.models import Entry, EntryFields, EntryRevision, EntryState, Receipt, Verdict
from logbook.entries.policy import may_write
from logbook.extensions import db
from logbook.media.queries import require_stored
from logbook.sheets.models import SheetContent, SheetKind
from logbook.sheets.queries import numbered_version
from logbook.training.models import Placement, Workplace

from .content import checked_fields
from .drafts import discard_entry_draft
from .filing import own_locked_entry, project, put_words, words_of
from .ops import fingerprint, lock_learner, record_op, replayed, taken_is_reused
from .summaries import summarise
from .worked import work_with

IN_FUTURE = N_("Deze dag moet nog komen.")
TOO_LATE = N_("Deze dag is te lang geleden. Vraag raad aan je leraar.")
UNKNOWN_PLACEMENT = N_("Deze werkplek is niet van jou.")
VERSION_GONE = N_("Deze versie van de fiche is er niet meer. Begin opnieuw.")
OTHER_VERSION = N_("Deze dag staat al op een andere fiche.")
NO_PHOTOS = N_("Dit bedrijf wil geen foto’s. Haal ze weg en dien opnieuw in: de rest blijft staan.")
NOT_DAILY = N_("Deze fiche vul je niet per dag in.")


@dataclass(frozen=True, slots=True)
class SubmitEntry:
    """What the learner hands in. `base_rev` is the revision it was made on; 0 for a new entry.

    From a phone: `sha` is that of the bytes that it sent, and `made_at` when it says that the learner handed in.
    """

    entry_id: UUID
    op_id: UUID
    base_rev: int
    fields: EntryFields
    sha: str | None = None
    made_at: datetime | None = None

    def sent(self) -> dict[str, Any]:
        """Return what was sent, which makes it the same deed or another."""
        return {"entry_id": str(self.entry_id), "base_rev": self.base_rev, "fields": self.fields.as_json()}

    def made_on(self) -> date:
        """Return the day of the deed: today, unless a phone kept it. A phone's clock that runs ahead counts as ours."""
        return min(clock.local(self.made_at).date(), clock.today()) if self.made_at else clock.today()


def submit_entry(actor: Actor, command: SubmitEntry) -> Receipt:
    """Store what the learner handed in as the next revision, and return the receipt with its verdict.

    An applied one becomes current: the entry waits for the mentor, its round and sums follow, its draft is gone. A
    repeated deed gets its receipt again. Raises NotPermitted, NotFound (another's entry), Gone (an erased one),
    OpReused, MediaMissing, and Rejected with the form's dotted names.
    """
    if not may_write(actor):
        raise NotPermitted
    lock_learner(actor.person_id)
    sha = command.sha or fingerprint(command.sent())
    return replayed(actor, command.op_id, sha) or _submit(actor, command, sha)


def _submit(actor: Actor, command: SubmitEntry, sha: str) -> Receipt:
    entry = own_locked_entry(actor, command.entry_id)
    content = _content(actor, command.fields, entry)
    fields = checked_fields(command.fields, content)
    _check_date(actor, fields.date, command.made_on(), entry)
    _check_photos(fields, entry)
    require_stored(actor, fields.media)
    verdict = _verdict(entry, command.base_rev, placed=_placed(actor, fields))
    receipt = Receipt(
        op_id=command.op_id,
        sha=sha,
        rev=entry.rev + 1 if entry else 1,
        verdict=verdict,
        received_at=clock.now(),
        entry_id=command.entry_id,
    )
    record_op(actor, receipt)
    weeks = _store(actor, entry or _new_entry(actor, command.entry_id), receipt, fields, content)
    discard_entry_draft(actor, command.entry_id)
    summarise(actor.person_id, weeks)
    return receipt


def _content(actor: Actor, fields: EntryFields, entry: Entry | None) -> SheetContent:
    """Return the sheet that the fields name; an entry stays on the version that it was made with."""
    try:
        content = numbered_version(actor, fields.sheet, fields.sheet_version)
    except NotFound:
        raise Rejected({"sheet_version": [VERSION_GONE]}) from None
    if content.kind not in (SheetKind.TASK, SheetKind.THEME):
        raise Rejected({"sheet": [NOT_DAILY]})
    if entry is not None and entry.sheet_version_id != content.version_id:
        raise Rejected({"sheet_version": [OTHER_VERSION]})
    return content


def _check_date(actor: Actor, day: date, made_on: date, entry: Entry | None) -> None:
    """Refuse a coming day, and one that was longer ago than the school allows when the learner handed it in.

    However late it arrives, it counts then; an entry that has its day keeps it.
    """
    if day > clock.today():
        raise Rejected({"date": [IN_FUTURE]})
    moved = entry is None or entry.date != day
    if moved and day < made_on and made_on - day > timedelta(days=school_of(actor).late_entry_days):
        raise Rejected({"date": [TOO_LATE]})


def _check_photos(fields: EntryFields, entry: Entry | None) -> None:
    """Refuse new photos from a company that wants none; those that were handed in before it said so may stay."""
    if not fields.photos or fields.placement_id is None:
        return
    asked = (
        select(Company.photos_allowed)
        .join(Workplace, Workplace.company_id == Company.id)
        .join(Placement, Placement.workplace_id == Workplace.id)
        .where(Placement.id == fields.placement_id)
    )
    if db.session.scalar(asked) is False:
        before = words_of(entry.id, entry.current_rev).photos if entry else {}
        if fields.photos.keys() - before.keys():
            raise Rejected({"photos": [NO_PHOTOS]})


def _placed(actor: Actor, fields: EntryFields) -> bool:
    """Return whether the learner was in that placement on that day; at school there is none to be in."""
    if fields.placement_id is None:
        return True
    placement = db.session.get(Placement, fields.placement_id)
    own = placement is not None and (placement.learner_id, placement.school_id) == (actor.person_id, actor.school_id)
    if placement is None or not own or placement.history_id is not None:
        raise Rejected({"placement_id": [UNKNOWN_PLACEMENT]})
    until = placement.until_date
    return placement.from_date <= fields.date and (until is None or fields.date <= until)


def _verdict(entry: Entry | None, base_rev: int, *, placed: bool) -> Verdict:
    if entry is not None and entry.state == EntryState.APPROVED:
        return Verdict.LATE_ADDITION
    if entry is not None and base_rev != entry.current_rev:
        return Verdict.KEPT_AS_CONFLICT
    return Verdict.APPLIED if placed else Verdict.HELD


def _new_entry(actor: Actor, entry_id: UUID) -> Entry:
    return Entry(id=entry_id, school_id=actor.school_id, learner_id=actor.person_id, rev=0, state=EntryState.HELD.value)


def _store(actor: Actor, entry: Entry, receipt: Receipt, fields: EntryFields, content: SheetContent) -> set[int]:
    """Append the revision and, when it counts, make it current. Returns the weeks whose sums change."""
    old = entry.state if entry.rev else None
    applied, weeks = receipt.verdict is Verdict.APPLIED, set[int]()
    before = words_of(entry.id, entry.current_rev) if entry.rev and applied else None
    entry.rev = receipt.rev
    if applied or (receipt.verdict is Verdict.HELD and entry.state == EntryState.HELD):
        weeks = put_words(entry, receipt.rev, fields, content.version_id)
    if applied:
        entry.state = EntryState.SUBMITTED.value
        work_with(actor, actor.person_id, content)
    _append(entry, receipt, fields)
    if applied:
        project(entry, fields, before)
    deed = "submit" if applied else receipt.verdict.value
    append_event(actor, deed, "entry", entry.id, learner_id=actor.person_id, old=old, new=entry.state, rev=receipt.rev)
    return weeks


def _append(entry: Entry, receipt: Receipt, fields: EntryFields) -> None:
    with taken_is_reused():
        db.session.add(entry)
        db.session.flush()
    filed = {"rev": receipt.rev, "verdict": receipt.verdict.value, "received_at": receipt.received_at}
    revision = {"entry_id": entry.id, "op_id": receipt.op_id, "payload": fields.as_json()} | filed
    db.session.execute(insert(EntryRevision).values(revision))
