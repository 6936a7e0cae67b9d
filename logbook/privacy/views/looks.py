"""Who looked at what: for the learner, and for the coordinator who has to answer for it."""

import csv
import io
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask_babel import gettext

from logbook.core import clock
from logbook.privacy.queries import looks
from logbook.privacy.queries.looks import LookLine
from logbook.privacy.queries.subjects import subject_for
from logbook.privacy.schemas.forms import SpanSchema
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.paging import page_number
from logbook.web.rendering import render
from logbook.web.spreadsheet import harmless
from logbook.web.words import look_words

from .blueprint import pages

DAYS = timedelta(days=30)


@pages.get("/me/looks")
def own() -> Response:
    """Show the learner who opened the own logbook."""
    found = looks.looks_of_own(current_actor(), page_number(request.args.get("page")))
    return render("privacy/looks.html", page=found, words=look_words())


@pages.get("/people/<uuid:person_id>/looks")
def at_learner(person_id: UUID) -> Response:
    """Show the coordinator who opened a learner's logbook."""
    actor = current_actor()
    subject = subject_for(actor, person_id)
    found = looks.looks_at_learner(actor, person_id, page_number(request.args.get("page")))
    return render("privacy/looks_at.html", page=found, person=subject.person, words=look_words())


@pages.get("/people/<uuid:person_id>/looks.csv")
def at_learner_file(person_id: UUID) -> Response:
    """Give the same as a file."""
    actor = current_actor()
    subject_for(actor, person_id)
    return _file(looks.all_looks_at(actor, person_id))


@pages.get("/people/<uuid:person_id>/seen")
def seen(person_id: UUID) -> Response:
    """Show the coordinator what an account saw within a span of days."""
    actor, form = current_actor(), load(SpanSchema(), request.args)
    subject = subject_for(actor, person_id)
    asked = form.value if form.ok else {"first": None, "last": None}
    last = asked["last"] or clock.today()
    first = asked["first"] or last - DAYS
    found = looks.seen_by(actor, person_id, first, last, page_number(request.args.get("page")))
    span: dict[str, Any] = {"first": first.isoformat(), "last": last.isoformat()}
    return render(
        "privacy/seen.html",
        status=200 if form.ok else 422,
        page=found,
        person=subject.person,
        form=form,
        span=span,
        words=look_words(),
        file_url=url_for(".seen_file", person_id=person_id, **span),
    )


@pages.get("/people/<uuid:person_id>/seen.csv")
def seen_file(person_id: UUID) -> Response:
    """Give the same as a file; a span that cannot be read is the last thirty days."""
    actor, form = current_actor(), load(SpanSchema(), request.args)
    subject_for(actor, person_id)
    asked = form.value if form.ok else {"first": None, "last": None}
    last = asked["last"] or clock.today()
    return _file(looks.all_seen_by(actor, person_id, asked["first"] or last - DAYS, last))


def _file(lines: Iterable[LookLine]) -> Response:
    """Return the lines for a spreadsheet, where no name can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    head = (gettext("Tijdstip"), gettext("Wie"), gettext("Rol"), gettext("Wat"), gettext("Leerling"))
    writer.writerow(head)
    words = look_words()
    for line in lines:
        moment = clock.local(line.at).strftime("%Y-%m-%d %H:%M")
        said = (moment, line.viewer, line.role, words.get(line.what, line.what), line.learner)
        writer.writerow(map(harmless, said))
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=inzages.csv"
    response.headers["Cache-Control"] = "private, no-store"
    return response
