"""Companies, their establishments and training centres."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.accounts.models import Company
from logbook.people.queries.found import owned
from logbook.people.queries.school import companies_page, workplaces_of
from logbook.people.schemas import CompanySchema, KeepCompanySchema, KeepWorkplaceSchema, WorkplaceSchema
from logbook.people.services import companies as deeds
from logbook.training.models import Workplace
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.paging import page_number
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take


@pages.get("/school/companies")
def companies() -> Response:
    """List the companies, searched and paged, with the form for a new one."""
    return _list(Loaded({}))


@pages.post("/school/companies")
def add_company() -> Response:
    """Add a company and go there."""
    form = load(CompanySchema())
    company = take(form, lambda: deeds.new_company(current_actor(), form.value["name"]))
    return see_other("people.company", company_id=company.id) if company else _list(form, 422)


def _list(form: Loaded, status: int = 200) -> Response:
    q = request.args.get("q", "")[:100]
    page = companies_page(current_actor(), q, page_number(request.args.get("page")))
    return render("people/companies.html", status=status, form=form, page=page, q=q)


@pages.get("/school/companies/<uuid:company_id>")
def company(company_id: UUID) -> Response:
    """Show a company with its workplaces."""
    return _company(company_id, {})


@pages.post("/school/companies/<uuid:company_id>")
def keep_company(company_id: UUID) -> Response:
    """Correct a company, or close it."""
    form = load(KeepCompanySchema())
    if take(form, lambda: deeds.keep_company(current_actor(), company_id, *_name_and_end(form))):
        flash(gettext("Het bedrijf is bewaard."))
        return see_other("people.company", company_id=company_id)
    return _company(company_id, {"company": form}, 422)


def _name_and_end(form: Loaded) -> tuple[str, Any]:
    return form.value["name"], form.value["until_date"]


@pages.post("/school/companies/<uuid:company_id>/workplaces")
def add_workplace(company_id: UUID) -> Response:
    """Add an establishment or training centre."""
    form = load(WorkplaceSchema())
    if take(form, lambda: deeds.new_workplace(current_actor(), company_id, **form.value)):
        flash(gettext("De werkplek is toegevoegd."))
        return see_other("people.company", company_id=company_id)
    return _company(company_id, {"workplace": form}, 422)


def _company(company_id: UUID, forms: dict[str, Loaded], status: int = 200) -> Response:
    found = owned(current_actor(), Company, company_id)
    kept = Loaded({"name": found.name, "until_date": found.until_date})
    context = {"form": forms.get("company", kept), "new": forms.get("workplace", Loaded({}))}
    return render("people/company.html", status=status, company=found, workplaces=workplaces_of(company_id), **context)


@pages.get("/school/workplaces/<uuid:workplace_id>")
def workplace(workplace_id: UUID) -> Response:
    """Show a workplace to correct."""
    found = owned(current_actor(), Workplace, workplace_id)
    names = KeepWorkplaceSchema().fields
    return _workplace(found, Loaded({name: getattr(found, name) for name in names}))


@pages.post("/school/workplaces/<uuid:workplace_id>")
def keep_workplace(workplace_id: UUID) -> Response:
    """Correct a workplace, or say until when it is one."""
    form = load(KeepWorkplaceSchema())
    found = owned(current_actor(), Workplace, workplace_id)
    if take(form, lambda: _keep(workplace_id, **form.value)):
        flash(gettext("De werkplek is bewaard."))
        return see_other("people.company", company_id=found.company_id)
    return _workplace(found, form, 422)


def _keep(workplace_id: UUID, until_date: Any, **value: Any) -> Workplace:
    return deeds.keep_workplace(current_actor(), workplace_id, until=until_date, **value)


def _workplace(found: Workplace, form: Loaded, status: int = 200) -> Response:
    return render("people/workplace.html", status=status, form=form, workplace=found)
