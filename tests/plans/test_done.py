"""What a plan says beside what was done, and what its cards tell."""

from collections.abc import Callable
from datetime import date

from logbook.accounts.models import Look, School, SchoolHoliday
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.library.queries.standing import standing_of
from logbook.plans.models import Place
from logbook.plans.policy import Stand, Where
from logbook.plans.queries import page_of_plan
from logbook.sheets.queries import latest_version, sheet_index
from logbook.training.models import Placement
from tests.entries.test_worked import another_criterion, publish_again
from tests.entries.work import TODAY, rate, round_id_of, submit
from tests.factories import WELDING, Cast, add
from tests.pages import Page, PageClient
from tests.plans.work import more_sheets, plan_of, put, second_company

ClientFor = Callable[..., PageClient]


def card(page: Page, title: str) -> str:
    """Return the words of a card."""
    return next(words for each in page.all(".pcard") if title in (words := each.get_text(" ", strip=True)))


def test_days_worked_stand_beside_the_weeks_that_were_planned(cast: Cast, client_for: ClientFor) -> None:
    sheets = more_sheets(3)
    put(cast, WELDING, first=-1, last=1)
    put(cast, sheets[0], first=-3, last=-2)
    put(cast, sheets[1], first=0, last=0)
    for day in (17, 18):
        submit(cast, date=date(2026, 11, day))
    submit(cast, date=TODAY, sheet=sheets[2])
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/plan")
    assert "2 dagen gewerkt in 3 geplande weken" in card(page, "Hoeklas PA") and "begonnen" in card(page, "Hoeklas PA")
    assert "loopt achter" in card(page, "Proeffiche 01") and card(page, "Proeffiche 02").endswith("nu")
    assert page.one("#coverage .hot dd").text == "1"
    assert "1 dag" in card(page, "Proeffiche 03") and "begonnen" in card(page, "Proeffiche 03")


def test_what_was_worked_on_and_is_not_in_the_plan_is_named(cast: Cast, client_for: ClientFor) -> None:
    plan_of(cast)
    submit(cast, date=TODAY, sheet="emt-smeren", header={}, ratings={})
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/plan")
    assert "Gewerkt, maar niet in het plan" in page.text and "Smeren" in page.text


def test_a_sheet_is_reached_when_mentor_or_teacher_saw_everything(cast: Cast, client_for: ClientFor) -> None:
    put(cast, WELDING)
    receipt = submit(cast, date=TODAY)
    ids = [str(link["href"]).rpartition("/")[2] for link in _criteria(client_for(cast.learner))]
    rate(cast, "mentor", round_id_of(receipt.entry_id), dict.fromkeys(ids, "reached"))
    assert "bereikt" in card(client_for(cast.learner).get("/plan"), "Hoeklas PA")


def _criteria(client: PageClient) -> list[dict[str, str]]:
    return client.get(f"/sheets/{WELDING}").all("a[data-slide-over]")  # type: ignore[return-value]


def test_cards_tell_of_weeks_that_cannot_be(cast: Cast, client_for: ClientFor) -> None:
    sheets = more_sheets(3)
    other = second_company(cast, from_date=date(2026, 12, 1))
    with transaction():
        add(SchoolHoliday(school_id=cast.school.id, first=date(2026, 12, 21), last=date(2027, 1, 3), name="Vakantie"))
        db.session.get_one(Placement, cast.placement_id).weekdays = "12"
    put(cast, sheets[0], where=Where(Place.WORKPLACE, other.id), first=0, last=3)
    put(cast, sheets[1], first=4, last=6)
    put(cast, sheets[2])
    put(cast, sheets[2], where=Where(Place.SCHOOL))
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/plan")
    assert "valt buiten de plaatsing" in card(page, "Proeffiche 01")
    assert "2 weken zonder werkdag" in card(page, "Proeffiche 02")
    assert "staat in dezelfde weken ook elders" in card(page, "Proeffiche 03")


def test_who_reads_a_part_of_the_logbook_sees_the_plan_and_not_what_was_done(cast: Cast, client_for: ClientFor) -> None:
    put(cast, WELDING, first=-2, last=-1)
    with transaction():
        db.session.get_one(School, cast.school.id).guardians_read = True
    for who in ("mentor", "company_coordinator", "guardian"):
        page = client_for(getattr(cast, who)).get(f"/learners/{cast.learner.id}/plan")
        assert "Hoeklas PA" in page.text and "loopt achter" not in page.text, who
        assert not page.all("#plan-form"), who
    assert "loopt achter" in client_for(cast.learner).get("/plan").text
    client_for(cast.supervisor).get(f"/learners/{cast.learner.id}/plan", 404)


def test_the_learner_is_told_who_looked_at_the_plan(cast: Cast, client_for: ClientFor) -> None:
    put(cast, WELDING)
    client_for(cast.learner).get("/plan")
    client_for(cast.teacher).get(f"/learners/{cast.learner.id}/plan")
    assert [(each.viewer_id, each.what) for each in db.session.query(Look)] == [(cast.teacher.id, "plan")]


def test_the_list_shows_weeks_and_what_is_on_now(cast: Cast, client_for: ClientFor) -> None:
    sheets = more_sheets(1)
    put(cast, WELDING)
    put(cast, *sheets, first=2, last=3)
    page = client_for(cast.learner).get("/plan?view=list")
    assert "Hoeklas PA" in page.all("#list section")[0].get_text() and "Vanaf week 49" in page.text
    client_for(cast.learner).get("/plan?view=cake", 422)


def test_a_plan_takes_as_many_queries_with_few_cards_as_with_many(
    cast: Cast, client_for: ClientFor, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    sheets, teacher, address = more_sheets(30), client_for(cast.teacher), f"/learners/{cast.learner.id}/plan"
    put(cast, sheets[0])
    teacher.get(address)
    few = len(count_queries(lambda: teacher.get(address)))
    put(cast, *sheets, first=2, last=9)
    submit(cast, date=TODAY)
    teacher.get(address)
    assert len(count_queries(lambda: teacher.get(address))) == few <= 18


def test_what_was_reached_stays_reached_when_the_sheet_gets_a_newer_version(cast: Cast) -> None:
    teacher, plan = cast.actor("teacher"), put(cast, WELDING)
    sheet = latest_version(teacher, WELDING)
    met = {name: sheet.all_criteria[name].scale.levels[-1].id for name in sheet.counting_ids}
    rate(cast, "mentor", round_id_of(submit(cast).entry_id), met)
    publish_again(cast, another_criterion)
    assert [card.stand for card in page_of_plan(teacher, plan.id).cards if card.sheet.id == WELDING] == [Stand.REACHED]
    line, standing = sheet_index(teacher).by_id[WELDING], standing_of(teacher, [cast.learner.id], together=False)
    assert standing and standing.of(line).state == "reached"
