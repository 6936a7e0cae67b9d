"""Blind ratings first: what a mentor may not see yet."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from logbook.accounts.queries import school_of
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.core.weeks import week_days, week_number
from logbook.entries.policy import sealed_rounds
from logbook.sheets.queries import contents

from .rounds import rated_rounds


def sealed_entries(actor: Actor, learner_ids: Collection[UUID], first: date, last: date) -> frozenset[UUID]:
    """Return the entries of learners in reach whose own ratings must be on no page for this actor yet.

    Empty for anyone but a mentor, and in a school that does not want blind ratings first. `first` and `last` are
    widened to whole weeks. At most two queries.
    """
    if actor.role is not Role.MENTOR or not school_of(actor).blind_first:
        return frozenset()
    monday, sunday = week_days(week_number(first))[0], week_days(week_number(last))[-1]
    rounds = rated_rounds(actor, learner_ids, monday, sunday)
    sheets = {
        version_id: sheet.id for version_id, sheet in contents({each.sheet_version_id for each in rounds}).items()
    }
    sealed = sealed_rounds(actor.person_id, rounds, sheets)
    return frozenset(each.entry_id for each in rounds if each.entry_id and each.id in sealed)
