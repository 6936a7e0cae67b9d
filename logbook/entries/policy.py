"""Who reads and writes entries and ratings. Pure functions: the queries bring the relation and the rounds."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF, Rater, Role
from logbook.training.policy import Relation

from .models import WITH_LEARNER, Entry, EntryState, RatedRound, Verdict

RATERS = {
    Role.LEARNER: Rater.LEARNER,
    Role.MENTOR: Rater.MENTOR,
    Role.SUPERVISOR: Rater.SUPERVISOR,
    Role.TEACHER: Rater.TEACHER,
    Role.COUNSELLOR: Rater.TEACHER,
}
"""As which rater each role rates; the others do not rate."""


def may_write(actor: Actor) -> bool:
    """Whether the actor writes entries: only learners do, each their own."""
    return actor.role is Role.LEARNER


def may_read_entry(relation: Relation, entry: Entry, sheet_id: str) -> bool:
    """Whether the relation reaches this entry of its learner."""
    return _may_read(relation, entry.placement_id, EntryState(entry.state), sheet_id)


def may_read_round(relation: Relation, rated: RatedRound, sheet_id: str) -> bool:
    """Whether the relation reaches this round of its learner."""
    return _may_read(relation, rated.placement_id, rated.state, sheet_id)


def _may_read(relation: Relation, placement_id: UUID | None, state: EntryState | None, sheet_id: str) -> bool:
    """Decide by the table of rights: a withdrawn entry is the learner's alone, a held one the school's as well."""
    if relation.own:
        return True
    if state in WITH_LEARNER:
        return state is EntryState.HELD and relation.role in SCHOOL_STAFF
    if relation.role is Role.GUARDIAN:
        return state is EntryState.APPROVED
    if relation.role in SCHOOL_STAFF:
        return True
    given = relation.role is not Role.SUPERVISOR or sheet_id in relation.sheets
    return given and placement_id in relation.placement_ids


def may_take_up(relation: Relation, entry: Entry, verdict: Verdict) -> bool:
    """Whether the relation decides on a kept revision of the entry.

    The learner picks between two own ones, the mentor takes up what came after the approval (at school the teacher),
    the school what was made outside a placement: as long as an entry is held, whatever else came with it too.
    """
    if entry.state == EntryState.HELD or verdict is Verdict.HELD:
        return relation.role in SCHOOL_STAFF
    if verdict is Verdict.KEPT_AS_CONFLICT:
        return relation.own
    if verdict is Verdict.LATE_ADDITION:
        return relation.teaches if entry.placement_id is None else relation.mentors(entry.placement_id)
    return False


def sealed_rounds(mentor_id: UUID, rounds: Iterable[RatedRound], sheets: Mapping[UUID, str]) -> frozenset[UUID]:
    """Return the rounds whose own ratings this mentor may not see yet, in a school that wants blind ratings first.

    These are the last round of each sheet in each week at a placement, until it is approved or that mentor rated it.
    `rounds` are all rounds of the weeks concerned; `sheets` names the sheet of each version.
    """
    last: dict[tuple[UUID, int, str], RatedRound] = {}
    for rated in sorted(rounds, key=lambda each: (each.date, each.id)):
        if rated.placement_id and rated.entry_id:
            last[(rated.placement_id, rated.week, sheets[rated.sheet_version_id])] = rated
    open_rounds = (rated for rated in last.values() if rated.state is not EntryState.APPROVED)
    return frozenset(rated.id for rated in open_rounds if not rated.rated_by(mentor_id))
