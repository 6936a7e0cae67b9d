"""Writing what a workplace adds to a sheet: made, changed, twice the same, meanwhile, wrong, and by whom."""

from collections.abc import Callable
from datetime import date

import pytest

from logbook.company_sheets.models import CompanySheet, OverlayWords
from logbook.company_sheets.queries import overlay_for
from logbook.company_sheets.services import SavedMeanwhile, save_overlay
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import SOFT_SKILLS, WELDING, Cast, actor_of
from tests.pages import Page, PageClient

from .work import STEP, address, saved, words

ClientFor = Callable[..., PageClient]
FORM = {
    "version": "0",
    "material": "Onze post 4",
    "timing": "Halve dag",
    f"steps.{STEP}": "Hecht om de 50 mm.",
    "elsewhere.crack_free.by": "school",
    "elsewhere.crack_free.who": "Juf Verzonnen",
}


def test_a_mentor_writes_it_and_the_learner_reads_it(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.mentor).post(address(cast, "/edit"), FORM)
    overlay = overlay_for(actor_of(cast.learner), cast.placement.id, WELDING)
    assert overlay is not None
    assert (overlay.version, overlay.words.steps) == (1, {STEP: "Hecht om de 50 mm."})
    page = client_for(cast.learner).get(address(cast))
    assert "Hecht om de 50 mm." in page.text and "Juf Verzonnen" in page.text and "op school" in page.text
    assert [each.rev for each in db.session.query(Event).filter_by(deed="save_overlay")] == [1]


def test_the_same_again_changes_nothing(cast: Cast, client_for: ClientFor) -> None:
    mentor = client_for(cast.mentor)
    for version in ("0", "1", "0"):
        mentor.post(address(cast, "/edit"), FORM | {"version": version})
    assert db.session.query(CompanySheet).one().version == 1
    assert db.session.query(Event).filter_by(deed="save_overlay").count() == 1


def test_what_somebody_saved_meanwhile_is_shown_beside_what_was_typed(cast: Cast, client_for: ClientFor) -> None:
    mentor, teacher = client_for(cast.mentor), client_for(cast.teacher)
    mentor.post(address(cast, "/edit"), FORM)
    teacher.post(address(cast, "/edit"), FORM | {"version": "1", "timing": "Een hele dag"})
    mine = FORM | {"version": "1", "timing": "Twee uur", f"steps.{STEP}": "Hecht dichter."}
    page = mentor.post(address(cast, "/edit"), mine, 409)
    assert value(page, "timing") == "Twee uur" and value(page, f"steps.{STEP}") == "Hecht dichter."
    assert "Er staat nu: Een hele dag" in page.text and "Er staat nu: Hecht om de 50 mm." in page.text
    mentor.post(address(cast, "/edit"), mine | {"version": value(page, "version")})
    assert db.session.query(CompanySheet).one().content["timing"] == "Twee uur"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"timing": "x" * 201}, "Dit is te lang."),
        ({"material": "x" * 2001}, "Dit is te lang."),
        ({f"steps.{STEP}": "x" * 1001}, "Dit is te lang."),
        ({"elsewhere.crack_free.by": "mars"}, "Kies wie dit leert."),
        ({"elsewhere.crack_free.by": ""}, "Kies wie dit leert."),
        ({"elsewhere.crack_free": "school"}, "Dit kunnen we niet lezen."),
        ({"steps.nothing_like_it": "Zo"}, "Dit staat niet in de fiche."),
        ({"elsewhere.nothing_like_it.by": "school"}, "Dit staat niet in de fiche."),
        ({"steps": "tekst"}, "Dit kunnen we niet lezen."),
        ({"version": "veel"}, "Vul een heel getal in."),
    ],
)
def test_wrong_input_is_told_and_what_was_typed_stays(
    cast: Cast, client_for: ClientFor, changes: dict[str, str], message: str
) -> None:
    typed = {name: value for name, value in FORM.items() if not any(name.startswith(f"{each}.") for each in changes)}
    page = client_for(cast.mentor).post(address(cast, "/edit"), typed | changes, 422)
    assert message in page.text
    assert value(page, "material") == (typed | changes)["material"]
    assert db.session.query(CompanySheet).count() == 0


def test_steps_that_left_the_sheet_are_kept_and_told_to_the_maker_alone(cast: Cast, client_for: ClientFor) -> None:
    saved(cast, steps={STEP: "Hecht om de 50 mm."})
    with transaction():  # as after a new version of the sheet
        row = db.session.query(CompanySheet).one()
        row.content = row.content | {"steps": row.content["steps"] | {"old_step": "Warm eerst voor."}}
    mentor = client_for(cast.mentor)
    page = mentor.get(address(cast, "/edit"))
    assert value(page, "steps.old_step") == "Warm eerst voor." and "Staat niet meer in de fiche" in page.text
    assert "Warm eerst voor." not in client_for(cast.learner).get(address(cast)).text
    mentor.post(address(cast, "/edit"), {"version": "1", "steps.old_step": "Warm eerst voor.", "timing": "Kort"})
    assert db.session.query(CompanySheet).one().content["steps"] == {"old_step": "Warm eerst voor."}


def test_only_those_of_the_workplace_write(cast: Cast, client_for: ClientFor) -> None:
    for person in (cast.mentor, cast.teacher, cast.counsellor, cast.coordinator, cast.company_coordinator):
        client_for(person).get(address(cast, "/edit"))
    for person in (cast.learner, cast.supervisor, cast.other_mentor, cast.other_teacher, cast.guardian, cast.outsider):
        client_for(person).post(address(cast, "/edit"), FORM, 404)
    for person in (cast.other_mentor, cast.other_learner, cast.other_teacher, cast.guardian, cast.outsider):
        client_for(person).get(address(cast), 404)
    assert db.session.query(CompanySheet).count() == 0


def test_who_has_no_learner_there_any_more_reads_and_does_not_write(cast: Cast) -> None:
    with transaction():
        cast.placement.until_date = date(2026, 11, 15)
    teacher = actor_of(cast.teacher)
    with pytest.raises(NotPermitted):
        save_overlay(teacher, cast.placement.workplace_id, WELDING, words(), 0)
    assert overlay_for(teacher, cast.placement.id, WELDING) is None
    with pytest.raises(NotFound):
        overlay_for(actor_of(cast.other_mentor), cast.placement.id, WELDING)


def test_a_sheet_of_another_kind_takes_none(cast: Cast) -> None:
    with pytest.raises(NotFound):
        save_overlay(actor_of(cast.mentor), cast.placement.workplace_id, SOFT_SKILLS, words(), 0)
    with pytest.raises(NotFound):
        save_overlay(actor_of(cast.mentor), cast.placement.workplace_id, "no-such-sheet", words(), 0)


def test_a_stale_version_brings_what_stands(cast: Cast) -> None:
    saved(cast)
    actor = actor_of(cast.mentor)
    with pytest.raises(SavedMeanwhile) as told, transaction():
        save_overlay(actor, cast.placement.workplace_id, WELDING, OverlayWords(note="Anders"), 7)
    assert told.value.fresh == words()
    with pytest.raises(Rejected):
        save_overlay(actor, cast.placement.workplace_id, WELDING, words(steps={"none": "x"}), 1)


def value(page: Page, name: str) -> str:
    """Return what a field of the form holds."""
    return str(page.form("main form").get(name, ""))
