"""What the form, the outbox and the API send: the shape."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from logbook.core.ids import new_id
from logbook.entries.models import EntryFields
from logbook.entries.schemas import EntryFieldsSchema, EntryForm, EntryFormSchema, OwnWeekSchema
from logbook.web.forms import load

OP, PLACEMENT = "01a200a3-6578-739f-9434-1918defebb7e", "01a200a3-6578-7cca-887f-68fd39b6767e"
FORM = {
    "op_id": OP,
    "base_rev": "0",
    "date": "2026-11-20",
    "placement_id": PLACEMENT,
    "sheet": "emt-smeren",
    "sheet_version": "1",
    "stage": "coaching",
    "header.working_times.hours": "3",
    "header.visual_check_done": "true",
    "ratings.crack_free": "reached",
    "measurements.throat_thickness.measured": "4,2",
    "imperfections[]": "104",
    "note.what": " Te snel. ",
}


def _load(changes: dict[str, str]) -> Any:
    return load(EntryFormSchema(), MultiDict(FORM | changes))


def test_a_form_becomes_the_fields_of_an_entry(clean: Flask) -> None:
    loaded = _load({})
    fields = EntryFields(
        date=date(2026, 11, 20),
        sheet="emt-smeren",
        sheet_version=1,
        stage="coaching",
        placement_id=UUID(PLACEMENT),
        header={"working_times": {"hours": "3"}, "visual_check_done": "true"},
        ratings={"crack_free": "reached"},
        measurements={"throat_thickness": {"measured": 4.2}},
        imperfections=("104",),
        note={"what": "Te snel."},
    )
    assert loaded.ok and loaded.value == EntryForm(UUID(OP), 0, fields)
    assert EntryFields.from_json(fields.as_json()) == fields


def test_only_the_sheet_the_day_and_the_stage_are_needed(clean: Flask) -> None:
    needed = {"date": "2026-11-20", "sheet": "emt-smeren", "sheet_version": 1, "stage": "coaching"}
    assert EntryFieldsSchema().load(needed) == EntryFields(date(2026, 11, 20), "emt-smeren", 1, "coaching")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"op_id": "1"}, "op_id"),
        ({"op_id": ""}, "op_id"),
        ({"base_rev": "-1"}, "base_rev"),
        ({"base_rev": "9" * 30}, "base_rev"),
        ({"date": "gisteren"}, "date"),
        ({"date": ""}, "date"),
        ({"placement_id": "hal 1"}, "placement_id"),
        ({"sheet": "../etc"}, "sheet"),
        ({"sheet": "twee woorden"}, "sheet"),
        ({"sheet_version": "0"}, "sheet_version"),
        ({"stage": ""}, "stage"),
        ({"stage": "sleeping"}, "stage"),
        ({"ratings.crack_free.deep": "reached"}, "ratings.crack_free"),
        ({"ratings": "reached", "ratings.crack_free": ""}, "ratings"),
        ({"measurements.throat_thickness.measured": "dik"}, "measurements.throat_thickness.measured"),
        ({"measurements.throat_thickness.measured": "nan"}, "measurements.throat_thickness.measured"),
        ({"note.what": "x" * 2001}, "note.what"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_another_shape_is_told_beside_its_field(clean: Flask, changes: dict[str, str], field: str) -> None:
    loaded = _load(changes)
    assert set(loaded.errors) == {field}
    assert all(message and not message.startswith("Not a") for message in loaded.errors[field])


def test_there_is_an_end_to_how_much_is_taken(clean: Flask) -> None:
    loaded = _load({f"ratings.criterion_{number}": "reached" for number in range(101)})
    assert set(loaded.errors) == {"ratings"}


def test_the_own_week_is_a_deed_and_its_values(clean: Flask) -> None:
    op_id = new_id()
    loaded = load(OwnWeekSchema(), MultiDict({"op_id": str(op_id), "values.punctuality": "meets"}))
    assert loaded.value == {"op_id": op_id, "values": {"punctuality": "meets"}}
    assert set(load(OwnWeekSchema(), MultiDict({})).errors) == {"op_id"}
