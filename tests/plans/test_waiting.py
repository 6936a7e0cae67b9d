"""A plan that waits for somebody's yes is told where that person looks first, with a way to it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from logbook.core import clock
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.plans import services
from logbook.plans.models import Place, TrainingPlan
from logbook.plans.policy import Where
from logbook.plans.queries import plans_to_agree
from logbook.training.models import Placement
from tests.conftest import FRIDAY
from tests.factories import WELDING, Cast, join_placement
from tests.pages import PageClient
from tests.plans.work import MONDAY, cards, more_sheets, plan_of, put, second_company
from tests.reviews.work import week_of_work

ClientFor = Callable[..., PageClient]
Count = Callable[[Callable[[], object]], list[str]]


def agree(cast: Cast, who: str, plan: TrainingPlan) -> None:
    """Let somebody say yes to a plan as it is."""
    with transaction():
        services.agree_plan(cast.actor(who), plan.id, plan.version)


def told(cast: Cast) -> dict[str, bool]:
    """Return who is asked for a yes, and whether the plan was changed since an earlier one."""
    waiting = {who: plans_to_agree(cast.actor(who)) for who in ("learner", "mentor", "other_mentor")}
    assert all(each.learner_id == cast.learner.id for found in waiting.values() for each in found)
    return {who: found[0].again for who, found in waiting.items() if found}


def test_learner_and_mentor_are_told_until_they_said_yes(cast: Cast, client_for: ClientFor) -> None:
    learner, mentor = client_for(cast.learner), client_for(cast.mentor)
    plan_of(cast)
    assert "wacht op je akkoord" not in learner.get("/today").text and "Niets wacht op jou" in mentor.get("/inbox").text
    plan = put(cast, WELDING)
    note = learner.get("/today").one(".note")
    assert "Je opleidingsplan wacht op je akkoord" in note.text
    assert learner.get(str(note.a["href"])).one("#agreement form")
    row = mentor.get("/inbox").one("#plans a")
    assert "Lotte Proefpersoon" in row.text and "wacht op je akkoord" in row.text
    assert mentor.get(str(row["href"])).one("#agreement form") and "Niets wacht op jou" not in mentor.get("/inbox").text
    agree(cast, "learner", plan)
    assert "wacht op je akkoord" not in learner.get("/today").text and told(cast) == {"mentor": False}
    agree(cast, "mentor", plan)
    assert told(cast) == {} and "Niets wacht op jou" in mentor.get("/inbox").text


def test_a_change_asks_again(cast: Cast, client_for: ClientFor) -> None:
    plan = put(cast, WELDING)
    agree(cast, "learner", plan)
    agree(cast, "mentor", plan)
    put(cast, items=(cards(plan)[0].id,), where=Where(Place.SCHOOL), first=2, last=2)
    assert told(cast) == {"learner": True, "mentor": True}
    assert "Sinds je akkoord is het aangepast." in client_for(cast.learner).get("/today").text
    assert "wacht weer op je akkoord" in client_for(cast.mentor).get("/inbox").text


def test_only_the_mentors_of_the_placements_that_it_names_are_asked(cast: Cast) -> None:
    other = second_company(cast)
    put(cast, WELDING, where=Where(Place.SCHOOL))
    assert told(cast).keys() == {"learner", "mentor", "other_mentor"}  # it names none: of both
    plan = put(cast, WELDING, where=Where(Place.WORKPLACE, other.id), first=4, last=5)
    assert told(cast).keys() == {"learner", "other_mentor"}
    agree(cast, "other_mentor", plan)
    assert told(cast).keys() == {"learner"}


def test_one_yes_of_a_placement_is_enough_and_one_that_is_over_asks_nobody(cast: Cast) -> None:
    with transaction():
        join_placement(cast.placement, cast.other_mentor, Role.MENTOR)
    plan = put(cast, WELDING)
    agree(cast, "other_mentor", plan)
    assert told(cast).keys() == {"learner"}
    put(cast, WELDING, where=Where(Place.SCHOOL), first=3, last=3)
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = MONDAY - timedelta(days=3)
    assert told(cast).keys() == {"learner"}


@pytest.mark.parametrize(
    "name", ["other_learner", "other_mentor", "foreign_learner", "outsider", "teacher", "guardian"]
)
def test_nobody_else_is_asked(cast: Cast, name: str) -> None:
    put(cast, WELDING)
    assert plans_to_agree(cast.actor(name)) == []


def test_a_year_that_is_over_asks_nothing(cast: Cast) -> None:
    put(cast, WELDING)
    with clock.freeze(FRIDAY.replace(year=2027)):
        assert date(2027, 11, 20) == clock.today() and told(cast) == {}


def test_the_inbox_takes_as_many_queries_with_plans_as_without(
    cast: Cast, client_for: ClientFor, count_queries: Count
) -> None:
    mentor = client_for(cast.mentor)
    week_of_work(cast, 1)
    mentor.get("/inbox")
    without = len(count_queries(lambda: mentor.get("/inbox")))
    more_sheets(3)
    put(cast, WELDING, "proef-01", "proef-02")
    mentor.get("/inbox")
    assert len(count_queries(lambda: mentor.get("/inbox"))) == without <= 6
