"""The week as a page: plain forms, what is wrong beside its field, what changed, and what was kept."""

from datetime import timedelta

import pytest

from logbook.accounts.models import Look
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Draft, EntryState
from logbook.entries.services import withdraw_entry
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from logbook.reviews.services import EntryReview, NewCommitment, NewRemark, reopen_week
from logbook.training.models import Day
from tests.conftest import FRIDAY
from tests.entries.work import THIS_WEEK, TODAY, rate_own, stored, submit
from tests.factories import WELDING, Cast
from tests.reviews.work import approve, day_of_work, form_of, full_ratings, typed, week_of_work, week_row, week_url

READERS = {"learner", "teacher", "counsellor", "coordinator", "company_coordinator", "supervisor"}
NEXT_WEEK = (TODAY + timedelta(days=7)).isoformat()


def test_the_mentor_approves_the_week(cast: Cast, client_for) -> None:
    ids = week_of_work(cast)
    mentor = client_for(cast.mentor)
    page = mentor.get(week_url(cast))
    form = typed(page, "#week-form")
    assert page.h1 == "Lotte Proefpersoon"
    chosen = {name: value for name, value in form.items() if not name.endswith((".rev", ".due_on", ".owner_role"))}
    assert {name for name, value in chosen.items() if value} == {"version", "approve"}
    done = mentor.follow(mentor.post(week_url(cast), form | {"agree_all": "1", "soft_rest": "1"}))
    assert "Week 47 is goedgekeurd" in done.text
    assert {stored(each).state for each in ids} == {EntryState.APPROVED}
    week = week_row(cast)
    assert week is not None
    assert week.seconds == 0
    mentor.post(week_url(cast), form | {"agree_all": "1", "soft_rest": "1"})
    assert week.version == 2


def test_everything_can_be_said_in_one_post(cast: Cast, client_for) -> None:
    ids = week_of_work(cast, 1)
    said = {
        "stages." + WELDING: "scaffolding",
        "strong_points.chosen[]": ["Werkt netjes", "Vraagt op tijd hulp"],
        "work_points.new.text": "Maat nemen",
        "work_points.new.example": "dinsdag",
        "commitments.chosen[]": ["Is op tijd"],
        "commitments.new.owner_role": "mentor",
        "commitments.new.due_on": NEXT_WEEK,
    }
    client_for(cast.mentor).post(week_url(cast), form_of(ids) | said)
    assert {row.text for row in db.session.query(Remark)} == {"Werkt netjes", "Vraagt op tijd hulp", "Maat nemen"}
    made = db.session.query(Commitment).one()
    assert (made.text, made.owner_role, made.due_on.isoformat()) == ("Is op tijd", "mentor", NEXT_WEEK)


def test_what_is_wrong_is_said_beside_it_and_everything_typed_stays(cast: Cast, client_for) -> None:
    first, second = week_of_work(cast, 2)
    wrong = {
        f"entries.{second}.verdict": "",
        f"entries.{second}.except.undercut": "not_yet_reached",
        f"entries.{first}.return": "1",
        "soft_skills.punctuality": "not_yet_meets",
        "work_points.new.example": "dinsdag",
        "commitments.new.text": "Testlas tonen",
        "commitments.new.owner_role": "learner",
        "commitments.new.due_on": (TODAY - timedelta(days=1)).isoformat(),
    }
    page = client_for(cast.mentor).post(week_url(cast), form_of([first, second]) | wrong, 422)
    assert page.one("#f-work_points-new-text-error").get_text(strip=True) == "Schrijf eerst wat je bedoelt."
    assert page.one("#f-commitments-new-due_on-error").get_text(strip=True) == "Kies een dag die nog komt."
    kept = typed(page, "#week-form")
    assert kept.items() >= {name: value for name, value in wrong.items() if value}.items()
    fixed = {"work_points.new.text": "Maat", "commitments.new.due_on": NEXT_WEEK}
    page = client_for(cast.mentor).post(week_url(cast), kept | fixed, 422)
    assert page.one(f"#f-entries-{first}-reason-error").get_text(strip=True) == "Schrijf waarom je de dag terugstuurt."
    assert "Bekijk deze dag nog" in page.one(f"#f-entries-{second}-verdict-error").get_text()
    assert page.one(f"#day-{second} > details").has_attr("open")


