"""A day on each kind of shipped sheet: the form asks what the sheet asks, and what is handed in is kept."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry
from logbook.entries.queries import revision
from logbook.extensions import db
from logbook.sheets.models import Library
from logbook.sheets.services import load_library
from tests.conftest import whole_library
from tests.entries.test_entry_form_page import begin, form_of
from tests.factories import Cast
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]

DAYS: list[tuple[str, dict[str, str], str]] = [
    ("las-tig-stomp-pijp-h-l045", {"current_used": "direct_current", "metal_used": "aluminium"}, "root_penetration"),
    ("las-elektrode-hoek-plaat-pb", {"electrode_used": "basic", "metal_used": "steel"}, "slag_free"),
    ("las-draad-stomp-plaat-pg", {"process_used": "136", "metal_used": "steel"}, "filled_groove"),
    ("snijden-en-slijpen", {"metal_used": "aluminium", "visual_check_done": "true"}, "cut_straight"),
    ("veilig-op-de-lasplek", {}, "reports_danger"),
]


@pytest.mark.parametrize(("sheet", "header", "criterion"), DAYS, ids=[day[0] for day in DAYS])
def test_a_day_on_it_is_asked_for_and_kept(
    cast: Cast, client_for: ClientFor, sheet: str, header: dict[str, str], criterion: str
) -> None:
    with transaction():
        load_library(None, Library(tuple(each for each in whole_library().sheets if each["id"] == sheet)))
    learner = client_for(cast.learner)
    address, page = begin(learner, sheet)
    for name, value in header.items():
        assert value in {tag["value"] for tag in page.all(f"[name='header.{name}']")}
    written = {f"header.{name}": value for name, value in header.items()}
    typed = form_of(page) | written | {"stage": "coaching", f"ratings.{criterion}": "reached"}
    learner.post(address, {name: value for name, value in typed.items() if value is not None}, 303)
    entry = db.session.scalars(select(Entry)).one()
    kept = revision(cast.actor("learner"), entry.id, 1)
    assert kept.ratings == {criterion: "reached"}
    assert {name: str(kept.header[name]).lower() for name in header} == header


def test_a_process_that_the_position_does_not_allow_is_refused(cast: Cast, client_for: ClientFor) -> None:
    sheet = "las-draad-hoek-plaat-pg"
    with transaction():
        load_library(None, Library(tuple(each for each in whole_library().sheets if each["id"] == sheet)))
    learner = client_for(cast.learner)
    address, page = begin(learner, sheet)
    typed = form_of(page) | {"header.process_used": "131", "stage": "coaching", "ratings.crack_free": "reached"}
    learner.post(address, {name: value for name, value in typed.items() if value is not None}, 422)
