"""Short ways to place learners in tests, each deed committed on its own."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from logbook.accounts.models import Person
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.training.models import Placement
from logbook.training.services import PlaceLearner, Terms, place_learner
from tests.conftest import FRIDAY
from tests.factories import YEAR_START, Cast, make_member, make_person

TODAY = FRIDAY.date()
NEXT_MONDAY = TODAY + timedelta(days=3)
YEAR_END = date(2027, 6, 30)


def terms(**changes: Any) -> Terms:
    """Return the terms of an ordinary agreement: from Monday until the end of June, three days, 20 hours."""
    values: dict[str, Any] = {
        "agreement_kind": "oao",
        "from_date": NEXT_MONDAY,
        "until_date": YEAR_END,
        "weekdays": frozenset({3, 4, 5}),
        "hours_per_week": 20,
    }
    return Terms(**values | changes)


def command(cast: Cast, learner: Person, mentor_id: UUID | None = None, **changes: Any) -> PlaceLearner:
    """Return the command that places a learner with the cast's mentor."""
    over_limit = changes.pop("over_limit", None)
    return PlaceLearner(
        learner_id=learner.id,
        workplace_id=cast.placement.workplace_id,
        track_id="lassen_constructie_duaal",
        terms=terms(**changes),
        mentor_id=mentor_id or cast.mentor.id,
        over_limit=over_limit,
    )


def new_learners(cast: Cast, count: int) -> list[Person]:
    """Return new learners of the cast's school."""
    with transaction():
        people = [make_person(f"Leerling{number}") for number in range(count)]
        for person in people:
            make_member(person, cast.school, Role.LEARNER)
    return people


def place(cast: Cast, learner: Person, **changes: Any) -> Placement:
    """Place a learner with the cast's mentor."""
    with transaction():
        return place_learner(cast.actor("coordinator"), command(cast, learner, **changes))


def new_mentor(cast: Cast, given: str = "Nora") -> Person:
    """Return another mentor of the cast's company."""
    with transaction():
        person = make_person(given)
        make_member(person, cast.school, Role.MENTOR, cast.company, from_date=YEAR_START)
    return person
