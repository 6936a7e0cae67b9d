"""Who is in a placement, and who takes over for a while."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import AT_WORK, Role
from logbook.sheets.queries import SheetChoice, sheet_choice
from logbook.training import queries, services
from logbook.training.queries import PlacementLine
from logbook.training.schemas import AddMemberSchema, ChangeMemberSchema, CoverSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/placements/<uuid:placement_id>/members/new")
def member_form(placement_id: UUID) -> Response:
    """Ask who joins."""
    return _add(placement_id, Loaded({"from_date": clock.today()}))


@pages.post("/placements/<uuid:placement_id>/members/new")
def add_member(placement_id: UUID) -> Response:
    """Add a mentor or supervisor."""
    actor, form = current_actor(), load(AddMemberSchema())
    if did(form, lambda: services.add_member(actor, placement_id, form.value)):
        flash(gettext("Toegevoegd."))
        return see_other(".placement", placement_id=placement_id)
    return _add(placement_id, form, 422)


def _add(placement_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    line = queries.placement_line(actor, placement_id)
    people = {role: queries.people_at_company(actor, line.company_id, role) for role in sorted(AT_WORK)}
    return render(
        "training/add_member.html", status=status, line=line, form=form, people=people, choice=_choice(actor, line)
    )


@pages.get("/placements/<uuid:placement_id>/members/<uuid:person_id>/<role>")
def edit_member_form(placement_id: UUID, person_id: UUID, role: str) -> Response:
    """Show somebody's time in the placement as a form."""
    member = _member(placement_id, person_id, role)
    known = {"until_date": member.until_date, "main": "1" if member.main else None, "sheets": list(member.sheets)}
    return _edit(placement_id, person_id, role, Loaded(known))


@pages.post("/placements/<uuid:placement_id>/members/<uuid:person_id>/<role>")
def edit_member(placement_id: UUID, person_id: UUID, role: str) -> Response:
    """End somebody's time, make a mentor the main one, give a supervisor sheets."""
    actor, form = current_actor(), load(ChangeMemberSchema())
    if did(form, lambda: services.change_member(actor, placement_id, person_id, _role(role), form.value)):
        flash(gettext("Aangepast."))
        return see_other(".placement", placement_id=placement_id)
    return _edit(placement_id, person_id, role, form, 422)


def _edit(placement_id: UUID, person_id: UUID, role: str, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    line = queries.placement_line(actor, placement_id)
    member = _member(placement_id, person_id, role)
    return render(
        "training/edit_member.html",
        status=status,
        line=line,
        member=member,
        form=form,
        choice=_choice(actor, line, member.sheets),
    )


def _choice(actor: Actor, line: PlacementLine, given: Iterable[str] = ()) -> SheetChoice:
    """Return the sheets that a supervisor can be given: those that are, the learner's, then all others."""
    return sheet_choice(actor, [*given, *queries.assigned_sheets(line.placement.learner_id)])


def _member(placement_id: UUID, person_id: UUID, role: str) -> queries.MemberLine:
    """Return a member of a placement in reach. Raises NotFound."""
    line = queries.placement_line(current_actor(), placement_id)
    for member in queries.members_listed(line.placement.id):
        if member.person_id == person_id and member.role.value == role:
            return member
    raise NotFound


def _role(text: str) -> Role:
    if text not in {role.value for role in AT_WORK}:
        raise NotFound
    return Role(text)


@pages.get("/placements/<uuid:placement_id>/cover")
def cover_form(placement_id: UUID) -> Response:
    """Ask who takes over, when."""
    return _cover(placement_id, Loaded({"from_date": clock.today()}))


@pages.post("/placements/<uuid:placement_id>/cover")
def cover(placement_id: UUID) -> Response:
    """Let a second mentor take over for a while."""
    actor, form = current_actor(), load(CoverSchema())
    if did(form, lambda: services.arrange_cover(actor, placement_id, form.value)):
        flash(gettext("Dat is geregeld. Jullie zien allebei alles in die periode."))
        return see_other(".placement", placement_id=placement_id)
    return _cover(placement_id, form, 422)


def _cover(placement_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    line = queries.placement_line(actor, placement_id)
    return render(
        "training/cover.html",
        status=status,
        line=line,
        form=form,
        mentors=_coverable(actor, line),
        others=queries.people_at_company(actor, line.company_id, Role.MENTOR),
    )


def _coverable(actor: Actor, line: PlacementLine) -> list[tuple[UUID, str]]:
    """Return from whom the actor may let somebody take over: a mentor from nobody but the own person."""
    mentors = [each for each in queries.members_listed(line.placement.id) if each.role is Role.MENTOR]
    return [
        (each.person_id, each.name)
        for each in mentors
        if each.state != "ended" and (actor.is_a(Role.COORDINATOR) or each.person_id == actor.person_id)
    ]
