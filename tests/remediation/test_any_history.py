"""Whatever was rated by whomever in whatever order: the list is what a slow and plain count of all rows gives."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from logbook.core.unit_of_work import transaction
from logbook.core.weeks import monday, week_number
from logbook.entries.models import Assessment, Entry, EntryRevision, Op, Round, Week, WeekAssessment
from logbook.extensions import db
from logbook.remediation.queries import needs_page
from logbook.sheets.models import STAGES
from tests.databases import unguarded
from tests.factories import Cast, add
from tests.insight.history import TODAY, History
from tests.remediation.work import CRACK, PUNCTUAL, UNDERCUT

START = date(2026, 9, 1)
TABLES = (Assessment, WeekAssessment, Round, Week, EntryRevision, Op, Entry)
TASK_LEVELS = ("reached", "not_yet_reached")
SOFT_LEVELS = ("not_yet_meets", "meets", "above_expectation")
RATERS = ("learner", "mentor", "teacher", "supervisor")

level = st.sampled_from(TASK_LEVELS)
given_ratings = st.dictionaries(
    st.sampled_from(RATERS), st.dictionaries(st.sampled_from([CRACK, UNDERCUT]), level, min_size=1)
)
work = st.fixed_dictionaries(
    {
        "who": st.integers(0, 1),
        "day": st.integers(-3, 80),
        "stage": st.sampled_from([*STAGES, "modelling", "modelling"]),
        "state": st.sampled_from(["approved", "approved", "submitted", "returned", "draft", "held", None]),
        "ratings": given_ratings,
        "blind": st.none() | st.dictionaries(st.sampled_from([CRACK, UNDERCUT]), level, min_size=1),
    }
)
skill = st.fixed_dictionaries(
    {
        "week": st.integers(0, 11),
        "ratings": st.dictionaries(st.sampled_from(RATERS), st.sampled_from(SOFT_LEVELS), min_size=1),
        "late": st.none() | st.sampled_from(SOFT_LEVELS),
    }
)


def runs(elements: Any, most: int) -> Any:
    """Return histories in which the same happens often: by dice alone, nobody would ever be good or stuck."""
    repeated = st.tuples(elements, st.integers(1, 7)).map(
        lambda pair: [
            pair[0] | {"day": pair[0]["day"] + 7 * place} if "day" in pair[0] else pair[0] for place in range(pair[1])
        ]
    )
    return st.lists(repeated, max_size=most).map(lambda lists: [each for some in lists for each in some])


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(runs(work, 4), st.lists(skill, max_size=8, unique_by=lambda each: each["week"]))
def test_the_list_is_what_counting_all_rows_gives(
    history: History, done: list[dict[str, Any]], skills: list[dict[str, Any]]
) -> None:
    cast = history.cast
    _forget()
    with transaction():
        for each in done:
            _round(history, each)
        for each in skills:
            _week(history, each)
    page = needs_page(cast.actor("teacher"), cast.group.id)
    listed = {
        (each.learner.id, need.criterion.id, need.kind.value, why.name, why.count, why.total)
        for sheet in page.sheets
        for need in sheet.needs
        for each in need.learners
        for why in each.reasons
    }
    for reason in {each[3] for each in listed}:
        event(reason)
    assert listed == set(_slowly(history, done, skills))


def _forget() -> None:
    with transaction(), unguarded(db.session):
        for model in TABLES:
            db.session.query(model).delete()


def _round(history: History, said: dict[str, Any]) -> None:
    cast, day = history.cast, START + timedelta(days=said["day"])
    who = _learner(cast, said)
    if said["state"]:
        history.submit(who, cast.placement, day, stage=said["stage"], state=said["state"])
    else:
        history.round(who, cast.placement, day, said["stage"])
    people = {"learner": who, "mentor": cast.mentor, "teacher": cast.teacher, "supervisor": cast.supervisor}
    made = history.rounds[-1][0]
    for place, (role, values) in enumerate(said["ratings"].items()):
        _assess(made, people[role].id, role, values, place)
    if said["blind"]:
        _assess(made, cast.mentor.id, "mentor", said["blind"], 9, blind=True)


def _assess(made: Round, rater_id: Any, role: str, values: dict[str, str], minute: int, *, blind: bool = False) -> None:
    moment = datetime.combine(made.date, datetime.min.time(), UTC) + timedelta(hours=15, minutes=minute)
    add(
        Assessment(
            round_id=made.id, rater_id=rater_id, rater_role=role, blind=blind, on_rev=1, values=values, rated_at=moment
        )
    )


def _week(history: History, said: dict[str, Any]) -> None:
    cast = history.cast
    week = history.week(cast.placement, week_number(TODAY) - said["week"])
    people = {"learner": cast.learner, "mentor": cast.mentor, "teacher": cast.teacher, "supervisor": cast.supervisor}
    for role, value in said["ratings"].items():
        _assess_week(history, week, people[role].id, role, value)
    if said["late"]:
        _assess_week(history, week, cast.learner.id, "learner", said["late"], late=True)


def _assess_week(history: History, week: Week, rater_id: Any, role: str, value: str, *, late: bool = False) -> None:
    add(
        WeekAssessment(
            week_id=week.id,
            rater_id=rater_id,
            rater_role=role,
            late=late,
            sheet_version_id=history.soft.version_id,
            values={PUNCTUAL: value},
            rated_at=datetime.combine(monday(week.week), datetime.min.time(), UTC),
        )
    )


def _learner(cast: Cast, said: dict[str, Any]) -> Any:
    return (cast.learner, cast.other_learner)[said["who"]]


def _slowly(
    history: History, done: list[dict[str, Any]], skills: list[dict[str, Any]]
) -> Iterator[tuple[Any, str, str, str, int, int]]:
    """Count again from what was made, in loops of its own: no code of the rules is used."""
    seen = [each for each in done if START + timedelta(days=each["day"]) <= TODAY and each["day"] >= 0]
    seen = [each for each in seen if each["state"] not in ("draft", "held")]
    order = sorted(range(len(seen)), key=lambda place: (seen[place]["day"], place))
    for who in (0, 1):
        mine = [seen[place] for place in order if seen[place]["who"] == who]
        stuck = _stuck(mine)
        for criterion in (CRACK, UNDERCUT):
            facts = [fact for each in mine if (fact := _fact(each, criterion))]
            for reason in _reasons(facts, stuck, mine):
                yield (_learner(history.cast, {"who": who}).id, criterion, *reason)
    soft = []
    for each in sorted(skills, key=lambda each: -each["week"]):
        judge = each["ratings"].get("mentor") or each["ratings"].get("teacher")
        if judge:
            own = each["ratings"].get("learner")
            step = None if own is None else SOFT_LEVELS.index(own) - SOFT_LEVELS.index(judge)
            soft.append((judge != "not_yet_meets", judge == "above_expectation", step, ""))
    for reason in _reasons(soft, False, []):
        yield (history.cast.learner.id, PUNCTUAL, *reason)


def _fact(each: dict[str, Any], criterion: str) -> tuple[bool, bool, int | None, str] | None:
    """Return what a round says: whether it is met, above, how far the learner is above it, the stage."""
    mentor, teacher = dict(each["ratings"].get("mentor", {})), each["ratings"].get("teacher", {})
    blind = each["blind"] or {}
    if criterion in mentor or criterion in blind:
        latest = mentor.get(criterion) or blind[criterion]
        beside = blind.get(criterion) or mentor[criterion]
    elif criterion in teacher:
        latest = beside = teacher[criterion]
    else:
        return None
    own = each["ratings"].get("learner", {}).get(criterion)
    step = None if own is None else (own == "reached") - (beside == "reached")
    return latest == "reached", False, step, each["stage"]


def _stuck(mine: list[dict[str, Any]]) -> int:
    """Return in how many rounds the learner is stuck; zero for who is not."""
    if not mine or mine[-1]["stage"] not in ("modelling", "coaching"):
        return 0
    count = 0
    while count < len(mine) and mine[-1 - count]["stage"] == mine[-1]["stage"]:
        count += 1
    return count if count >= 4 and mine[-1]["day"] - mine[-count]["day"] >= 42 else 0


def _reasons(
    facts: list[tuple[bool, bool, int | None, str]], stuck: int, _mine: list[dict[str, Any]]
) -> list[tuple[str, str, int, int]]:
    found: list[tuple[str, str, int, int]] = []
    last = facts[-4:]
    missed = len([each for each in last if not each[0]])
    if missed >= 2 and not (facts[-1][0] and facts[-2][0]):
        found.append(("remediation", "not_met", missed, len(last)))
    pairs = [each[2] for each in facts if each[2] is not None][-10:]
    over, under = len([each for each in pairs if each > 0]), len([each for each in pairs if each < 0])
    settled = len(facts) >= 2 and facts[-1][0] and facts[-2][0]
    if len(pairs) >= 5 and over and over >= 2 * under and over * 5 >= len(pairs) and not settled:
        found.append(("remediation", "over", over, len(pairs)))
    if stuck and facts and not facts[-1][0]:
        found.append(("remediation", "stuck", stuck, stuck))
    if found or len(facts) < 3 or not all(each[0] for each in facts[-3:]):
        return found
    above = len([each for each in facts[-3:] if each[1]])
    if above >= 2:
        found.append(("deepening", "above", above, 3))
    if facts[-1][3] in ("reflection", "exploration"):
        found.append(("deepening", "deep", 3, 3))
    return found
