"""A day goes back with a reason."""

import pytest

from logbook.core.errors import NotFound, NotPermitted, Stale
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.reviews.services import return_entry
from tests.entries.work import stored, submit
from tests.factories import Cast
from tests.reviews.work import day_of_work, typed, week_url


def url(entry_id: object) -> str:
    return f"/entries/{entry_id}/return"


def test_the_page_asks_for_a_reason_and_sends_the_day_back(cast: Cast, client_for) -> None:
    entry_id, mentor = day_of_work(cast), client_for(cast.mentor)
    page = mentor.get(url(entry_id))
    wrong = mentor.post(url(entry_id), typed(page, "main form"), 422)
    assert "Schrijf kort waarom." in wrong.text
    answer = mentor.post(url(entry_id), typed(page, "main form") | {"reason": "Welke naad?"})
    assert answer.location == week_url(cast)
    assert "Welke naad?" in mentor.follow(answer).text
    assert stored(entry_id).state == EntryState.RETURNED
    mentor.post(url(entry_id), typed(page, "main form") | {"reason": "Nog eens"})
    assert stored(entry_id).return_reason == "Welke naad?"


def test_a_day_that_changed_meanwhile_is_stale_and_the_reason_stays(cast: Cast, client_for) -> None:
    entry_id, mentor = day_of_work(cast), client_for(cast.mentor)
    form = typed(mentor.get(url(entry_id)), "main form") | {"reason": "Welke naad?"}
    submit(cast, entry_id, base_rev=1)
    page = mentor.post(url(entry_id), form, 409)
    assert typed(page, "main form") == form | {"rev": "2"}
    assert "veranderd sinds je ze opende" in page.text


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("teacher", NotPermitted),
        ("supervisor", NotPermitted),
        ("learner", NotPermitted),
        ("other_mentor", NotFound),
        ("other_teacher", NotFound),
        ("outsider", NotFound),
    ],
)
def test_only_the_mentor_returns_work_at_the_workplace(cast: Cast, who: str, refusal: type[Exception]) -> None:
    entry_id = day_of_work(cast)
    with pytest.raises(refusal), transaction():
        return_entry(cast.actor(who), entry_id, 1, "Daarom")


def test_the_teacher_returns_work_at_school(cast: Cast) -> None:
    entry_id = day_of_work(cast, placement_id=None)
    with pytest.raises(NotFound), transaction():
        return_entry(cast.actor("mentor"), entry_id, 1, "Daarom")
    with transaction():
        return_entry(cast.actor("teacher"), entry_id, 1, "Welke naad?")
    assert stored(entry_id).state == EntryState.RETURNED


def test_an_older_revision_is_stale(cast: Cast) -> None:
    entry_id = day_of_work(cast)
    submit(cast, entry_id, base_rev=1)
    with pytest.raises(Stale), transaction():
        return_entry(cast.actor("mentor"), entry_id, 1, "Daarom")
