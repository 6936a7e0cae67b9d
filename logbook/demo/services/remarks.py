"""What is said and agreed, and who looked, as the rows that the services leave."""

from dataclasses import dataclass
from datetime import date

from logbook.accounts.models import Look, Looked
from logbook.core import clock
from logbook.core.weeks import week_days
from logbook.entries.models import StageStep
from logbook.reviews.models import Commitment, CommitmentState, Remark

from .ledger import Hand, Row


@dataclass(frozen=True, slots=True)
class Words:
    """A remark as somebody says it."""

    kind: str
    text: str
    example: str | None
    criterion_id: str | None = None


def remark(hand: Hand, words: Words, *, week: Row | None = None, rated: Row | None = None) -> None:
    """Write a remark on a week, whose date is in that week, or on a round."""
    remark_id, day = hand.new_id(), clock.local(hand.at).date()
    hand.put(
        Remark,
        id=remark_id,
        school_id=hand.actor.school_id,
        learner_id=hand.learner_id,
        placement_id=(week or rated or {}).get("placement_id"),
        week_id=week and week["id"],
        round_id=rated and rated["id"],
        criterion_id=words.criterion_id,
        kind=words.kind,
        text=words.text,
        example=words.example,
        date=min(day, week_days(week["week"])[-1]) if week else day,
        author_id=hand.actor.person_id,
        author_role=hand.actor.role.value,
        written_at=hand.at,
    )
    hand.event("write_remark", "remark", remark_id, new=words.kind)


def commit(hand: Hand, week: Row, text: str, owner_role: str, due_on: date) -> Row:
    """Write down what was agreed with a week."""
    row = hand.put(
        Commitment,
        id=hand.new_id(),
        school_id=hand.actor.school_id,
        learner_id=hand.learner_id,
        placement_id=week["placement_id"],
        week_id=week["id"],
        text=text,
        owner_role=owner_role,
        due_on=due_on,
        state=CommitmentState.OPEN,
        made_by=hand.actor.person_id,
        made_at=hand.at,
        closed_by=None,
        closed_at=None,
    )
    hand.event("make_commitment", "commitment", row["id"], new=CommitmentState.OPEN)
    return row


def close(hand: Hand, commitment: Row, state: CommitmentState) -> None:
    """Tick a commitment, or drop it."""
    commitment |= {"state": state, "closed_by": hand.actor.person_id, "closed_at": hand.at}
    hand.event("close_commitment", "commitment", commitment["id"], old=CommitmentState.OPEN, new=state)


def set_stage(hand: Hand, sheet: str, stage: str, old: str | None) -> None:
    """Confirm or move the learner's stage on a sheet."""
    hand.put(
        StageStep,
        id=hand.new_id(),
        school_id=hand.actor.school_id,
        learner_id=hand.learner_id,
        sheet_id=sheet,
        stage=stage,
        from_date=clock.local(hand.at).date(),
        set_by=hand.actor.person_id,
        set_at=hand.at,
    )
    hand.event("set_stage", "stage_step", sheet, old=old, new=stage)


def look(hand: Hand) -> None:
    """Note that somebody opened the logbook, for the first time that day."""
    hand.put(
        Look,
        learner_id=hand.learner_id,
        viewer_id=hand.actor.person_id,
        date=clock.local(hand.at).date(),
        role=hand.actor.role.value,
        what=Looked.LOGBOOK.value,
        school_id=hand.actor.school_id,
        at=hand.at,
    )
    hand.event("look", "person", str(hand.learner_id), new=Looked.LOGBOOK.value)
