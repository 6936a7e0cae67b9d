"""A reason may wait: until a day, with a note for colleagues; it ends by itself, early, or when it gets worse."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import Tag

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.desk.models import AttentionSnooze
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.insight.history import TODAY, History
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]
NEXT_WEEK = TODAY + timedelta(days=7)
NOTE = "Belde met thuis, komt maandag terug."


@pytest.fixture
def late(history: History) -> Cast:
    """Return the cast with one commitment of the learner that is late."""
    with transaction():
        history.commitment(history.cast.learner, history.cast.mentor, "Testlas tonen", TODAY - timedelta(days=1))
    return history.cast


def path(cast: Cast) -> str:
    return f"/classes/{cast.group.id}/attention/{cast.learner.id}"


def form(**more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "kind": "overdue", "until": NEXT_WEEK.isoformat(), "note": NOTE} | more


def row(page: Page) -> Tag:
    return next(each for each in page.all(".roster tbody tr") if "Lotte" in each.get_text())


def class_view(cast: Cast, client: PageClient) -> str:
    """Return the words of the learner's row in the class view."""
    return " ".join(row(client.get(f"/classes/{cast.group.id}")).get_text(" ").split())


def kept() -> list[AttentionSnooze]:
    found = db.session.query(AttentionSnooze).order_by(AttentionSnooze.snoozed_at).all()
    db.session.commit()
    return found


def test_what_waits_leaves_the_reasons_and_every_teacher_sees_who_and_until(late: Cast, client_for: ClientFor) -> None:
    teacher = client_for(late.teacher)
    page = teacher.get(path(late))
    assert "1 afspraak te laat" in page.text
    sent = page.form("form:has([value=overdue])") | {"note": NOTE}
    del sent["csrf_token"]
    teacher.post(path(late), sent)
    for name in ("teacher", "counsellor", "coordinator"):
        words = class_view(late, client_for(getattr(late, name)))
        assert f"Wacht tot en met vr 4 dec ({late.teacher.given_name} " in words
        told = client_for(getattr(late, name)).get(path(late))
        assert NOTE in told.text and late.teacher.given_name in told.text


def test_its_weight_is_gone_from_the_order(late: Cast, client_for: ClientFor) -> None:
    teacher = client_for(late.teacher)
    names = [each.get_text() for each in teacher.get(f"/classes/{late.group.id}").all(".roster tbody th a")]
    assert names[0].startswith("Lotte")
    teacher.post(path(late), form())
    names = [each.get_text() for each in teacher.get(f"/classes/{late.group.id}").all(".roster tbody th a")]
    assert names == sorted(names), "without it both learners have the same reasons"


def test_the_event_names_the_reason_and_no_words(late: Cast, client_for: ClientFor) -> None:
    client_for(late.teacher).post(path(late), form())
    event = db.session.query(Event).filter_by(deed="snooze_reason").one()
    assert (event.thing, event.new, event.learner_id) == ("attention", "overdue", late.learner.id)
    assert NOTE not in str([getattr(event, column.name) for column in Event.__table__.columns])


def test_it_ends_by_itself_on_the_day_after(late: Cast, client_for: ClientFor) -> None:
    teacher = client_for(late.teacher)
    teacher.post(path(late), form(until=(TODAY + timedelta(days=1)).isoformat()))
    assert "Wacht tot en met" in class_view(late, teacher)
    with clock.freeze(FRIDAY + timedelta(days=1)):
        assert "Wacht tot en met" in class_view(late, client_for(late.teacher))
    with clock.freeze(FRIDAY + timedelta(days=2)):
        words = class_view(late, client_for(late.teacher))
    assert "Wacht tot en met" not in words and "1 afspraak te laat" in words


