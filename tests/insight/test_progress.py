"""Progress: which criteria are reached and in whose eyes, in marks and in words, for whoever may see it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from logbook.accounts.models import Look, School
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.entries.services import set_stage
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from tests.entries.work import TODAY, entry_in, rate, rate_own, rate_week, round_id_of, submit
from tests.factories import WELDING, Cast, add
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]
WATCHERS = ("mentor", "supervisor", "teacher", "counsellor", "coordinator", "company_coordinator")
STRANGERS = ("other_mentor", "other_teacher", "outsider", "guardian", "other_learner", "foreign_learner")


def address(cast: Cast) -> str:
    """Return where others see the learner's progress."""
    return f"/learners/{cast.learner.id}/progress"


def line(page: Page, words: str) -> str:
    """Return what stands at a criterion, its marks in words."""
    row = next(each for each in page.all("li.crow") if words in each.get_text())
    return f"{row.select_one('.trio')['aria-label']} {row.get_text(' ', strip=True)}"  # type: ignore[index]


def rated_days(cast: Cast, days: int, own: str, mentors: str) -> None:
    """Make days on which learner and mentor rated one criterion."""
    for back in range(days):
        receipt = submit(cast, date=TODAY - timedelta(days=back), ratings={"restart": own})
        rate(cast, "mentor", round_id_of(receipt.entry_id), {"restart": mentors})


def test_nothing_done_shows_the_assigned_sheet_with_nothing_reached(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.learner).get("/progress")
    assert page.h1 == "Voortgang" and "Hoeklas PA" in page.text
    assert "0 van 10 bereikt · nog niet begonnen" in page.text
    assert not page.all("li.crow")


def test_each_criterion_shows_three_marks_and_the_mentors_last_rounds(cast: Cast, client_for: ClientFor) -> None:
    first = submit(cast, date=date(2026, 11, 17))
    rate(cast, "mentor", round_id_of(first.entry_id), {"crack_free": "reached", "undercut": "reached"})
    second = submit(cast, date=date(2026, 11, 18))
    rate(cast, "mentor", round_id_of(second.entry_id), {"crack_free": "not_yet_reached"})
    rate(cast, "teacher", round_id_of(second.entry_id), {"crack_free": "reached"})
    with transaction():
        set_stage(cast.actor("mentor"), cast.learner.id, WELDING, "scaffolding", TODAY)
    page = client_for(cast.learner).get("/progress")
    assert "2 van 10 bereikt · 2 dagen" in page.text and "Zelf gedaan" in page.text
    assert line(page, "Scheurvrij").startswith("jij: bereikt, mentor: nog niet, leraar: bereikt")
    assert line(page, "Scheurvrij").endswith("jij milder")
    assert line(page, "Inkarteling").endswith("jij strenger")
    rounds = next(each for each in page.all("li.crow") if "Scheurvrij" in each.get_text()).select_one(".rounds")
    assert rounds["aria-label"] == "laatste keren bij de mentor: 1 van 2 bereikt"  # type: ignore[index]


def test_few_pairs_are_not_enough_to_compare(cast: Cast, client_for: ClientFor) -> None:
    rated_days(cast, 4, "not_yet_reached", "reached")
    assert "Nog niet genoeg om te vergelijken: 4 keer" in client_for(cast.learner).get("/progress").text


@pytest.mark.parametrize(
    ("own", "mentors", "told"),
    [
        ("not_yet_reached", "reached", ("Je bent strenger dan je mentor", "Strenger bij herstart, 5 van de 5 keer")),
        ("reached", "not_yet_reached", ("Je bent milder dan je mentor", "Milder bij herstart, 5 van de 5 keer")),
        ("reached", "reached", ("Jij en je mentor zien hetzelfde", "5 van de 5 keer gelijk")),
    ],
)
def test_you_and_your_mentor_in_words_with_how_often(
    cast: Cast, client_for: ClientFor, own: str, mentors: str, told: tuple[str, ...]
) -> None:
    rated_days(cast, 5, own, mentors)
    note = client_for(cast.learner).get("/progress").one("#comparison").get_text(" ", strip=True)
    assert all(words in note for words in told)


def test_others_read_the_same_about_the_learner_in_the_third_person(cast: Cast, client_for: ClientFor) -> None:
    rated_days(cast, 5, "not_yet_reached", "reached")
    page = client_for(cast.teacher).get(address(cast))
    assert page.h1 == "Lotte Proefpersoon"
    assert "De leerling is strenger dan de mentor" in page.text and "Je bent" not in page.text


