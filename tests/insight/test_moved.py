"""After a move to a newer version every page counts what that one asks, also before the first round with it."""

from collections.abc import Callable

from logbook.authoring.services import move_learners
from logbook.core.unit_of_work import transaction
from logbook.insight.queries.progress import progress_for
from logbook.insight.queries.three_party_view import Filters
from logbook.insight.queries.year import year_page
from logbook.library.queries.standing import standing_of
from logbook.sheets.queries import sheet_index
from logbook.training.queries import require_relation
from tests.entries.test_worked import another_criterion, publish_again
from tests.entries.work import rate, round_id_of, submit
from tests.factories import WELDING, Cast
from tests.pages import PageClient


def counted(cast: Cast) -> dict[str, tuple[int, int]]:
    """Return how many criteria are reached, of how many, on each page that a teacher has."""
    actor, learner = cast.actor("teacher"), cast.learner.id
    (year,) = year_page(actor, learner, Filters()).sheets
    progress = next(
        each for each in progress_for(actor, require_relation(actor, learner)).sheets if each.sheet.id == WELDING
    )
    standing = standing_of(actor, [learner], together=False)
    assert standing is not None
    mark = standing.of(next(line for line in sheet_index(actor).lines if line.id == WELDING))
    return {
        "year": (year.reached[-1], year.total),
        "progress": (progress.met, len(progress.sheet.counting_ids)),
        "library": (mark.met, mark.total),
    }


def test_every_page_counts_the_version_that_the_learner_works_with(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    entry_id = submit(cast).entry_id
    rate(cast, "mentor", round_id_of(entry_id), {"crack_free": "reached"})
    (before,) = set(counted(cast).values())
    publish_again(cast, another_criterion)
    assert set(counted(cast).values()) == {before}
    with transaction():
        move_learners(cast.actor("teacher"), WELDING, 2, {cast.learner.id: 1})
    assert set(counted(cast).values()) == {(before[0], before[1] + 1)}
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/year")
    assert f"{before[0]} van {before[1] + 1}" in page.text


def test_a_day_from_a_phone_on_the_older_version_after_a_move_is_kept_with_that(cast: Cast) -> None:
    submit(cast)
    publish_again(cast, another_criterion)
    with transaction():
        move_learners(cast.actor("teacher"), WELDING, 2, {cast.learner.id: 1})
    before = counted(cast)
    submit(cast, sheet_version=1)
    assert counted(cast) == before
