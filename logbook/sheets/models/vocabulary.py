"""The fixed words of sheets: what a file may name and code may rely on."""

from enum import StrEnum

LANGUAGES = ("nl", "en", "fr")

STAGES = ("modelling", "coaching", "scaffolding", "articulation", "reflection", "exploration")
"""The stages of cognitive apprenticeship (Collins, Brown & Holum, 1991), in the order of progress."""

DRAWINGS = frozenset(
    {"test", "crack", "pore", "restart", "shape", "undercut", "throat", "convex", "spatter", "grind"},
)
"""The drawings in `static/welds.svg`: for each name the symbols `w-<name>-good` and `w-<name>-bad`."""


class SheetKind(StrEnum):
    """How a sheet is built and what is done with it."""

    TASK = "task"  # steps, a daily log with checks, dated rounds of criteria
    THEME = "theme"  # goals, knowledge, practice contexts, criteria
    ATTITUDE = "attitude"  # groups of items, rated every week by three people
    DIDACTIC_MODEL = "didactic_model"  # the stages, read only


class Cadence(StrEnum):
    """When a criterion is rated: with every entry, or once a week."""

    ENTRY = "entry"
    WEEK = "week"
