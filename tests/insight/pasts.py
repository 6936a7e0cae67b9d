"""Made-up histories as plain values: what stands in the tables, rating by rating, and what is asked of it."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from logbook.sheets.models import STAGES
from tests.factories import SOFT_SKILLS, WELDING

FIRST_DAY = date(2026, 10, 5)
"""A Monday; what is made lies in the seven weeks from it."""
DAYS = 46
FORGIVEN = ("draft", "held")
RATERS = (
    ("learner", "learner"),
    ("mentor", "mentor"),
    ("other_mentor", "mentor"),
    ("supervisor", "supervisor"),
    ("teacher", "teacher"),
    ("counsellor", "teacher"),
)
NAMES = {WELDING: ("crack_free", "undercut", "removes_burrs"), SOFT_SKILLS: ("punctuality", "teamwork")}


@dataclass(frozen=True)
class Rated:
    """One rating as it is in the table: by whom, as what, blind or late, when, criterion to place on its scale."""

    who: str
    role: str
    flag: bool
    minute: int
    places: dict[str, int]


@dataclass(frozen=True)
class MadeRound:
    """A round with the state of its entry (None: a visit's), its working time, where, and its ratings."""

    day: int
    sheet: str
    stage: str
    state: str | None
    minutes: int | None
    at_work: bool
    ratings: tuple[Rated, ...]


@dataclass(frozen=True)
class MadeWeek:
    """A week of soft skills."""

    number: int
    state: str
    ratings: tuple[Rated, ...]


@dataclass(frozen=True)
class Past:
    """A history, the period that is asked about, by whom, and whether the school rates blind first."""

    rounds: tuple[MadeRound, ...]
    weeks: tuple[MadeWeek, ...]
    first: int
    length: int
    who: str
    blind_first: bool


def _ratings(names: tuple[str, ...], levels: int) -> st.SearchStrategy[tuple[Rated, ...]]:
    rated = st.builds(
        lambda rater, flag, minute, places: Rated(rater[0], rater[1], flag and rater[1] == "mentor", minute, places),
        st.sampled_from(RATERS),
        st.booleans(),
        st.integers(0, 59),
        st.dictionaries(st.sampled_from(names), st.integers(0, levels - 1), min_size=1),
    )
    key = lambda each: (each.who, each.flag)  # noqa: E731
    once = st.lists(rated, max_size=5, unique_by=(key, lambda each: each.minute))
    return once.map(lambda some: tuple(sorted(some, key=lambda each: each.minute)))


def _both(own: int, theirs: int, blind: bool) -> tuple[Rated, ...]:
    """Return what learner and mentor said of one criterion: pairs enough to tell a direction and a trend."""
    mentor = Rated("mentor", "mentor", blind, 1, {"undercut": theirs})
    return (Rated("learner", "learner", False, 0, {"undercut": own}), mentor)


BOTH = st.builds(_both, st.integers(0, 1), st.integers(0, 1), st.booleans())
ROUNDS = st.builds(
    MadeRound,
    st.integers(0, DAYS),
    st.just(WELDING),
    st.sampled_from(STAGES),
    st.sampled_from(("submitted", "approved", "returned", "draft", "held", None)),
    st.sampled_from((None, 0, 120, 210)),
    st.booleans(),
    st.one_of(BOTH, _ratings(NAMES[WELDING], 2)),
)
WEEKS = st.builds(
    MadeWeek, st.integers(0, DAYS // 7), st.sampled_from(("open", "approved")), _ratings(NAMES[SOFT_SKILLS], 3)
)
PASTS = st.builds(
    Past,
    st.lists(ROUNDS, max_size=26).map(tuple),
    st.lists(WEEKS, max_size=5, unique_by=lambda each: each.number).map(tuple),
    st.integers(0, DAYS),
    st.integers(0, DAYS),
    st.sampled_from(("teacher", "learner", "mentor")),
    st.booleans(),
)
