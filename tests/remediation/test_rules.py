"""Who needs to catch up, who can go further, and of whom nothing can be said yet: over what was rated."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from logbook.core.roles import Rater, Role
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry
from logbook.entries.services import erase_entry_of
from logbook.extensions import db
from logbook.remediation.models import LessonKind
from logbook.remediation.policy import Judged, Run, need_of, stage_run
from logbook.remediation.queries import needs_page
from logbook.sheets.models import Sheet, SheetVersion
from logbook.training.models import ClassMember
from tests.factories import SOFT_SKILLS, WELDING, Cast, add, join_class, make_member, make_person
from tests.insight.history import TODAY, History
from tests.remediation.work import CRACK, FIRST, NO, PUNCTUAL, UNDERCUT, YES, found, page, rounds, unknown, weeks

V, O = True, False  # noqa: E741  # as the printed form writes them
CATCH_UP, FURTHER = (CRACK, "remediation", "Lotte"), (CRACK, "deepening", "Lotte")


def judged(*met: bool, stage: str = "coaching", above: bool = False, step: int | None = None) -> list[Judged]:
    return [Judged(FIRST + timedelta(weeks=place), stage, each, above and each, step) for place, each in enumerate(met)]


@pytest.mark.parametrize(
    ("met", "kind"),
    [
        ((), None),
        ((O,), None),
        ((V, V), None),
        ((O, O), LessonKind.REMEDIATION),
        ((O, O, V), LessonKind.REMEDIATION),
        ((V, O, O, V), LessonKind.REMEDIATION),
        ((O, V, O, V), LessonKind.REMEDIATION),
    ],
)
def test_two_of_the_last_four_not_met_is_a_reason_and_two_judgements_can_be_enough(
    met: tuple[bool, ...], kind: LessonKind | None
) -> None:
    need = need_of(judged(*met), None)
    assert need is not None
    assert need.kind is kind


@pytest.mark.parametrize("met", [(O, O, V, V), (O, O, O, V, V), (V, V, O, V), (O, V, V, V, V)])
def test_who_met_it_twice_since_or_missed_it_once_needs_nothing(met: tuple[bool, ...]) -> None:
    assert need_of(judged(*met), None) is None


def test_seeing_it_too_well_is_a_reason_from_five_pairs_on() -> None:
    """One miss among the last four is no reason of its own; having said "met" each time is."""
    four, five = [V, V, V, O], [V, V, V, V, O]
    assert need_of(judged(*four, step=1), None) is None
    need = need_of(judged(*five, step=1), None)
    assert need is not None
    assert [(why.name, why.count, why.total) for why in need.reasons] == [("over", 5, 5)]
    assert need_of(judged(*five, V, V, step=1), None) is None, "learnt since"


def test_being_too_strict_for_oneself_is_none() -> None:
    assert need_of(judged(V, V, V, V, O, step=-1), None) is None


def test_long_in_an_early_stage_is_a_reason_while_it_is_not_met() -> None:
    run = Run("modelling", FIRST, FIRST + timedelta(weeks=6), 4)
    need = need_of(judged(V, V, O), run)
    assert need is not None
    assert [why.name for why in need.reasons] == ["stuck"]
    assert need_of(judged(V, O, V), run) is None
    assert need_of(judged(V, V, O), Run("modelling", FIRST, FIRST + timedelta(weeks=5), 9)) is None
    assert need_of(judged(V, V, O), Run("scaffolding", FIRST, FIRST + timedelta(weeks=9), 9)) is None


def test_the_run_is_of_the_newest_rounds_alone() -> None:
    days = [FIRST + timedelta(weeks=place) for place in range(4)]
    stages = ["coaching", "modelling", "coaching", "coaching"]
    assert stage_run(list(zip(days, stages, strict=True))) == Run("coaching", days[2], days[3], 2)
    assert stage_run([]) is None


@pytest.mark.parametrize("stage", ["reflection", "exploration"])
def test_three_times_met_in_a_late_stage_is_a_reason_to_go_further(stage: str) -> None:
    need = need_of(judged(O, V, V, V, stage=stage), None)
    assert need is not None
    assert (need.kind, [why.name for why in need.reasons]) == (LessonKind.DEEPENING, ["deep"])


def test_above_expectation_is_one_too_in_any_stage() -> None:
    need = need_of(judged(V, V, V, stage="", above=True), None)
    assert need is not None
    assert [(why.name, why.count) for why in need.reasons] == [("above", 3)]


def test_above_expectation_once_is_not_enough() -> None:
    (first, second, third) = judged(V, V, V, stage="")
    assert need_of([first, second, Judged(third.on, "", met=True, above=True)], None) is None


def test_met_in_an_earlier_stage_is_no_reason_and_a_check_is_never_one() -> None:
    assert need_of(judged(V, V, V, stage="articulation"), None) is None
    assert need_of(judged(V, V, V, stage="reflection"), None, deepens=False) is None
    assert need_of(judged(V, V, O, V, stage="reflection"), None) is None


def test_the_class_page_names_who_and_why(history: History) -> None:
    entries = rounds(history, [YES, NO, NO])
    needs = page(history.cast)
    assert found(needs) == {CATCH_UP: ("not_met",)}
    why = needs.sheets[0].needs[0].learners[0].reasons[0]
    assert (why.count, why.total) == (2, 3)
    assert [each.entry_id for each in why.shown] == entries[1:]


def test_of_what_was_rated_once_nothing_is_said(history: History) -> None:
    rounds(history, [NO])
    needs = page(history.cast)
    assert found(needs) == {}
    assert CRACK in unknown(needs)


def test_a_supervisor_and_the_learner_are_no_judges(history: History) -> None:
    rounds(history, [NO, NO, NO], own=NO, by=history.cast.supervisor, role=Rater.SUPERVISOR)
    assert found(page(history.cast)) == {}


def test_a_teacher_is_one_where_the_mentor_said_nothing(history: History) -> None:
    cast = history.cast
    rounds(history, [NO, NO, NO], by=cast.teacher, role=Rater.TEACHER)
    assert found(page(cast)) == {CATCH_UP: ("not_met",)}
    with transaction():
        for made, _ in list(history.rounds):
            history.rounds.append((made, []))
            history.rate(cast.mentor, Rater.MENTOR, {CRACK: YES})
    assert found(page(cast)) == {}


def test_a_correction_stands_over_the_blind_rating(history: History) -> None:
    with transaction():
        for place in range(3):
            history.submit(history.cast.learner, history.cast.placement, FIRST + timedelta(days=place))
            history.rate(history.cast.mentor, Rater.MENTOR, {CRACK: NO}, blind=True)
            history.rate(history.cast.mentor, Rater.MENTOR, {CRACK: YES})
    assert found(page(history.cast)) == {}


def test_soft_skills_have_a_part(history: History) -> None:
    weeks(history, ["meets", "not_yet_meets", "not_yet_meets"])
    assert found(page(history.cast)) == {(PUNCTUAL, "remediation", "Lotte"): ("not_met",)}


def test_soft_skills_above_expectation_go_further(history: History) -> None:
    weeks(history, ["meets", "above_expectation", "above_expectation"])
    assert found(page(history.cast)) == {(PUNCTUAL, "deepening", "Lotte"): ("above",)}


@pytest.mark.parametrize("state", ["draft", "held"])
def test_withdrawn_and_held_entries_have_no_part(history: History, state: str) -> None:
    entries = rounds(history, [NO, NO, NO])
    with transaction():
        for each in entries:
            db.session.get_one(Entry, each).state = state
    assert found(page(history.cast)) == {}


def test_an_erased_entry_is_gone_from_it(history: History) -> None:
    entries = rounds(history, [NO, NO])
    with transaction():
        erase_entry_of(history.cast.school.id, entries[0], "request")
    assert found(page(history.cast)) == {}
    assert CRACK in unknown(page(history.cast))


def test_what_the_newest_version_asks_no_more_is_not_listed(history: History) -> None:
    rounds(history, [NO, NO, NO])
    _publish_without(history, CRACK)
    needs = page(history.cast)
    assert found(needs) == {}
    assert CRACK not in unknown(needs)


def _publish_without(history: History, criterion: str) -> None:
    row = db.session.get_one(SheetVersion, history.weld.version_id)
    content = _without(row.content, criterion)
    with transaction():
        db.session.get_one(Sheet, WELDING).latest = row.number + 1
        add(
            SheetVersion(
                sheet_id=WELDING, number=row.number + 1, sha="1" * 64, content=content, published_at=row.published_at
            )
        )


def _without(value: object, criterion: str) -> object:
    if isinstance(value, dict):
        return {name: _without(each, criterion) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, criterion) for each in value if not _is(each, criterion)]
    return value


def _is(value: object, criterion: str) -> bool:
    return isinstance(value, dict) and value.get("id") == criterion


def test_the_last_year_has_no_part(history: History) -> None:
    rounds(history, [NO, NO, NO], start=date(2026, 6, 1))
    assert found(page(history.cast)) == {}


def test_filters(history: History) -> None:
    rounds(history, [NO, NO])
    rounds(history, [YES] * 3, criterion=UNDERCUT, stage="reflection")
    weeks(history, ["not_yet_meets"] * 2)
    cast = history.cast
    assert {key[0] for key in found(page(cast))} == {CRACK, UNDERCUT, PUNCTUAL}
    assert {key[0] for key in found(page(cast, sheet_id=WELDING))} == {CRACK, UNDERCUT}
    assert {key[0] for key in found(page(cast, sheet_id=SOFT_SKILLS))} == {PUNCTUAL}
    assert {key[0] for key in found(page(cast, kind=LessonKind.DEEPENING))} == {UNDERCUT}
    assert page(cast, sheet_id="no-such-sheet").sheets == ()


def test_criteria_that_the_same_learners_need_come_together(history: History) -> None:
    for criterion in (CRACK, UNDERCUT):
        rounds(history, [NO, NO], criterion=criterion)
    rounds(history, [NO, NO], criterion="restart", learner=history.cast.other_learner)
    together = {need.criterion.id: set(need.together) for need in page(history.cast).sheets[0].needs}
    assert together == {CRACK: {CRACK, UNDERCUT}, UNDERCUT: {CRACK, UNDERCUT}, "restart": {"restart"}}


def test_a_learner_who_changed_class_is_in_the_new_one_with_all_the_work(history: History) -> None:
    cast = history.cast
    rounds(history, [NO, NO])
    with transaction():
        _leave(cast, cast.learner.id, TODAY - timedelta(days=1))
        join_class(cast.other_group, cast.learner, Role.LEARNER)
    assert found(page(cast)) == {}
    assert found(needs_page(cast.actor("other_teacher"), cast.other_group.id)) == {CATCH_UP: ("not_met",)}


def _leave(cast: Cast, learner_id: UUID, until: date) -> None:
    row = db.session.query(ClassMember).filter_by(class_id=cast.group.id, person_id=learner_id).one()
    row.until_date = until


@pytest.mark.parametrize("learners", [5, 25])
def test_the_same_few_questions_for_few_and_for_many(
    history: History, learners: int, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    cast = history.cast
    for place in range(learners - 2):
        with transaction():
            person = make_person(f"Leerling {place}")
            make_member(person, cast.school, Role.LEARNER)
            join_class(cast.group, person, Role.LEARNER)
        rounds(history, [NO, NO], learner=person)
    actor = cast.actor("teacher")
    queries = count_queries(lambda: needs_page(actor, cast.group.id))
    assert len(queries) <= 7
    assert len(found(page(cast))) == learners - 2
