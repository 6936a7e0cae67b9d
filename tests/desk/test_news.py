"""What is new in a class since somebody's last look: counts and links, until they say that they saw it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import Event, append_event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.desk.models import ClassSeen
from logbook.extensions import db
from logbook.reviews.services import return_entry
from tests.conftest import FRIDAY
from tests.entries.work import submit
from tests.factories import Cast
from tests.insight.grid import reads
from tests.insight.history import History, fill_class
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]


def path(cast: Cast) -> str:
    return f"/classes/{cast.group.id}/news"


def happened(actor: Actor, deed: str, learner: object, thing: object = None, new: str | None = None) -> None:
    """Let an event happen at this moment of the clock."""
    with transaction():
        append_event(actor, deed, "thing", str(thing or new_id()), learner_id=learner.id, new=new)  # type: ignore[attr-defined]


def told(page: Page) -> dict[str, list[str]]:
    """Return by learner what the page tells."""
    return {
        row.select_one("b").get_text(): [  # type: ignore[union-attr]
            link.get_text().split(" (")[0].strip() for link in row.select(".links a")
        ]
        for row in page.all(".news li")
    }


def test_what_others_did_is_counted_for_each_learner(cast: Cast, client_for: ClientFor) -> None:
    mentor, entry = cast.actor("mentor"), new_id()
    happened(cast.actor("learner"), "submit", cast.learner, entry)
    happened(cast.actor("learner"), "submit", cast.learner, entry)
    happened(mentor, "return_entry", cast.learner, entry)
    happened(mentor, "write_remark", cast.learner)
    happened(mentor, "set_stage", cast.learner, "sheet", new="coaching")
    happened(mentor, "make_commitment", cast.other_learner)
    happened(mentor, "close_commitment", cast.other_learner)
    happened(mentor, "look", cast.other_learner)
    page = client_for(cast.teacher).get(path(cast))
    assert told(page) == {
        "Lotte Proefpersoon": ["1 dag ingediend", "1 dag teruggestuurd", "1 opmerking", "1 andere fase: Coachen"],
        "Otto Proefpersoon": ["1 nieuwe afspraak", "1 afspraak gesloten"],
    }


def test_the_links_lead_to_what_was_done(cast: Cast, client_for: ClientFor) -> None:
    receipt = submit(cast)
    with transaction():
        return_entry(cast.actor("mentor"), receipt.entry_id, 1, "Kijk de lasnaad eens na.")
    teacher = client_for(cast.teacher)
    links = teacher.get(path(cast)).all(".news .links a")
    assert [str(link["href"]) for link in links] == [f"/entries/{receipt.entry_id}"] * 2
    page = teacher.get(str(links[0]["href"]))
    assert page.status == 200
    assert "lasnaad" not in teacher.get(path(cast)).text, "no words of people"


def test_looking_changes_nothing_and_saying_so_does(cast: Cast, client_for: ClientFor) -> None:
    happened(cast.actor("learner"), "submit", cast.learner)
    teacher = client_for(cast.teacher)
    for _look in range(2):
        page = teacher.get(path(cast))
        assert "1 dag ingediend" in page.text and "De laatste zeven dagen" in page.text
    assert db.session.query(ClassSeen).count() == 0
    db.session.commit()
    teacher.post(path(cast), {"until": page.one("[name=until]")["value"]})
    page = teacher.get(path(cast))
    assert "Niets nieuws" in page.text and "Sinds vandaag" in page.text
    assert "1 dag ingediend" in client_for(cast.counsellor).get(path(cast)).text, "the look is each person's own"


def test_what_came_after_the_page_was_made_stays_new(cast: Cast, client_for: ClientFor) -> None:
    happened(cast.actor("learner"), "submit", cast.learner)
    until = client_for(cast.teacher).get(path(cast)).one("[name=until]")["value"]
    with clock.freeze(FRIDAY + timedelta(minutes=5)):
        happened(cast.actor("mentor"), "approve_entry", cast.learner)
    with clock.freeze(FRIDAY + timedelta(minutes=10)):
        teacher = client_for(cast.teacher)
        teacher.post(path(cast), {"until": until})
        assert told(teacher.get(path(cast))) == {"Lotte Proefpersoon": ["1 dag goedgekeurd"]}


def test_an_old_page_sent_later_makes_nothing_new_again(cast: Cast, client_for: ClientFor) -> None:
    old = client_for(cast.teacher).get(path(cast))
    with clock.freeze(FRIDAY + timedelta(hours=1)):
        teacher = client_for(cast.teacher)
        happened(cast.actor("learner"), "submit", cast.learner)
        new = teacher.get(path(cast)).one("[name=until]")["value"]
        for _time in range(2):
            teacher.post(path(cast), {"until": new})
        teacher.post(path(cast), {"until": str(int(str(new)) - 3_600_000_000)})
        assert "Niets nieuws" in teacher.get(path(cast)).text
    assert old.all("[name=until]") == [], "with nothing new there is nothing to say"
    assert db.session.query(Event).filter_by(deed="read_news").count() == 1


def test_nobody_reads_ahead_of_the_clock(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.teacher).post(path(cast), {"until": str(2**52)})
    assert db.session.query(ClassSeen.until).scalar() == FRIDAY


def test_the_own_deeds_and_older_ones_are_no_news(cast: Cast, client_for: ClientFor) -> None:
    happened(cast.actor("teacher"), "write_remark", cast.learner)
    with clock.freeze(FRIDAY - timedelta(days=8)):
        happened(cast.actor("learner"), "submit", cast.learner)
    assert told(client_for(cast.teacher).get(path(cast))) == {}
    assert told(client_for(cast.counsellor).get(path(cast))) == {"Lotte Proefpersoon": ["1 opmerking"]}


@pytest.mark.parametrize("until", ["", "gisteren", "-1", str(2**70), "1.5"])
def test_a_moment_that_cannot_be_is_refused(cast: Cast, client_for: ClientFor, until: str) -> None:
    client_for(cast.teacher).post(path(cast), {"until": until}, 422)
    assert db.session.query(ClassSeen).count() == 0


@pytest.mark.parametrize("who", ["other_teacher", "mentor", "learner", "outsider", "guardian", "company_coordinator"])
def test_nobody_from_outside_the_class(cast: Cast, client_for: ClientFor, who: str) -> None:
    client_for(getattr(cast, who)).get(path(cast), 404)
    client_for(getattr(cast, who)).post(path(cast), {"until": "5"}, 404)
    assert db.session.query(ClassSeen).count() == 0


def test_as_many_queries_for_25_learners_as_for_5(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]]
) -> None:
    cast, counts = history.cast, []
    teacher = client_for(cast.teacher)
    for learners in (5, 22):
        with transaction():
            people = fill_class(history, learners, 1)
        for person in people:
            happened(cast.actor("mentor"), "write_remark", person)
            happened(cast.actor("mentor"), "approve_week", person)
        teacher.get(path(cast))
        counts.append(len(reads(count_queries(lambda: teacher.get(path(cast))))))
    assert counts[0] == counts[1] <= 8
