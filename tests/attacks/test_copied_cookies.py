"""A copied cookie is worth nothing from the next request on, whatever ended it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from logbook.accounts.models import Membership, PairedDevice
from logbook.core import clock
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Placement, PlacementMember
from tests.access.things import make_things
from tests.accounts.phones import paired
from tests.factories import Cast, make_member
from tests.pages import PageClient
from tests.sync.phone import Phone

YESTERDAY = timedelta(days=1)


def _is_out(copy: PageClient) -> bool:
    call = Phone(copy, None).call("GET", "/changes?since=")
    return copy.get("/me", 303).location.startswith("/sign-in") and call.status == 401


def test_after_signing_out(cast: Cast, client_for: Any) -> None:
    client = client_for(cast.learner)
    copy = client.copy()
    copy.get("/me")
    client.post("/sign-out")
    assert _is_out(copy)


def test_after_a_role_ended(cast: Cast, client_for: Any) -> None:
    copy = client_for(cast.mentor).copy()
    copy.get("/me")
    ended = {"until_date": clock.today() - YESTERDAY}
    with transaction():
        db.session.query(Membership).filter_by(person_id=cast.mentor.id).update(ended)
    assert _is_out(copy)


def test_after_another_role_was_chosen(cast: Cast, client_for: Any) -> None:
    with transaction():
        second = make_member(cast.teacher, cast.school, Role.COORDINATOR)
    client = client_for(cast.teacher)
    copy = client.copy()
    client.post("/me/role", {"membership": str(second.id)})
    client.get("/people")
    copy.get("/me", 303)


def test_after_a_phone_was_revoked(cast: Cast, client_for: Any) -> None:
    client = paired(cast, client_for)
    copy = client.copy()
    copy.get("/me")
    with transaction():
        db.session.query(PairedDevice).update({"ended_at": clock.now()})
    assert _is_out(copy)


@pytest.mark.parametrize("person", ["mentor", "supervisor"])
def test_after_a_placement_ended(person: str, clean: Flask, cast: Cast, client_for: Any) -> None:
    copy = client_for(getattr(cast, person)).copy()
    entry = make_things(cast)["own"].address["entry"]["entry_id"]
    copy.get(f"/entries/{entry}")
    ended = {"until_date": clock.today() - timedelta(days=15)}
    with transaction():
        db.session.query(PlacementMember).filter_by(placement_id=cast.placement.id).update(ended)
        db.session.query(Placement).filter_by(id=cast.placement.id).update(ended)
    copy.get(f"/entries/{entry}", 404)
    copy.get(f"/learners/{cast.learner.id}/progress", 404)


def test_the_cookie_is_for_this_site_and_no_script(clean: Flask, cast: Cast, client_for: Any) -> None:
    client = client_for(cast.mentor)
    given = client.post("/me/role", {"membership": str(cast.actor("mentor").membership_id)}).headers.getlist(
        "Set-Cookie"
    )
    given += client.post("/sign-out").headers.getlist("Set-Cookie")
    assert given
    for cookie in given:
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Domain=" not in cookie and "Path=/" in cookie