def test_soft_skills_work_points_and_commitments_are_there(cast: Cast, client_for: ClientFor) -> None:
    rate_own(cast, {"punctuality": "meets"})
    rate_week(cast, "mentor", {"punctuality": "not_yet_meets", "teamwork": "above_expectation"})
    with transaction():
        common = {"school_id": cast.school.id, "learner_id": cast.learner.id, "placement_id": cast.placement_id}
        by = {"author_id": cast.mentor.id, "author_role": "mentor", "written_at": clock.now(), "date": TODAY}
        add(Remark(kind="work_point", text="Keelhoogte nameten", **common, **by))
        add(
            Commitment(
                text="Op tijd komen",
                owner_role="learner",
                due_on=TODAY,
                made_by=cast.mentor.id,
                made_at=clock.now(),
                **common,
            )
        )
    learner = client_for(cast.learner).get("/progress")
    assert "1 van 16 voldoen, volgens de mentor" in learner.text
    assert line(learner, "Stiptheid").startswith("jij: bereikt, mentor: nog niet")
    assert "Waar je aan werkt" in learner.text and "Keelhoogte nameten" in learner.text
    assert learner.all("#commitments form")
    mentor = client_for(cast.mentor).get(address(cast))
    assert "Op tijd komen" in mentor.text and not mentor.all("#commitments form")
    assert "Keelhoogte nameten" not in client_for(cast.company_coordinator).get(address(cast)).text


@pytest.mark.parametrize("who", WATCHERS)
def test_everyone_around_the_learner_sees_it_and_the_look_is_noted(cast: Cast, client_for: ClientFor, who: str) -> None:
    receipt = submit(cast)
    rate(cast, "mentor", round_id_of(receipt.entry_id), {"crack_free": "reached"})
    client = client_for(getattr(cast, who))
    assert address(cast) in client.get("/learners").html
    page = client.get(address(cast))
    assert line(page, "Scheurvrij").startswith("leerling: bereikt, mentor: bereikt")
    client.get(address(cast))
    assert [look.viewer_id for look in db.session.query(Look)] == [getattr(cast, who).id]


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_learns_nothing(cast: Cast, client_for: ClientFor, who: str) -> None:
    submit(cast)
    client_for(getattr(cast, who)).get(address(cast), 404)
    assert db.session.query(Look).count() == 0


def test_the_learner_has_a_page_of_their_own_and_no_list(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    learner.get(address(cast), 404)
    learner.get("/learners", 404)
    learner.get("/learners/not-an-id/progress", 404)


def test_work_at_school_and_at_another_placement_is_not_the_mentors_to_see(cast: Cast, client_for: ClientFor) -> None:
    submit(cast, placement_id=None, ratings={"crack_free": "reached"})
    mentor = client_for(cast.mentor).get(address(cast))
    assert "nog niet begonnen" in mentor.text and not mentor.all("li.crow")
    assert client_for(cast.teacher).get(address(cast)).all("li.crow")


def test_a_supervisor_sees_the_given_sheets_only(cast: Cast, client_for: ClientFor) -> None:
    submit(cast, sheet="emt-smeren", header={}, ratings={"lubricates_according_to_plan": "reached"})
    rate_own(cast, {"punctuality": "meets"})
    supervisor = client_for(cast.supervisor).get(address(cast))
    assert "Smeren" not in supervisor.text and "Houding" not in supervisor.text
    assert "Smeren" in client_for(cast.mentor).get(address(cast)).text


def test_blind_first_keeps_the_last_round_and_the_soft_skills_from_the_mentor(
    cast: Cast, client_for: ClientFor
) -> None:
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = True
    receipt = submit(cast)
    rate_own(cast, {"punctuality": "meets"})
    mentor = client_for(cast.mentor)
    assert line(mentor.get(address(cast)), "Scheurvrij").startswith("leerling: nog niets")
    assert "Houding" not in mentor.get(address(cast)).text
    assert line(client_for(cast.teacher).get(address(cast)), "Scheurvrij").startswith("leerling: bereikt")
    rate(cast, "mentor", round_id_of(receipt.entry_id), {"crack_free": "reached"}, blind=True)
    assert line(mentor.get(address(cast)), "Scheurvrij").startswith("leerling: bereikt, mentor: bereikt")


def test_a_guardian_sees_approved_work_when_the_school_allows_it(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.get_one(School, cast.school.id).guardians_read = True
    submit(cast, ratings={"undercut": "reached"})
    entry_in(cast, EntryState.APPROVED, date=date(2026, 11, 18), ratings={"crack_free": "reached"})
    page = client_for(cast.guardian).get(address(cast))
    assert line(page, "Scheurvrij").startswith("leerling: bereikt")
    assert line(page, "Inkarteling").startswith("leerling: nog niets")


def test_an_empty_list_of_learners_says_what_happens_next(cast: Cast, client_for: ClientFor) -> None:
    assert "Nog geen leerlingen" in client_for(cast.guardian).get("/learners").text


def test_progress_takes_as_many_queries_for_a_year_as_for_a_day(
    cast: Cast, client_for: ClientFor, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    learner, teacher = client_for(cast.learner), client_for(cast.teacher)
    rated_days(cast, 1, "reached", "reached")
    pages = ((learner, "/progress"), (teacher, address(cast)))
    for client, path in pages:
        client.get(path)
    few = [len(count_queries(partial(client.get, path))) for client, path in pages]
    for back in (1, 2, 3):
        submit(cast, date=TODAY - timedelta(days=back))
    assert few == [len(count_queries(partial(client.get, path))) for client, path in pages]
    assert few[0] <= 10 and few[1] <= 15  # a look is noted after the response
