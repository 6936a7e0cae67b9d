"""The fixed words of sheets: what a file may name and code may rely on."""

from enum import StrEnum

LANGUAGES = ("nl", "en", "fr")

STAGES = ("modelling", "coaching", "scaffolding", "articulation", "reflection", "exploration")
"""The stages of cognitive apprenticeship (Collins, Brown & Holum, 1991), in the order of progress."""

PHONE_DRAWINGS = frozenset(
    {"test", "crack", "pore", "restart", "shape", "undercut", "throat", "convex", "spatter", "grind"},
)
"""The drawings in `static/welds.svg`, which every entry form of a fillet weld asks for."""

MORE_DRAWINGS = frozenset(
    {
        # from above
        *("crack-along", "crack-across", "crack-crater", "pore-cluster", "pore-row", "crater-pipe", "crater-open"),
        *("undercut-long", "undercut-parts", "width", "wide", "rough", "tungsten-spatter", "arc-strike", "torn"),
        *("grind-mark", "chisel", "tack", "colours", "scale", "flux", "slag"),
        # a fillet weld in section
        *("throat-large", "toe", "overlap", "uneven-legs", "gap", "no-fusion", "fillet-root", "distorted"),
        *("slag-fillet", "oxide-fillet", "tungsten-fillet", "angle-fillet"),
        # a butt weld in section
        *("gas-pore", "wormhole", "slag-inside", "oxide-inside", "tungsten-inside", "no-fusion-butt"),
        *("no-penetration", "root-open", "undercut-butt", "root-groove", "cap-high", "root-through", "toe-butt"),
        *("overlap-butt", "offset-plates", "offset-tubes", "angle", "sag", "burn-through", "unfilled"),
        *("root-hollow", "root-spongy", "thick", "grind-butt", "distorted-butt"),
    },
)
"""The drawings in `static/welds-more.svg`."""

DRAWINGS = PHONE_DRAWINGS | MORE_DRAWINGS
"""Every drawing of a weld: for each name the symbols `w-<name>-good` and `w-<name>-bad`."""


def drawing_file(name: str) -> str:
    """Return the static file that holds the drawing called `name`."""
    return "welds.svg" if name in PHONE_DRAWINGS else "welds-more.svg"


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
