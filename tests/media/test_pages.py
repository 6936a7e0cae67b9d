"""Where photos and spoken notes are shown: the entry, the mentor's week, a rating, and behind a cell."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, url_for

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import ShownNote, ShownPhoto
from tests.entries.work import TODAY, submit
from tests.factories import WELDING, Cast
from tests.media.files import jpeg, sent, wav
from tests.pages import Page, PageClient
from tests.reviews.work import day_of_work, week_url

ClientFor = Callable[..., PageClient]
Count = Callable[[Callable[[], object]], list[str]]
pytestmark = pytest.mark.usefixtures("folder")


def _sources(page: Page) -> list[str]:
    return [str(image["src"]) for image in page.all("main img")]


def _handed_in(cast: Cast, **changes: object) -> tuple[str, str, str]:
    actor = cast.actor("learner")
    first, second, note = sent(actor, jpeg(40, 30)), sent(actor, jpeg(30, 40)), sent(actor, wav())
    photos = {first: {"criterion": "undercut", "marks": "arrow 1 2 3 4"}, second: {}}
    receipt = submit(cast, photos=photos, spoken=(note,), **changes)
    return str(receipt.entry_id), first, second


def test_addresses_are_those_of_the_router(clean: Flask) -> None:
    photo, note = ShownPhoto(new_id(), "ab", 1, 1), ShownNote(new_id(), "cd")
    with clean.test_request_context():
        assert photo.url == url_for("entries.photo", entry_id=photo.entry_id, sha="ab")
        assert photo.small_url == url_for("entries.small_photo", entry_id=photo.entry_id, sha="ab")
        assert note.url == url_for("entries.spoken", entry_id=note.entry_id, sha="cd")


@pytest.mark.parametrize("who", ["learner", "mentor", "teacher"])
def test_an_entry_shows_its_photos_in_order(cast: Cast, client_for: ClientFor, who: str) -> None:
    entry_id, first, second = _handed_in(cast)
    page = client_for(getattr(cast, who)).get(f"/entries/{entry_id}")
    assert _sources(page) == [f"/entries/{entry_id}/photos/{name}/small" for name in (first, second)]
    assert len(page.all("main audio")) == 1
    assert "Inkarteling" in page.one(f"img[src*='{first}']")["alt"]


def test_an_entry_without_photos_asks_nothing_more(cast: Cast, client_for: ClientFor, count_queries: Count) -> None:
    bare, full = submit(cast, date=TODAY - timedelta(days=1)).entry_id, _handed_in(cast)[0]
    learner = client_for(cast.learner)
    learner.get(f"/entries/{bare}")
    few = count_queries(lambda: learner.get(f"/entries/{bare}"))
    many = count_queries(lambda: learner.get(f"/entries/{full}"))
    assert len(many) == len(few) + 1 and not any("FROM media" in each for each in few)


def test_a_week_shows_each_days_photos_and_counts_them(cast: Cast, client_for: ClientFor) -> None:
    entry_id, first, second = _handed_in(cast)
    page = client_for(cast.mentor).get(week_url(cast))
    day = page.one(f"#day-{entry_id}")
    assert "2 foto's" in day.select_one("summary").get_text()  # type: ignore[union-attr]
    assert [image["src"] for image in day.select("img")] == [
        f"/entries/{entry_id}/photos/{name}/small" for name in (first, second)
    ]
    assert len(day.select("audio")) == 1


def test_a_weeks_photos_are_one_query(cast: Cast, client_for: ClientFor, count_queries: Count) -> None:
    mentor = client_for(cast.mentor)
    day_of_work(cast, TODAY)
    mentor.get(week_url(cast))
    without = count_queries(lambda: mentor.get(week_url(cast)))
    for days in (1, 2, 3):
        _handed_in(cast, date=TODAY - timedelta(days=days))
    assert len(count_queries(lambda: mentor.get(week_url(cast)))) == len(without) + 1


def test_the_inbox_says_how_many_there_are(cast: Cast, client_for: ClientFor) -> None:
    submit(cast, date=TODAY - timedelta(days=1))
    mentor = client_for(cast.mentor)
    assert "foto" not in mentor.get("/inbox").text
    _handed_in(cast)
    assert "2 foto's" in mentor.get("/inbox").text


@pytest.mark.parametrize("place", ["entry", "week", "blind"])
def test_a_mentor_who_rates_first_sees_bare_photos(cast: Cast, client_for: ClientFor, place: str) -> None:
    with transaction():
        cast.school.blind_first = True
    entry_id = _handed_in(cast)[0]
    urls = {"entry": f"/entries/{entry_id}", "week": week_url(cast), "blind": f"/entries/{entry_id}/blind"}
    page = client_for(cast.mentor).get(urls[place])
    assert len(_sources(page)) == 2 and not page.all("main audio")
    assert "arrow 1 2 3 4" not in page.html
    assert not any("Inkarteling" in str(image.get("alt")) for image in page.all("main img"))


def test_a_supervisor_rates_with_the_photos_in_sight(cast: Cast, client_for: ClientFor) -> None:
    entry_id = _handed_in(cast)[0]
    assert len(_sources(client_for(cast.supervisor).get(f"/entries/{entry_id}/rate"))) == 2


@pytest.mark.parametrize(("criterion", "count"), [("undercut", 2), ("crack_free", 1)])
def test_the_evidence_shows_what_is_of_the_criterion_or_of_the_whole(
    cast: Cast, client_for: ClientFor, criterion: str, count: int
) -> None:
    _handed_in(cast)
    asked = f"sheet={WELDING}&criterion={criterion}&stage=coaching"
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/three-party/evidence?{asked}")
    assert len(_sources(page)) == count


def test_a_photo_whose_row_is_gone_leaves_no_hole(cast: Cast, client_for: ClientFor, folder: Path) -> None:
    from logbook.media.services import forget_media

    entry_id, first, second = _handed_in(cast)
    with transaction():
        forget_media(cast.learner.id, [first])
    assert _sources(client_for(cast.mentor).get(f"/entries/{entry_id}")) == [
        f"/entries/{entry_id}/photos/{second}/small"
    ]
