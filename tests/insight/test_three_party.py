"""The three-party view: every number against a slow, plain recomputation, and what each relation may see of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from logbook.accounts.models import Look, School
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.entries.models import Entry, EntryState
from logbook.extensions import db
from logbook.sheets.models import STAGES
from tests.factories import SOFT_SKILLS, Cast
from tests.insight.grid import NOT_YET, REACHED, address, cells, day, evidence, reads, said, undercut
from tests.insight.history import TODAY, History, fill_class
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]
PARTIES = (Rater.LEARNER, Rater.MENTOR, Rater.TEACHER)
WHO = ("leerling", "mentor", "leraar")
WORDS = {"not_met": "nog niet", "met": "bereikt", "above": "boven verwachting", "none": "nog niets"}


def plainly(history: History, criterion_id: str, stage: str) -> tuple[dict[Rater, str], int, bool] | None:
    """Work a cell out anew: the latest level of each party, the number of rounds, whether the latest pairs differ."""
    rounds = sorted(
        (pair for pair in history.rounds if pair[0].stage == stage and pair[0].learner_id == history.cast.learner.id),
        key=lambda pair: pair[0].date,
    )
    latest: dict[Rater, str] = {}
    count, pairs = 0, {}
    for _, assessments in rounds:
        here = {
            Rater(each.rater_role): each.values[criterion_id] for each in assessments if criterion_id in each.values
        }
        here.pop(Rater.SUPERVISOR, None)
        latest |= here
        count += bool(here)
        for judge in (Rater.MENTOR, Rater.TEACHER):
            if judge in here and Rater.LEARNER in here:
                pairs[judge] = here[judge] != here[Rater.LEARNER]
    return (latest, count, any(pairs.values())) if count else None


def test_every_cell_is_what_a_plain_recomputation_gives(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        fill_class(history, 1, 6)
    shown = cells(client_for(cast.teacher).get(address(cast)))
    assert len(shown) == len(history.weld.all_criteria)
    for criterion in history.weld.all_criteria.values():
        for stage, cell in zip(STAGES, shown[criterion.short["nl"]], strict=True):
            expected = plainly(history, criterion.id, stage)
            assert (cell is None) == (expected is None), (criterion.id, stage)
            if cell and expected:
                latest, count, differs = expected
                levels = [criterion.scale.by_id[latest[party]].mark if party in latest else "none" for party in PARTIES]
                words = ", ".join(f"{who}: {WORDS[level]}" for who, level in zip(WHO, levels, strict=True))
                assert said(cell) == (words, f"{count}×", differs), (criterion.id, stage)


def test_totals_count_what_each_party_last_called_met(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        fill_class(history, 1, 6)
    page = client_for(cast.teacher).get(address(cast))
    row = next(each for each in page.all("tr.total") if "bereikt bij mentor" in each.get_text())
    for stage, shown in zip(STAGES, row.select("td"), strict=True):
        levels = [
            history.weld.all_criteria[each].scale.by_id[found[0][Rater.MENTOR]].counts_as_met
            for each in history.weld.counting_ids
            if (found := plainly(history, each, stage)) and Rater.MENTOR in found[0]
        ]
        assert shown.get_text(strip=True) == (f"{sum(levels)} van {len(levels)}" if levels else "–")


def test_a_supervisor_never_speaks_for_the_mentor(history: History, client_for: ClientFor) -> None:
    with transaction():
        day(history, TODAY, "coaching", NOT_YET, supervisor=REACHED)
    cell = undercut(client_for(history.cast.teacher).get(address(history.cast)))
    assert said(cell) == ("leerling: nog niet, mentor: nog niets, leraar: nog niets", "1×", False)


@pytest.mark.parametrize(
    ("own", "other", "words"),
    [(REACHED, NOT_YET, "leerling hoger"), (NOT_YET, REACHED, "leerling lager"), (REACHED, REACHED, "")],
)
def test_a_difference_says_which_way(history: History, client_for: ClientFor, own: str, other: str, words: str) -> None:
    with transaction():
        day(history, TODAY, "coaching", own, mentor=other)
    cell = undercut(client_for(history.cast.teacher).get(address(history.cast)))
    sign = cell.select_one(".drift svg")
    assert (words in str(sign["aria-label"])) if words and sign else sign is None


def test_only_ratings_of_the_same_round_are_compared(history: History, client_for: ClientFor) -> None:
    with transaction():
        day(history, TODAY - timedelta(days=2), "coaching", REACHED, mentor=REACHED)
        day(history, TODAY, "coaching", NOT_YET)
    cell = undercut(client_for(history.cast.teacher).get(address(history.cast)))
    assert said(cell) == ("leerling: nog niet, mentor: bereikt, leraar: nog niets", "2×", False)


def test_a_correction_comes_after_the_blind_rating(history: History, client_for: ClientFor) -> None:
    with transaction():
        day(history, TODAY, "coaching", REACHED)
        history.rate(history.cast.mentor, Rater.MENTOR, {"undercut": NOT_YET}, blind=True)
        history.rate(history.cast.mentor, Rater.MENTOR, {"undercut": REACHED})
    assert "mentor: bereikt" in said(undercut(client_for(history.cast.teacher).get(address(history.cast))))[0]


def test_filters_choose_sheet_period_and_parties(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, date(2026, 10, 1), "coaching", NOT_YET, mentor=REACHED)
        day(history, TODAY, "coaching", REACHED, mentor=NOT_YET)
    teacher = client_for(cast.teacher)
    early = teacher.get(address(cast, **{"from": "2026-09-01", "until": "2026-10-31"}))
    assert said(undercut(early)) == ("leerling: nog niet, mentor: bereikt, leraar: nog niets", "1×", True)
    alone = teacher.get(address(cast, **{"party[]": "mentor"}))
    assert said(undercut(alone)) == ("leerling: nog niets, mentor: nog niet, leraar: nog niets", "2×", False)
    assert "bereikt bij mentor" in alone.text and "bereikt volgens leerling" not in alone.text
    assert "party%5B%5D=mentor" in str(undercut(alone)["href"])
    for query in ({"from": "2026-12-01"}, {"until": "2026-08-01"}):
        assert "Nog niets om te vergelijken" in teacher.get(address(cast, **query)).text


@pytest.mark.parametrize(
    "query",
    [
        {"from": "gisteren"},
        {"until": "2026-13-45"},
        {"from": "2026-11-01", "until": "2026-10-01"},
        {"from": "0001-01-01"},
        {"party[]": "guardian"},
        {"party": "mentor"},
        {"from.day": "1"},
    ],
)
def test_a_wrong_filter_is_told_and_keeps_what_was_typed(
    cast: Cast, client_for: ClientFor, query: dict[str, str]
) -> None:
    page = client_for(cast.teacher).get(address(cast, **query), 422)
    assert page.one("#errors").get_text(strip=True)
    typed = query.get("from")
    if typed == "gisteren":
        assert page.one("input[name=from]")["value"] == typed


def test_a_sheet_that_is_not_there_is_not_found(cast: Cast, client_for: ClientFor) -> None:
    for sheet in ("nothing", "cognitive-apprenticeship"):
        client_for(cast.teacher).get(address(cast, sheet=sheet), 404)


def test_an_empty_period_says_so(cast: Cast, client_for: ClientFor) -> None:
    assert "Nog niets om te vergelijken" in client_for(cast.teacher).get(address(cast)).text


def test_the_stage_of_now_is_marked(history: History, client_for: ClientFor) -> None:
    with transaction():
        day(history, TODAY, "coaching", REACHED)
        history.step(history.cast.learner, "scaffolding", TODAY)
    assert "Scaffolding nu" in " ".join(
        client_for(history.cast.teacher).get(address(history.cast)).one("th.now").get_text(" ").split()
    )


def test_soft_skills_stand_under_the_stage_with_most_minutes(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.submit(cast.learner, cast.placement, TODAY, stage="articulation", minutes=60)
        history.submit(cast.learner, cast.placement, TODAY - timedelta(days=1), stage="coaching", minutes=200)
        week = history.week(cast.placement, week_number(TODAY))
        history.rate_week(week, cast.learner, Rater.LEARNER, {"punctuality": "above_expectation"})
        history.rate_week(week, cast.mentor, Rater.MENTOR, {"punctuality": "meets"})
    row = cells(client_for(cast.teacher).get(address(cast, sheet=SOFT_SKILLS)))["Stiptheid"]
    assert [cell is not None for cell in row] == [False, True, False, False, False, False]
    cell = row[1]
    assert cell and said(cell) == ("leerling: boven verwachting, mentor: bereikt, leraar: nog niets", "1×", True)


def test_the_learner_and_the_mentor_see_it_too(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, TODAY, "coaching", REACHED, mentor=NOT_YET)
        history.submit(cast.learner, None, TODAY - timedelta(days=1), stage="coaching")
        history.rate(cast.learner, Rater.LEARNER, {"undercut": REACHED})
    assert said(undercut(client_for(cast.learner).get(address(cast))))[1] == "2×"
    assert said(undercut(client_for(cast.mentor).get(address(cast))))[1] == "1×"


@pytest.mark.parametrize(
    "name",
    ["other_mentor", "supervisor", "other_teacher", "outsider", "guardian", "other_learner", "company_coordinator"],
)
def test_others_are_told_that_there_is_no_such_page(cast: Cast, client_for: ClientFor, name: str) -> None:
    client = client_for(getattr(cast, name))
    client.get(address(cast), 404)
    client.get(evidence(cast), 404)


@pytest.mark.parametrize(("blind", "hidden"), [(True, True), (False, False)])
def test_blind_first_hides_the_learner_from_the_mentor_and_not_from_the_teacher(
    history: History, client_for: ClientFor, blind: bool, hidden: bool
) -> None:
    cast = history.cast
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = blind
        day(history, TODAY, "coaching", REACHED, teacher=NOT_YET)
        db.session.get_one(Entry, history.rounds[-1][0].entry_id).state = EntryState.SUBMITTED.value
    mentor = undercut(client_for(cast.mentor).get(address(cast)))
    assert ("leerling: nog niets" in said(mentor)[0]) == hidden and said(mentor)[2] != hidden
    seen = client_for(cast.mentor).get(evidence(cast))
    assert ("leerling: nog niets" in str(seen.one(".evidence .trio")["aria-label"])) == hidden
    assert "leerling: bereikt" in said(undercut(client_for(cast.teacher).get(address(cast))))[0]


def looks() -> list[tuple[object, object]]:
    return [(look.learner_id, look.viewer_id) for look in db.session.query(Look)]


def test_the_learner_can_tell_that_somebody_looked(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.learner).get(address(cast))
    assert looks() == []
    teacher = client_for(cast.teacher)
    teacher.get(address(cast))
    teacher.get(address(cast))
    assert looks() == [(cast.learner.id, cast.teacher.id)]


@pytest.mark.parametrize("path", [address, evidence])
def test_a_year_takes_as_many_queries_as_a_day(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]], path: Callable[..., str]
) -> None:
    cast = history.cast
    with transaction():
        day(history, TODAY, "coaching", REACHED, mentor=NOT_YET, teacher=NOT_YET)
    teacher, page = client_for(cast.teacher), path(cast)
    teacher.get(page)
    few = count_queries(lambda: teacher.get(page))
    with transaction():
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 8)
    many = count_queries(lambda: teacher.get(page))
    assert len(reads(few)) == len(reads(many)) <= 8
