"""Vandaag: what today is, what waits, one tap to go on, who looked and what was agreed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from logbook.accounts.models import Look
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from logbook.training.models import AssignedSheet, Placement
from tests.entries.work import TODAY, entry_in, rate, round_id_of, stored, submit
from tests.factories import WELDING, Cast, add, assign
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]


@pytest.fixture
def learner(cast: Cast, client_for: ClientFor) -> PageClient:
    """Return the learner's browser."""
    return client_for(cast.learner)


def agree(cast: Cast, text: str, owner: str = "learner", due: date = TODAY) -> Commitment:
    """Make a commitment of the learner's placement."""
    with transaction():
        row: Commitment = add(
            Commitment(
                school_id=cast.school.id,
                learner_id=cast.learner.id,
                placement_id=cast.placement_id,
                text=text,
                owner_role=owner,
                due_on=due,
                made_by=cast.mentor.id,
                made_at=clock.now(),
            )
        )
    return row


def pill(page: Page) -> str:
    """Return the word at the top of the page."""
    return page.one("header.top .pill").get_text(strip=True)


def test_a_new_learner_starts_the_assigned_sheet_in_one_tap(learner: PageClient) -> None:
    page = learner.get("/today")
    assert page.h1 == "Vandaag" and "vrijdag 20 november" in page.text
    assert pill(page) == "Werkdag"
    card = page.one("#today-card")
    assert "Gekozen door je leraar" in card.text and "Hoeklas PA" in card.text and "met Piet Proefpersoon" in card.text
    assert "0 van 10 bereikt" in card.text
    start = page.one("#today-card a.main")
    assert start.text == "Vandaag invullen"
    assert learner.follow(learner.get(str(start["href"]), 303)).one("#entry-form")


def test_what_was_begun_is_gone_on_with_and_says_how_far_it_is(learner: PageClient) -> None:
    address = learner.get(f"/entries/new?sheet={WELDING}", 303).location
    form = learner.get(address).form("#entry-form") | {"ratings.crack_free": "reached"}
    del form["csrf_token"]
    learner.post(f"{address.partition('?')[0]}/draft", form, 204)
    page = learner.get("/today")
    assert pill(page) == "Begonnen"
    assert "1 van 19 ingevuld, nog niet ingediend" in page.text
    assert page.one("#today-card a.main")["href"] == address.partition("?")[0]


def test_what_is_handed_in_waits_and_can_still_be_changed(cast: Cast, learner: PageClient) -> None:
    submit(cast)
    page = learner.get("/today")
    assert pill(page) == "Ingediend" and "Ingediend om 15:32" in page.text
    assert "Bekijken of aanpassen" in page.one("#today-card").text


def test_what_is_approved_says_so_and_another_round_can_begin(cast: Cast, learner: PageClient) -> None:
    entry_in(cast, EntryState.APPROVED)
    page = learner.get("/today")
    assert pill(page) == "Goedgekeurd" and "Nog een keer invullen" in page.one("#today-card").text


def test_returned_work_comes_first_with_its_reason_on_whichever_day_it_is(cast: Cast, learner: PageClient) -> None:
    entry = entry_in(cast, EntryState.RETURNED, date=date(2026, 11, 13))
    with transaction():
        stored(entry.id).return_reason = "Wat zag je bij de keelhoogte?"
    page = learner.get("/today")
    first = page.one("main").find("section")
    assert "Hoeklas PA van vrijdag 13 november kwam terug" in first.get_text()  # type: ignore[union-attr]
    assert "Wat zag je bij de keelhoogte?" in first.get_text()  # type: ignore[union-attr]
    assert f"/entries/{entry.id}" in str(first)


def test_the_bead_counts_what_mentor_or_teacher_saw_reached(cast: Cast, learner: PageClient) -> None:
    with clock.freeze(datetime(2026, 11, 5, 15, 0, tzinfo=UTC)):
        old = submit(cast, date=date(2026, 11, 4))
        rate(cast, "mentor", round_id_of(old.entry_id), {"crack_free": "reached", "undercut": "not_yet_reached"})
    fresh = submit(cast, date=date(2026, 11, 18))
    rate(cast, "teacher", round_id_of(fresh.entry_id), {"undercut": "reached", "removes_burrs": "done"})
    card = learner.get("/today").one("#today-card")
    assert "2 van 10 bereikt" in card.text and "1 nieuw deze week" in card.text
    assert len(card.select("svg.bead use.met")) == 1 and len(card.select("svg.bead use.new")) == 1


def test_all_other_sheets_are_in_the_library_and_without_assigned_ones_the_last_used_is_on_top(
    cast: Cast, learner: PageClient
) -> None:
    links = [str(link["href"]) for link in learner.get("/today").all("details a.row")]
    assert "/sheets" in links and not any("emt-smeren" in each for each in links)
    with transaction():
        db.session.query(AssignedSheet).delete()
    assert "Nog geen fiche voor jou" in learner.get("/today").text
    submit(cast, date=date(2026, 11, 18))
    assert "Dit blad gebruikte je het laatst" in learner.get("/today").one("#today-card").text


