"""An invitation: a link in a mail that only reads, a code for this browser, and the work straight after it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from logbook.accounts.models import Invitation, Membership, Person, SignInSession
from logbook.accounts.queries import invited
from logbook.accounts.services import forget_old_invitations, invite
from logbook.core import clock
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import Event
from logbook.core.mail import Mail
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.notices.services import forget_old_mail, render_mail
from logbook.web.links import outside
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import PageClient
from tests.reviews.work import week_of_work, week_url

Client = Callable[..., PageClient]


def membership_of(person: Person) -> Membership:
    """Return a person's only role."""
    return db.session.query(Membership).filter_by(person_id=person.id).one()


def invite_to(cast: Cast, who: str = "mentor", by: str = "coordinator") -> str:
    """Invite a member of the cast and return the address in the mail."""
    with transaction():
        invite(cast.actor(by), membership_of(getattr(cast, who)))
    return f"/invitations/{mails()[-1].context['token']}"


def mails(template: str = "invitation") -> list[Mail]:
    """Return the mails of a kind, the oldest first."""
    return list(db.session.query(Mail).filter_by(template=template).order_by(Mail.created_at, Mail.id))


def test_from_the_mail_to_the_waiting_week(cast: Cast, client_for: Client) -> None:
    week_of_work(cast, 1)
    path, client = invite_to(cast), client_for()
    page = client.get(path)
    assert cast.coordinator.name in page.text and cast.school.name in page.text and "één keer per week" in page.text
    asked = client.follow(client.post(path))
    assert cast.mentor.email not in page.html + asked.html
    code = mails("sign_in_code")[-1].context["code"]
    first = client.post("/sign-in/code", {"code": code}).location
    assert first == "/inbox/first" and client.get(first, 303).location == week_url(cast)
    client.get(week_url(cast))


def test_looking_at_the_link_uses_nothing_up(cast: Cast, client_for: Client) -> None:
    path = invite_to(cast)
    for _ in range(3):
        client_for().get(path)
    assert not mails("sign_in_code") and not db.session.query(SignInSession).count()
    assert db.session.query(Invitation).one().used_at is None


def test_the_code_works_in_the_browser_that_asked_alone(cast: Cast, client_for: Client) -> None:
    path, asking, other = invite_to(cast), client_for(), client_for()
    asking.post(path)
    other.post("/sign-in/code", {"code": mails("sign_in_code")[-1].context["code"]}, 422)


def test_whoever_came_in_has_used_the_link_up(cast: Cast, client_for: Client) -> None:
    path, client = invite_to(cast), client_for()
    client.post(path)
    with clock.freeze(FRIDAY + timedelta(minutes=1)):
        client.post(path)  # the first mail did not come: it may be asked again
        client.post("/sign-in/code", {"code": mails("sign_in_code")[-1].context["code"]})
    client_for().get(path, 404)
    client_for().post(path, status=404)
    assert invited(cast.actor("coordinator"), [cast.mentor.id])[cast.mentor.id].state == "used"


def test_used_old_newer_and_unknown_links_look_the_same(cast: Cast, client_for: Client) -> None:
    unknown = client_for().get("/invitations/" + "x" * 43, 404).text
    first, second = invite_to(cast), invite_to(cast)
    assert client_for().get(first, 404).text == unknown
    with clock.freeze(FRIDAY + timedelta(days=14)):
        assert client_for().get(second, 404).text == unknown
        assert invited(cast.actor("coordinator"), [cast.mentor.id])[cast.mentor.id].state == "expired"
    client_for(cast.mentor)
    assert client_for().get(second, 404).text == unknown


def test_a_role_that_ended_ends_the_link(cast: Cast, client_for: Client) -> None:
    path = invite_to(cast)
    with transaction():
        membership_of(cast.mentor).until_date = FRIDAY.date() - timedelta(days=1)
    client_for().get(path, 404)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("who", ["mentor", "supervisor", "guardian", "teacher", "counsellor", "company_coordinator"])
