"""The quality level that a school asks of its welds: chosen in the settings, shown on the sheets."""

from collections.abc import Callable

import pytest

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import WELDING, Cast
from tests.library.shelf import put_on_shelf, weld_sheet
from tests.pages import PageClient
from tests.people.school import deeds, typed

ClientFor = Callable[..., PageClient]
LEARNT = f"/sheets/{WELDING}"


def choose(cast: Cast, client_for: ClientFor, level: str, status: int = 303) -> None:
    client = client_for(cast.coordinator)
    form = typed(client.get("/school/settings")) | {"quality_level": level}
    client.post("/school/settings", form, status)
    db.session.refresh(cast.school)


@pytest.mark.parametrize("level", ["B", "C", "D"])
def test_the_level_stands_on_every_weld_for_everybody(cast: Cast, client_for: ClientFor, level: str) -> None:
    choose(cast, client_for, level)
    for who in (cast.learner, cast.mentor, cast.teacher, cast.guardian):
        assert f"Kwaliteitsniveau {level}" in client_for(who).get(LEARNT).text
    assert "Kwaliteitsniveau" not in client_for(cast.learner).get("/sheets/emt-smeren").text


def test_unchosen_is_told_to_the_school_alone_and_leads_the_coordinator_there(
    cast: Cast, client_for: ClientFor
) -> None:
    page = client_for(cast.coordinator).get(LEARNT)
    assert "nog niet gekozen" in page.text and page.all("a[href^='/school/settings']")
    assert "nog niet gekozen" in client_for(cast.teacher).get(LEARNT).text
    for who in (cast.learner, cast.mentor, cast.guardian):
        assert "Kwaliteitsniveau" not in client_for(who).get(LEARNT).text


def test_the_norm_is_that_of_the_metal(cast: Cast, client_for: ClientFor) -> None:
    aluminium = weld_sheet("proef-alu", "Proef aluminium", "141", "butt", "plate", "PA")
    put_on_shelf(
        aluminium | {"weld": aluminium["weld"] | {"materials": ["aluminium"]}},
        weld_sheet("proef-staal", "Proef staal", "141", "butt", "plate", "PA"),
    )
    choose(cast, client_for, "C")
    for sheet, norm, other in (
        ("proef-alu", "ISO 10042", "ISO 5817"),
        ("proef-staal", "ISO 5817", "ISO 10042"),
    ):
        words = client_for(cast.learner).get(f"/sheets/{sheet}").one("#standing").get_text()
        assert norm in words and other not in words


@pytest.mark.parametrize("level", ["A", "b", "B, C", "x" * 300])
def test_another_level_is_refused_and_nothing_changes(cast: Cast, client_for: ClientFor, level: str) -> None:
    choose(cast, client_for, level, 422)
    assert cast.school.quality_level is None


def test_it_can_be_taken_back_and_the_same_again_is_no_event(cast: Cast, client_for: ClientFor) -> None:
    for level in ("B", "B", "", ""):
        choose(cast, client_for, level)
        assert cast.school.quality_level == (level or None)
    assert deeds("keep_settings") == 2


def test_a_learner_sees_how_far_the_sheet_is_and_others_do_not(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        cast.school.quality_level = "C"
    assert "nog niet begonnen" in client_for(cast.learner).get(LEARNT).one("#standing").get_text().lower()
    assert "begonnen" not in client_for(cast.teacher).get(LEARNT).one("#standing").get_text()
