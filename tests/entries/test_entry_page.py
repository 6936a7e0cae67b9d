"""An entry to read: three views side by side, what happened to it, and what may be done with it."""

from collections.abc import Callable
from datetime import date

import pytest

from logbook.accounts.models import Look, School
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.extensions import db
from tests.entries.work import entry_in, rate, round_id_of, stored, submit
from tests.factories import Cast
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]
READERS = ("learner", "mentor", "supervisor", "teacher", "counsellor", "coordinator", "company_coordinator")
STRANGERS = ("other_learner", "foreign_learner", "other_mentor", "other_teacher", "outsider", "guardian")


def row(page: Page, words: str) -> str:
    """Return what the marks beside a criterion say."""
    line = next(each for each in page.all("li.crow") if words in each.get_text())
    return str(line.select_one(".trio")["aria-label"])  # type: ignore[index]


@pytest.mark.parametrize("who", READERS)
def test_everyone_around_the_learner_reads_it(cast: Cast, client_for: ClientFor, who: str) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    page = client_for(getattr(cast, who)).get(f"/entries/{entry.id}")
    assert page.h1 == "Hoeklas PA" and "Ontvangen door de school" in page.text
    assert ("Aanpassen" in page.text) is (who == "learner")
    assert ("Lotte Proefpersoon" in page.one("header.top").text) is (who != "learner")


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_learns_nothing(cast: Cast, client_for: ClientFor, who: str) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    client_for(getattr(cast, who)).get(f"/entries/{entry.id}", 404)


def test_a_look_of_somebody_else_is_noted_and_the_learners_own_is_not(cast: Cast, client_for: ClientFor) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    client_for(cast.learner).get(f"/entries/{entry.id}")
    assert db.session.query(Look).count() == 0
    client_for(cast.mentor).get(f"/entries/{entry.id}")
    assert db.session.query(Look).one().viewer_id == cast.mentor.id


def test_three_views_stand_side_by_side(cast: Cast, client_for: ClientFor) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    rate(cast, "mentor", round_id_of(entry.id), {"crack_free": "not_yet_reached", "undercut": "not_yet_reached"})
    rate(cast, "teacher", round_id_of(entry.id), {"crack_free": "reached"})
    rate(cast, "supervisor", round_id_of(entry.id), {"undercut": "reached"})
    page = client_for(cast.learner).get(f"/entries/{entry.id}")
    assert row(page, "Scheurvrij") == "jij: bereikt, mentor: nog niet, leraar: bereikt"
    assert row(page, "Inkarteling") == "jij: nog niet, mentor: nog niet, leraar: nog niets"
    assert "Bob Proefpersoon: bereikt" in page.text
    assert "Piet Proefpersoon beoordeelde dit" in page.text


def test_words_measurements_and_facts_are_shown_as_people_write_them(cast: Cast, client_for: ClientFor) -> None:
    receipt = submit(
        cast,
        date=date(2026, 11, 18),
        measurements={"throat_thickness": {"nominal": 4.0, "measured": 4.5}},
        imperfections=("506",),
        note={"i_did": "Twee hoeklassen van 20 cm"},
    )
    text = client_for(cast.learner).get(f"/entries/{receipt.entry_id}").text
    assert "a gemeten: 4,5 mm" in text and "a op de tekening: 4 mm" in text
    assert "506 overvloeiing" in text and "Twee hoeklassen van 20 cm" in text
    assert "Met hulp" in text and "3 u 30" in text and "Staalwerk Fictief nv" in text and "135" in text
    assert "Later ingediend dan de dag zelf." in text


def test_an_edit_until_approval_keeps_the_earlier_version(cast: Cast, client_for: ClientFor) -> None:
    entry, learner = entry_in(cast, EntryState.SUBMITTED), client_for(cast.learner)
    form = learner.get(f"/entries/{entry.id}?edit=1").form("#entry-form") | {"ratings.crack_free": "not_yet_reached"}
    del form["csrf_token"]
    page = learner.follow(learner.post(f"/entries/{entry.id}", form))
    assert row(page, "Scheurvrij").startswith("jij: nog niet")
    assert "1 vroegere versie" in page.text


def test_withdrawing_brings_the_form_back_and_hides_it_from_the_mentor(cast: Cast, client_for: ClientFor) -> None:
    entry, learner = entry_in(cast, EntryState.SUBMITTED), client_for(cast.learner)
    page = learner.follow(learner.post(f"/entries/{entry.id}/withdraw"))
    assert page.form("#entry-form")["ratings.crack_free"] == "reached"
    assert stored(entry.id).state == EntryState.DRAFT
    client_for(cast.mentor).get(f"/entries/{entry.id}", 404)
    learner.post(f"/entries/{entry.id}/withdraw")