def test_a_week_that_changed_says_what_is_new_and_keeps_the_rest(cast: Cast, client_for) -> None:
    first, second = week_of_work(cast, 2)
    mentor = client_for(cast.mentor)
    form = typed(mentor.get(week_url(cast)), "#week-form")
    submit(cast, second, base_rev=1, date=stored(second).date, ratings=full_ratings(cast))
    third = day_of_work(cast, TODAY)
    page = mentor.post(week_url(cast), form | {"agree_all": "1", "soft_skills.punctuality": "not_yet_meets"}, 409)
    notice = page.one(".note.hot").get_text(" ", strip=True)
    assert "veranderd: dinsdag 17 november" in notice
    assert "nieuw: vrijdag 20 november" in notice
    kept = typed(page, "#week-form")
    assert kept[f"entries.{first}.verdict"] == "agree"
    assert not {f"entries.{second}.verdict", f"entries.{third}.verdict", "agree_all"} & kept.keys()
    assert kept["soft_skills.punctuality"] == "not_yet_meets"
    mentor.post(week_url(cast), kept | {f"entries.{each}.verdict": "agree" for each in (second, third)})
    assert {stored(each).state for each in (first, second, third)} == {EntryState.APPROVED}


def test_a_day_that_was_taken_back_and_a_week_that_was_reopened_are_told(cast: Cast, client_for) -> None:
    first, second = week_of_work(cast, 2)
    mentor = client_for(cast.mentor)
    form = form_of([first, second])
    with transaction():
        withdraw_entry(cast.actor("learner"), second)
    assert "Er is een dag minder" in mentor.post(week_url(cast), form, 409).text
    approve(cast, [], entries={first: EntryReview(1, "leave")})
    with transaction():
        reopen_week(cast.actor("mentor"), cast.placement_id, THIS_WEEK, "Daarom")
    assert "De week is intussen weer geopend." in mentor.post(week_url(cast), form_of([first]), 409).text


def test_what_is_not_finished_is_kept_for_its_author(cast: Cast, client_for) -> None:
    (entry_id,) = week_of_work(cast, 1)
    mentor = client_for(cast.mentor)
    form = typed(mentor.get(week_url(cast)), "#week-form") | {"soft_rest": "1", f"entries.{entry_id}.verdict": "agree"}
    mentor.post(week_url(cast, "/draft"), form, 204)
    kept = typed(mentor.get(week_url(cast)), "#week-form")
    assert (kept["soft_rest"], kept[f"entries.{entry_id}.verdict"]) == ("1", "agree")
    submit(cast, entry_id, base_rev=1, date=stored(entry_id).date)
    assert f"entries.{entry_id}.verdict" not in typed(mentor.get(week_url(cast)), "#week-form")
    assert mentor.post(week_url(cast), {"keep": "1", "soft_rest": "1"}).location == "/inbox"
    assert db.session.query(Draft).filter_by(person_id=cast.mentor.id).one().payload == {"keep": "1", "soft_rest": "1"}
    client_for(cast.teacher).post(week_url(cast, "/draft"), form, 404)
    client_for(cast.other_mentor).post(week_url(cast, "/draft"), form, 404)


@pytest.mark.parametrize(
    "who", ["learner", "teacher", "counsellor", "coordinator", "company_coordinator", "supervisor"]
)
def test_others_read_the_week_without_a_form(cast: Cast, client_for, who: str) -> None:
    (entry_id,) = week_of_work(cast, 1)
    page = client_for(getattr(cast, who)).get(week_url(cast))
    assert page.all(f"#day-{entry_id}")
    assert not page.all("#week-form")
    assert db.session.query(Look).count() == (who != "learner")


