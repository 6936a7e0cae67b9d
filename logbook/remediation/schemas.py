"""Shapes of what pages about lessons ask and send."""

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate, validates_schema

from logbook.core.texts import N_
from logbook.sheets.models import STAGES
from logbook.training.schemas.fields import day_field, note_field

from .models import LessonKind, Outcome
from .queries import NotesFilters
from .services import Done, LessonPlan

MOST = 80
HIGHEST = 2**31 - 1
UNKNOWN = N_("Dit kennen we niet.")
NO_TITLE = N_("Geef de les een naam.")
NO_DAY = N_("Kies de dag van de les.")


def _id(**more: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=MOST, error=UNKNOWN), **more)


def _kind(**more: Any) -> fields.Field[LessonKind]:
    return fields.Enum(LessonKind, by_value=True, error_messages={"unknown": UNKNOWN}, **more)


def _version() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(0, HIGHEST, error=UNKNOWN))


class _Address(Schema):
    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE


class NeedsSchema(_Address):
    """Which needs to show: of one sheet, of one kind."""

    sheet = _id()
    kind = _kind()


class ProposalSchema(_Address):
    """What a new lesson is to be about."""

    sheet_id = _id(required=True, data_key="sheet")
    kind = _kind(required=True)
    criteria = fields.List(_id(), data_key="criterion", load_default=list, validate=validate.Length(max=MOST))


class NotesSchema(_Address):
    """Which notes to show."""

    sheet = _id()
    stage = fields.String(validate=validate.OneOf(STAGES, error=UNKNOWN))
    criterion = _id()

    @post_load
    def filters(self, data: dict[str, Any], **_: Any) -> NotesFilters:
        """Return what the page's query takes."""
        return NotesFilters(**data)


class LessonSchema(Schema):
    """What a lesson is."""

    title = fields.String(
        required=True,
        error_messages={"required": NO_TITLE},
        validate=validate.Length(max=120, error=N_("Dit is te lang.")),
    )
    day = day_field(required=True, data_key="date", error_messages={"required": NO_DAY})
    place = note_field(120, load_default=None)
    plan = note_field(1000, load_default=None)
    criteria = fields.List(_id(), load_default=list, validate=validate.Length(max=MOST, error=UNKNOWN))
    learners = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=MOST, error=UNKNOWN))

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Any:
        """Return the plan, with what else the form brings."""
        return _split(data)


class NewLessonSchema(LessonSchema):
    """A lesson to make: its id came with the form."""

    lesson_id = fields.UUID(required=True)
    sheet_id = _id(required=True, data_key="sheet")
    kind = _kind(required=True)


class ChangeLessonSchema(LessonSchema):
    """A planned lesson to change, and the version that the page showed."""

    version = _version()


class VersionSchema(Schema):
    """The version that the page showed."""

    version = _version()


class _OutcomeSchema(Schema):
    outcome = fields.Enum(
        Outcome, by_value=True, load_default=None, error_messages={"unknown": N_("Kies een van de drie.")}
    )
    note = note_field(300, load_default=None)

    @validates_schema
    def no_note_alone(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a note of a learner of whom it is not said what happened: it would be lost."""
        if data.get("note") and not data.get("outcome"):
            raise ValidationError({"outcome": [N_("Duid ook aan wat er gebeurde.")]})


class DoneSchema(VersionSchema):
    """What was done, for each learner of whom something was said."""

    outcomes = fields.Dict(
        keys=fields.UUID(),
        values=fields.Nested(_OutcomeSchema),
        load_default=dict,
        validate=validate.Length(max=MOST, error=UNKNOWN),
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Done:
        """Return the command."""
        said = {name: (each["outcome"], each["note"]) for name, each in data["outcomes"].items() if each["outcome"]}
        return Done(data["version"], said)


_OF_PLAN = ("title", "day", "criteria", "learners", "place", "plan")


def _split(data: dict[str, Any]) -> dict[str, Any]:
    plan = {name: data[name] for name in _OF_PLAN}
    plan |= {"criteria": tuple(data["criteria"]), "learners": frozenset(data["learners"])}
    rest = {name: value for name, value in data.items() if name not in _OF_PLAN}
    return rest | {"plan": LessonPlan(**plan)}