def test_the_mail_has_one_link_and_plain_words_for_every_role(cast: Cast, who: str, language: str) -> None:
    with transaction():
        db.session.merge(getattr(cast, who)).language = language
    path = invite_to(cast, who)
    text = render_mail(mails()[-1]).get_content()
    assert text.count("http") == 1 and f"http://localhost:8000{path}" in text
    assert cast.school.name in text and getattr(cast, who).email not in text


def test_the_page_speaks_the_language_of_who_is_invited(cast: Cast, client_for: Client) -> None:
    with transaction():
        db.session.merge(cast.mentor).language = "fr"
    assert client_for().get(invite_to(cast)).soup.html["lang"] == "fr"


def test_names_put_nothing_in_the_head_of_the_mail(cast: Cast) -> None:
    with transaction():
        db.session.merge(cast.school).name = "School\r\nBcc: eve@example.org\r\n\r\nHallo"
        db.session.merge(cast.mentor).given_name = "Piet\nTo: eve@example.org"
        db.session.merge(cast.coordinator).family_name = "\u2028Subject: x\x0b"
    invite_to(cast)
    message = render_mail(mails()[-1])
    assert set(message.keys()) >= {"From", "To", "Subject"} and message["Bcc"] is None
    assert message.get_all("To") == [cast.mentor.email] and len(message.get_all("Subject")) == 1


def test_the_link_never_begins_with_what_a_request_said(cast: Cast, clean: Flask) -> None:
    with clean.test_request_context(base_url="http://evil.example", headers={"X-Forwarded-Host": "evil.example"}):
        assert outside("accounts.invitation", token="x") == "http://localhost:8000/invitations/x"


def test_a_fourth_invitation_in_a_day_is_refused(cast: Cast) -> None:
    for _ in range(3):
        invite_to(cast)
    with pytest.raises(Rejected):
        invite_to(cast)
    with clock.freeze(FRIDAY + timedelta(days=1)):
        invite_to(cast)


def test_who_has_no_address_learns_or_is_elsewhere_is_not_invited(cast: Cast) -> None:
    with transaction():
        db.session.merge(cast.mentor).email = None
    with pytest.raises(Rejected):
        invite_to(cast)
    for who in ("learner", "foreign_learner"):
        with pytest.raises(NotFound):
            invite_to(cast, who)
    assert not mails()


def test_the_token_is_kept_hashed_and_leaves_the_outbox(cast: Cast) -> None:
    token = invite_to(cast).rpartition("/")[2]
    row = db.session.query(Invitation).one()
    assert token not in row.token_sha256 and len(token) >= 43
    assert [(each.deed, each.new) for each in db.session.query(Event).filter_by(thing="invitation")] == [
        ("invite", "mentor")
    ]


def test_a_mail_that_does_not_get_through_is_told_to_the_inviter(cast: Cast) -> None:
    invite_to(cast)
    with transaction():
        mails()[0].tries = 3
    assert invited(cast.actor("coordinator"), [cast.mentor.id])[cast.mentor.id].state == "undelivered"
    with clock.freeze(FRIDAY + timedelta(days=31)):
        forget_old_mail()
        assert invited(cast.actor("coordinator"), [cast.mentor.id])[cast.mentor.id].state == "expired"


def test_asked_many_times_at_once_it_mails_five_codes(cast: Cast, client_for: Client, clean: Flask) -> None:
    path, clients = invite_to(cast), [client_for() for _ in range(8)]
    together = Barrier(len(clients))
    tokens = [client.fresh_token() for client in clients]

    def post(number: int) -> int:
        with clock.freeze(FRIDAY):
            together.wait()
            return clients[number].client.post(path, data={"csrf_token": tokens[number]}, buffered=True).status_code

    db.session.commit()
    with ThreadPoolExecutor(len(clients)) as pool:
        statuses = list(pool.map(post, range(len(clients))))
    assert set(statuses) == {303} and len(mails("sign_in_code")) == 5


def test_links_that_ended_a_year_ago_are_forgotten(cast: Cast) -> None:
    invite_to(cast)
    for days, left in ((370, 1), (400, 0)):  # the link itself lasts two weeks
        with clock.freeze(FRIDAY + timedelta(days=days)), transaction():
            forget_old_invitations()
        assert db.session.query(Invitation).count() == left
