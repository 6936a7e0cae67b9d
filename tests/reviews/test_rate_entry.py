"""A supervisor's and a teacher's own rating of an entry."""

import pytest

from logbook.core.errors import NotFound, NotPermitted, Rejected, Stale
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, EntryState
from logbook.extensions import db
from logbook.reviews.services import AGREE, RETURN, EntryReview, rate_entry
from logbook.training.models import PlacementMember
from tests.entries.work import deeds, round_id_of, stored, submit, weekly
from tests.factories import Cast
from tests.reviews.work import approve, day_of_work, full_ratings, typed, week_url

SOME = {"undercut": "not_yet_reached"}


def rate(cast: Cast, who: str, entry_id, review: EntryReview) -> None:
    with transaction():
        rate_entry(cast.actor(who), entry_id, review)


def rating(entry_id, rater: Rater) -> dict[str, str]:
    return db.session.query(Assessment).filter_by(round_id=round_id_of(entry_id), rater_role=rater.value).one().values


def test_a_supervisor_rates_a_given_sheet_and_the_mentors_mark_stays_empty(cast: Cast, client_for) -> None:
    entry_id, supervisor = day_of_work(cast), client_for(cast.supervisor)
    assert "Lotte" in supervisor.get("/inbox").text
    form = typed(supervisor.get(f"/entries/{entry_id}/rate"), "#rate-form")
    supervisor.post(f"/entries/{entry_id}/rate", form | {"except.undercut": "not_yet_reached"})
    assert rating(entry_id, Rater.SUPERVISOR) == SOME
    assert weekly(Rater.MENTOR) is None
    assert stored(entry_id).state == EntryState.SUBMITTED
    assert "Niets wacht op jou" in supervisor.get("/inbox").text
    again = typed(supervisor.get(f"/entries/{entry_id}/rate"), "#rate-form")
    assert again["except.undercut"] == "not_yet_reached"
    assert "Bob Proefpersoon" in client_for(cast.mentor).get(week_url(cast)).text


def test_a_supervisor_reaches_no_other_sheet(cast: Cast) -> None:
    entry_id = day_of_work(cast)
    with transaction():
        member = db.session.query(PlacementMember).filter_by(person_id=cast.supervisor.id).one()
        member.sheets = []
    with pytest.raises(NotFound):
        rate(cast, "supervisor", entry_id, EntryReview(1, corrections=SOME))


def test_agreeing_takes_the_learners_ratings(cast: Cast) -> None:
    entry_id = day_of_work(cast)
    rate(cast, "supervisor", entry_id, EntryReview(1, AGREE, corrections=SOME))
    assert rating(entry_id, Rater.SUPERVISOR) == full_ratings(cast) | SOME


def test_a_teacher_rates_work_at_the_workplace_without_deciding(cast: Cast) -> None:
    entry_id = day_of_work(cast)
    rate(cast, "teacher", entry_id, EntryReview(1, AGREE))
    assert stored(entry_id).state == EntryState.SUBMITTED
    with pytest.raises(NotPermitted):
        rate(cast, "teacher", entry_id, EntryReview(1, RETURN, "Daarom"))
    approve(cast, [entry_id])
    rate(cast, "teacher", entry_id, EntryReview(1, corrections=SOME))
    assert rating(entry_id, Rater.TEACHER) == SOME


def test_a_teachers_agreement_approves_work_at_school_once(cast: Cast, client_for) -> None:
    entry_id, teacher = day_of_work(cast, placement_id=None), client_for(cast.teacher)
    assert f"/entries/{entry_id}/rate" in teacher.get("/inbox").html
    form = typed(teacher.get(f"/entries/{entry_id}/rate"), "#rate-form") | {"verdict": "agree"}
    for _ in range(2):
        teacher.post(f"/entries/{entry_id}/rate", form)
    assert (stored(entry_id).state, stored(entry_id).approved_by) == (EntryState.APPROVED, cast.teacher.id)
    assert [deed for deed, *_ in deeds(entry_id)].count("approve_entry") == 1


def test_a_teacher_returns_work_at_school_from_the_same_form(cast: Cast, client_for) -> None:
    entry_id, teacher = day_of_work(cast, placement_id=None), client_for(cast.teacher)
    form = typed(teacher.get(f"/entries/{entry_id}/rate"), "#rate-form") | {"return": "1"}
    wrong = teacher.post(f"/entries/{entry_id}/rate", form, 422)
    assert "Schrijf waarom je de dag terugstuurt." in wrong.text
    teacher.post(f"/entries/{entry_id}/rate", form | {"reason": "Welke naad?"})
    assert stored(entry_id).state == EntryState.RETURNED


def test_nothing_rated_unknown_and_stale_are_told(cast: Cast, client_for) -> None:
    entry_id, supervisor = day_of_work(cast), client_for(cast.supervisor)
    path = f"/entries/{entry_id}/rate"
    assert "Duid minstens één punt aan." in supervisor.post(path, {"rev": "1"}, 422).text
    with pytest.raises(Rejected) as rejected:
        rate(cast, "supervisor", entry_id, EntryReview(1, corrections={"undercut": "meets"}))
    assert list(rejected.value.errors) == ["except.undercut"]
    submit(cast, entry_id, base_rev=1, ratings=full_ratings(cast))
    with pytest.raises(Stale):
        rate(cast, "supervisor", entry_id, EntryReview(1, AGREE))
    page = supervisor.post(path, {"rev": "1", "except.undercut": "not_yet_reached"}, 409)
    assert typed(page, "#rate-form")["except.undercut"] == "not_yet_reached"


@pytest.mark.parametrize("who", ["mentor", "learner", "other_mentor", "other_teacher", "outsider", "guardian"])
def test_the_page_is_not_for_others(cast: Cast, client_for, who: str) -> None:
    entry_id, client = day_of_work(cast), client_for(getattr(cast, who))
    client.get(f"/entries/{entry_id}/rate", 404)
    client.post(f"/entries/{entry_id}/rate", {"rev": "1", "verdict": "agree"}, 404)
