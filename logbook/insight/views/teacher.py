"""The teacher's pages: the class, the three views side by side, and what stands behind a cell of them."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import NotFound
from logbook.core.weeks import iso_week, week_number
from logbook.insight.queries.class_view import ClassPage, class_page
from logbook.insight.queries.evidence import evidence_page
from logbook.insight.queries.neighbours import written
from logbook.insight.queries.three_party import PARTIES
from logbook.insight.queries.three_party_view import Filters, Scope, ThreePartyPage, three_party_page
from logbook.insight.schemas import ClassViewSchema, EvidenceSchema, FiltersSchema
from logbook.training.queries import classes_in_reach
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import Written, around, render, see_other

from .blueprint import pages
from .neighbours import neighbours_here


@pages.get("/classes")
def classes() -> Response:
    """Lead to the actor's class; show the choice when there are several, or none yet."""
    found = classes_in_reach(current_actor())
    if len(found) == 1:
        return see_other("insight.class_view", class_id=found[0].id)
    return render("insight/classes.html", classes=found)


@pages.get("/classes/<uuid:class_id>")
def class_view(class_id: UUID) -> Response:
    """Show a class in one week. A week that cannot be read is told, and this week shown."""
    form = load(ClassViewSchema(), request.args)
    asked = form.value if form.ok else {}
    actor = current_actor()
    page = class_page(actor, class_id, asked.get("week"))
    tell_looks(actor, [row.id for row in page.rows], Looked.CLASS)
    show, sort = asked.get("show", ""), asked.get("sort", "")
    rows = [row for row in page.rows if row.matches(show)]
    if sort == "name":
        rows.sort(key=lambda row: row.place)
    walk = {"class": page.group.id, "order": written(row.place for row in rows)}
    return render(
        "insight/class_view.html",
        "insight/_class_week.html",
        status=200 if form.ok else 422,
        page=page,
        show=show,
        sort=sort,
        rows=rows,
        errors=form.errors,
        weeks=_weeks(page),
        cells=Written("macros/teacher.html"),
        links=around(".three_party", "learner_id", **walk),
        progress_links=around(".learner_progress", "learner_id"),
        round_links=around("reviews.new_round", "learner_id"),
        attention_links=around(".attention", "learner_id", class_id=page.group.id, order=walk["order"]),
        iso=iso_week(page.week),
        this_week=iso_week(page.latest),
        last_week=iso_week(page.latest - 1),
    )


def _weeks(page: ClassPage) -> list[tuple[str, int]]:
    """Return the weeks of the school year until now, the newest first: how addresses write them, and their number."""
    first = week_number(page.group.starts_on)
    return [(iso_week(week), week) for week in range(page.latest, first - 1, -1)]


@pages.get("/learners/<uuid:learner_id>/three-party")
def three_party(learner_id: UUID) -> Response:
    """Show what learner, mentor and teacher say of each criterion under each stage."""
    actor = current_actor()
    form = load(FiltersSchema(), request.args)
    page = three_party_page(actor, learner_id, form.value if form.ok else Filters())
    tell_looks(actor, [learner_id], Looked.THREE_PARTY)
    return render(
        "insight/three_party.html",
        status=200 if form.ok else 422,
        page=page,
        neighbours=neighbours_here(learner_id),
        errors=form.errors,
        typed=form.typed,
        cells=Written("macros/teacher.html"),
        asked=asked_of(page.scope),
        evidence_url=_evidence_url(page),
    )


def _evidence_url(page: ThreePartyPage) -> str:
    """Return the address of the evidence up to its criterion and stage, which each cell adds itself."""
    sheet = page.content.id if page.content else None
    return url_for(".evidence", learner_id=page.subject.id, sheet=sheet, **asked_of(page.scope))


def asked_of(scope: Scope) -> dict[str, Any]:
    """Return the period and parties as addresses carry them."""
    chosen = {} if len(scope.parties) == len(PARTIES) else {"party[]": sorted(scope.parties)}
    return {"from": scope.first.isoformat(), "until": scope.until.isoformat()} | chosen


@pages.get("/learners/<uuid:learner_id>/three-party/evidence")
def evidence(learner_id: UUID) -> Response:
    """Show what stands behind one cell: a part for the panel, or a page of its own."""
    actor = current_actor()
    filters, form = load(FiltersSchema(), request.args), load(EvidenceSchema(), request.args)
    if not (filters.ok and form.ok):
        raise NotFound
    page = evidence_page(actor, learner_id, filters.value, form.value)
    tell_looks(actor, [learner_id], Looked.THREE_PARTY)
    asked = asked_of(page.scope) | {"learner_id": learner_id, "sheet": page.content.id}
    cell = {"criterion": page.criterion.id, "stage": page.stage.id if page.stage else None, "all": 1}
    return render(
        "insight/evidence.html",
        "insight/_evidence.html",
        page=page,
        back=url_for(".three_party", **asked),
        more=url_for(".evidence", **asked | cell),
        cells=Written("macros/teacher.html"),
    )
