"""Strong points, work points and commitments, as forms and the API send them.

A form sends `strong_points.chosen[]` (phrases used before) and `strong_points.new.text`; the API a list. Both become
one mapping whose keys name the fields that a message belongs to: what was typed or first chosen is `new`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from logbook.core import clock
from logbook.core.texts import N_
from logbook.reviews.policy import COMMITMENT_OWNERS
from logbook.reviews.services import NewCommitment, NewRemark

from .fields import LONGEST, TOO_LONG, UNKNOWN, words

WRITE_FIRST = N_("Schrijf eerst wat je bedoelt.")
BY_WHEN = N_("Kies tegen wanneer.")
NOT_PAST = N_("Kies een dag die nog komt.")
WITHIN_A_YEAR = N_("Kies een dag binnen het jaar.")
A_YEAR = timedelta(days=366)


def keyed(given: Any) -> Any:
    """Return remarks or commitments as a mapping by name, from a form's fields or from a list."""
    if isinstance(given, list):
        return {str(place): each for place, each in enumerate(given)}
    if not isinstance(given, Mapping) or not ({"chosen", "new"} & given.keys()):
        return given
    chosen, shared = given.get("chosen"), given.get("new")
    if not isinstance(chosen, list | None) or not isinstance(shared, dict | None):
        return given
    shared = shared or {}
    texts = [*([shared["text"]] if "text" in shared else []), *(chosen or [])]
    if not texts and "example" not in shared:
        return {}
    new = {**shared, **({"text": texts[0]} if texts else {})}
    common = {name: value for name, value in shared.items() if name not in ("text", "example")}
    return {"new": new} | {f"chosen-{place}": {**common, "text": text} for place, text in enumerate(texts[1:])}


class RemarkSchema(Schema):
    """A strong point or work point with, if there is one, an example."""

    text = words(required=True, error_messages={"required": WRITE_FIRST})
    example = words()
    criterion_id = fields.String(data_key="criterion", validate=validate.Length(max=60, error=UNKNOWN))


class StrongPointSchema(RemarkSchema):
    """A strong point."""

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> NewRemark:
        """Return the remark."""
        return NewRemark("strong_point", **data)


class WorkPointSchema(RemarkSchema):
    """A work point."""

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> NewRemark:
        """Return the remark."""
        return NewRemark("work_point", **data)


def _coming(day: Any) -> None:
    if day < clock.today():
        raise ValidationError(NOT_PAST)
    if day > clock.today() + A_YEAR:
        raise ValidationError(WITHIN_A_YEAR)


class CommitmentSchema(Schema):
    """What was agreed, who does it, by when."""

    text = fields.String(required=True, validate=validate.Length(max=LONGEST, error=TOO_LONG))
    owner_role = fields.String(required=True, validate=validate.OneOf(COMMITMENT_OWNERS, error=UNKNOWN))
    due_on = fields.Date(required=True, validate=_coming, error_messages={"required": BY_WHEN})

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> NewCommitment:
        """Return the commitment."""
        return NewCommitment(**data)
