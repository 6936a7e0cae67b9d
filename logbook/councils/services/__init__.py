"""Deeds of a class council. The caller opens the transaction; each change of state appends its one event."""

from .after import add_addendum, bury_files, close_action
from .choices import USUAL, add_choice, drop_choice, lay_choices
from .commands import Decide, GiveStatement, NewAction, PlanCouncil
from .decide import add_action, decide, note_presence, remove_action
from .plan import change_council, open_council, plan_council, tell_members
from .session import close_council, start_session
from .statement import give_statement, open_statements

__all__ = [
    "USUAL",
    "Decide",
    "GiveStatement",
    "NewAction",
    "PlanCouncil",
    "add_action",
    "add_addendum",
    "add_choice",
    "bury_files",
    "change_council",
    "close_action",
    "close_council",
    "decide",
    "drop_choice",
    "give_statement",
    "lay_choices",
    "note_presence",
    "open_council",
    "open_statements",
    "plan_council",
    "remove_action",
    "start_session",
    "tell_members",
]
