"""What is posted to make and change a placement and who is in it."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from logbook.core.roles import AT_WORK, Role
from logbook.core.texts import N_
from logbook.training.services import AddMember, ArrangeCover, ChangeMember, PlaceLearner, Terms

from .fields import day_field, note_field, reason_field

MOST_HOURS = 40
A_DAY = validate.Range(1, 7, error=N_("Kies een dag van de week."))


class TermsSchema(Schema):
    """What the agreement says."""

    agreement_kind = fields.String(required=True, validate=validate.OneOf(["oao", "sao"], error=N_("Kies OAO of SAO.")))
    from_date = day_field(required=True)
    until_date = day_field(required=True)
    weekdays = fields.List(
        fields.Integer(validate=A_DAY),
        required=True,
        validate=validate.Length(min=1, max=7, error=N_("Kies minstens één dag.")),
    )
    hours_per_week = fields.Integer(
        required=True, validate=validate.Range(1, MOST_HOURS, error=N_("Vul een getal van 1 tot 40 in."))
    )
    over_limit = reason_field()

    def terms(self, data: dict[str, Any]) -> Terms:
        """Take the terms out of what was loaded."""
        return Terms(
            agreement_kind=data.pop("agreement_kind"),
            from_date=data.pop("from_date"),
            until_date=data.pop("until_date"),
            weekdays=frozenset(data.pop("weekdays")),
            hours_per_week=data.pop("hours_per_week"),
        )


class ChangePlacementSchema(TermsSchema):
    """New terms, and the reason when they give a mentor a fourth learner."""

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> tuple[Terms, str | None]:
        """Return the terms and the reason."""
        return self.terms(data), data["over_limit"]


class PlacementSchema(TermsSchema):
    """A new placement."""

    learner_id = fields.UUID(required=True)
    workplace_id = fields.UUID(required=True)
    track_id = fields.String(required=True, validate=validate.Length(max=60))
    mentor_id = fields.UUID(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> PlaceLearner:
        """Return the command."""
        return PlaceLearner(terms=self.terms(data), **data)


class _MemberSchema(Schema):
    until_date = day_field(load_default=None)
    main = fields.Boolean(load_default=False)
    sheets = fields.List(fields.String(validate=validate.Length(max=80)), load_default=list)
    over_limit = reason_field()


class AddMemberSchema(_MemberSchema):
    """Somebody who joins a placement."""

    person_id = fields.UUID(required=True)
    role = fields.Enum(Role, by_value=True, required=True, validate=validate.OneOf(AT_WORK))
    from_date = day_field(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> AddMember:
        """Return the command."""
        return AddMember(**data | {"sheets": tuple(data["sheets"])})


class ChangeMemberSchema(_MemberSchema):
    """What changes of somebody in a placement."""

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> ChangeMember:
        """Return the command."""
        return ChangeMember(**data | {"sheets": tuple(data["sheets"])})


class CoverSchema(Schema):
    """Who takes over from whom, between which days."""

    mentor_id = fields.UUID(required=True)
    cover_id = fields.UUID(required=True)
    from_date = day_field(required=True)
    until_date = day_field(required=True)
    note = note_field(2000, required=True)
    over_limit = reason_field()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> ArrangeCover:
        """Return the command."""
        return ArrangeCover(**data)
