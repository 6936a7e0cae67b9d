"""Shapes of what the editor's forms send. Words may be missing: a draft may be unfinished."""

import re
from collections.abc import Collection
from typing import Any

from marshmallow import Schema, fields, post_load, pre_load, validate

from logbook.core.texts import N_, one_line
from logbook.sheets.models import DRAWINGS, LANGUAGES

from .models import OF_KIND, Shelf
from .services import ALL_DEEDS, MOVE_TO

UNKNOWN = N_("Dit kennen we niet.")
TOO_LONG = N_("Dit is te lang.")
NO_TITLE = N_("Geef de fiche een naam.")
NO_KIND = N_("Kies wat voor fiche het wordt.")
MOST_CODES = 8
_CODES = re.compile(r"[\s,;/]+")
_NAME = validate.Regexp(r"[a-z0-9]+(_[a-z0-9]+)*\Z", error=UNKNOWN)


def _text(longest: int, **more: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=longest, error=TOO_LONG), **more)


class NewSheetSchema(Schema):
    """A new sheet: what kind, and its name."""

    draft_id = fields.UUID(required=True)
    kind = fields.String(
        required=True, error_messages={"required": NO_KIND}, validate=validate.OneOf(OF_KIND, error=UNKNOWN)
    )
    title = _text(100, required=True, error_messages={"required": NO_TITLE})


class TakeUpSchema(Schema):
    """Beginning to change a sheet, or to make another one like it."""

    draft_id = fields.UUID(required=True)
    copy = fields.Boolean(load_default=False)


class ArrangeSchema(Schema):
    """What to do to which row: `up:c_12ab34`.

    `copy_id` names a copy of it, `before` the row above which it is put, `group` the one to which an item goes.
    """

    do = fields.String(required=True)
    copy_id = fields.String(validate=[validate.Length(max=60, error=UNKNOWN), _NAME])
    before = fields.String(load_default="", validate=validate.Length(max=60, error=UNKNOWN))
    group = fields.String(load_default="", validate=validate.Length(max=60, error=UNKNOWN))

    @post_load
    def split(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return deed and row apart."""
        do, _colon, row = data["do"].partition(":")
        return data | {"do": do if do in (*ALL_DEEDS, MOVE_TO) else "", "row": row}


class ScaleSchema(Schema):
    """A scale of the sheet's own, under the name that its form made."""

    name = fields.String(required=True, validate=[validate.Length(max=60, error=UNKNOWN), _NAME])
    part = fields.String(load_default="evaluation")


class PublishSchema(Schema):
    """A note, and the newer version on which to go on, where there is one."""

    note = _text(200, load_default="")
    upon = fields.Integer(load_default=None, validate=validate.Range(1, 2**31 - 1, error=UNKNOWN))


class _RowSchema(Schema):
    was = fields.String(load_default="", validate=validate.Length(max=64, error=UNKNOWN))
    next = fields.String(load_default="", validate=validate.OneOf(("", "new"), error=UNKNOWN))

    @pre_load
    def one_line_each(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Take the blanks and line ends out of the texts, as the format has them."""
        return {key: _lines(given) if isinstance(given, dict) else given for key, given in data.items()}

    @post_load
    def codes(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the numbers of the standard apart."""
        if "iso6520" in data:
            data["iso6520"] = [each for each in _CODES.split(data["iso6520"]) if each][:MOST_CODES]
        return data


def _lines(texts: dict[str, Any]) -> dict[str, Any]:
    return {key: one_line(text) if isinstance(text, str) else text for key, text in texts.items()}


def row_schema(shelf: Shelf, scales: Collection[str], groups: Collection[str]) -> Schema:
    """Return the schema of a row's form, with the scales and the groups that it may name."""
    extras: dict[str, fields.Field[Any]] = {
        "tracks": fields.List(_text(60), load_default=list, validate=validate.Length(max=20, error=UNKNOWN)),
        "scale": fields.String(validate=validate.OneOf(sorted(scales), error=UNKNOWN)),
        "group": fields.String(validate=validate.OneOf(sorted(groups), error=UNKNOWN)),
        "iso6520": _text(60),
        "drawing": fields.String(validate=validate.OneOf(sorted(DRAWINGS), error=UNKNOWN)),
        "counts_as_met": fields.Boolean(load_default=False),
        "extension": fields.Boolean(load_default=False),
    }
    shapes: dict[str, fields.Field[Any]] = {
        each.key: fields.Nested(
            Schema.from_dict({language: _text(each.longest) for language in LANGUAGES}), load_default=dict
        )
        for each in shelf.texts
    }
    shapes |= {key: extras[key] for key in shelf.extras}
    return _RowSchema.from_dict(dict(shapes), name="Row")()
