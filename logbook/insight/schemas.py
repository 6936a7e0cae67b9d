"""What the addresses of the reading pages may ask: a week, a sheet, a period, parties."""

from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate, validates_schema

from logbook.core.roles import Rater
from logbook.core.texts import N_
from logbook.core.weeks import parse_iso_week
from logbook.desk.schemas import SHOWN, SORTS
from logbook.sheets.models import STAGES

from .queries.compare import Asked, Period
from .queries.evidence import CellChoice
from .queries.three_party import PARTIES
from .queries.three_party_view import Filters
from .queries.weeks import LONGEST

ANY_DAY = (date(2000, 1, 3), date(2199, 12, 29))
"""The days that a period can name: the weeks around them are weeks that can be counted."""
NO_WEEK = N_("Die week kennen we niet. Dit is de week van nu.")


class IsoWeek(fields.String):
    """A week as addresses write it (`2026-W47`), loaded as its number."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return parse_iso_week(super()._deserialize(value, attr, data, **kwargs))
        except (ValueError, OverflowError) as error:
            raise ValidationError(NO_WEEK) from error


class ClassViewSchema(Schema):
    """The class view's week, which of its rows to show, and in which order."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    week = IsoWeek()
    show = fields.String(validate=validate.OneOf(SHOWN))
    sort = fields.String(validate=validate.OneOf(SORTS))


class NeighboursSchema(Schema):
    """In which class, and in which order, somebody goes from learner to learner."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    class_id = fields.UUID(data_key="class")
    order = fields.String(validate=validate.Regexp(r"[0-9a-zA-Z]{1,62}\Z"))


class PeriodSchema(Schema):
    """A period: its first and its last day, each of them optional."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    first = fields.Date(data_key="from", validate=validate.Range(*ANY_DAY))
    until = fields.Date(validate=validate.Range(*ANY_DAY))

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a period that ends before it begins."""
        if "first" in data and "until" in data and data["until"] < data["first"]:
            raise ValidationError(N_("Deze dag ligt voor de eerste dag."), "until")


class YearSchema(PeriodSchema):
    """The period of a page that has room for every week of it."""

    @validates_schema
    def not_too_long(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a period of more weeks than there is room for."""
        if "first" in data and "until" in data and data["until"] - data["first"] >= LONGEST:
            raise ValidationError(N_("Kies hoogstens drie jaar."), "until")

    @post_load
    def filters(self, data: dict[str, Any], **_: Any) -> Filters:
        """Return what the page's query takes."""
        return Filters(**data)


class FiltersSchema(PeriodSchema):
    """The three-party view's sheet, period and parties."""

    sheet = fields.String(validate=validate.Length(max=80))
    parties = fields.List(
        fields.Enum(Rater, by_value=True, validate=validate.OneOf(PARTIES)),
        data_key="party",
        validate=validate.Length(min=1),
    )

    @post_load
    def filters(self, data: dict[str, Any], **_: Any) -> Filters:
        """Return what the page's query takes."""
        return Filters(**data | ({"parties": frozenset(data["parties"])} if "parties" in data else {}))


class EvidenceSchema(Schema):
    """Which cell's evidence (without a stage: that of the whole row), and whether all of it."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    criterion = fields.String(required=True, validate=validate.Length(max=60))
    stage = fields.String(validate=validate.OneOf(STAGES))
    everything = fields.Boolean(data_key="all")

    @post_load
    def cell(self, data: dict[str, Any], **_: Any) -> CellChoice:
        """Return what the page's query takes."""
        return CellChoice(**data)


class CompareSchema(Schema):
    """The sheet and the two periods of a comparison; a period without dates is the usual one."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    sheet = fields.String(validate=validate.Length(max=120))
    first = fields.Date(data_key="from1", validate=validate.Range(*ANY_DAY))
    until = fields.Date(data_key="until1", validate=validate.Range(*ANY_DAY))
    second = fields.Date(data_key="from2", validate=validate.Range(*ANY_DAY))
    last = fields.Date(data_key="until2", validate=validate.Range(*ANY_DAY))

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse half a period, and one that ends before it begins."""
        for first, until, key in (("first", "until", "1"), ("second", "last", "2")):
            if (first in data) != (until in data):
                raise ValidationError(N_("Vul beide dagen in."), f"until{key}")
            if first in data and data[until] < data[first]:
                raise ValidationError(N_("Deze dag ligt voor de eerste dag."), f"until{key}")

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Asked:
        """Return what the page's query takes."""
        return Asked(
            data.get("sheet"),
            Period(data["first"], data["until"]) if "first" in data else None,
            Period(data["second"], data["last"]) if "second" in data else None,
        )
