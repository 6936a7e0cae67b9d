"""Letting people in: one by one, many at once, and after they lost their mail or phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.accounts.models import Identity, InvitationRun, Membership, Passkey, Person, SignInSession
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.mail import Mail
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.people.services.invite_many import A_MINUTE, go_on_inviting
from tests.conftest import FRIDAY
from tests.factories import Cast, add, join_placement, make_member, make_person
from tests.pages import PageClient

Client = Callable[..., PageClient]


def _mails(template: str = "invitation") -> list[Mail]:
    return list(db.session.query(Mail).filter_by(template=template).order_by(Mail.created_at, Mail.id))


def _access(person: Person, tail: str = "") -> str:
    return f"/people/{person.id}/access{tail}"


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("coordinator", "mentor"),
        ("coordinator", "teacher"),
        ("coordinator", "guardian"),
        ("teacher", "mentor"),
        ("teacher", "supervisor"),
        ("counsellor", "guardian"),
        ("company_coordinator", "mentor"),
    ],
)
def test_who_may_invite_sees_what_became_of_it(cast: Cast, client_for: Client, who: str, whom: str) -> None:
    client, guest = client_for(getattr(cast, who)), getattr(cast, whom)
    assert "nog niet uitgenodigd" in client.get(_access(guest)).text
    assert "nog niet uitgenodigd" in client.get(f"/people/invitations?role={whom}").text
    client.post(_access(guest, "/invite"))
    assert "kwam nog niet binnen" in client.get(_access(guest)).text
    client_for(guest)
    assert "heeft zich al aangemeld" in client.get(_access(guest)).text
    assert [mail.recipient for mail in _mails()] == [guest.email]


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("teacher", "other_teacher"),
        ("teacher", "coordinator"),
        ("teacher", "learner"),
        ("other_teacher", "mentor"),
        ("other_teacher", "guardian"),
        ("company_coordinator", "other_mentor"),
        ("company_coordinator", "teacher"),
        ("coordinator", "foreign_learner"),
        ("coordinator", "learner"),
    ],
)
def test_nobody_invites_or_recovers_who_is_not_theirs(cast: Cast, client_for: Client, who: str, whom: str) -> None:
    client, person = client_for(getattr(cast, who)), getattr(cast, whom)
    client.get(_access(person), 404)
    client.post(_access(person, "/invite"), status=404)
    client.post(_access(person, "/recover"), {"email": "eve@example.org"}, 404)
    assert not _mails() and db.session.get(Person, person.id).email != "eve@example.org"


def test_a_fourth_mail_in_a_day_is_told_beside_the_button(cast: Cast, client_for: Client) -> None:
    client = client_for(cast.teacher)
    for _ in range(3):
        client.post(_access(cast.mentor, "/invite"))
    assert "al drie uitnodigingen" in client.post(_access(cast.mentor, "/invite"), status=422).text


def test_a_lost_address_ends_whatever_it_opened(cast: Cast, client_for: Client) -> None:
    teacher, mentor, old = client_for(cast.teacher), client_for(cast.mentor), cast.mentor.email
    with transaction():
        add(
            Passkey(
                person_id=cast.mentor.id, credential=b"1", public_key=b"2", sign_count=0, name="Gsm", made_at=FRIDAY
            )
        )
    _link_account(cast.mentor)
    teacher.post(_access(cast.mentor, "/invite"))
    link = f"/invitations/{_mails()[0].context['token']}"
    teacher.post(_access(cast.mentor, "/recover"), {"email": "New.Address@Example.org"})
    mentor.get("/inbox", 303)
    client_for().get(link, 404)
    assert db.session.query(Passkey).count() == db.session.query(Identity).count() == 0
    assert [mail.recipient for mail in _mails("address_changed")] == [old]
    assert _mails()[-1].recipient == "new.address@example.org"
    client_for().get(f"/invitations/{_mails()[-1].context['token']}")
    assert db.session.query(Event).filter_by(deed="recover_person", thing_id=str(cast.mentor.id)).count() == 1


def _link_account(person: Person) -> None:
    with transaction():
        add(
            Identity(
                person_id=person.id, issuer="https://i.example", subject="1", linked_at=FRIDAY, last_used_at=FRIDAY
            )
        )


def test_a_lost_phone_alone_ends_its_sessions(cast: Cast, client_for: Client) -> None:
    teacher, phone = client_for(cast.teacher), client_for(cast.mentor)
    _link_account(cast.mentor)
    teacher.post(_access(cast.mentor, "/recover"), {"email": cast.mentor.email})
    phone.get("/inbox", 303)
    assert not _mails("address_changed") and len(_mails()) == 1
    assert db.session.query(Identity).count() == 1


def test_an_address_of_somebody_else_is_refused(cast: Cast, client_for: Client) -> None:
    client, session = client_for(cast.teacher), client_for(cast.mentor)
    for email in (cast.coordinator.email, cast.learner.email):
        page = client.post(_access(cast.mentor, "/recover"), {"email": email}, 422)
        assert page.one("#f-email-error") and page.one("#f-email")["value"] == email
    client.post(_access(cast.mentor, "/recover"), {"email": "x\r\nBcc: eve@example.org"}, 422)
    session.get("/inbox")


def test_a_teacher_gains_no_other_role_by_an_address(cast: Cast, client_for: Client) -> None:
    """A mentor who is also a coordinator, or a mentor at another school, is not the teacher's to recover."""
    for role, school in ((Role.COORDINATOR, cast.school), (Role.MENTOR, cast.other_school)):
        with transaction():
            extra = make_member(cast.mentor, school, role)
        client = client_for(cast.teacher)
        assert "een rol waar jij niet over gaat" in client.get(_access(cast.mentor)).text
        client.post(_access(cast.mentor, "/recover"), {"email": "eve@example.org"}, 403)
        with transaction():
            db.session.delete(db.session.get(Membership, extra.id))


