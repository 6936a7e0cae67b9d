"""A placement as its pages show it."""

from datetime import timedelta

import pytest

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import PlacementMember
from logbook.training.queries import placements_of
from tests.conftest import FRIDAY
from tests.factories import Cast

TODAY = FRIDAY.date()


@pytest.mark.parametrize(
    ("from_date", "until_date", "shown"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY, TODAY + timedelta(days=200), True),  # an agreement's end is known from the start
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_the_mentor_shown_is_todays(cast: Cast, from_date, until_date, shown: bool) -> None:
    with transaction():
        db.session.query(PlacementMember).filter_by(person_id=cast.mentor.id).update(
            {"from_date": from_date, "until_date": until_date}
        )
    (placement,) = placements_of([cast.learner.id])
    assert placement.mentor == (cast.mentor.name if shown else None)
