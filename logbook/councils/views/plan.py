"""The councils of somebody's classes: the list, planning one, changing it, and the steps it goes through."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core import clock
from logbook.core.errors import Rejected, Stale
from logbook.core.ids import new_id
from logbook.core.roles import SCHOOL_STAFF
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.queries.lists import councils_of, waiting_actions
from logbook.councils.queries.pages import CouncilPage, council_page
from logbook.councils.queries.roster import Seat, proposed
from logbook.councils.queries.sight import council_seen
from logbook.councils.schemas import ChangeSchema, PlanSchema
from logbook.training.queries import class_of, classes_in_reach
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/councils")
def index() -> Response:
    """List the councils of the actor's classes, or those that ask a mentor's word; and what is still to be done."""
    actor = current_actor()
    staff = actor.role in SCHOOL_STAFF
    classes = classes_in_reach(actor) if staff else []
    actions = waiting_actions(actor, [each.id for each in classes]) if classes else []
    tell_looks(actor, list({each.action.learner_id for each, _ in actions}), Looked.COUNCIL)
    return render("councils/index.html", classes=classes, councils=councils_of(actor), actions=actions, staff=staff)


@pages.get("/classes/<uuid:class_id>/council/plan")
def plan_form(class_id: UUID) -> Response:
    """Ask when, over which period, and who sits."""
    return _plan_page(class_id, Loaded({}))


@pages.post("/classes/<uuid:class_id>/council/plan")
def plan(class_id: UUID) -> Response:
    """Plan a council."""
    actor, form = current_actor(), load(PlanSchema())
    if did(form, lambda: services.plan_council(actor, class_id, form.value)):
        return see_other(".council", council_id=form.value.id)
    return _plan_page(class_id, form, 422)


def _plan_page(class_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    group, offered = class_of(actor, class_id), proposed(class_id, actor.school_id)
    today = clock.today()
    typed = form.typed or {
        "id": str(new_id()),
        "first": group.starts_on.isoformat(),
        "last": max(group.starts_on, min(today, group.ends_on)).isoformat(),
        "members": [key for key, _ in _people(offered)],
    }
    chosen = typed.get("members", [])
    return render(
        "councils/plan.html",
        status=status,
        group=group,
        form=form,
        typed=typed,
        people=_people(offered),
        chosen=chosen,
        council=None,
        stale=False,
    )


def _people(seats: list[Seat]) -> list[tuple[str, Seat]]:
    """Return each proposed member once, with the name that the form gives."""
    return list({f"{each.role}:{each.person_id}": each for each in seats}.items())


@pages.get("/councils/<uuid:council_id>")
def council(council_id: UUID) -> Response:
    """Show a council: its learners, those who need it most first, its members, and what comes next."""
    return _council(council_page(current_actor(), council_id))


def _council(page: CouncilPage, problem: list[str] | None = None, status: int = 200) -> Response:
    tell_looks(current_actor(), [row.line.learner_id for row in page.rows], Looked.COUNCIL)
    return render("councils/council.html", status=status, page=page, council=page.sight.council, problem=problem)


@pages.get("/councils/<uuid:council_id>/change")
def change_form(council_id: UUID) -> Response:
    """Ask for other dates or members."""
    return _change_page(council_id, Loaded({}))


@pages.post("/councils/<uuid:council_id>/change")
def change(council_id: UUID) -> Response:
    """Change the plan. When somebody else did so meanwhile, what was typed is shown again."""
    actor, form = current_actor(), load(ChangeSchema())
    try:
        if did(form, lambda: services.change_council(actor, council_id, *form.value)):
            flash(gettext("Bewaard."))
            return see_other(".council", council_id=council_id)
    except Stale:
        return _change_page(council_id, form, 409)
    return _change_page(council_id, form, 422)


def _change_page(council_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    sight = council_seen(actor, council_id)
    row, group = sight.council, class_of(actor, sight.council.class_id)
    seats = council_page(actor, council_id).roster.sitting()
    names = ("held_on", "first", "last", "contribute_until")
    typed = form.typed or {name: getattr(row, name).isoformat() for name in names} | {
        "members": [f"{each.role}:{each.person_id}" for each in seats]
    }
    return render(
        "councils/plan.html",
        status=status,
        stale=status == 409,
        group=group,
        form=form,
        typed=typed,
        council=row,
        people=_people(proposed(row.class_id, actor.school_id)),
        chosen=typed.get("members", []),
    )


@pages.post("/councils/<uuid:council_id>/open")
def open_up(council_id: UUID) -> Response:
    """Ask the members for their statements."""
    with transaction():
        services.open_council(current_actor(), council_id)
    flash(gettext("De leden kregen een mail."))
    return see_other(".council", council_id=council_id)


@pages.post("/councils/<uuid:council_id>/tell")
def tell(council_id: UUID) -> Response:
    """Mail the members who came since."""
    with transaction():
        services.tell_members(current_actor(), council_id)
    flash(gettext("De nieuwe leden kregen een mail."))
    return see_other(".council", council_id=council_id)


@pages.post("/councils/<uuid:council_id>/start")
def start(council_id: UUID) -> Response:
    """Begin the session."""
    actor = current_actor()
    try:
        with transaction():
            services.start_session(actor, council_id)
    except Rejected as error:
        problem = [gettext(text) for texts in error.errors.values() for text in texts]
        return _council(council_page(actor, council_id), problem, 422)
    return see_other(".council", council_id=council_id)


@pages.post("/councils/<uuid:council_id>/close")
def close(council_id: UUID) -> Response:
    """Close the council for good."""
    with transaction():
        services.close_council(current_actor(), council_id)
    return see_other(".council", council_id=council_id)
