"""The page on which a company says whether photos may be taken there."""

from uuid import UUID

from flask import Response
from marshmallow import Schema, fields, validate

from logbook.core.texts import N_
from logbook.core.unit_of_work import transaction
from logbook.privacy.services import photo_switch
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .archive_blueprint import pages

CHOOSE = N_("Kies ja of nee.")


class SwitchSchema(Schema):
    """Whether photos may be taken."""

    photos = fields.String(
        required=True, validate=validate.OneOf(("yes", "no"), error=CHOOSE), error_messages={"required": CHOOSE}
    )


@pages.get("/companies/<uuid:company_id>/photos")
def photos(company_id: UUID) -> Response:
    """Show whether photos may be taken at the company."""
    return _page(company_id, Loaded({}))


def _page(company_id: UUID, form: Loaded, status: int = 200) -> Response:
    company = photo_switch.switchable_company(current_actor(), company_id)
    return render("privacy/photos.html", status=status, company=company, form=form)


@pages.post("/companies/<uuid:company_id>/photos")
def switch_photos(company_id: UUID) -> Response:
    """Allow photos at the company, or no longer."""
    form = load(SwitchSchema())
    if not form.ok:
        return _page(company_id, form, 422)
    with transaction():
        photo_switch.switch_photos(current_actor(), company_id, allowed=form.value["photos"] == "yes")
    return see_other(".photos", company_id=company_id)
