"""Blind first: until the mentor has rated, the learner's ratings reach that mentor by no page."""

import re
from collections.abc import Iterator

import pytest

from logbook.core.errors import InvalidTransition, NotPermitted, Rejected
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, EntryState
from logbook.extensions import db
from logbook.reviews.services import EntryReview, rate_blind
from tests.entries.work import rate_own, round_id_of, stored, weekly
from tests.factories import Cast
from tests.pages import Page
from tests.reviews.work import agreed, approve, day_of_work, full_ratings, typed, week_of_work, week_url

SEEN = {"undercut": "not_yet_reached", "crack_free": "reached"}


@pytest.fixture
def blind(cast: Cast) -> Iterator[Cast]:
    """Return the cast in a school that wants blind ratings first."""
    with transaction():
        cast.school.blind_first = True
        db.session.add(cast.school)
    return cast


def assessments(entry_id) -> dict[bool, dict[str, str]]:
    rows = db.session.query(Assessment).filter_by(round_id=round_id_of(entry_id), rater_role="mentor")
    return {row.blind: row.values for row in rows.populate_existing()}


def said_of_the_learner(page: Page) -> list[str]:
    """Return every word and sign on the page that tells how the learner rated."""
    labels = [str(tag["aria-label"]) for tag in page.all("[aria-label]")]
    signs = [label for label in labels if label.startswith(("leerling: ", "Lotte: ")) and "nog niets" not in label]
    given = [str(tag["data-learner"]) for tag in page.all("[data-learner]") if tag["data-learner"]]
    return signs + given + re.findall(r"V \d+ van 10|3,6|2013", page.text)


def test_no_page_of_that_mentor_tells_what_the_learner_chose(blind: Cast, client_for) -> None:
    entry_id = day_of_work(
        blind,
        ratings=full_ratings(blind, undercut="not_yet_reached"),
        measurements={"throat_thickness": {"nominal": 4.0, "measured": 3.6}},
        imperfections=("2013",),
    )
    rate_own(blind, {"punctuality": "above_expectation"})
    paths = [
        "/inbox",
        week_url(blind),
        f"/entries/{entry_id}",
        f"/entries/{entry_id}/blind",
        f"/entries/{entry_id}/return",
        "/learners",
        f"/learners/{blind.learner.id}/progress",
        f"/learners/{blind.learner.id}/three-party",
    ]
    mentor = client_for(blind.mentor)
    for path in paths:
        assert said_of_the_learner(mentor.get(path)) == [], path
    assert "eerst zelf beoordelen" in mentor.get("/inbox").text
    assert not mentor.get(week_url(blind)).all("#soft-skills legend .hint")
    with transaction():
        rate_blind(blind.actor("mentor"), entry_id, 1, SEEN)
    assert said_of_the_learner(mentor.get(week_url(blind)))


def test_earlier_days_of_the_week_are_shown(blind: Cast, client_for) -> None:
    first, last = week_of_work(blind, 2)
    week = client_for(blind.mentor).get(week_url(blind))
    assert week.all(f"#day-{first} [data-learner=reached]")
    assert not week.all(f"#day-{last} [data-learner]")


def test_agreeing_unseen_is_refused_but_returning_is_not(blind: Cast) -> None:
    (entry_id,) = week_of_work(blind, 1)
    with pytest.raises(Rejected) as rejected:
        approve(blind, [entry_id])
    assert list(rejected.value.errors) == [f"entries.{entry_id}.verdict"]
    with pytest.raises(Rejected):
        approve(blind, [entry_id], entries={entry_id: EntryReview(1)}, agree_all=True)
    approve(blind, [entry_id], entries={entry_id: EntryReview(1, "return", "Welke naad?")})
    assert stored(entry_id).state == EntryState.RETURNED


def test_the_blind_rating_is_kept_frozen_then_the_learners_is_shown(blind: Cast, client_for) -> None:
    (entry_id,) = week_of_work(blind, 1)
    mentor = client_for(blind.mentor)
    path = f"/entries/{entry_id}/blind"
    form = typed(mentor.get(path), "#blind-form")
    assert not [name for name in form if name.startswith("except.")]
    assert "Duid minstens één punt aan." in mentor.post(path, form, 422).text
    answer = mentor.post(path, form | {f"except.{name}": level for name, level in SEEN.items()})
    week = mentor.follow(answer)
    assert typed(week, "#week-form")[f"entries.{entry_id}.except.undercut"] == "not_yet_reached"
    assert week.all(f"#day-{entry_id} [data-learner=reached]")
    assert mentor.get(path, 303).location == week_url(blind)
    mentor.post(path, form | {f"except.{name}": level for name, level in SEEN.items()})
    mentor.post(path, form | {"except.undercut": "reached"}, 409)
    assert assessments(entry_id) == {True: SEEN}


def test_agreeing_after_it_keeps_what_was_rated_blind_and_a_correction_is_a_second_rating(blind: Cast) -> None:
    (entry_id,) = week_of_work(blind, 1)
    with transaction():
        rate_blind(blind.actor("mentor"), entry_id, 1, SEEN)
    approve(blind, [entry_id], entries=agreed([entry_id], corrections={"crack_free": "not_yet_reached"}))
    kept = assessments(entry_id)
    assert kept[True] == SEEN
    assert kept[False] == full_ratings(blind) | SEEN | {"crack_free": "not_yet_reached"}
    row = weekly(Rater.MENTOR)
    assert row is not None
    assert row.over == 1


def test_only_the_last_round_of_a_sheet_and_only_for_the_mentor(blind: Cast) -> None:
    first, last = week_of_work(blind, 2)
    with pytest.raises(InvalidTransition), transaction():
        rate_blind(blind.actor("mentor"), first, 1, SEEN)
    with pytest.raises(NotPermitted), transaction():
        rate_blind(blind.actor("teacher"), last, 1, SEEN)


def test_where_the_school_does_not_want_it_there_is_nothing_to_rate_blind(cast: Cast, client_for) -> None:
    (entry_id,) = week_of_work(cast, 1)
    assert client_for(cast.mentor).get(f"/entries/{entry_id}/blind", 303).location == week_url(cast)
    client_for(cast.teacher).get(f"/entries/{entry_id}/blind", 404)
