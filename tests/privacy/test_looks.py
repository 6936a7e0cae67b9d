"""Whoever else opens something of a learner leaves a look: at every endpoint that shows it, in every role."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, url_for
from sqlalchemy import select

from logbook.accounts.models import Look, Looked, Person, School
from logbook.accounts.services import note_look, note_looks
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.access.table import TABLE, Rule
from tests.access.test_matrix import ARGUMENTS
from tests.access.things import Things, make_things
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]
OF_A_LEARNER = {
    "entry",
    "approved_entry",
    "photo",
    "spoken",
    "week",
    "approved_week",
    "learner",
    "class",
    "class_learner",
    "placement",
}
"""The things of the reviewed table that are a learner's."""
NO_WORK_SHOWN = {
    "people.": "who is who, at which place, since when: no work and no words about it",
    "training.change_form": "the frame of a placement",
    "training.member_form": "who is mentor",
    "training.cover_form": "who takes over",
    "training.placement": "the frame of a placement: dates, hours, who is mentor",
    "training.checklists": "what the grown-ups did before the first day; the learner reads it too",
    "training.team": "the contact card, which the learner has too",
    "authoring.move_class": "nobody is in the middle of a sheet here; who is shown is told, says the test of the page",
    "desk.filters": "how somebody looks at a class: names of views, nobody's work",
    "councils.plan_form": "who could be a member, and dates",
    "remediation.lessons": "names of lessons and how many take part",
    "remediation.needs": "nobody has a need here; who is named is told, says the test of the page",
    "remediation.notes": "nobody wrote anything here; whose words are shown is told, says the test of the page",
    "visits.plan_form": "when a visit is due",
    "visits.workshop_form": "the sheets to choose from; the grid of one leaves a look",
    "presence.compensation_form": "a form with dates to fill in",
    "reviews.round_form": "an empty sheet",
    "reviews.return_form": "asks a reason: the entry was opened before",
    "reviews.reopen_form": "asks a reason: the entry was opened before",
    "reviews.reopen_week_form": "asks a reason: the week was opened before",
    "reviews.blind_form": "nothing is sealed in this school: it leads back to the week",
    "archive.show": "whether a file is there; the file is noted when it is fetched",
    "privacy.": "what the coordinator answers for, which has events of its own",
}
WATCHERS = ("mentor", "supervisor", "teacher", "counsellor", "coordinator", "company_coordinator")


def _shows_work(endpoint: str, rule: Rule) -> bool:
    quiet = any(endpoint == name or (name.endswith(".") and endpoint.startswith(name)) for name in NO_WORK_SHOWN)
    return rule.thing in OF_A_LEARNER and not rule.post and not rule.deed and not quiet


SHOWING = sorted(endpoint for endpoint, rule in TABLE.items() if _shows_work(endpoint, rule))


def _open(clean: Flask, client: PageClient, endpoint: str, things: Things, **headers: str) -> int:
    with clean.test_request_context():
        path = url_for(endpoint, **things.address[TABLE[endpoint].thing], **ARGUMENTS.get(endpoint, {}))
    db.session.commit()
    with clean.app_context():
        return client.client.get(path, buffered=True, headers=headers).status_code


def _seen(viewer: Person) -> set[tuple[object, str]]:
    query = select(Look.learner_id, Look.what).where(Look.viewer_id == viewer.id)
    found = {(learner, what) for learner, what in db.session.execute(query)}
    db.session.rollback()
    return found


@pytest.mark.parametrize("endpoint", SHOWING)
def test_every_page_with_a_learners_work_leaves_a_look(
    endpoint: str, clean: Flask, cast: Cast, client_for: ClientFor
) -> None:
    own, missing = make_things(cast)["own"], []
    for who in set(WATCHERS) & set(TABLE[endpoint].may):
        viewer = getattr(cast, who)
        status = _open(clean, client_for(viewer), endpoint, own)
        looked_at = {learner for learner, _what in _seen(viewer)}
        if status == 200 and cast.learner.id not in looked_at:
            missing.append(who)
    assert missing == [], f"{endpoint} tells the learner nothing"


@pytest.mark.parametrize("endpoint", ["entries.show", "insight.learner_progress"])
def test_a_guardian_leaves_one_too(endpoint: str, clean: Flask, cast: Cast, client_for: ClientFor) -> None:
    own = make_things(cast)["own"]
    with transaction():
        db.session.get_one(School, cast.school.id).guardians_read = True
    own.address["entry"] = own.address["approved_entry"]
    assert _open(clean, client_for(cast.guardian), endpoint, own) == 200
    assert {learner for learner, _what in _seen(cast.guardian)} == {cast.learner.id}


@pytest.mark.parametrize("endpoint", SHOWING)
def test_the_own_logbook_is_no_look(endpoint: str, clean: Flask, cast: Cast, client_for: ClientFor) -> None:
    _open(clean, client_for(cast.learner), endpoint, make_things(cast)["own"])
    assert db.session.query(Look).count() == 0


def test_who_is_refused_leaves_no_look(clean: Flask, cast: Cast, client_for: ClientFor) -> None:
    own = make_things(cast)["own"]
    for endpoint in SHOWING:
        assert _open(clean, client_for(cast.outsider), endpoint, own) == 404
    assert db.session.query(Look).count() == 0


@pytest.mark.parametrize("endpoint", ["reviews.week", "entries.show", "insight.learner_progress"])
def test_what_a_phone_takes_along_is_said_to_be_that(
    endpoint: str, clean: Flask, cast: Cast, client_for: ClientFor
) -> None:
    headers = {"X-Take-Along": "1"}
    assert _open(clean, client_for(cast.mentor), endpoint, make_things(cast)["own"], **headers) == 200
    assert _seen(cast.mentor) == {(cast.learner.id, Looked.ALONG.value)}


def test_a_look_once_a_day_for_each_thing_with_one_event(cast: Cast) -> None:
    for _ in range(3):
        with transaction():
            note_look(cast.actor("mentor"), cast.learner.id, Looked.WEEK)
            note_looks(cast.actor("mentor"), [cast.learner.id, cast.learner.id], Looked.ENTRY)
    with clock.freeze(FRIDAY + timedelta(days=1)), transaction():
        note_look(cast.actor("mentor"), cast.learner.id, Looked.WEEK)
    assert db.session.query(Look).count() == 3
    events = db.session.query(Event).filter_by(deed="look", learner_id=cast.learner.id)
    assert sorted(str(event.new) for event in events) == ["entry", "week", "week"]
    assert {look.school_id for look in db.session.query(Look)} == {cast.school.id}
