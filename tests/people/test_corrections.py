"""Correcting a person: for whom one looks after alone, and never a way into somebody else's account."""

import pytest
from sqlalchemy import select

from logbook.core.mail import Mail
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import Cast, make_member
from tests.people.school import deeds, typed

FORM = {"given_name": "Tessa", "family_name": "Verbeterd", "email": "tessa@example.org"}


def test_what_is_kept_is_corrected_and_the_old_address_is_told(cast: Cast, client_for) -> None:
    before, client = cast.teacher.email, client_for(cast.coordinator)
    form = typed(client.get(f"/people/{cast.teacher.id}/correct"))
    assert form["email"] == before
    client.post(f"/people/{cast.teacher.id}/correct", form | FORM)
    assert (cast.teacher.name, cast.teacher.email) == ("Tessa Verbeterd", "tessa@example.org")
    mail = db.session.scalars(select(Mail)).one()
    assert (mail.recipient, mail.template) == (before, "address_changed")


def test_the_same_once_more_changes_and_mails_nothing(cast: Cast, client_for) -> None:
    client, where = client_for(cast.coordinator), f"/people/{cast.teacher.id}/correct"
    client.post(where, FORM)
    client.post(where, FORM)
    assert deeds("correct_person") == 1 and db.session.query(Mail).count() == 1


def test_an_address_of_somebody_else_is_refused_without_a_name(cast: Cast, client_for) -> None:
    form = FORM | {"email": cast.outsider.email}
    page = client_for(cast.coordinator).post(f"/people/{cast.teacher.id}/correct", form, 422)
    assert "Dit adres kan niet." in page.text and "Uma" not in page.text
    assert page.form("form.stack")["given_name"] == "Tessa"


def test_a_school_cannot_take_over_who_it_shares_with_another(cast: Cast, client_for) -> None:
    """Link somebody by address, give them an address of one's own, sign in as them at the other school: refused."""
    with transaction():
        make_member(cast.outsider, cast.school, Role.TEACHER)
    client, before = client_for(cast.coordinator), cast.outsider.email
    assert "Gegevens verbeteren" not in client.get(f"/people/{cast.outsider.id}").text
    client.post(f"/people/{cast.outsider.id}/correct", FORM, 403)
    assert cast.outsider.email == before


def test_a_company_cannot_take_over_who_also_works_for_the_school(cast: Cast, client_for) -> None:
    with transaction():
        make_member(cast.mentor, cast.school, Role.TEACHER)
    client_for(cast.company_coordinator).post(f"/people/{cast.mentor.id}/correct", FORM, 403)
    client_for(cast.coordinator).post(f"/people/{cast.mentor.id}/correct", FORM)


def test_a_past_role_elsewhere_protects_too(cast: Cast, client_for) -> None:
    with transaction():
        membership = make_member(cast.teacher, cast.other_school, Role.TEACHER)
        membership.until_date = membership.from_date
    client_for(cast.coordinator).post(f"/people/{cast.teacher.id}/correct", FORM, 403)


@pytest.mark.parametrize("field", ["id", "handle", "language", "theme", "search", "school_id"])
def test_unknown_fields_are_refused(cast: Cast, client_for, field: str) -> None:
    client_for(cast.coordinator).post(f"/people/{cast.teacher.id}/correct", FORM | {field: "x"}, 422)
    assert cast.teacher.given_name == "Tess"
