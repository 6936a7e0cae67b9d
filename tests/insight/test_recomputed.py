"""Calibration and trends against a slow and plain recomputation from the raw rows, for three hundred histories."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from sqlalchemy import insert

from logbook.accounts.models import School
from logbook.core.ids import new_id
from logbook.core.weeks import monday, week_number
from logbook.entries.models import Assessment, Entry, Round, Week, WeekAssessment
from logbook.entries.queries.reached import first_met
from logbook.extensions import db
from logbook.insight.queries.calibration_view import CalibrationPage, calibration_page
from logbook.insight.queries.class_year import class_year_page
from logbook.insight.queries.three_party_view import Filters
from logbook.insight.queries.year import YearPage, year_page
from logbook.sheets.models import STAGES, SheetContent
from logbook.sheets.queries import latest_versions
from tests.factories import SOFT_SKILLS, WELDING, Cast
from tests.insight.pasts import FIRST_DAY, FORGIVEN, NAMES, PASTS, MadeRound, MadeWeek, Past, Rated


@contextmanager
def written(cast: Cast, past: Past) -> Iterator[list[tuple[MadeRound, UUID]]]:
    """Put a history in the tables, in a few statements, and take it out again. Gives the rounds with their ids."""
    contents = latest_versions(cast.actor("teacher"), [WELDING, SOFT_SKILLS])
    school, learner = cast.school.id, cast.learner.id
    made = [(each, new_id()) for each in past.rounds]
    db.session.get_one(School, school).blind_first = past.blind_first
    db.session.flush()
    entries, rounds, assessments = [], [], []
    for each, round_id in made:
        day, entry_id = FIRST_DAY + timedelta(days=each.day), new_id() if each.state else None
        common = {"school_id": school, "learner_id": learner, "date": day}
        common["placement_id"] = cast.placement.id if each.at_work else None
        common["sheet_version_id"] = contents[WELDING].version_id
        if each.state:
            more = {"rev": 1, "current_rev": 1, "minutes": each.minutes, "submitted_at": _at(day, 0), "late": False}
            entries.append({"id": entry_id, "week": week_number(day), "state": each.state} | common | more)
        rounds.append({"id": round_id, "entry_id": entry_id, "stage": each.stage} | common)
        for rated in each.ratings:
            known = {"round_id": round_id, "on_rev": 1, "blind": rated.flag}
            assessments.append(known | _row(cast, rated, contents[WELDING], day))
    weeks, said = [], []
    for week in past.weeks:
        number, week_id = week_number(FIRST_DAY) + week.number, new_id()
        known = {"id": week_id, "school_id": school, "learner_id": learner, "placement_id": cast.placement.id}
        weeks.append(known | {"week": number, "state": week.state, "version": 1})
        for rated in week.ratings:
            about = {"week_id": week_id, "late": rated.flag, "sheet_version_id": contents[SOFT_SKILLS].version_id}
            said.append(about | _row(cast, rated, contents[SOFT_SKILLS], monday(number)))
    try:
        for table, rows in ((Entry, entries), (Round, rounds), (Assessment, assessments), (Week, weeks)):
            if rows:
                db.session.execute(insert(table), rows)
        if said:
            db.session.execute(insert(WeekAssessment), said)
        yield made
    finally:
        db.session.rollback()


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(16, minute), UTC)


def _row(cast: Cast, rated: Rated, sheet: SheetContent, day: date) -> dict[str, Any]:
    values = {name: sheet.all_criteria[name].scale.levels[place].id for name, place in rated.places.items()}
    rater = getattr(cast, rated.who).id
    return {"rater_id": rater, "rater_role": rated.role, "values": values, "rated_at": _at(day, rated.minute)}


def word(ratings: tuple[Rated, ...], role: str, name: str, *, first_blind: bool) -> int | None:
    """Return the place on the scale that counts for a role: plainly, one rating after the other."""
    blind, said = None, None
    for rated in ratings:
        if rated.role == role and name in rated.places:
            if rated.flag:
                blind = rated.places[name]
            else:
                said = rated.places[name]
    if first_blind:
        return said if blind is None else blind
    return blind if said is None else said


def sealed(past: Past, each: MadeRound, made: list[tuple[MadeRound, UUID]], ids: dict[int, UUID], place: int) -> bool:
    """Whether the learner's own view is hidden: the week's last round, neither approved nor rated by the mentor."""
    if not (past.blind_first and past.who == "mentor" and each.at_work and each.state):
        return False
    for other_place, (other, _) in enumerate(made):
        told = other.at_work and other.state and other.state not in FORGIVEN and other.day // 7 == each.day // 7
        if told and (other.day, ids[other_place]) > (each.day, ids[place]):
            return False
    return each.state != "approved" and not any(rated.who == "mentor" for rated in each.ratings)


@dataclass
class Plain:
    """What the slow recomputation says: pairs, first times, stages and soft skills."""

    pairs: dict[tuple[str, str, str], list[int]]
    met: dict[str, date]
    stages: dict[int, str]
    soft: dict[tuple[int, str], tuple[int, int]]


def plainly(past: Past, made: list[tuple[MadeRound, UUID]], contents: dict[str, SheetContent]) -> Plain:
    """Work everything out again: round by round, rating by rating, without any of the views' own code."""
    plain = Plain({}, {}, {}, {})
    ids = {place: round_id for place, (_, round_id) in enumerate(made)}
    counting = [name for name in NAMES[WELDING] if contents[WELDING].all_criteria[name].counts]
    minutes: dict[int, dict[str, int]] = {}
    for place in sorted(range(len(made)), key=lambda place: (made[place][0].day, ids[place])):
        each = made[place][0]
        out_of_reach = past.who == "mentor" and not each.at_work
        if each.state not in FORGIVEN and not out_of_reach and each.day <= past.first + past.length:
            week = minutes.setdefault(each.day // 7, {})
            week[each.stage] = week.get(each.stage, 0) + ((each.minutes or 0) if each.state else 0)
            most = max(week.values())
            longest = [stage for stage in STAGES if week.get(stage) == most]
            plain.stages[each.day // 7] = longest[-1] if most else each.stage
            for name in counting:
                _add_met(plain, each, name)
                if each.day >= past.first:
                    _add_pairs(plain, WELDING, name, each.ratings, hidden=sealed(past, each, made, ids, place))
    for week_made in sorted(past.weeks, key=lambda one: one.number):
        if past.first // 7 <= week_made.number <= (past.first + past.length) // 7:
            _add_week(plain, past, week_made)
    return plain


def _add_met(plain: Plain, each: MadeRound, name: str) -> None:
    for judge in ("mentor", "teacher"):
        if word(each.ratings, judge, name, first_blind=False) == 1 and name not in plain.met:
            plain.met[name] = FIRST_DAY + timedelta(days=each.day)


def _add_pairs(plain: Plain, sheet: str, name: str, ratings: tuple[Rated, ...], *, hidden: bool) -> None:
    for judge in ("mentor", "teacher"):
        own = None if hidden else word(ratings, "learner", name, first_blind=True)
        theirs = word(ratings, judge, name, first_blind=True)
        if own is not None and theirs is not None:
            plain.pairs.setdefault((sheet, name, judge), []).append(own - theirs)


def _add_week(plain: Plain, past: Past, week: MadeWeek) -> None:
    hidden = past.blind_first and past.who == "mentor" and week.state != "approved"
    kept = tuple(rated for rated in week.ratings if not rated.flag)  # what came too late counts nowhere
    for party in ("mentor", "teacher") if hidden else ("learner", "mentor", "teacher"):
        said = [word(kept, party, name, first_blind=False) for name in NAMES[SOFT_SKILLS]]
        levels = [level for level in said if level is not None]
        if levels:
            plain.soft[(week.number, party)] = (sum(level > 0 for level in levels), len(levels))
    for name in NAMES[SOFT_SKILLS]:
        _add_pairs(plain, SOFT_SKILLS, name, kept, hidden=hidden)


def compare_calibration(page: CalibrationPage, plain: Plain) -> None:
    shown = {
        (each.sheet.id, line.criterion.id, judge.value): seen
        for each in page.every
        for line in each.lines
        for judge, seen in line.seen.items()
    }
    assert {key: list(seen.steps) for key, seen in shown.items()} == plain.pairs
    for key, seen in shown.items():
        steps = plain.pairs[key]
        over, under = len([step for step in steps if step > 0]), len([step for step in steps if step < 0])
        how = seen.calibration
        assert (how.pairs, how.same, how.over, how.under) == (len(steps), len(steps) - over - under, over, under)
        assert how.enough == (len(steps) >= 5)
        half = len(steps) // 2
        early, late = (len([step for step in some if step]) for some in (steps[:half], steps[half:]))
        trend = seen.trend
        assert (trend.before.differs, trend.since.differs) == (early, late)
        assert trend.enough == (half >= 5)
        if half >= 5:
            change = late / (len(steps) - half) - early / half
            assert trend.way == ("steady" if abs(change) < 0.2 else "further" if change > 0 else "closer")
        if how.direction:
            assert {"over": over >= 2 * under, "under": under >= 2 * over, "mixed": over and under}[how.direction]
    for each in page.every:
        for judge, seen in each.total.items():
            every = [
                step
                for (sheet, _, who), steps in plain.pairs.items()
                if (sheet, who) == (each.sheet.id, judge)
                for step in steps
            ]
            assert sorted(seen.steps) == sorted(every)


def compare_year(page: YearPage, plain: Plain, past: Past) -> None:
    start = past.first // 7
    for place, line in enumerate(page.weeks):
        number = start + place
        sunday = FIRST_DAY + timedelta(days=7 * number + 6)
        met = [day for day in plain.met.values() if day <= sunday]
        assert line.reached == (len(met) if page.sheets else 0)
        assert {party.value: (share.met, share.rated) for party, share in line.soft_skills.items()} == {
            party: figures for (week, party), figures in plain.soft.items() if week == number
        }
        if page.sheets:
            assert page.sheets[0].stages[place] == plain.stages.get(number)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(PASTS)
def test_calibration_and_trends_are_what_a_plain_recomputation_gives(cast: Cast, past: Past) -> None:
    first = FIRST_DAY + timedelta(days=past.first)
    filters = Filters(first=first, until=first + timedelta(days=past.length))
    with written(cast, past) as made:
        actor = cast.actor(past.who)
        contents = latest_versions(actor, [WELDING, SOFT_SKILLS])
        plain = plainly(past, made, contents)
        compare_calibration(calibration_page(actor, cast.learner.id, filters), plain)
        compare_year(year_page(actor, cast.learner.id, filters), plain, past)
        if past.who == "teacher":
            group = class_year_page(actor, cast.group.id, filters)
            own = next(line for line in group.lines if line.learner.id == cast.learner.id)
            assert own.reached[-1] == len(plain.met)
            later = first_met(actor, cast.learner.id).get(WELDING, {})
            assert {name: day for name, day in later.items() if day <= filters.until} == plain.met  # type: ignore[operator]
