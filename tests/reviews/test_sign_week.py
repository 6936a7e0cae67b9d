"""A mentor without account signs on the learner's phone: nothing counts until the mail is confirmed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.accounts.models import SignInSession
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, EntryState, WeekState
from logbook.extensions import db
from logbook.notices.services import render_mail
from logbook.reviews.models import Remark
from logbook.training.models import PlacementMember
from tests.conftest import FRIDAY
from tests.entries.work import stored, submit
from tests.factories import Cast
from tests.pages import PageClient
from tests.reviews.signing import confirmation, link, mails, sign, signatures
from tests.reviews.work import approve, full_ratings, week_of_work, week_row, week_url

Client = Callable[..., PageClient]
STRONG = {"strong_points.new.text": "Werkt netjes"}


def _mentor_marks() -> int:
    return db.session.query(Assessment).filter_by(rater_role="mentor").count()


def test_what_is_signed_counts_for_nothing_yet(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 2)
    page = client_for(cast.learner)
    sign(cast, page, entries, **STRONG)
    assert {stored(each).state for each in entries} == {EntryState.SUBMITTED}
    assert week_row(cast) is None and _mentor_marks() == 0 and db.session.query(Remark).count() == 0
    assert page.get(week_url(cast, "/sign")).h1 == "Getekend"


def test_the_mail_confirms_it_and_the_record_is_locked(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 2)
    correction = {f"entries.{entries[0]}.except.undercut": "not_yet_reached"}
    sign(cast, client_for(cast.learner), entries, **STRONG, **correction)
    anyone = client_for()
    page = anyone.get(link())
    assert "Maarten Mentor" in page.text and "Werkt netjes" in page.text
    assert week_row(cast) is None, "looking changes nothing"
    assert "Bevestigd" in anyone.follow(anyone.post(link(), confirmation(page))).h1
    week = week_row(cast)
    assert week and (week.state, week.approved_by, week.approved_role) == (WeekState.APPROVED, cast.mentor.id, "mentor")
    assert {stored(each).state for each in entries} == {EntryState.APPROVED}
    rated = db.session.query(Assessment).filter_by(rater_id=cast.mentor.id).all()
    assert sorted(each.values["undercut"] for each in rated) == ["not_yet_reached", "reached"]
    remark = db.session.query(Remark).one()
    assert (remark.author_id, remark.text) == (cast.mentor.id, "Werkt netjes")
    assert db.session.query(SignInSession).filter_by(person_id=cast.mentor.id).count() == 0
    client_for(cast.learner).post(f"/entries/{entries[0]}/withdraw", {}, 409)


def test_the_mail_goes_to_the_placements_mentor_in_the_mentors_language(cast: Cast, client_for: Client) -> None:
    with transaction():
        cast.mentor.language = "fr"
        db.session.merge(cast.mentor)
    client = client_for(cast.learner)
    page = sign(cast, client, week_of_work(cast, 1))
    (mail,) = mails()
    assert (mail.recipient, mail.language) == (cast.mentor.email, "fr")
    message = render_mail(mail)
    assert (
        "http://localhost:8000/signatures/" in message.get_content() and cast.mentor.email not in message.get_content()
    )
    page = client.follow(page)
    assert "p•••@example.org" in page.text
    assert cast.mentor.email not in page.html
    assert mail.context["token"] not in page.html


def test_neither_address_nor_mentor_can_be_chosen(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 1)
    for name in ("email", "mentor", "mentor_id", "address", "commitments.new.text", "soft_rest"):
        sign(cast, client_for(cast.learner), entries, 422, **{name: "eve@example.org"})
    assert not mails() and not signatures()


@pytest.mark.parametrize("name", ["", " ", "x", "y" * 121])
def test_a_name_signs(cast: Cast, client_for: Client, name: str) -> None:
    page = sign(cast, client_for(cast.learner), week_of_work(cast, 1), 422, name=name)
    assert "Schrijf je naam" in page.text


def test_a_name_of_several_lines_stays_one_line_and_out_of_the_mail(cast: Cast, client_for: Client) -> None:
    with transaction():
        cast.learner.given_name = "Lotte\r\nBcc: eve@example.org"
        db.session.merge(cast.learner)
    sign(cast, client_for(cast.learner), week_of_work(cast, 1), name="Eve\r\nBcc: x@example.org")
    message = render_mail(mails()[-1])
    assert message["Bcc"] is None and message["To"] == cast.mentor.email
    assert "x@example.org" not in str(message) and signatures()[0].signed_name == "Eve Bcc: x@example.org"


def test_a_day_without_a_verdict_is_asked_for(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 2)
    page = sign(cast, client_for(cast.learner), entries, 422, **{f"entries.{entries[1]}.verdict": ""})
    assert page.one(f"#f-entries-{entries[1]}-verdict-error") and not signatures()


def test_signing_twice_is_one_signature_and_another_is_refused(cast: Cast, client_for: Client) -> None:
    entries, client = week_of_work(cast, 1), client_for(cast.learner)
    sign(cast, client, entries)
    sign(cast, client, entries)
    sign(cast, client, entries, 409, **STRONG)
    assert len(signatures()) == len(mails()) == 1 and not signatures()[0].said["remarks"]


def test_a_day_that_changed_lets_sign_again_and_ends_the_old_link(cast: Cast, client_for: Client) -> None:
    entries, client = week_of_work(cast, 1), client_for(cast.learner)
    sign(cast, client, entries)
    old = link()
    submit(cast, entries[0], base_rev=1, ratings=full_ratings(cast, undercut="not_yet_reached"))
    sign(cast, client, entries, 409, **{f"entries.{entries[0]}.rev": "1"})
    sign(cast, client, entries)
    assert [each.state for each in signatures()] == ["replaced", "open"]
    assert "nieuwere mail" in client_for().get(old).h1
    client_for().post(
        old, {"version": "1", f"entries.{entries[0]}.rev": "2", f"entries.{entries[0]}.verdict": "agree"}, 409
    )


def test_a_day_that_changed_after_signing_needs_a_choice(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 2)
    sign(cast, client_for(cast.learner), entries)
    submit(cast, entries[0], base_rev=1, ratings=full_ratings(cast, undercut="not_yet_reached"))
    anyone = client_for()
    page = anyone.get(link())
    assert "veranderde deze dag nadat je tekende" in page.text
    form = confirmation(page)
    assert "Kies wat je ermee doet" in anyone.post(link(), form, 422).text
    anyone.post(link(), form | {f"entries.{entries[0]}.verdict": "leave"})
    assert [stored(each).state for each in entries] == [EntryState.SUBMITTED, EntryState.APPROVED]


def test_what_was_not_shown_is_not_approved(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 1)
    sign(cast, client_for(cast.learner), entries)
    anyone = client_for()
    form = confirmation(anyone.get(link()))
    submit(cast, entries[0], base_rev=1, ratings=full_ratings(cast, undercut="not_yet_reached"))
    assert "veranderd terwijl je keek" in anyone.post(link(), form, 409).text
    later = week_of_work(cast, 2)[1]
    form = confirmation(anyone.get(link())) | {f"entries.{entries[0]}.verdict": "agree"}
    anyone.post(link(), form)
    assert stored(entries[0]).state == EntryState.APPROVED and stored(later).state == EntryState.SUBMITTED


def test_the_mailed_page_cannot_say_otherwise_than_was_signed(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 1)
    sign(cast, client_for(cast.learner), entries)
    anyone = client_for()
    form = confirmation(anyone.get(link()))
    for name in (f"entries.{entries[0]}.except.undercut", "strong_points.new.text", "soft_rest"):
        anyone.post(link(), form | {name: "reached"}, 422)
    assert week_row(cast) is None


def test_what_the_mentor_did_not_sign_is_told_to_the_teacher(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 1)
    learner, anyone = client_for(cast.learner), client_for()
    sign(cast, learner, entries)
    form = confirmation(anyone.get(link()))
    for _ in range(2):
        assert anyone.post(f"{link()}/refuse").location == link()
    anyone.post(link(), form, 409)
    assert week_row(cast) is None
    told = {mail.recipient for mail in mails("signature_refused")}
    assert told == {cast.teacher.email, cast.counsellor.email} and len(mails("signature_refused")) == 2
    assert "zei dat hij of zij niet tekende" in learner.get(week_url(cast, "/sign")).text


def test_a_confirmed_link_says_so_and_can_become_a_sign_in(cast: Cast, client_for: Client) -> None:
    sign(cast, client_for(cast.learner), week_of_work(cast, 1))
    anyone = client_for()
    anyone.post(link(), confirmation(anyone.get(link())))
    asked = anyone.follow(anyone.post(f"{link()}/account"))
    assert cast.mentor.email not in asked.html
    (mail,) = mails("sign_in_code")
    assert mail.recipient == cast.mentor.email
    assert anyone.post("/sign-in/code", {"code": mail.context["code"]}).location == week_url(cast)
    assert anyone.get(week_url(cast)).status == 200
    client_for().post("/sign-in/code", {"code": mail.context["code"]}, 422)


def test_an_old_link_a_wrong_link_and_one_to_an_old_address_look_the_same(cast: Cast, client_for: Client) -> None:
    sign(cast, client_for(cast.learner), week_of_work(cast, 1))
    anyone, path = client_for(), link()
    form = confirmation(anyone.get(path))
    wrong = anyone.get("/signatures/" + "x" * 43, 404).text
    with clock.freeze(FRIDAY + timedelta(days=14)):
        assert anyone.get(path, 404).text == wrong
        anyone.post(path, form, 404)
    with transaction():
        cast.mentor.email = "new@example.org"
        db.session.merge(cast.mentor)
    for tail in ("", "/refuse", "/account"):
        assert anyone.post(path + tail, form, 404).text == wrong
    assert week_row(cast) is None


def test_a_mentor_whose_placement_ended_confirms_nothing(cast: Cast, client_for: Client) -> None:
    sign(cast, client_for(cast.learner), week_of_work(cast, 1))
    anyone = client_for()
    form = confirmation(anyone.get(link()))
    with transaction():
        member = db.session.query(PlacementMember).filter_by(person_id=cast.mentor.id)
        member.update({"until_date": FRIDAY.date() - timedelta(days=15)})
    anyone.get(link(), 404)
    anyone.post(link(), form, 404)
    assert week_row(cast) is None


def test_the_learner_cannot_sign_for_another_placement_or_school(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 1)
    for placement in (cast.other_placement, cast.foreign_placement):
        path = week_url(cast, "/sign").replace(str(cast.placement_id), str(placement.id))
        client_for(cast.learner).get(path, 404)
        client_for(cast.learner).post(path, {"version": "1", "name": "Eve", f"entries.{entries[0]}.rev": "1"}, 404)
    assert not signatures()


def test_a_school_that_wants_the_mentors_own_view_first_offers_no_signing(cast: Cast, client_for: Client) -> None:
    with transaction():
        cast.school.blind_first = True
        db.session.merge(cast.school)
    entries, client = week_of_work(cast, 1), client_for(cast.learner)
    assert "eerst zelf" in client.get(week_url(cast, "/sign")).text
    sign(cast, client, entries, 403)


def test_without_a_mentor_or_an_address_the_page_says_why(cast: Cast, client_for: Client) -> None:
    entries, client = week_of_work(cast, 1), client_for(cast.learner)
    with transaction():
        cast.mentor.email = None
        db.session.merge(cast.mentor)
    assert "mailadres" in client.get(week_url(cast, "/sign")).text
    sign(cast, client, entries, 403)
    with transaction():
        db.session.query(PlacementMember).filter_by(person_id=cast.mentor.id).update({"main": False})
    assert "geen mentor" in client.get(week_url(cast, "/sign")).text
    sign(cast, client, entries, 403)


def test_the_mail_can_be_asked_again_a_few_times_a_day(cast: Cast, client_for: Client) -> None:
    client = client_for(cast.learner)
    sign(cast, client, week_of_work(cast, 1))
    first = link()
    for _ in range(5):
        client.post(week_url(cast, "/sign/again"))
    client.post(week_url(cast, "/sign/again"), status=429)
    assert len(mails()) == 6 and link() != first
    anyone = client_for()
    assert "nieuwere mail" in anyone.get(first).h1
    anyone.post(link(), confirmation(anyone.get(link())))
    assert week_row(cast)


def test_each_step_is_one_event(cast: Cast, client_for: Client) -> None:
    sign(cast, client_for(cast.learner), week_of_work(cast, 1))
    anyone = client_for()
    anyone.post(link(), confirmation(anyone.get(link())))
    events = db.session.query(Event).filter(Event.thing == "week_signature").order_by(Event.id).all()
    assert [(each.deed, each.person_id) for each in events] == [
        ("sign_week", cast.learner.id),
        ("confirm_signature", cast.mentor.id),
    ]


def test_the_learners_week_leads_there_and_says_how_it_stands(cast: Cast, client_for: Client) -> None:
    client = client_for(cast.learner)
    assert "hier tekenen" not in client.get("/week").text
    entries = week_of_work(cast, 1)
    assert client.get("/week").one(f"a[href='{week_url(cast, '/sign')}']")
    sign(cast, client, entries)
    assert "wacht op de bevestiging in de mail" in client.get("/week").text
    client_for().post(f"{link()}/refuse")
    assert "dit heb ik niet getekend" in client.get("/week").text


def test_a_week_that_was_approved_otherwise_leaves_nothing_to_confirm(cast: Cast, client_for: Client) -> None:
    entries = week_of_work(cast, 1)
    sign(cast, client_for(cast.learner), entries)
    anyone = client_for()
    form = confirmation(anyone.get(link()))
    approve(cast, entries)
    anyone.post(link(), form, 409)
    assert "wachten niet meer" in anyone.get(link()).text