@pytest.mark.parametrize("who", ["other_mentor", "other_learner", "other_teacher", "outsider", "guardian"])
def test_outsiders_do_not_know_of_it(cast: Cast, client_for, who: str) -> None:
    ids = week_of_work(cast, 1)
    client = client_for(getattr(cast, who))
    client.get(week_url(cast), 404)
    client.post(week_url(cast), form_of(ids), 404)


def test_a_guardian_reads_what_was_approved(cast: Cast, client_for) -> None:
    with transaction():
        cast.school.guardians_read = True
        db.session.add(cast.school)
    first, second = week_of_work(cast, 2)
    approve(cast, [], entries={first: EntryReview(1, "agree"), second: EntryReview(1, "leave")})
    page = client_for(cast.guardian).get(week_url(cast))
    assert page.all(f"#day-{first}")
    assert not page.all(f"#day-{second}")


def test_a_teacher_approves_in_the_late_mentors_place(cast: Cast, client_for) -> None:
    ids = week_of_work(cast, 1)
    client_for(cast.teacher).post(week_url(cast), form_of(ids), 403)
    with clock.freeze(FRIDAY + timedelta(days=9)):
        teacher = client_for(cast.teacher)
        assert "De mentor is te laat." in teacher.get(week_url(cast)).text
        page = teacher.follow(teacher.post(week_url(cast), form_of(ids)))
    assert "Goedgekeurd door de school, in de plaats van de mentor" in page.text


def test_an_approved_week_shows_everybodys_marks_and_words(cast: Cast, client_for) -> None:
    ids = week_of_work(cast, 1)
    rate_own(cast, {"punctuality": "meets"})
    due = TODAY + timedelta(days=7)
    approve(
        cast,
        ids,
        soft_rest=True,
        remarks=(NewRemark("strong_point", "Mooie herstart"),),
        commitments=(NewCommitment("Testlas tonen", "learner", due),),
    )
    with transaction():
        db.session.add(Day(learner_id=cast.learner.id, date=TODAY, status="sick", set_by=cast.learner.id))
    page = client_for(cast.mentor).get(week_url(cast))
    for words in ("Mooie herstart", "Testlas tonen", "Week heropenen", "Ziek"):
        assert words in page.text
    assert "Ziek" not in client_for(cast.company_coordinator).get(week_url(cast)).text


@pytest.mark.parametrize(
    ("path", "status"), [("2026-W48", 404), ("2026-W99", 404), ("2026-47", 404), ("2026-W35", 404), ("2026-W46", 200)]
)
def test_weeks_that_are_not_there(cast: Cast, client_for, path: str, status: int) -> None:
    client_for(cast.mentor).get(f"/placements/{cast.placement_id}/weeks/{path}", status)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"version": "x"},
        {"version": "9" * 40},
        {"version": "1", "entries": "x"},
        {"version": "1", "entries.x.rev": "1"},
        {"version": "1", "entries.x": "1", "soft_skills": "2", "stages.y": "z", "commitments": "w"},
        {"version": "1", "strong_points.chosen": "x", "work_points.new": "y", "soft_skills.a.b.c": "d"},
        {"version": "1", "strong_points.new.text": "x" * 501},
        {"version": "1", "strong_points.new.text.deeper": "x", "commitments.chosen.0[]": "x"},
        {"version": "1", "commitments.new.text": "x", "commitments.new.due_on": "2026-02-30"},
        {"version": "1", "unknown": "x"},
    ],
)
def test_malformed_posts_are_told_and_never_break(cast: Cast, client_for, data: dict[str, str]) -> None:
    week_of_work(cast, 1)
    client_for(cast.mentor).post(week_url(cast), data, 422)


def test_ten_queries_however_many_entries(cast: Cast, client_for, count_queries) -> None:
    mentor, address = client_for(cast.mentor), week_url(cast)
    week_of_work(cast, 1)
    mentor.get(address)
    few = count_queries(lambda: mentor.get(address))
    week_of_work(cast, 4)
    many = count_queries(lambda: mentor.get(address))
    assert len(few) == len(many) <= 10
