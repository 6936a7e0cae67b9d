"""A form sets what it shows and nothing else, whatever more is sent with it."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, url_for
from marshmallow import RAISE, Schema

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.entries.models import Entry
from logbook.extensions import db
from tests.access.table import TABLE
from tests.access.test_matrix import ARGUMENTS
from tests.access.things import make_things
from tests.factories import Cast

READING = {"ClassViewSchema", "FiltersSchema", "EvidenceSchema"}  # what a page of figures shows
READING |= {"AddressLine", "PeopleSchema", "GuestsSchema", "SearchSchema"}  # which rows a list shows
READING |= {
    "PeriodSchema",
    "YearSchema",
    "ProposalSchema",
    "NotesSchema",
    "NeedsSchema",
    "_Address",
}  # of when and what
READING |= {"CompareSchema", "NeighboursSchema"}
READING |= {"LibrarySchema", "ChosenSchema", "ShowSchema"}  # of sheets and plans
READING |= {"_Coded"}  # a part of a file, which is checked whole in what uses it
"""The filters in addresses of pages, which leave out what they do not know and set nothing."""
DRAFTS = {"entries.keep", "visits.keep"}
"""What is typed is kept as it is for its author alone, and goes through the schema when it is handed in."""
MORE = {
    "id": str(new_id()),
    "school_id": str(new_id()),
    "person_id": str(new_id()),
    "learner_id": str(new_id()),
    "role": "coordinator",
    "state": "approved",
    "approved_at": "2026-11-20",
    "rater": "mentor",
    "is_admin": "1",
    "second_factor": "false",
}


def _schemas(base: type[Schema] = Schema) -> set[type[Schema]]:
    below = {each for each in base.__subclasses__() if each.__module__.startswith("logbook.")}
    return below.union(*(_schemas(each) for each in below)) if below else below


def test_every_schema_refuses_what_it_does_not_know() -> None:
    root = Path(__file__).parents[2]
    for path in sorted((root / "logbook").rglob("*.py")):
        if "Schema" in path.read_text() and path.name != "__main__.py":
            import_module(".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))
    schemas = _schemas()
    assert len(schemas) > 80
    assert {each.__name__ for each in schemas if each.opts.unknown != RAISE} == READING
    assert not [path for path in (root / "logbook").rglob("*.py") if "unknown=EXCLUDE" in path.read_text()]


FILLED = sorted({each for each, rule in TABLE.items() if rule.post and rule.data and rule.may} - DRAFTS)


@pytest.mark.parametrize("endpoint", FILLED)
def test_a_good_form_with_one_field_too_many_does_nothing(
    endpoint: str, clean: Flask, cast: Cast, client_for: Any
) -> None:
    rule, things = TABLE[endpoint], make_things(cast)["own"]
    name = next(each for each in ("coordinator", "teacher", "mentor", "learner", *sorted(rule.may)) if each in rule.may)
    client = client_for(getattr(cast, name))
    with clean.test_request_context():
        path = url_for(endpoint, **things.address[rule.thing], **rule.more, **ARGUMENTS.get(endpoint, {}))
    before = _deeds()
    for field, value in MORE.items():
        if field in rule.data:
            continue
        db.session.commit()
        sent = rule.data | {field: value, "csrf_token": client.fresh_token()}
        assert client.client.post(path, data=sent, buffered=True).status_code in (404, 409, 422), field
    assert _deeds() == before


def _deeds() -> int:
    """Count what was done; that somebody looked at the form again is no deed."""
    return db.session.query(Event).filter(Event.deed != "look").count()


def test_a_learner_hands_in_words_and_approves_nothing(clean: Flask, cast: Cast, client_for: Any) -> None:
    entry = make_things(cast)["own"].address["entry"]["entry_id"]
    before = db.session.get_one(Entry, entry)
    held = (before.state, before.learner_id, before.placement_id)
    client = client_for(cast.learner)
    for name in ("state", "ratings_mentor.crack_free", "mentor.ratings.crack_free", "remarks.0.text", "approved_by"):
        form = TABLE["entries.submit"].data | {"op_id": str(new_id()), "date": "2026-11-20", "stage": "coaching"}
        client.post(f"/entries/{entry}", form | {name: "approved"}, 422)
    db.session.expire_all()
    after = db.session.get_one(Entry, entry)
    assert (after.state, after.learner_id, after.placement_id) == held