def _many_mentors(cast: Cast, number: int) -> list[Person]:
    people = []
    with transaction():
        for _ in range(number):
            person = make_person("Nieuw", f"Mentor{new_id().hex[-5:]}")
            make_member(person, cast.school, Role.MENTOR, cast.company)
            join_placement(cast.placement, person, Role.MENTOR)
            people.append(person)
    return people


def _run(client: PageClient, **form: str) -> str:
    return client.post("/people/invitations/runs", {"role": "mentor"} | form).location


def test_many_are_invited_a_number_each_minute(cast: Cast, client_for: Client) -> None:
    people = _many_mentors(cast, A_MINUTE + 5)
    client = client_for(cast.coordinator)
    client_for(people[0])  # came in already
    path = _run(client)
    expected = A_MINUTE + 5 - 1 + 2  # and the two mentors of the cast
    assert f"0 van {expected} uitgenodigd" in client.get(path).text
    assert go_on_inviting() == A_MINUTE
    assert f"{A_MINUTE} van {expected}" in client.fragment(path).text
    assert go_on_inviting() == expected - A_MINUTE and go_on_inviting() == 0
    assert "Klaar." in client.get(path).text
    assert len({mail.recipient for mail in _mails()}) == len(_mails()) == expected
    assert "niemand" in client.get(_run(client)).text, "the same again doubles nothing"


def test_invitations_to_many_can_be_stopped(cast: Cast, client_for: Client) -> None:
    _many_mentors(cast, A_MINUTE + 5)
    client = client_for(cast.coordinator)
    path = _run(client)
    go_on_inviting()
    for _ in range(2):
        client.post(f"{path}/cancel")
    assert go_on_inviting() == 0 and len(_mails()) == A_MINUTE
    assert "Gestopt" in client.get(path).text


def test_a_teacher_invites_for_the_own_class_alone(cast: Cast, client_for: Client) -> None:
    client = client_for(cast.teacher)
    path = _run(client, class_id=str(cast.group.id))
    go_on_inviting()
    assert {mail.recipient for mail in _mails()} == {cast.mentor.email, cast.other_mentor.email}
    for form in ({}, {"class_id": str(cast.other_group.id)}):
        client.post("/people/invitations/runs", {"role": "mentor"} | form, 404)
    client.post("/people/invitations/runs", {"role": "learner", "class_id": str(cast.group.id)}, 422)
    _run(client, role="coordinator", class_id=str(cast.group.id))
    go_on_inviting()
    assert len(_mails()) == 2
    client_for(cast.counsellor).get(path, 404)
    client_for(cast.coordinator).get(path)


def test_a_run_ends_with_the_role_of_who_began_it(cast: Cast, client_for: Client) -> None:
    _run(client_for(cast.coordinator))
    with transaction():
        membership = db.session.query(Membership).filter_by(person_id=cast.coordinator.id).one()
        membership.until_date = FRIDAY.date() - timedelta(days=1)
    assert go_on_inviting() == 0 and db.session.query(InvitationRun).one().state == "cancelled"


def test_whoever_has_two_roles_of_a_kind_gets_one_mail(cast: Cast, client_for: Client) -> None:
    with transaction():
        make_member(cast.mentor, cast.school, Role.MENTOR)
    _run(client_for(cast.coordinator))
    go_on_inviting()
    assert len(_mails()) == 2
    with clock.freeze(FRIDAY + timedelta(days=2)):
        assert db.session.query(SignInSession).filter_by(person_id=cast.mentor.id).count() == 0


def test_the_list_asks_as_much_for_many_as_for_few(cast: Cast, client_for: Client, count_queries) -> None:
    client = client_for(cast.coordinator)
    client.get("/people/invitations")
    few = count_queries(lambda: client.get("/people/invitations"))
    _many_mentors(cast, 60)
    assert len(count_queries(lambda: client.get("/people/invitations"))) == len(few)
    assert client.get("/people/invitations?page=2").all("a[href$='/access']")


def test_a_corrected_address_ends_what_the_old_one_opened(cast: Cast, client_for: Client) -> None:
    old, session, coordinator = cast.mentor.email, client_for(cast.mentor), client_for(cast.coordinator)
    coordinator.post(_access(cast.mentor, "/invite"))
    form = {"given_name": "Piet", "family_name": "Proefpersoon", "email": "new@example.org"}
    coordinator.post(f"/people/{cast.mentor.id}/correct", form)
    session.get("/inbox", 303)
    client_for().get(f"/invitations/{_mails()[0].context['token']}", 404)
    assert [mail.recipient for mail in _mails("address_changed")] == [old]
