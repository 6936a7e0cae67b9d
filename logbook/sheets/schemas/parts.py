"""The shapes that sheets are made of."""

from typing import Any

from marshmallow import ValidationError, validate, validates_schema

from logbook.sheets.models import DRAWINGS, STAGES, Cadence

from .fields import (
    Items,
    Named,
    Nested,
    Number,
    Part,
    Text,
    Whole,
    YesNo,
    identifier,
    label_text,
    one_of,
    parts,
    sentence,
    words,
)

FIELD_KINDS = ("date", "text", "working_times", "choice", "flag")
ISO_6520 = validate.Regexp(r"[1-6][0-9]{2,3}\Z", error="is not an ISO 6520-1 number: three or four digits in quotes")
DRAWING = one_of(DRAWINGS, "there is no drawing “{input}”")


class ItemSchema(Part):
    """A text with a name."""

    id = identifier()
    text = sentence()
    note = sentence(required=False)


class StepSchema(ItemSchema):
    """A step of the work. A retired one is done no more and stays in the file, with its name."""

    retired = YesNo()


class LevelSchema(Part):
    """A level of a scale."""

    id = identifier()
    order = Whole(required=True)
    print_order = Whole(required=True)
    symbol = label_text()
    label = label_text()
    counts_as_met = YesNo(required=True)
    makes = Text(validate=one_of(("work_point", "strong_point"), "“{input}” is neither work_point nor strong_point"))


class MeasureSchema(Part):
    """One number that can be measured."""

    id = identifier()
    label = label_text()


class MeasurementSchema(Part):
    """What may be measured for a criterion."""

    unit = Text(required=True, validate=one_of(("mm",), "“{input}” is not a unit of this format"))
    minimum = Number(required=True)
    maximum = Number(required=True)
    step = Number(required=True, validate=validate.Range(min=0, min_inclusive=False, error="must be above zero"))
    fields_ = parts(MeasureSchema, name="fields")

    @validates_schema
    def check_range(self, data: dict[str, Any], **_options: Any) -> None:
        """Refuse a range that holds nothing."""
        if data["minimum"] >= data["maximum"]:
            raise ValidationError("must be above the minimum", "maximum")


class CheckSchema(Part):
    """A Ja/Nee check. A retired one is asked no more; older records still have its name."""

    id = identifier()
    text = label_text()
    short = label_text()
    retired = YesNo()


class CriterionSchema(CheckSchema):
    """A criterion that counts for a reached sheet."""

    iso6520 = Items(Text(validate=ISO_6520))
    drawing = Text(validate=DRAWING)
    look_for = sentence()
    good = sentence(required=False)
    bad = sentence(required=False)
    measurement = Nested(MeasurementSchema)
    group = identifier(required=False)

    @validates_schema
    def check_captions(self, data: dict[str, Any], **_options: Any) -> None:
        """Ask for the words under both sides of a drawing."""
        missing = [side for side in ("good", "bad") if "drawing" in data and side not in data]
        if missing:
            raise ValidationError({side: ["is missing: a drawing needs both captions"] for side in missing})


class AttitudeItemSchema(CheckSchema):
    """A soft-skill item."""

    extension = YesNo(load_default=False)
    examples = parts(ItemSchema)


class AttitudeGroupSchema(Part):
    """A group of soft-skill items, with a scale of its own where it names one."""

    id = identifier()
    title = label_text()
    agreements = label_text()
    scale = identifier(required=False)
    items = parts(AttitudeItemSchema)


class OptionSchema(Part):
    """One choice of a field."""

    id = identifier()
    label = label_text()
    hint = label_text(required=False)


class FieldSchema(Part):
    """One line of the daily log's head."""

    id = identifier()
    kind = Text(required=True, validate=one_of(FIELD_KINDS, "“{input}” is not a kind of field"))
    label = label_text()
    options = parts(OptionSchema, required=False, least=2)

    @validates_schema
    def check_options(self, data: dict[str, Any], **_options: Any) -> None:
        """A choice has options, and nothing else has."""
        if (data["kind"] == "choice") != ("options" in data):
            raise ValidationError("belong to a field of the kind choice, and only there", "options")


class HeaderLineSchema(Part):
    """A fixed value of the sheet."""

    id = identifier()
    label = label_text()
    text = sentence()
    codes = Items(words(10))


class ChecksSchema(Part):
    """The checks of the daily log."""

    title = label_text()
    scale = identifier()
    items = parts(CheckSchema)


class DailyLogSchema(Part):
    """What is filled in every day."""

    fields_ = parts(FieldSchema, name="fields")
    checks = Nested(ChecksSchema, required=True)


class HeadingSchema(Part):
    """A heading that criteria of an evaluation can stand under, with a scale of their own where it names one."""

    id = identifier()
    title = label_text()
    scale = identifier(required=False)


class EvaluationSchema(Part):
    """The criteria that count, those without a `group` first, then under the heading of each group."""

    title = label_text()
    rule = sentence()
    scale = identifier()
    groups = parts(HeadingSchema, required=False)
    criteria = parts(CriterionSchema)


class ImperfectionSchema(Part):
    """A further imperfection by its number."""

    code = Text(required=True, validate=ISO_6520)
    name = label_text()
    look_for = sentence(required=False)
    drawing = Text(validate=DRAWING)


class ImperfectionsSchema(Part):
    """The further imperfections, and the edition of the standard that numbers them."""

    edition = words(40)
    codes = parts(ImperfectionSchema)


class SectionSchema(Part):
    """A part of a theme sheet."""

    id = identifier()
    title = label_text()
    about = sentence()
    items = parts(ItemSchema)


class RatingSchema(Part):
    """How the items of an attitude sheet are rated."""

    scale = identifier()
    cadence = Text(required=True, validate=one_of(Cadence, "“{input}” is neither entry nor week"))


class FrameSchema(Part):
    """The writing frame of a stage."""

    strict = YesNo(required=True)
    lead = sentence()
    prompts = parts(ItemSchema)


class StageSchema(Part):
    """A stage of cognitive apprenticeship."""

    id = Text(required=True, validate=one_of(STAGES, "“{input}” is not one of the six stages"))
    title = label_text()
    did = label_text()
    explain = sentence()
    mentor_roles = parts(ItemSchema)
    learner_roles = parts(ItemSchema)
    attention = parts(ItemSchema)
    questions = parts(ItemSchema, least=3)
    frame = Nested(FrameSchema, required=True)


SCALES = Named(keys=identifier(), values=Items(Nested(LevelSchema)), required=True)