def test_what_is_approved_cannot_be_withdrawn_and_an_addition_waits_for_the_mentor(
    cast: Cast, client_for: ClientFor
) -> None:
    entry, learner = entry_in(cast, EntryState.APPROVED), client_for(cast.learner)
    learner.post(f"/entries/{entry.id}/withdraw", status=409)
    form = learner.get(f"/entries/{entry.id}?edit=1").form("#entry-form") | {"ratings.crack_free": "not_yet_reached"}
    del form["csrf_token"]
    page = learner.follow(learner.post(f"/entries/{entry.id}", form))
    assert row(page, "Scheurvrij").startswith("jij: bereikt")
    assert "Er is nog een andere versie" in page.text and "Die versie gebruiken" not in page.text
    mentor = client_for(cast.mentor)
    assert "Die versie gebruiken" in mentor.get(f"/entries/{entry.id}").text
    taken = mentor.follow(mentor.post(f"/entries/{entry.id}/revisions/2/take-up"))
    assert "jij" not in row(taken, "Scheurvrij") and "leerling: nog niet" in row(taken, "Scheurvrij")


def test_only_who_may_choose_takes_a_revision_up(cast: Cast, client_for: ClientFor) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    submit(cast, entry.id, base_rev=0, ratings={"crack_free": "not_yet_reached"})
    client_for(cast.outsider).post(f"/entries/{entry.id}/revisions/2/take-up", status=404)
    client_for(cast.mentor).post(f"/entries/{entry.id}/revisions/2/take-up", status=403)
    client_for(cast.learner).post(f"/entries/{entry.id}/revisions/9/take-up", status=404)
    learner = client_for(cast.learner)
    assert "Die versie gebruiken" in learner.get(f"/entries/{entry.id}").text
    page = learner.follow(learner.post(f"/entries/{entry.id}/revisions/2/take-up"))
    assert row(page, "Scheurvrij").startswith("jij: nog niet")


def test_blind_first_keeps_the_learners_view_from_the_mentor_until_rated(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = True
    entry, mentor = entry_in(cast, EntryState.SUBMITTED), client_for(cast.mentor)
    page = mentor.get(f"/entries/{entry.id}")
    assert "Eerst jouw eigen blik" in page.text
    assert row(page, "Scheurvrij").startswith("leerling: nog niets")
    assert row(client_for(cast.teacher).get(f"/entries/{entry.id}"), "Scheurvrij").startswith("leerling: bereikt")
    rate(cast, "mentor", round_id_of(entry.id), {"crack_free": "reached"}, blind=True)
    assert row(mentor.get(f"/entries/{entry.id}"), "Scheurvrij").startswith("leerling: bereikt")


def test_a_guardian_reads_approved_work_when_the_school_allows_it(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.get_one(School, cast.school.id).guardians_read = True
    submitted = entry_in(cast, EntryState.SUBMITTED)
    approved = entry_in(cast, EntryState.APPROVED, date=date(2026, 11, 18))
    guardian = client_for(cast.guardian)
    guardian.get(f"/entries/{submitted.id}", 404)
    assert "Goedgekeurd" in guardian.get(f"/entries/{approved.id}").text


def test_an_unknown_entry_is_not_found_for_anyone(cast: Cast, client_for: ClientFor) -> None:
    for who in ("learner", "mentor", "teacher"):
        client_for(getattr(cast, who)).get(f"/entries/{new_id()}", 404)


def test_an_edit_that_was_begun_is_told_and_not_shown_as_handed_in(cast: Cast, client_for: ClientFor) -> None:
    entry, learner = entry_in(cast, EntryState.SUBMITTED), client_for(cast.learner)
    form = learner.get(f"/entries/{entry.id}?edit=1").form("#entry-form") | {"ratings.crack_free": "not_yet_reached"}
    del form["csrf_token"]
    learner.post(f"/entries/{entry.id}/draft", form, 204)
    page = learner.get(f"/entries/{entry.id}")
    assert "Je begon aan een wijziging die nog niet ingediend is." in page.text
    assert row(page, "Scheurvrij").startswith("jij: bereikt")
    assert learner.get(f"/entries/{entry.id}?edit=1").form("#entry-form")["ratings.crack_free"] == "not_yet_reached"
