"""What is measured: the main pages, and the main deeds as a browser sends them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle

from flask import Flask

from logbook.accounts.models import Person, Proof
from logbook.accounts.services import start_session
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week, week_number
from logbook.demo.services.casting import TASK_SHEET, Apprentice
from logbook.extensions import db

from .caller import Answer, Browser, Environ, call
from .data import School
from .forms import choose, form_of
from .shelf import shelve

MET = {"reached": 2, "done": 2, "coaching": 2, "135": 1, "steel": 1}
DRAFTERS = 20


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure. `requests` gives a fresh request each time; `target` is the ratio to reach per database."""

    name: str
    app: Flask
    requests: Iterator[Environ]
    status: int = 200
    sqlite: float | None = None
    postgresql: float | None = None
    writes: bool = False

    def target(self, dialect: str) -> float | None:
        """Return the ratio to reach on a database, where one is set."""
        return self.sqlite if dialect == "sqlite" else self.postgresql


class Cases:
    """Builds the cases for a school."""

    def __init__(self, app: Flask, school: School, *, compressed: bool) -> None:
        self.app, self.school, self.compressed = app, school, compressed
        self.learner = school.year_class[0]
        self.week = iso_week(week_number(clock.today()))

    def pages(self) -> Iterator[Case]:
        """Return the main pages, those of a learner and a class with a whole year."""
        learner, mentor, teacher = (
            self.browser(actor) for actor in (self.learner.actor, self.learner.mentor, self.learner.teacher)
        )
        person, placement, group = self.learner.actor.person_id, self.learner.placement_id, self.school.class_id
        yield self._page("Vandaag (learner)", learner, "/today")
        yield self._page("entry form (learner)", learner, self._entry_form(learner))
        yield self._page("week (learner)", learner, f"/weeks/{self.week}")
        yield self._page("progress, a whole year (learner)", learner, "/progress", 1.8, 1.8)
        yield self._page("inbox, three learners (mentor)", mentor, "/inbox")
        yield self._page("week with four entries (mentor)", mentor, f"/placements/{placement}/weeks/{self.week}")
        yield self._page("class view, 25 learners (teacher)", teacher, f"/classes/{group}", 2.5, 2.5)
        yield self._page("three-party view (teacher)", teacher, f"/learners/{person}/three-party", 2.5, 2.5)
        yield self._page("council file of one (teacher)", teacher, f"/classes/{group}/council/{person}")
        yield self._page("council document of 25 (teacher)", teacher, f"/classes/{group}/council", 7, 5)
        yield self._page("library, how far the class is (teacher)", teacher, f"/sheets?class={group}&track=all")
        filled = f"/paper/sheets/{TASK_SHEET}/learners/{person}.pdf"
        yield self._page("filled sheet on paper (teacher)", teacher, filled)
        with self.app.app_context():
            finder = shelve()
        many = self.browser(finder)
        yield self._page("library search, 500 sheets (learner)", many, "/sheets?q=hoeklsa+pa", 2, 2)
        yield self._page("library matrix, 500 sheets (learner)", many, "/sheets?track=all")

    def deeds(self) -> Iterator[Case]:
        """Return the main deeds; each writes for another learner, and repeats nobody's deed."""
        yield Case("save a draft (learner)", self.app, self._drafts(), 204, None, None, writes=True)
        yield Case("submit a day, 19 ratings (learner)", self.app, self._submits(), 303, 1.3, 1.3, writes=True)
        yield Case("approve a week of four (mentor)", self.app, self._approvals(), 303, 1.6, 1.6, writes=True)

    def _page(
        self, name: str, browser: Browser, path: str, sqlite: float | None = None, postgresql: float | None = None
    ) -> Case:
        environ = browser.get(path, compressed=self.compressed)
        return Case(name, self.app, cycle([environ]), 200, sqlite, postgresql)

    def browser(self, actor: Actor) -> Browser:
        """Return a browser of somebody, signed in."""
        with self.app.app_context(), transaction():
            person = db.session.get_one(Person, actor.person_id)
            return Browser(self.app, start_session(person, "bench", actor.membership_id, Proof.PASSKEY))

    def _open(self, browser: Browser, path: str) -> Answer:
        answer = call(self.app, browser.get(path, compressed=False))
        if answer.status != 200:
            raise LookupError(f"{path} answers {answer.status}")
        return answer

    def _entry_form(self, browser: Browser) -> str:
        path = f"/entries/new?sheet={TASK_SHEET}&date={clock.today()}"
        answer = call(self.app, browser.get(path, compressed=False))
        if answer.status not in (302, 303):
            raise LookupError(f"{path} answers {answer.status}")
        return answer.headers["Location"]

    def _filled_forms(self, learners: Iterable[Apprentice]) -> Iterator[tuple[Browser, str, dict[str, str]]]:
        """Yield one learner after another with a full entry form of today."""
        for who in learners:
            browser = self.browser(who.actor)
            path = self._entry_form(browser)
            html, action = self._open(browser, path).body, path.partition("?")[0]
            fields = form_of(html, action)
            fields |= {name: value for name, value in choose(html, "", MET).items() if not fields.get(name)}
            yield browser, action, fields

    def _drafts(self) -> Iterator[Environ]:
        """Yield drafts, each with other words, of learners who do not submit, which would overtake them."""
        forms = cycle([*self._filled_forms(self.school.others[-DRAFTERS:])])
        for number, (browser, action, fields) in enumerate(forms):
            yield browser.post(f"{action}/draft", {**fields, "header.task_description": f"Beugel {number}"})

    def _submits(self) -> Iterator[Environ]:
        for browser, action, fields in self._filled_forms(self.school.others[:-DRAFTERS]):
            yield browser.post(action, fields)

    def _approvals(self) -> Iterator[Environ]:
        return (self._approval(who) for who in self.school.others if who.placement_id in self.school.waiting)

    def _approval(self, who: Apprentice) -> Environ:
        browser, path = self.browser(who.mentor), f"/placements/{who.placement_id}/weeks/{self.week}"
        fields = form_of(self._open(browser, path).body, path)
        return browser.post(path, {**fields, "agree_all": "true", "soft_rest": "true"})
