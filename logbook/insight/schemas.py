"""What the addresses of the reading pages may ask: a week, a sheet, a period, parties."""

from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate, validates_schema

from logbook.core.roles import Rater
from logbook.core.texts import N_
from logbook.core.weeks import parse_iso_week
from logbook.sheets.models import STAGES

from .queries.evidence import CellChoice
from .queries.three_party import PARTIES
from .queries.three_party_view import Filters

NO_WEEK = N_("Die week kennen we niet. Dit is de week van nu.")
SHOWN = ("silent", "waiting", "drift", "overdue")


class IsoWeek(fields.String):
    """A week as addresses write it (`2026-W47`), loaded as its number."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return parse_iso_week(super()._deserialize(value, attr, data, **kwargs))
        except (ValueError, OverflowError) as error:
            raise ValidationError(NO_WEEK) from error


class ClassViewSchema(Schema):
    """The class view's week, and which of its rows to show."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    week = IsoWeek()
    show = fields.String(validate=validate.OneOf(SHOWN))


class FiltersSchema(Schema):
    """The three-party view's sheet, period and parties."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    sheet = fields.String(validate=validate.Length(max=80))
    first = fields.Date(data_key="from", validate=validate.Range(min=date(2000, 1, 3)))
    until = fields.Date(validate=validate.Range(min=date(2000, 1, 3)))
    parties = fields.List(
        fields.Enum(Rater, by_value=True, validate=validate.OneOf(PARTIES)),
        data_key="party",
        validate=validate.Length(min=1),
    )

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a period that ends before it begins."""
        if "first" in data and "until" in data and data["until"] < data["first"]:
            raise ValidationError(N_("Deze dag ligt voor de eerste dag."), "until")

    @post_load
    def filters(self, data: dict[str, Any], **_: Any) -> Filters:
        """Return what the page's query takes."""
        return Filters(**data | ({"parties": frozenset(data["parties"])} if "parties" in data else {}))


class EvidenceSchema(Schema):
    """Which cell's evidence, and whether all of it."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    criterion = fields.String(required=True, validate=validate.Length(max=60))
    stage = fields.String(required=True, validate=validate.OneOf(STAGES))
    everything = fields.Boolean(data_key="all")

    @post_load
    def cell(self, data: dict[str, Any], **_: Any) -> CellChoice:
        """Return what the page's query takes."""
        return CellChoice(**data)
