"""What the forms of company sheets take."""

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from logbook.core.texts import N_

from .models import Elsewhere, OverlayWords, Where
from .services import AddPhoto

LONGEST, LONGEST_TIMING, LONGEST_STEP, LONGEST_NAME = 2000, 200, 1000, 120
LONGEST_ALT = 200
MOST_IDS = 300
TOO_LONG = N_("Dit is te lang.")
UNREADABLE = N_("Dit kunnen we niet lezen.")
CHOOSE_WHERE = N_("Kies wie dit leert.")
SAY_WHAT = N_("Schrijf in een zin wat er op de foto staat.")


def _text(longest: int) -> fields.String:
    return fields.String(load_default="", validate=validate.Length(max=longest, error=TOO_LONG))


def _by_id(values: fields.Field[Any]) -> fields.Dict:
    keys = fields.String(validate=validate.Regexp(r"[\w-]{1,120}\Z", error=UNREADABLE))
    most = validate.Length(max=MOST_IDS, error=TOO_LONG)
    return fields.Dict(keys=keys, values=values, validate=most, load_default=dict)


class ElsewhereSchema(Schema):
    """Who teaches it: a kind of place, and their name if that helps."""

    by = fields.String(load_default="", validate=validate.OneOf(("", *Where), error=CHOOSE_WHERE))
    who = _text(LONGEST_NAME)

    @validates_schema
    def _names_a_place(self, data: dict[str, str], **_: Any) -> None:
        if data.get("who") and not data.get("by"):
            raise ValidationError({"by": [CHOOSE_WHERE]})


@dataclass(frozen=True, slots=True)
class SaveOverlay:
    """The words to keep, and which version they were written over; 0 for a new one."""

    words: OverlayWords
    version: int


class OverlaySchema(Schema):
    """A company sheet as one form. Loads to SaveOverlay."""

    version = fields.Integer(load_default=0, validate=validate.Range(0, 1_000_000, error=UNREADABLE))
    material = _text(LONGEST)
    timing = _text(LONGEST_TIMING)
    note = _text(LONGEST)
    steps = _by_id(_text(LONGEST_STEP))
    elsewhere = _by_id(fields.Nested(ElsewhereSchema))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> SaveOverlay:
        """Return what the form says; what was left open is not in it."""
        elsewhere = {
            name: Elsewhere(Where(each["by"]), each["who"]) for name, each in data["elsewhere"].items() if each["by"]
        }
        words = OverlayWords(data["material"], data["timing"], data["note"], data["steps"], elsewhere)
        return SaveOverlay(words, data["version"])


class PhotoSchema(Schema):
    """What is said with a photo. Loads to AddPhoto."""

    id = fields.UUID(required=True)
    alt = fields.String(
        required=True,
        validate=validate.Length(min=3, max=LONGEST_ALT, error=SAY_WHAT),
        error_messages={"required": SAY_WHAT},
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> AddPhoto:
        """Return it."""
        return AddPhoto(**data)
