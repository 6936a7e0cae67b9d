"""Whatever a client sends to a plan's deeds, it is told what is wrong; nothing changes and nothing breaks."""

from collections.abc import Callable

from logbook.core.events import Event
from logbook.extensions import db
from tests.factories import WELDING, Cast
from tests.pages import PageClient
from tests.plans.work import cards, plan_of, put

ClientFor = Callable[..., PageClient]
ODD = [
    {"where.x": "1"},
    {"items": "een"},
    {"items.x": "1"},
    {"items[]": "geen-id"},
    {"sheets": "een"},
    {"sheets.x[]": "1"},
    {"version.x": "1"},
    {"version": str(2**63)},
    {"first.x": "1"},
    {"first": "2026-W00"},
    {"last": "9999-W01"},
    {"note.x": "1"},
    {"also": "misschien"},
    {"weeks": "52"},
    {"unplaced": "misschien"},
    {"learners": "1"},
    {"learners[]": "geen-id"},
    {"versions": "1"},
    {"versions.geen-id": "1"},
    {"place.x": "1"},
    {"year": "0"},
    {"onbekend": "1"},
]


def test_odd_fields_are_refused_in_words(cast: Cast, client_for: ClientFor) -> None:
    plan, teacher = put(cast, WELDING), client_for(cast.teacher)
    card, base = str(cards(plan)[0].id), {"csrf_token": teacher.fresh_token()}
    place = {"version": "1", "items[]": card, "where": "school", "first": "2026-W48", "last": "2026-W49"}
    bulk = {"learners[]": str(cast.learner.id), "sheets[]": WELDING, "place": "school", "first": "2026-W48"}
    deeds = {
        f"/plans/{plan.id}/place": place,
        f"/plans/{plan.id}/shift": {"version": "1", "items[]": card, "weeks": "1"},
        f"/plans/{plan.id}/remove": {"version": "1", "items[]": card},
        f"/classes/{cast.group.id}/plans/place": bulk,
    }
    before = db.session.query(Event).filter(Event.thing == "plan").count()
    for odd in ODD:
        for address, form in deeds.items():
            assert _status(teacher, "POST", address, base | form | odd) in (409, 422), (address, odd)
        for address in (f"/plans/{plan.id}/place", f"/learners/{cast.learner.id}/plan"):
            assert _status(teacher, "GET", address, odd) in (200, 422), (address, odd)
    assert db.session.query(Event).filter(Event.thing == "plan").count() == before
    assert plan_of(cast).version == plan.version


def _status(client: PageClient, method: str, address: str, sent: dict[str, str]) -> int:
    db.session.rollback()
    named = {"query_string": sent} if method == "GET" else {"data": sent}
    with client.app.app_context():
        return client.client.open(address, method=method, buffered=True, **named).status_code
