"""Planning a lesson, changing it, saying what was done, closing it; and what was rated since."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from logbook.core import clock
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted, OpReused, Rejected, Stale
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.remediation import services
from logbook.remediation.models import Lesson, LessonKind, LessonState, Outcome
from logbook.remediation.queries import lesson_list, lesson_page, lessons_of, needs_page
from logbook.remediation.services import Done
from logbook.training.models import ClassMember
from tests.conftest import FRIDAY
from tests.factories import SOFT_SKILLS, Cast, join_class
from tests.insight.history import TODAY, History
from tests.remediation.work import (
    CRACK,
    NO,
    PUNCTUAL,
    UNDERCUT,
    YES,
    command,
    make,
    page,
    places,
    plan,
    rounds,
    stored,
    tick,
    weeks,
)

TOMORROW = TODAY + timedelta(days=1)


def change(cast: Cast, lesson: Lesson, seen: int, who: str = "teacher", **more: object) -> Lesson:
    with transaction():
        return services.change_lesson(cast.actor(who), lesson.id, seen, plan(cast, **more))


def close(cast: Cast, lesson: Lesson, seen: int, who: str = "teacher") -> Lesson:
    with transaction():
        return services.close_lesson(cast.actor(who), lesson.id, seen)


def drop(cast: Cast, lesson: Lesson, seen: int, who: str = "teacher") -> Lesson:
    with transaction():
        return services.drop_lesson(cast.actor(who), lesson.id, seen)


def leave(cast: Cast, name: str = "learner", until: date = TODAY - timedelta(days=1)) -> None:
    with transaction():
        who = getattr(cast, name).id
        db.session.query(ClassMember).filter_by(class_id=cast.group.id, person_id=who).one().until_date = until


def deeds(cast: Cast) -> list[str]:
    return sorted(each.deed for each in db.session.query(Event).filter(Event.thing == "lesson"))


@pytest.mark.parametrize("who", ["teacher", "counsellor", "coordinator"])
def test_the_school_plans_a_lesson(cast: Cast, who: str) -> None:
    lesson = make(cast, who, learners=frozenset({cast.learner.id, cast.other_learner.id}))
    assert (lesson.state, lesson.criteria, lesson.version) == (LessonState.PLANNED, [CRACK], 1)
    assert places(lesson.id).keys() == {cast.learner.id, cast.other_learner.id}
    assert deeds(cast) == ["join_lesson", "join_lesson", "plan_lesson"]


@pytest.mark.parametrize("who", ["other_teacher", "outsider"])
def test_another_class_is_not_found(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        make(cast, who)
    lesson = make(cast)
    for deed in (
        lambda: lesson_page(cast.actor(who), lesson.id),
        lambda: lesson_list(cast.actor(who), cast.group.id, 1),
        lambda: needs_page(cast.actor(who), cast.group.id),
        lambda: tick(cast, lesson, who),
        lambda: change(cast, lesson, 1, who),
        lambda: close(cast, lesson, 1, who),
        lambda: drop(cast, lesson, 1, who),
    ):
        with pytest.raises(NotFound):
            deed()


@pytest.mark.parametrize("who", ["learner", "mentor", "supervisor", "company_coordinator", "guardian"])
def test_nobody_else_plans_or_changes_one(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        make(cast, who)
    lesson = make(cast)
    for deed in (tick, lambda *given: change(*given[:2], 1, who), lambda *given: drop(*given[:2], 1, who)):
        with pytest.raises(NotPermitted):
            deed(cast, lesson, who)
    with pytest.raises(NotFound):
        lesson_page(cast.actor(who), lesson.id)


def test_the_same_form_twice_is_one_lesson(cast: Cast) -> None:
    wish = command(cast)
    for _ in range(2):
        with transaction():
            services.make_lesson(cast.actor("teacher"), wish)
    assert db.session.query(Lesson).count() == 1
    assert deeds(cast).count("plan_lesson") == 1


def test_an_id_of_another_lesson_is_refused(cast: Cast) -> None:
    lesson = make(cast)
    with pytest.raises(OpReused):
        make(cast, lesson_id=lesson.id, kind=LessonKind.DEEPENING)
    with pytest.raises(OpReused):
        make(cast, "counsellor", lesson_id=lesson.id)


def test_a_learner_twice_is_there_once(cast: Cast) -> None:
    twice = [cast.learner.id, cast.learner.id]
    assert len(places(make(cast, learners=frozenset(twice), criteria=(CRACK, CRACK)).id)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"learners": frozenset()}, "learners"),
        ({"learners": frozenset({uuid4()})}, "learners"),
        ({"criteria": ()}, "criteria"),
        ({"criteria": ("no_such",)}, "criteria"),
        ({"criteria": (PUNCTUAL,)}, "criteria"),
        ({"day": date(2026, 8, 31)}, "date"),
        ({"day": date(2027, 9, 1)}, "date"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(cast: Cast, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Rejected) as caught:
        make(cast, **wrong)
    assert set(caught.value.errors) == {field}
    lesson = make(cast)
    with pytest.raises(Rejected):
        change(cast, lesson, 1, **wrong)
    assert stored(lesson.id).version == 1


def test_a_learner_of_another_class_or_school_cannot_be_in_it(cast: Cast) -> None:
    leave(cast, "other_learner")
    for who in (cast.other_learner, cast.foreign_learner, cast.teacher):
        with pytest.raises(Rejected):
            make(cast, learners=frozenset({who.id}))


def test_a_sheet_that_is_not_there_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        make(cast, sheet_id="no-such-sheet")


def test_changing_a_planned_lesson(cast: Cast) -> None:
    lesson = make(cast)
    both = frozenset({cast.learner.id, cast.other_learner.id})
    change(cast, lesson, 1, title="Anders", day=TOMORROW, criteria=(UNDERCUT, CRACK), learners=both)
    now = stored(lesson.id)
    assert (now.title, now.date, set(now.criteria), now.version) == ("Anders", TOMORROW, {CRACK, UNDERCUT}, 2)
    assert {each.date for each in places(lesson.id).values()} == {TOMORROW}
    change(cast, now, 2, learners=frozenset({cast.other_learner.id}))
    assert places(lesson.id).keys() == {cast.other_learner.id}
    assert deeds(cast).count("leave_lesson") == 1
    assert deeds(cast).count("change_lesson") == 2


def test_the_same_change_twice_is_one_and_another_one_since_is_told(cast: Cast) -> None:
    lesson = make(cast)
    change(cast, lesson, 1, title="Anders")
    change(cast, lesson, 1, title="Anders")
    assert stored(lesson.id).version == 2
    with pytest.raises(Stale):
        change(cast, lesson, 1, title="Nog anders")


def test_who_left_the_class_stays_in_it_unseen(cast: Cast) -> None:
    lesson = make(cast, learners=frozenset({cast.learner.id, cast.other_learner.id}))
    leave(cast)
    change(cast, lesson, 1, title="Anders", learners=frozenset({cast.other_learner.id}))
    shown = lesson_page(cast.actor("teacher"), lesson.id)
    assert [each.learner.id for each in shown.participants] == [cast.other_learner.id]
    assert shown.gone == 1
    assert cast.learner.id in places(lesson.id)


def test_dropping_one_is_for_good(cast: Cast) -> None:
    lesson = make(cast)
    with pytest.raises(Stale):
        drop(cast, lesson, 9)
    drop(cast, lesson, 1)
    drop(cast, lesson, 1)
    assert stored(lesson.id).state == LessonState.DROPPED
    for deed in (
        lambda: change(cast, lesson, 2, title="Toch"),
        lambda: tick(cast, lesson),
        lambda: close(cast, lesson, 2),
    ):
        with pytest.raises(InvalidTransition):
            deed()
    assert deeds(cast).count("drop_lesson") == 1


def test_saying_what_was_done(cast: Cast) -> None:
    lesson = make(cast, learners=frozenset({cast.learner.id, cast.other_learner.id}))
    tick(cast, lesson, learner="took_part")
    assert stored(lesson.id).state == LessonState.HELD
    assert lesson_page(cast.actor("teacher"), lesson.id).undecided == 1
    tick(cast, lesson, "counsellor", learner="absent", other_learner="not_needed")
    said = {name: each.outcome for name, each in places(lesson.id).items()}
    assert said == {cast.learner.id: "absent", cast.other_learner.id: "not_needed"}
    ticks = db.session.query(Event).filter_by(deed="tick_lesson", learner_id=cast.learner.id).all()
    assert {(each.old, each.new) for each in ticks} == {(None, "took_part"), ("took_part", "absent")}


def test_the_same_said_twice_is_one_deed(cast: Cast) -> None:
    lesson = make(cast)
    tick(cast, lesson)
    done = Done(1, {cast.learner.id: (Outcome.TOOK_PART, None)})
    with transaction():
        services.tick_lesson(cast.actor("teacher"), lesson.id, done)
    assert deeds(cast).count("hold_lesson") == 1
    with pytest.raises(Stale), transaction():
        services.tick_lesson(cast.actor("teacher"), lesson.id, Done(1, {cast.learner.id: (Outcome.ABSENT, None)}))


def test_nothing_is_said_before_its_day_nor_of_others(cast: Cast) -> None:
    early, now = make(cast, day=TOMORROW), make(cast)
    for deed in (
        lambda: tick(cast, early),
        lambda: tick(cast, now, other_learner="absent"),
        lambda: services.tick_lesson(cast.actor("teacher"), now.id, Done(1, {})),
    ):
        with pytest.raises(Rejected) as caught:
            deed()
        assert set(caught.value.errors) == {"outcomes"}
    leave(cast)
    with pytest.raises(Rejected):
        tick(cast, now)


def test_what_was_held_is_not_changed_nor_dropped(cast: Cast) -> None:
    lesson = make(cast)
    tick(cast, lesson)
    for deed in (lambda: change(cast, lesson, 2, title="Toch"), lambda: drop(cast, lesson, 2)):
        with pytest.raises(InvalidTransition):
            deed()


def test_closing_needs_a_word_on_everybody_and_then_nothing_changes(cast: Cast) -> None:
    lesson = make(cast, learners=frozenset({cast.learner.id, cast.other_learner.id}))
    with pytest.raises(InvalidTransition):
        close(cast, lesson, 1)
    tick(cast, lesson)
    with pytest.raises(Rejected):
        close(cast, lesson, 2)
    tick(cast, lesson, other_learner="absent")
    with pytest.raises(Stale):
        close(cast, lesson, 2)
    close(cast, lesson, 3)
    close(cast, lesson, 3)
    with pytest.raises(InvalidTransition):
        tick(cast, lesson, learner="absent")
    assert deeds(cast).count("close_lesson") == 1


def test_one_who_left_does_not_keep_it_open(cast: Cast) -> None:
    lesson = make(cast, learners=frozenset({cast.learner.id, cast.other_learner.id}))
    leave(cast)
    tick(cast, lesson, other_learner="took_part")
    assert close(cast, lesson, 2).state == LessonState.CLOSED


def test_the_effect_counts_what_mentor_and_teacher_said_since(history: History) -> None:
    cast = history.cast
    rounds(history, [NO, NO], start=date(2026, 9, 7))
    lesson = make(cast, day=date(2026, 9, 28), criteria=(CRACK, UNDERCUT))
    tick(cast, lesson)
    rounds(history, [YES], start=date(2026, 9, 28))  # the day itself is not "since"
    rounds(history, [NO, YES, YES], start=date(2026, 10, 5))
    (one,) = lesson_page(cast.actor("teacher"), lesson.id).participants
    crack, undercut = sorted(one.effects, key=lambda each: each.criterion.id)
    assert (crack.met, crack.total, crack.reached_on) == (2, 3, date(2026, 10, 12))
    assert (undercut.met, undercut.total, undercut.reached_on) == (0, 0, None)


def test_the_effect_on_soft_skills_counts_the_weeks_after(history: History) -> None:
    cast = history.cast
    weeks(history, ["not_yet_meets", "not_yet_meets", "meets"])
    lesson = make(cast, day=TODAY - timedelta(weeks=2), criteria=(PUNCTUAL,), sheet_id=SOFT_SKILLS)
    tick(cast, lesson)
    (one,) = lesson_page(cast.actor("teacher"), lesson.id).participants
    assert [(each.met, each.total) for each in one.effects] == [(1, 1)]


def test_before_it_is_held_there_is_no_effect(history: History) -> None:
    cast = history.cast
    lesson = make(cast, day=date(2026, 9, 28))
    rounds(history, [YES], start=date(2026, 10, 5))
    (one,) = lesson_page(cast.actor("teacher"), lesson.id).participants
    assert one.effects == ()


def test_an_open_lesson_stands_beside_the_need(history: History) -> None:
    cast = history.cast
    rounds(history, [NO, NO])
    lesson = make(cast)
    (need,) = page(cast).sheets[0].needs
    assert need.learners[0].lesson is not None
    assert need.learners[0].lesson.id == lesson.id
    drop(cast, lesson, 1)
    (need,) = page(cast).sheets[0].needs
    assert need.learners[0].lesson is None


@pytest.mark.parametrize("who", ["learner", "mentor", "teacher", "counsellor", "coordinator", "company_coordinator"])
def test_who_follows_a_learner_sees_what_is_planned(cast: Cast, who: str) -> None:
    make(cast, day=TOMORROW)
    (ahead,) = lessons_of(cast.actor(who), cast.learner.id, ahead=True)
    assert (ahead.title, ahead.date, [each.id for each in ahead.criteria]) == ("Scheuren vermijden", TOMORROW, [CRACK])


def test_others_do_not(cast: Cast) -> None:
    make(cast, day=TOMORROW)
    assert lessons_of(cast.actor("supervisor"), cast.learner.id) == []
    for who in ("other_mentor", "other_learner", "outsider", "other_teacher", "guardian"):
        with pytest.raises(NotFound):
            lessons_of(cast.actor(who), cast.learner.id)


def test_a_lesson_that_is_dropped_or_of_a_class_that_was_left_is_not_the_learners(cast: Cast) -> None:
    dropped = make(cast, day=TOMORROW)
    drop(cast, dropped, 1)
    make(cast, day=TOMORROW)
    assert len(lessons_of(cast.actor("learner"), cast.learner.id)) == 1
    leave(cast)
    with transaction():
        join_class(cast.other_group, cast.learner, Role.LEARNER)
    assert lessons_of(cast.actor("learner"), cast.learner.id) == []


def test_lists_are_paged_newest_first(cast: Cast) -> None:
    for place in range(23):
        make(cast, day=TODAY + timedelta(days=place))
    first, second = (lesson_list(cast.actor("teacher"), cast.group.id, number).page for number in (1, 2))
    assert (len(first.items), first.more, len(second.items), second.more) == (20, True, 3, False)
    assert first.items[0].date > second.items[0].date


def test_a_class_of_last_year_is_out_of_reach(cast: Cast) -> None:
    lesson = make(cast)
    with transaction():
        db.session.query(ClassMember).filter_by(person_id=cast.teacher.id).one().until_date = TODAY
    with clock.freeze(FRIDAY + timedelta(days=5)), pytest.raises(NotFound):
        lesson_page(cast.actor("teacher"), lesson.id)
