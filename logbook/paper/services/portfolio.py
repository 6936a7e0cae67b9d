"""The portfolio of a learner: asked for by a page, made by the worker part by part, kept for who asked for a day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from flask_babel import gettext

from logbook.accounts.queries import actor_as
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.unit_of_work import let_go, writes
from logbook.paper.queries import Paper, SheetPart, WeekPart, paper_of, reader_of
from logbook.paper.queries.parts import batches
from logbook.plans.queries import plan_page
from logbook.plans.services.annex import STYLE as PLAN_STYLE
from logbook.plans.services.annex import annex_text
from logbook.sheets.queries import stage_map
from logbook.web.language import speaking, text_of
from logbook.web.press import Press, bind
from logbook.web.prints import PrintJob, Tell, ask, job_for, make, own_job, remove

from .sheet_press import SheetPress, school_thumbnails, thumbnails

KIND = "portfolio"
PAGES_A_TEXT = 3
WEEKS_A_TEXT = 3
PHOTOS_A_TEXT = 30
MOST_PHOTOS = 300
"""Photos in one portfolio, the latest; all of them are on the pages and in the learner's own archive."""
SCOPES = {Role.GUARDIAN: "approved", Role.MENTOR: "placement"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part with its line in the contents and its texts, written when they are laid out; `press` if it has its own."""

    title: str
    anchor: str
    texts: tuple[Callable[[], str], ...]
    press: Press | None = None


def ask_portfolio(actor: Actor, learner_id: UUID, first: date, last: date) -> PrintJob:
    """Ask for a learner's portfolio over a period; the same one that is being made stays the one.

    The caller asks the worker after the commit. Raises NotFound, and TooOften past forty in a day.
    """
    reader_of(actor, learner_id)
    wanted = job_for(actor, KIND, {"learner_id": learner_id, "first": first, "last": last}, frozenset({learner_id}))
    job = ask(actor, wanted)
    if job is wanted:
        append_event(actor, "ask_print", "person", learner_id, new=job.state)
    return job


def cancel_portfolio(actor: Actor, job_id: UUID) -> PrintJob:
    """Stop what is being made, or remove what is ready: nothing is left. Raises NotFound for another's."""
    job = own_job(actor, job_id, KIND)
    remove(job_id)
    append_event(actor, "drop_print", "person", learner_in(job), old=job.state)
    return job


def learner_in(job: PrintJob) -> UUID:
    """Return of whom it is."""
    return UUID(job.asked["learner_id"])


def print_portfolio(key: str) -> None:
    """Make the portfolio that was asked for; run by the worker. What was stopped or cannot be leaves no file behind."""
    make(key, _made)


def _made(job: PrintJob, tell: Tell) -> bytes:
    actor = actor_as(job.person_id, job.membership_id)
    with speaking(actor.language):
        paper, press, plan = _read(actor, job)
        return portfolio(paper, press, tell, scope=SCOPES.get(actor.role, ""), plan=plan)


def _read(actor: Actor, job: PrintJob) -> tuple[Paper, SheetPress, str | None]:
    """Read everything at one moment, without a lock on what others write meanwhile."""
    first, last = (date.fromisoformat(job.asked[end]) for end in ("first", "last"))
    token = writes.set(False)
    try:
        paper = paper_of(actor, learner_in(job), first, last)
        shas = {photo.sha for part in paper.sheets for _, photo in part.photos}
        photos = thumbnails(paper.learner_id, shas)
        photos |= school_thumbnails(each for part in paper.sheets for each in part.overlays)
        return paper, SheetPress(dict(stage_map(actor)), photos), _plan(actor, paper.learner_id)
    finally:
        let_go()
        writes.reset(token)


def _plan(actor: Actor, learner_id: UUID) -> str | None:
    """Return the annex of this year's plan as text, where there is a plan that the actor may read."""
    try:
        page = plan_page(actor, learner_id)
    except (NotFound, NotPermitted):
        return None
    return annex_text(actor, page).replace("<body>", '<body id="plan">', 1) if page.plan else None


def portfolio(paper: Paper, press: SheetPress, tell: Tell, *, scope: str = "", plan: str | None = None) -> bytes:
    """Return a portfolio as one PDF, its contents first. Raises what `tell` raises."""
    chapters = list(_chapters(paper, press, plan))
    front = partial(press.page, "cover", paper=paper, scope=scope)
    total = sum(len(each.texts) for each in chapters) + 2
    page = len(press.lay_out(front(chapters=[(each, 0) for each in chapters])).pages)
    laid: list[Any] = []
    starts = []
    for chapter in chapters:
        starts.append(page + 1)
        for text in chapter.texts:
            tell(len(laid), total)
            laid.append((chapter.press or press).lay_out(text(), after=page))
            page += len(laid[-1].pages)
    tell(len(laid), total)
    first = press.lay_out(front(chapters=list(zip(chapters, starts, strict=True))))
    tell(len(laid) + 1, total)
    return bind(first, laid)


def _chapters(paper: Paper, press: SheetPress, plan: str | None) -> Iterator[Chapter]:
    page = partial(press.page, paper=paper)
    yield Chapter(gettext("Waar ik leerde"), "places", (partial(page, "places", anchor="places"),))
    if plan is not None:
        own = Press(PLAN_STYLE, lambda _address: None)
        yield Chapter(gettext("Opleidingsplan"), "plan", (partial(str, plan),), own)
    for number, part in enumerate(paper.sheets, start=1):
        yield _sheet(page, part, f"sheet-{number}")
    for number, (_, weeks) in enumerate(groupby(paper.weeks, key=lambda each: each.content.id), start=1):
        yield _weeks(page, list(weeks), f"weeks-{number}")
    if paper.remarks or paper.commitments:
        title = gettext("Wat er gezegd en afgesproken is")
        yield Chapter(title, "said", (partial(page, "said", anchor="said"),))
    photos = [each for part in paper.sheets for each in part.photos]
    if photos:
        fitting = batches(sorted(photos, key=lambda each: each[0].date)[-MOST_PHOTOS:], PHOTOS_A_TEXT)
        texts = (partial(page, "photos", photos=each, begins=not n, anchor="photos") for n, each in enumerate(fitting))
        yield Chapter(gettext("Foto's van het werk"), "photos", tuple(texts))


def _sheet(page: Callable[..., str], part: SheetPart, anchor: str) -> Chapter:
    title = text_of(part.content.title)
    if part.content.number > 1:
        title = gettext("%(title)s, versie %(n)s", title=title, n=part.content.number)
    some = batches(part.pages, PAGES_A_TEXT)
    texts = (
        partial(page, "filled", part=part, pages=each, begins=not n, ends=each is some[-1], anchor="" if n else anchor)
        for n, each in enumerate(some)
    )
    return Chapter(title, anchor, tuple(texts))


def _weeks(page: Callable[..., str], weeks: list[WeekPart], anchor: str) -> Chapter:
    texts = (
        partial(page, "weeks", weeks=each, begins=not n, anchor="" if n else anchor)
        for n, each in enumerate(batches(weeks, WEEKS_A_TEXT))
    )
    return Chapter(text_of(weeks[0].content.title), anchor, tuple(texts))
