"""What is kept of lessons goes along with a learner's logbook, is erased with it, and has its time."""

from datetime import timedelta

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.privacy.models import ErasureScope
from logbook.privacy.queries.kept_rows import Scope, kept_rows
from logbook.privacy.queries.subjects import subject_for
from logbook.privacy.services.erase_rows import erase_rows
from logbook.privacy.services.retention import run_retention
from logbook.remediation.models import Lesson, LessonLearner
from tests.factories import Cast
from tests.insight.history import TODAY
from tests.remediation.work import make, places, tick


def of_both(cast: Cast, **more: object) -> Lesson:
    return make(cast, learners=frozenset({cast.learner.id, cast.other_learner.id}), **more)


def test_the_learners_archive_has_the_own_lessons_and_what_was_done(cast: Cast) -> None:
    lesson = make(cast, plan="Voor de klas")
    make(cast, learners=frozenset({cast.other_learner.id}))
    tick(cast, lesson)
    rows = kept_rows(Scope.of(cast.actor("learner"), cast.learner.id))
    assert [each["id"] for each in rows["lessons"]] == [lesson.id]
    assert [(each["lesson_id"], each["outcome"]) for each in rows["lesson_places"]] == [(lesson.id, "took_part")]
    assert "plan" not in rows["lessons"][0]
    assert lesson.sheet_version_id in {each["id"] for each in rows["sheet_versions"]}
    guardians = kept_rows(Scope(cast.learner.id, cast.school.id, approved=True, own=False))
    assert guardians["lessons"] == guardians["lesson_places"] == []


def test_erasing_a_learner_takes_the_own_row_and_leaves_the_others(cast: Cast) -> None:
    lesson = of_both(cast)
    with transaction():
        erase_rows(subject_for(cast.actor("coordinator"), cast.learner.id), ErasureScope.LOGBOOK)
    assert places(lesson.id).keys() == {cast.other_learner.id}


def test_lessons_have_the_time_of_the_logbook(cast: Cast) -> None:
    old, new = of_both(cast), of_both(cast)
    with transaction():
        old.date = TODAY - timedelta(days=600)
        for each in places(old.id).values():
            each.date = old.date
    run_retention(lambda _done, _of: None, dry=True)
    assert db.session.query(Lesson).count() == 2
    run_retention(lambda _done, _of: None, dry=False)
    assert [each.id for each in db.session.query(Lesson)] == [new.id]
    assert db.session.query(LessonLearner).count() == 2
