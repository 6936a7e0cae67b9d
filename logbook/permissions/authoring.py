"""Making and changing sheets."""

from logbook.core.roles import SCHOOL_STAFF, Role

from .groups import PUBLIC

AUTHORING: dict[str, frozenset[Role] | None] = {
    "authoring.drafts": SCHOOL_STAFF,
    "authoring.new": SCHOOL_STAFF,
    "authoring.make": SCHOOL_STAFF,
    "authoring.take_up_form": SCHOOL_STAFF,
    "authoring.take_up": SCHOOL_STAFF,
    "authoring.overview": SCHOOL_STAFF,
    "authoring.drop": SCHOOL_STAFF,
    "authoring.shelf": SCHOOL_STAFF,
    "authoring.arrange": SCHOOL_STAFF,
    "authoring.new_row": SCHOOL_STAFF,
    "authoring.row": SCHOOL_STAFF,
    "authoring.save_row": SCHOOL_STAFF,
    "authoring.own_scale": SCHOOL_STAFF,
    "authoring.check": SCHOOL_STAFF,
    "authoring.preview": SCHOOL_STAFF,
    "authoring.preview_phone": SCHOOL_STAFF,
    "authoring.preview_help": SCHOOL_STAFF,
    "authoring.publish_form": SCHOOL_STAFF,
    "authoring.publish": SCHOOL_STAFF,
    "authoring.versions": SCHOOL_STAFF,
    "authoring.compare": SCHOOL_STAFF,
    "authoring.move_form": SCHOOL_STAFF,
    "authoring.move_class": SCHOOL_STAFF,
    "authoring.move": SCHOOL_STAFF,
    "authoring.criteria_form": SCHOOL_STAFF,
    "authoring.criteria_preview": SCHOOL_STAFF,
    "authoring.criteria": SCHOOL_STAFF,
    "authoring.take_out": SCHOOL_STAFF,
    "authoring.bring_in_form": SCHOOL_STAFF,
    "authoring.bring_in": SCHOOL_STAFF,
    "authoring.schema": PUBLIC,
}
