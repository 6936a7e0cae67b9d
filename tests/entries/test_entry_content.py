"""What the sheet allows: each thing that is wrong is told beside its field, and nothing is stored."""

from typing import Any

import pytest

from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryState, Op
from logbook.entries.queries import own_entry
from logbook.entries.services import check_ratings
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion
from logbook.sheets.queries import latest_version
from tests.entries.work import entry_in, submit
from tests.factories import SOFT_SKILLS, WELDING, Cast, add

# What is handed in, and the field that says what is wrong.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"sheet": "no-such-sheet"}, "sheet_version"),
    ({"sheet_version": 2}, "sheet_version"),
    ({"sheet": SOFT_SKILLS}, "sheet"),
    ({"stage": "sleeping"}, "stage"),
    ({"ratings": {"tidy_desk": "reached"}}, "ratings.tidy_desk"),
    ({"ratings": {"crack_free": "done"}}, "ratings.crack_free"),
    ({"ratings": {"crack_free": "meets"}}, "ratings.crack_free"),
    ({"ratings": {"removes_burrs": "reached"}}, "ratings.removes_burrs"),
    ({"header": {"process_used": "141"}}, "header.process_used"),
    ({"header": {"metal_used": "wood"}}, "header.metal_used"),
    ({"header": {"visual_check_done": "perhaps"}}, "header.visual_check_done"),
    ({"header": {"task_description": "x" * 301}}, "header.task_description"),
    ({"header": {"task_description": 7}}, "header.task_description"),
    ({"header": {"date": "2026-11-20"}}, "header.date"),
    ({"header": {"mood": "fine"}}, "header.mood"),
    ({"header": {"working_times": {"hours": 24, "minutes": 1}}}, "header.working_times"),
    ({"header": {"working_times": {"minutes": "many"}}}, "header.working_times"),
    ({"header": {"working_times": {"minutes": 0}}}, "header.working_times"),
    ({"header": {"working_times": {"hours": -1, "minutes": 90}}}, "header.working_times"),
    ({"header": {"working_times": {"days": 1}}}, "header.working_times"),
    ({"header": {"working_times": {"minutes": []}}}, "header.working_times"),
    ({"header": {"working_times": "3 u"}}, "header.working_times"),
    ({"measurements": {"throat_thickness": {"measured": 31}}}, "measurements.throat_thickness.measured"),
    ({"measurements": {"throat_thickness": {"width": 3}}}, "measurements.throat_thickness.width"),
    ({"measurements": {"crack_free": {"measured": 3}}}, "measurements.crack_free"),
    ({"measurements": {"tidy_desk": {"measured": 3}}}, "measurements.tidy_desk"),
    ({"imperfections": ("104", "999")}, "imperfections"),
    ({"note": {"what": "x" * 2001}}, "note.what"),
    ({"note": {"what else?": "x"}}, "note"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_is_wrong_is_told_beside_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Rejected) as refusal:
        submit(cast, **changes)
    assert set(refusal.value.errors) == {field}
    assert not db.session.query(Entry).count() + db.session.query(Op).count()


def test_everything_that_is_wrong_is_told_at_once(cast: Cast) -> None:
    with pytest.raises(Rejected) as refusal:
        submit(cast, ratings={"crack_free": "done"}, imperfections=("999",), header={"mood": "fine"})
    assert set(refusal.value.errors) == {"ratings.crack_free", "imperfections", "header.mood"}


def test_the_whole_of_a_full_column_is_kept(cast: Cast) -> None:
    header = {
        "process_used": "135",
        "metal_used": "steel",
        "task_description": "Frame van de kar",
        "working_times": {"hours": "3", "minutes": "30"},
        "visual_check_done": "true",
    }
    receipt = submit(
        cast,
        header=header,
        measurements={"throat_thickness": {"nominal": 4, "measured": 4.2}},
        imperfections=("104", "104", "506"),
        note={"what_i_did": "Ik begon te snel."},
    )
    view = own_entry(cast.actor("learner"), receipt.entry_id)  # type: ignore[arg-type]
    assert view is not None
    assert view.fields.header == header | {"working_times": {"minutes": 210}, "visual_check_done": True}
    assert view.fields.measurements == {"throat_thickness": {"nominal": 4, "measured": 4.2}}
    assert view.fields.imperfections == ("104", "506")
    assert view.fields.note == {"what_i_did": "Ik begon te snel."}
    assert (view.fields.minutes, view.fields.visual_check_done, view.code) == (210, True, receipt.code)


def test_a_theme_sheet_takes_working_times_and_a_description(cast: Cast) -> None:
    content = latest_version(cast.actor("learner"), "emt-smeren")
    first = next(iter(content.all_criteria))
    receipt = submit(
        cast,
        sheet=content.id,
        header={"task_description": "Lagers gesmeerd", "working_times": {"minutes": 45}},
        ratings={first: "reached"},
    )
    assert receipt.rev == 1


def test_an_entry_stays_on_its_version_of_the_sheet(cast: Cast) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    old = db.session.get_one(SheetVersion, entry.sheet_version_id)
    with transaction():
        db.session.get_one(Sheet, WELDING).latest = 2
        add(
            SheetVersion(
                sheet_id=WELDING, number=2, sha="0" * 64, content=old.content, published_at=old.published_at, note=""
            )
        )
    assert submit(cast, entry.id, base_rev=1).rev == 2
    with pytest.raises(Rejected) as refusal:
        submit(cast, entry.id, base_rev=2, sheet_version=2)
    assert set(refusal.value.errors) == {"sheet_version"}


def test_other_raters_values_are_checked_under_the_name_of_their_field(cast: Cast) -> None:
    content = latest_version(cast.actor("mentor"), WELDING)
    check_ratings(content, {"crack_free": "reached"})
    with pytest.raises(Rejected) as refusal:
        check_ratings(content, {"crack_free": "done"}, "except.")
    assert set(refusal.value.errors) == {"except.crack_free"}
