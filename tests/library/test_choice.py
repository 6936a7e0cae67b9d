"""Where a sheet is chosen those that matter come first: of this learner, of this class; then all others by kind."""

from collections.abc import Callable

from bs4 import Tag
from sqlalchemy import delete

from logbook.accounts.models import Person
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import AssignedSheet
from tests.entries.work import submit
from tests.factories import SOFT_SKILLS, WELDING, Cast, assign
from tests.library.shelf import put_on_shelf, weld_sheet
from tests.pages import PageClient
from tests.plans.work import put

OIL, OTHER, MORE = "emt-smeren", "proef-een", "proef-twee"
ClientFor = Callable[..., PageClient]
Count = Callable[[Callable[[], object]], list[str]]


def shelve() -> None:
    """Publish two welds more than the cast works on."""
    put_on_shelf(
        weld_sheet(OTHER, "Proeflas een", "141", "butt", "plate", "PA"),
        weld_sheet(MORE, "Proeflas twee", "111", "butt", "plate", "PC"),
    )


def give(learner: Person, *sheets: str) -> None:
    """Assign sheets to a learner, who has the weld of the cast already."""
    with transaction():
        assign(learner, *sheets)


def sections(page: Tag) -> list[tuple[str, list[str]]]:
    """Return the heads of the page with the sheets that stand below them."""
    return [
        (part.select("h2")[0].get_text(strip=True), [str(each["href"]).rsplit("=", 1)[1] for each in part.select("a")])
        for part in page.select("section.sec")
    ]


def test_a_round_begins_with_the_learners_own_sheets(cast: Cast, client_for: ClientFor) -> None:
    shelve()
    give(cast.learner, MORE)
    submit(cast)
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/rounds/new")
    first, *rest = sections(page.soup)
    assert first == ("Van deze leerling", [WELDING, MORE])
    assert [(name, ids) for name, ids in rest if name == "Lassen"] == [("Lassen", [OTHER])]
    assert {each for _name, ids in rest for each in ids} == {OTHER, OIL, SOFT_SKILLS}


def test_what_the_plan_says_for_now_stands_before_what_was_given(
    cast: Cast, client_for: ClientFor, count_queries: Count
) -> None:
    shelve()
    teacher, learner = client_for(cast.teacher), client_for(cast.learner)
    round_, library = f"/learners/{cast.learner.id}/rounds/new", "/sheets?track=all"
    teacher.get(round_)
    counts = [len(count_queries(lambda: teacher.get(round_))), len(count_queries(lambda: learner.get(library)))]
    assert "Op je plan" not in learner.get(library).text
    put(cast, OIL, MORE, first=0, last=1)
    put(cast, OTHER, first=2, last=3)
    assert sections(teacher.get(round_).soup)[0] == ("Van deze leerling", [MORE, OIL, WELDING])
    plan, own = learner.get(library).all("section.sec")[:2]
    assert (
        plan.h2 and own.h2 and (plan.h2.get_text(strip=True), own.h2.get_text(strip=True)) == ("Op je plan", "Voor jou")
    )
    assert [str(each["href"]) for each in plan.select("a.row")] == [f"/sheets/{MORE}", f"/sheets/{OIL}"]
    assert [str(each["href"]) for each in own.select("a.row")] == [f"/sheets/{WELDING}"]
    assert [len(count_queries(lambda: teacher.get(round_))), len(count_queries(lambda: learner.get(library)))] == counts
    assert "Op je plan" not in client_for(cast.other_learner).get(library).text


def test_a_class_begins_with_what_most_of_it_works_on(cast: Cast, client_for: ClientFor, count_queries: Count) -> None:
    shelve()
    give(cast.learner, MORE, OIL)
    give(cast.other_learner, OIL)
    teacher = client_for(cast.teacher)
    address = f"/classes/{cast.group.id}/workshop"
    assert sections(teacher.get(address).soup)[0] == ("Van deze klas", [OIL, WELDING, MORE])
    few = len(count_queries(lambda: teacher.get(address)))
    give(cast.other_learner, OTHER, MORE)
    assert len(count_queries(lambda: teacher.get(address))) == few <= 7


def test_without_any_only_the_kinds_are_there(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.execute(delete(AssignedSheet))
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/workshop")
    assert "Van deze klas" not in page.text
    assert {each for _name, ids in sections(page.soup) for each in ids} == {WELDING, OIL, SOFT_SKILLS}


def test_notes_choose_among_sheets_that_are_written_on(cast: Cast, client_for: ClientFor) -> None:
    shelve()
    give(cast.other_learner, OTHER, SOFT_SKILLS)
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/notes?sheet={OTHER}")
    groups = page.soup.select("#f-sheet optgroup")
    assert groups[0]["label"] == "Van deze klas"
    assert [each["value"] for each in groups[0].select("option")] == [WELDING, OTHER]
    values = [each["value"] for group in groups for each in group.select("option")]
    assert sorted(values) == sorted({OTHER, MORE, WELDING, OIL})
    assert [each["value"] for each in page.soup.select("#f-sheet option[selected]")] == [OTHER]


def test_a_supervisor_is_given_the_learners_sheets_first(cast: Cast, client_for: ClientFor) -> None:
    shelve()
    give(cast.learner, OTHER)
    page = client_for(cast.coordinator).get(f"/placements/{cast.placement_id}/members/new")
    values = [each["value"] for each in page.soup.select("input[name='sheets[]']")]
    assert set(values[:2]) == {WELDING, OTHER}
    assert sorted(values) == sorted({OTHER, MORE, WELDING, OIL, SOFT_SKILLS})


def test_a_sheet_that_is_not_there_is_not_rated(cast: Cast, client_for: ClientFor) -> None:
    teacher = client_for(cast.teacher)
    for sheet in ("nergens", "cognitive-apprenticeship"):
        teacher.get(f"/learners/{cast.learner.id}/rounds/new?sheet={sheet}", status=404)
        teacher.get(f"/classes/{cast.group.id}/workshop?sheet={sheet}", status=404)