def test_a_reached_sheet_makes_room_for_the_next_assigned_one(cast: Cast, learner: PageClient) -> None:
    with transaction():
        assign(cast.learner, "emt-smeren")
    page = learner.get(f"/sheets/{WELDING}")
    ids = [str(link["href"]).rpartition("/")[2] for link in page.all("a[data-slide-over]")]
    receipt = submit(cast, date=date(2026, 11, 18))
    rate(cast, "mentor", round_id_of(receipt.entry_id), dict.fromkeys(ids, "reached"))
    assert "Smeren" in learner.get("/today").one("#today-card h2").text


def test_a_school_day_is_one_tap_and_does_not_ask_for_work(cast: Cast, learner: PageClient) -> None:
    with transaction():
        db.session.get_one(Placement, cast.placement_id).weekdays = "123"
    assert pill(learner.get("/today")) == "Geen werkdag"
    page = learner.follow(learner.post("/days/2026-11-20", {"status": "school"}))
    assert pill(page) == "School"
    assert page.one("#today-card a.btn").text == "Toch iets invullen"


def test_commitments_are_ticked_where_they_are_the_learners_own(cast: Cast, learner: PageClient) -> None:
    agree(cast, "Testlas tonen", due=TODAY + timedelta(days=4))
    agree(cast, "Keelmal kopen", owner="mentor", due=TODAY - timedelta(days=2))
    page = learner.get("/today")
    assert "2 open" in page.text and "tegen dinsdag 24 november" in page.text
    assert "was voor woensdag 18 november" in page.text
    form = page.one("#commitments form")
    assert "Testlas tonen" in form.text
    done = learner.follow(learner.post(str(form["action"]), {"back": "/today"}))
    assert done.h1 == "Vandaag" and "1 open" in done.text
    assert done.one("#commitments form button")["aria-pressed"] == "true"


def test_who_looked_and_what_they_said(cast: Cast, learner: PageClient) -> None:
    moment = clock.now() - timedelta(days=1)
    with transaction():
        add(
            Remark(
                school_id=cast.school.id,
                learner_id=cast.learner.id,
                kind="strong_point",
                text="Mooie herstart",
                date=TODAY,
                author_id=cast.mentor.id,
                author_role="mentor",
                written_at=moment,
            )
        )
        add(Look(learner_id=cast.learner.id, viewer_id=cast.teacher.id, date=TODAY, role="teacher", at=clock.now()))
    voices = learner.get("/today").one("#voices").get_text(" ", strip=True)
    assert "“Mooie herstart” Piet Proefpersoon · gisteren 15:32" in voices
    assert "Tess Proefpersoon keek vandaag 15:32" in voices


def test_this_weeks_days_are_chips_with_a_word_each(cast: Cast, learner: PageClient) -> None:
    submit(cast, date=date(2026, 11, 18))
    entry_in(cast, EntryState.APPROVED, date=date(2026, 11, 17))
    learner.post("/days/2026-11-16", {"status": "sick"})
    chips = [str(chip.find("svg")["aria-label"]) for chip in learner.get("/today").all(".days .day")]  # type: ignore[index]
    assert chips == ["ziek", "goedgekeurd", "ingediend, nog niet nagekeken", "nog niets ingevuld", "nog niets ingevuld"]


def test_a_missed_day_is_filled_in_from_its_chip(learner: PageClient) -> None:
    chip = next(each for each in learner.get("/today").all(".days a") if "18" in each.get_text())
    page = learner.follow(learner.get(str(chip["href"]), 303))
    assert page.form("#entry-form")["date"] == "2026-11-18"


def test_only_learners_have_a_today(cast: Cast, client_for: ClientFor) -> None:
    for who in ("mentor", "teacher", "guardian", "coordinator"):
        client_for(getattr(cast, who)).get("/today", 404)


def test_another_learners_work_is_not_there(cast: Cast, client_for: ClientFor) -> None:
    submit(cast)
    agree(cast, "Testlas tonen")
    page = client_for(cast.other_learner).get("/today")
    assert "Ingediend" not in page.text and "Testlas" not in page.text


def test_today_takes_ten_queries_however_much_there_is(
    cast: Cast, learner: PageClient, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    learner.get("/today")  # the tenth: whether the learner's plan waits for a yes
    assert len(count_queries(lambda: learner.get("/today"))) <= 10
    for day in (13, 16, 17, 18, 19, 20):
        entry_in(cast, EntryState.RETURNED if day == 17 else EntryState.SUBMITTED, date=date(2026, 11, day))
        agree(cast, f"Afspraak {day}")
    learner.get("/today")
    assert len(count_queries(lambda: learner.get("/today"))) <= 10
    assert len(learner.get("/today").html) < 40_000
