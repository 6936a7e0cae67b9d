"""Who may rate, approve, return, reopen and close: pure functions over the relation between actor and learner."""

from datetime import date, timedelta
from uuid import UUID

from logbook.core.roles import AT_WORK, Role
from logbook.core.weeks import monday
from logbook.training.policy import Relation

SIGNATURE_LIFETIME = timedelta(days=14)
SIGNATURES_A_DAY = 6
"""How many mails about signatures leave for one placement in a day: a learner cannot pester a mentor."""
COMMITMENT_OWNERS = (Role.LEARNER, Role.MENTOR, Role.TEACHER)


def waits_since(week: int, submitted_on: date) -> date:
    """Return since when work waits for its mentor: a week is due when it is over, later work when it arrives."""
    return max(submitted_on, monday(week) + timedelta(days=6))


def mentor_is_late(waiting_since: date, today: date, late_days: int) -> bool:
    """Whether the mentor has let the school's number of days pass."""
    return today - waiting_since >= timedelta(days=late_days)


def may_decide(relation: Relation, placement_id: UUID | None, late: bool = False) -> bool:
    """Whether the actor approves and returns this work: the placement's mentor; a teacher after the mentor is late.

    Work at school has no placement and is the teacher's.
    """
    if placement_id is None:
        return relation.teaches
    return relation.mentors(placement_id) or (relation.teaches and late)


def may_reopen(relation: Relation, placement_id: UUID | None, by_school: bool) -> bool:
    """Whether the actor takes an approval back: the mentor; a teacher only what the school's side approved."""
    return relation.mentors(placement_id) or (relation.teaches and (by_school or placement_id is None))


def may_rate(relation: Relation, placement_id: UUID | None, sheet_id: str) -> bool:
    """Whether the actor adds an own rating to an entry: a teacher any, a supervisor those of the sheets given."""
    if relation.role is Role.SUPERVISOR:
        return placement_id in relation.placement_ids and sheet_id in relation.sheets
    return relation.teaches


def may_open_round(relation: Relation) -> bool:
    """Whether the actor makes rating rounds without an entry, at a visit or in the school's workshop."""
    return relation.teaches


def may_close_commitment(relation: Relation, owner_role: str, target: str) -> bool:
    """Whether the actor ticks, drops or reopens a commitment. A learner ticks the own ones and cannot drop any."""
    if relation.own:
        return owner_role == Role.LEARNER and target != "dropped"
    return relation.teaches or relation.role is Role.MENTOR


def sees_through_placement(role: Role) -> bool:
    """Whether this role sees a learner only through single placements."""
    return role in AT_WORK or role is Role.COMPANY_COORDINATOR