def test_a_colleague_calls_it_back_and_a_second_time_changes_nothing(late: Cast, client_for: ClientFor) -> None:
    client_for(late.teacher).post(path(late), form())
    snooze = kept()[0]
    counsellor = client_for(late.counsellor)
    for _time in range(2):
        counsellor.post(f"{path(late)}/snoozes/{snooze.id}/end")
    assert "Wacht tot en met" not in class_view(late, counsellor)
    assert db.session.query(Event).filter_by(deed="end_snooze").count() == 1
    assert kept()[0].ended_by == late.counsellor.id


def test_what_gets_clearly_worse_comes_back_and_says_so(late: Cast, history: History, client_for: ClientFor) -> None:
    teacher = client_for(late.teacher)
    teacher.post(path(late), form())
    with transaction():
        history.commitment(late.learner, late.mentor, "Keelmal gebruiken", TODAY - timedelta(days=2))
    words = class_view(late, teacher)
    assert "2 afspraken te laat (uitgesteld, maar erger geworden)" in words and "Wacht tot en met" not in words
    assert "duidelijk erger geworden" in teacher.get(path(late)).text
    teacher.post(path(late), form())
    assert "Wacht tot en met" in class_view(late, teacher), "it can be set aside again, from where it is now"


def test_a_form_that_is_sent_twice_is_one(late: Cast, client_for: ClientFor) -> None:
    teacher, sent = client_for(late.teacher), form()
    for _time in range(2):
        teacher.post(path(late), sent)
    assert len(kept()) == 1
    teacher.post(path(late), sent | {"note": "Iets anders"}, 409)


def test_a_new_one_takes_the_place_of_the_old(late: Cast, client_for: ClientFor) -> None:
    client_for(late.teacher).post(path(late), form())
    client_for(late.counsellor).post(path(late), form(until=(TODAY + timedelta(days=3)).isoformat(), note=""))
    assert [each.ended_at is None for each in kept()] == [False, True]
    assert "ma 23 nov" in class_view(late, client_for(late.teacher))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"until": TODAY.isoformat()}, "Kies een dag na vandaag."),
        ({"until": "2027-03-01"}, "Kies een dag in de komende drie maanden."),
        ({"until": "morgen"}, "Dit is geen datum."),
        ({"until": ""}, "Vul dit in."),
        ({"note": "x" * 301}, "Schrijf hoogstens 300 tekens."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_kept(
    late: Cast, client_for: ClientFor, change: dict[str, str], told: str
) -> None:
    page = client_for(late.teacher).post(path(late), form(**change), 422)
    assert told in page.one("details[open]").get_text() and kept() == []
    if "note" not in change:
        assert page.one("details[open] textarea").get_text().strip() == NOTE


@pytest.mark.parametrize("kind", ["silent_days", "returned", ""])
def test_a_reason_that_is_not_there_cannot_wait(late: Cast, client_for: ClientFor, kind: str) -> None:
    client_for(late.teacher).post(path(late), form(kind=kind), 422)
    assert kept() == []


def test_nobody_from_outside_the_class(late: Cast, client_for: ClientFor) -> None:
    client_for(late.teacher).post(path(late), form())
    snooze = kept()[0]
    for name in ("other_teacher", "mentor", "learner", "guardian", "supervisor", "outsider", "company_coordinator"):
        client = client_for(getattr(late, name))
        client.get(path(late), 404)
        client.post(path(late), form(), 404)
        client.post(f"{path(late)}/snoozes/{snooze.id}/end", status=404)
    assert kept()[0].ended_at is None and len(kept()) == 1


def test_one_learners_snooze_is_not_ended_at_anothers_address(late: Cast, client_for: ClientFor) -> None:
    client_for(late.teacher).post(path(late), form())
    other = f"/classes/{late.group.id}/attention/{late.other_learner.id}"
    client_for(late.teacher).post(f"{other}/snoozes/{kept()[0].id}/end", status=404)
    client_for(late.teacher).get(f"/classes/{late.other_group.id}/attention/{late.learner.id}", 404)
