"""The weekly sums: exact figures, rebuilding, and finding what is wrong."""

from datetime import date

import pytest
from sqlalchemy import update

from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Weekly
from logbook.entries.services import Difference, check, rebuild, summarise
from logbook.entries.services.sums import Sum
from logbook.extensions import db
from tests.entries.work import THIS_WEEK, rate, rate_own, rate_week, round_id_of, submit, weekly
from tests.factories import Cast

OWN = {"crack_free": "reached", "undercut": "reached", "surface_pores": "not_yet_reached", "removes_burrs": "done"}
THEIRS = {"crack_free": "reached", "undercut": "not_yet_reached", "surface_pores": "reached", "restart": "reached"}


def _columns(row: Weekly | None) -> dict[str, int]:
    """Return the columns of a row that are not zero."""
    assert row
    return {name: value for name in Sum().columns() if (value := getattr(row, name))}


def test_counting_criteria_are_summed_for_each_rater_under_the_rounds_stage(cast: Cast) -> None:
    first, second = submit(cast, ratings=OWN), submit(cast, ratings=OWN, stage="reflection", date=date(2026, 11, 18))
    rate(cast, "mentor", round_id_of(first.entry_id), THEIRS)
    rate(cast, "teacher", round_id_of(second.entry_id), {"removes_burrs": "not_done"})
    assert _columns(weekly(Rater.LEARNER)) == {"n2": 3, "met2": 2, "n5": 3, "met5": 2}
    assert _columns(weekly(Rater.MENTOR)) == {"n2": 4, "met2": 3, "pairs": 3, "over": 1, "under": 1}
    assert weekly(Rater.TEACHER) is None  # Ja/Nee checks are compared on the page and never counted


def test_the_blind_rating_is_compared_and_the_correction_counted(cast: Cast) -> None:
    round_id = round_id_of(submit(cast, ratings=OWN).entry_id)
    rate(cast, "mentor", round_id, {"crack_free": "not_yet_reached"}, blind=True)
    rate(cast, "mentor", round_id, {"crack_free": "reached"})
    assert _columns(weekly(Rater.MENTOR)) == {"n2": 1, "met2": 1, "pairs": 1, "over": 1}


def test_soft_skills_compare_all_three_levels(cast: Cast) -> None:
    rate_own(cast, {"punctuality": "above_expectation", "teamwork": "not_yet_meets", "initiative": "meets"})
    rate_week(cast, "mentor", {"punctuality": "meets", "teamwork": "above_expectation", "initiative": "meets"})
    assert _columns(weekly(Rater.LEARNER, "attitude")) == {"n1": 3, "met1": 2}
    assert _columns(weekly(Rater.MENTOR, "attitude")) == {"n1": 3, "met1": 3, "pairs": 3, "over": 1, "under": 1}


def test_nothing_touched_is_nothing_done(cast: Cast) -> None:
    submit(cast)
    with transaction():
        summarise(cast.learner.id, [])
    assert weekly(Rater.LEARNER)


def _spoil(cast: Cast) -> None:
    submit(cast, ratings=OWN)
    submit(cast, ratings=OWN, date=date(2026, 11, 13))
    submit(cast, ratings=OWN, placement_id=None, date=date(2026, 11, 14), actor=cast.actor("other_learner"))
    wrong = {"learner_id": cast.learner.id, "kind": "task", "rater_role": "mentor", "week": THIS_WEEK - 5}
    with transaction():
        row = (Weekly.learner_id == cast.learner.id) & (Weekly.week == THIS_WEEK)
        db.session.execute(update(Weekly).where(row).values(n2=9))
        db.session.add(Weekly(**wrong, n1=1))


def test_a_check_names_the_learners_and_weeks_that_are_wrong(cast: Cast) -> None:
    _spoil(cast)
    assert check() == [Difference(cast.learner.id, (THIS_WEEK - 5, THIS_WEEK))]


def test_rebuilding_puts_them_right_and_tells_how_far_it_is(cast: Cast) -> None:
    _spoil(cast)
    told: list[tuple[int, int]] = []
    assert rebuild(lambda done, total: told.append((done, total))) == 2
    assert told == [(1, 2), (2, 2)]
    assert check(lambda done, total: told.append((done, total))) == []
    assert len(told) == 4
    assert _columns(weekly(Rater.LEARNER)) == {"n2": 3, "met2": 2}
    assert weekly(Rater.MENTOR, week=THIS_WEEK - 5) is None


@pytest.mark.parametrize("entries", [1, 6])
def test_a_week_is_summed_in_as_many_statements_however_much_is_in_it(
    cast: Cast, entries: int, count_queries: object
) -> None:
    for _ in range(entries):
        submit(cast)
    with transaction():
        learner_id = cast.learner.id
        seen = count_queries(lambda: summarise(learner_id, [THIS_WEEK]))  # type: ignore[operator]
    assert len(seen) == 4  # rounds, weeks, old rows away, new rows in
