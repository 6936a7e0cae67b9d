"""Choosing a file, and what a file would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import Response, request
from flask_babel import gettext

from logbook.core.actor import Actor
from logbook.roster.models import RosterImport
from logbook.roster.policy import Comparison, Deed, Problem
from logbook.roster.queries import import_of, imports_of, last_applied, years_of
from logbook.roster.services import comparison_of, fingerprint
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded
from logbook.web.jobs import progress_of
from logbook.web.paging import page_number
from logbook.web.rendering import render

from .blueprint import pages

KINDS = {
    "new": ("add_person", "add_class", "add_company"),
    "changed": ("change_person", "begin_role", "begin_class", "add_guardian"),
    "ended": ("end_role", "end_class"),
}
"""The deeds that a page lists under each heading; keeping a number shows nothing by itself."""
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a comparison: how many deeds of each kind, and a page of those that were asked for."""

    counts: dict[str, int]
    kind: str
    deeds: list[Deed]
    number: int
    more: bool
    total: int


@pages.get("")
def index() -> Response:
    """Ask for a file; list the files of before."""
    return choose(Loaded({}))


def choose(form: Loaded, status: int = 200) -> Response:
    """Show the form for a file, with what was wrong with the one before."""
    actor = current_actor()
    past = imports_of(actor, page_number(request.args.get("page")))
    return render("roster/index.html", status=status, form=form, years=_years(actor), past=past)


def _years(actor: Actor) -> list[tuple[UUID, str]]:
    return [(year.id, f"{year.starts_on.year}-{year.ends_on.year}") for year in years_of(actor)]


def _in_words(problem: Problem) -> str:
    return str(gettext(problem.text, **dict(problem.values)))


@pages.get("/<uuid:import_id>")
def show(import_id: UUID) -> Response:
    """Show what a file would change, how far applying it is, or what it changed."""
    return page_of(import_id)


def page_of(import_id: UUID, status: int = 200) -> Response:
    """Show an import as it is now."""
    actor = current_actor()
    kept = import_of(actor, import_id)
    if kept.state != "ready":
        undoable = kept.state == "applied" and kept.undo is not None and last_applied(actor) == kept.id
        progress = progress_of(str(kept.id)) if kept.state in ("applying", "undoing") else None
        return render("roster/done.html", "roster/_state.html", kept=kept, undoable=undoable, progress=progress)
    problems = _problems(kept.problems)
    comparison = Comparison() if problems else comparison_of(actor, kept)
    problems = problems or comparison.problems
    return render(
        "roster/preview.html",
        status=status,
        kept=kept,
        problems=problems,
        in_words=_in_words,
        shown=_shown(comparison, request.args.get("show", ""), page_number(request.args.get("page"))),
        agreed=fingerprint(comparison),
        stale=status == 409,
        many=_many_end(comparison, kept),
    )


def _problems(kept: Iterable[dict[str, object]]) -> list[Problem]:
    return [Problem.from_kept(problem) for problem in kept]


def _shown(comparison: Comparison, asked: str, number: int) -> Shown:
    of_kind = {kind: [deed for deed in comparison.deeds if deed.kind in kinds] for kind, kinds in KINDS.items()}
    first = next((kind for kind, deeds in of_kind.items() if deeds), "new")
    kind = asked if asked in KINDS else first
    start, deeds = (number - 1) * AT_ONCE, of_kind[kind]
    counts = {name: len(found) for name, found in of_kind.items()}
    part = deeds[start : start + AT_ONCE]
    return Shown(counts, kind, part, number, len(deeds) > start + AT_ONCE, sum(counts.values()))


def _many_end(comparison: Comparison, kept: RosterImport) -> bool:
    """Return whether more would end than the file has lines: most often the file is only a part of the school."""
    ends = sum(deed.kind == "end_role" for deed in comparison.deeds)
    return kept.ends and ends > max(5, len(kept.rows) // 3)
