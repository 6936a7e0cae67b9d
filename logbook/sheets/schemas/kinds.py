"""The four kinds of sheet under one envelope."""

from marshmallow import validate

from logbook.sheets.models import SheetKind

from .fields import SLUG_PATTERN, Items, Nested, Part, Text, label_text, parts, sentence, words
from .parts import (
    SCALES,
    AttitudeGroupSchema,
    DailyLogSchema,
    EvaluationSchema,
    HeaderLineSchema,
    ImperfectionsSchema,
    ItemSchema,
    RatingSchema,
    SectionSchema,
    StageSchema,
    StepSchema,
)
from .welds import WeldSchema

FORMAT = "sheet/1"
_SLUG = validate.Regexp(SLUG_PATTERN, error="must be lower-case words joined by hyphens")


class SheetSchema(Part):
    """What every sheet has."""

    format = Text(required=True, validate=validate.Equal(FORMAT, error=f"must be “{FORMAT}”"))
    kind = Text(required=True)
    id = Text(required=True, validate=[_SLUG, validate.Length(max=80, error="is longer than 80 characters")])
    tracks = Items(words(60), required=True, validate=validate.Length(min=1, error="needs at least 1"))
    title = label_text()
    short_title = label_text()
    summary = sentence()
    introduction = parts(ItemSchema, required=False)
    untranslated = Items(words(200))
    """Where a school's own sheet has the Dutch text for want of a translation: paths like `steps[0].text.fr`."""


class TaskSchema(SheetSchema):
    """A practical task with a daily log and rounds of criteria."""

    scales = SCALES
    weld = Nested(WeldSchema)
    header = parts(HeaderLineSchema, required=False, least=0)
    steps = parts(StepSchema)
    daily_log = Nested(DailyLogSchema, required=True)
    evaluation = Nested(EvaluationSchema, required=True)
    other_imperfections = Nested(ImperfectionsSchema)
    remarks = parts(ItemSchema)


class ThemeSchema(SheetSchema):
    """A theme with goals, knowledge, practice contexts and criteria."""

    scales = SCALES
    sections = parts(SectionSchema)
    evaluation = Nested(EvaluationSchema, required=True)


class AttitudeSchema(SheetSchema):
    """Groups of items that three people rate every week."""

    scales = SCALES
    rating = Nested(RatingSchema, required=True)
    extension_note = sentence()
    groups = parts(AttitudeGroupSchema)


class DidacticModelSchema(SheetSchema):
    """The stages."""

    stages = parts(StageSchema)


SCHEMAS: dict[str, type[SheetSchema]] = {
    SheetKind.TASK: TaskSchema,
    SheetKind.THEME: ThemeSchema,
    SheetKind.ATTITUDE: AttitudeSchema,
    SheetKind.DIDACTIC_MODEL: DidacticModelSchema,
}
