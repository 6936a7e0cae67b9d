"""School staff show two things: what a mailed code alone opens, and how the second is set up, given, lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pyotp
import pytest
from flask import Flask

from logbook.accounts.models import RecoveryCode, SecondFactor, SignInSession
from logbook.accounts.queries import second_factor_of
from logbook.accounts.services import secret_of, start_session
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast, actor_of, make_member
from tests.pages import PageClient

from .mailbox import enter_by_mail
from .soft_key import SoftKey, add_key, asked


def _app_code(person_id, later: int = 0) -> str:
    secret = secret_of(second_factor_of(person_id))
    assert secret
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()) + later)


def _set_up(client: PageClient, person_id) -> list[str]:
    """Set the app up in a browser that showed one thing, and return the recovery codes."""
    client.post("/sign-in/second/app")
    page = client.post("/sign-in/second", {"code": _app_code(person_id)}, 200)
    return [each.get_text(strip=True) for each in page.all(".recovery li")]


@pytest.fixture
def teacher_with_app(cast: Cast, client_for, clean: Flask) -> list[str]:
    """Give the teacher an app, half an hour ago; return the recovery codes."""
    with clock.freeze(FRIDAY - timedelta(minutes=30)):
        client = client_for()
        enter_by_mail(client, cast.teacher, clean)
        codes = _set_up(client, cast.teacher.id)
        client.post("/sign-out")
    return codes


@pytest.mark.parametrize("name", ["teacher", "counsellor", "coordinator"])
def test_a_mailed_code_alone_opens_nothing_to_staff(cast: Cast, client_for, clean: Flask, name: str) -> None:
    client = client_for()
    answer = enter_by_mail(client, getattr(cast, name), clean)
    assert answer.location == "/sign-in/second"
    for path in ("/", "/me", "/classes", "/sign-in"):
        assert "/sign-in" in client.get(path, 303).location
    client.post("/me/display", {"language": "fr"}, 303)
    assert "Een tweede stap" in client.get("/sign-in/second").h1


@pytest.mark.parametrize("name", ["mentor", "supervisor", "guardian", "company_coordinator"])
def test_nobody_else_is_asked(cast: Cast, client_for, clean: Flask, name: str) -> None:
    client = client_for()
    enter_by_mail(client, getattr(cast, name), clean)
    client.get("/me")


def test_an_app_is_set_up_before_anything_else(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    client.get("/sign-in?next=/me")
    enter_by_mail(client, cast.teacher, clean)
    client.post("/sign-in/second/app")
    page = client.get("/sign-in/second")
    assert str(page.one("img.qr")["src"]).startswith("data:image/svg")
    client.post("/sign-in/second", {"code": "000000"}, 422)
    page = client.post("/sign-in/second", {"code": _app_code(cast.teacher.id)}, 200)
    assert len(page.all(".recovery li")) == 8
    assert page.one(".recovery + a")["href"] == "/me"
    assert cast.teacher.name in client.get("/me").text


def test_the_secret_and_the_recovery_codes_are_kept_out_of_sight(teacher_with_app: list[str]) -> None:
    factor = db.session.query(SecondFactor).one()
    assert str(secret_of(factor)) not in factor.secret
    kept = {each.code_hash for each in db.session.query(RecoveryCode)}
    assert len(kept) == 8 and not kept & set(teacher_with_app)


def test_the_apps_code_is_the_second_proof_under_a_new_token(
    cast: Cast, client_for, clean: Flask, teacher_with_app
) -> None:
    client = client_for()
    enter_by_mail(client, cast.teacher, clean)
    copy = client.copy()
    client.post("/sign-in/second", {"code": _app_code(cast.teacher.id)})
    client.get("/me")
    copy.get("/me", 303)
    assert "/sign-in" in copy.get("/sign-in/second", 303).location


def test_a_code_of_the_app_counts_once_and_none_before_it(
    cast: Cast, client_for, clean: Flask, teacher_with_app
) -> None:
    first, second = client_for(), client_for()
    enter_by_mail(first, cast.teacher, clean)
    with clock.freeze(FRIDAY + timedelta(seconds=1)):
        enter_by_mail(second, cast.teacher, clean)
        first.post("/sign-in/second", {"code": _app_code(cast.teacher.id)})
        second.post("/sign-in/second", {"code": _app_code(cast.teacher.id)}, 422)
        second.post("/sign-in/second", {"code": _app_code(cast.teacher.id, -30)}, 422)
        second.post("/sign-in/second", {"code": _app_code(cast.teacher.id, 30)})


def test_a_code_of_the_app_posted_several_times_at_once_counts_once(
    cast: Cast, client_for, clean: Flask, teacher_with_app
) -> None:
    client = client_for()
    enter_by_mail(client, cast.teacher, clean)
    code, together = _app_code(cast.teacher.id), Barrier(4)
    client.fresh_token()
    copies = [client.copy() for _ in range(4)]
    db.session.commit()

    def post(each: PageClient) -> int:
        with clock.freeze(FRIDAY):
            together.wait()
            return each.client.post("/sign-in/second", data={"code": code, "csrf_token": each.token}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(post, copies))
    assert statuses.count(303) == 1 and set(statuses) <= {303, 401, 403, 422}


def test_tries_have_a_ceiling_also_across_browsers(cast: Cast, client_for, clean: Flask, teacher_with_app) -> None:
    clients = client_for(), client_for()
    for client in clients:
        enter_by_mail(client, cast.teacher, clean)
    for turn in range(8):
        clients[turn % 2].post("/sign-in/second", {"code": "123456"}, 422)
    clients[0].post("/sign-in/second", {"code": _app_code(cast.teacher.id)}, 429)
    with clock.freeze(FRIDAY + timedelta(minutes=16)):
        clients[0].post("/sign-in/second", {"code": _app_code(cast.teacher.id)})


def test_a_recovery_code_works_once(cast: Cast, client_for, clean: Flask, teacher_with_app: list[str]) -> None:
    first, second = client_for(), client_for()
    for client in (first, second):
        enter_by_mail(client, cast.teacher, clean)
    first.post("/sign-in/second", {"code": teacher_with_app[0].upper().replace("-", " ")})
    assert "Nog 7 herstelcodes" in first.get("/me").text
    second.post("/sign-in/second", {"code": teacher_with_app[0]}, 422)


def test_nobody_uses_somebody_elses_recovery_code(cast: Cast, client_for, clean: Flask, teacher_with_app) -> None:
    client = client_for()
    enter_by_mail(client, cast.counsellor, clean)
    _set_up(client, cast.counsellor.id)
    client.post("/sign-out")
    enter_by_mail(client, cast.counsellor, clean)
    client.post("/sign-in/second", {"code": teacher_with_app[0]}, 422)


def test_a_passkey_alone_is_both(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    enter_by_mail(client, cast.teacher, clean)
    key = SoftKey()
    made = key.make(asked(client.get("/me/passkeys/new")))
    client.post("/me/passkeys", {"credential": made, "name": "Laptop"})
    client.get("/me")
    client.post("/sign-out")
    client.post("/sign-in/passkey", {"credential": key.show(asked(client.get("/sign-in")))})
    client.get("/me")


def test_a_mailed_code_is_no_way_to_a_second_key(cast: Cast, client_for, clean: Flask, teacher_with_app) -> None:
    """Who reads the teacher's mail gets no further: neither a new passkey, nor another app, nor the app removed."""
    client = client_for()
    enter_by_mail(client, cast.teacher, clean)
    client.get("/me/passkeys/new", 403)
    client.post("/sign-in/second/app", status=403)
    client.post("/me/app/remove")
    assert db.session.query(SecondFactor).one().confirmed_at


def _as_mentor_and_teacher(cast: Cast, client: PageClient) -> tuple[str, str]:
    """Give the mentor a class too, sign in with a code as mentor, and return both memberships."""
    with transaction():
        teaching = str(make_member(cast.mentor, cast.school, Role.TEACHER).id)
        mentoring = str(actor_of(cast.mentor, Role.MENTOR).membership_id)
        token = start_session(cast.mentor, "tests", UUID(mentoring))
    with client.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return mentoring, teaching


def test_a_mentors_mailed_code_is_no_way_to_a_key_of_the_same_teacher(cast: Cast, client_for, clean: Flask) -> None:
    """The passkey would open the class, which asks two proofs."""
    client = client_for()
    _as_mentor_and_teacher(cast, client)
    key = add_key(client_for(cast.mentor))
    assert "in je rol op school" in client.get("/me").one("#keys").get_text()
    client.get("/me/passkeys/new", 403)
    client.post("/me/passkeys", {"credential": key.make({"user": {"id": ""}, "challenge": "x"}), "name": "Dief"}, 403)
    client.post("/sign-in/second/app", status=403)


def test_going_from_mentor_to_teacher_asks_the_second(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _mentoring, teaching = _as_mentor_and_teacher(cast, client)
    before = client.copy()
    client.get("/me")
    client.post("/me/role", {"membership": teaching})
    assert "/sign-in" in client.get("/classes", 303).location
    assert "Een tweede stap" in client.get("/sign-in/second").h1
    assert "/sign-in?" in before.get("/me", 303).location and before.get("/sign-in").h1 == "Aanmelden"


def test_a_coordinator_turns_it_off_and_on(cast: Cast, client_for, clean: Flask) -> None:
    coordinator, teacher = client_for(cast.coordinator), client_for()
    enter_by_mail(teacher, cast.teacher, clean)
    coordinator.get("/school/sign-in")
    coordinator.post("/school/sign-in", {"second_factor": "off"})
    teacher.get("/me")
    coordinator.post("/school/sign-in", {"second_factor": "on"})
    teacher.get("/me", 303)
    coordinator.post("/school/sign-in", {"second_factor": "maybe"}, 422)
    said = [(each.old, each.new) for each in db.session.query(Event).filter_by(deed="ask_second_factor")]
    assert said == [("on", "off"), ("off", "on")]
    client_for(cast.outsider).post("/school/sign-in", {"second_factor": "off"}, 404)


def test_a_coordinator_lets_a_colleague_begin_again(cast: Cast, client_for, clean: Flask, teacher_with_app) -> None:
    open_one = client_for(cast.teacher)
    client_for(cast.coordinator).post(f"/people/{cast.teacher.id}/second-factor/remove")
    open_one.get("/me", 303)
    assert db.session.query(SecondFactor).count() == db.session.query(RecoveryCode).count() == 0
    client_for(cast.coordinator).post(f"/people/{cast.coordinator.id}/second-factor/remove", status=403)
    client_for(cast.coordinator).post(f"/people/{cast.outsider.id}/second-factor/remove", status=404)


def test_an_app_is_set_up_and_taken_away_on_the_own_page(cast: Cast, client_for) -> None:
    client = client_for(cast.teacher)
    client.get("/me/app", 303)
    assert client.post("/sign-in/second/app").location == "/me/app"
    client.get("/me/app")
    client.post("/sign-in/second", {"code": "000000"}, 422)
    client.post("/sign-in/second", {"code": _app_code(cast.teacher.id)}, 200)
    assert "Nog 8 herstelcodes" in client.get("/me").text
    client.post("/sign-in/second/app", status=409)
    client.post("/me/app/remove")
    assert db.session.query(SecondFactor).count() == 0


def test_who_gives_up_is_signed_out(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    enter_by_mail(client, cast.teacher, clean)
    client.post("/sign-in/second/cancel")
    assert db.session.query(SignInSession).one().revoked_at
    client.post("/sign-in/second/cancel", status=404)
    client.post("/sign-in/second", {"code": "123456"}, 403)


def test_digits_of_another_script_are_a_wrong_code(cast: Cast, client_for, clean: Flask, teacher_with_app) -> None:
    client = client_for()
    enter_by_mail(client, cast.teacher, clean)
    client.post("/sign-in/second", {"code": "٤٠٢٩٥٧"}, 422)


def test_what_opens_another_schools_staff_role_is_not_taken_away_here(
    cast: Cast, client_for, teacher_with_app: list[str]
) -> None:
    with transaction():
        cast.other_school.second_factor = True
        make_member(cast.teacher, cast.other_school, Role.COORDINATOR)
    client_for(cast.coordinator).post(f"/people/{cast.teacher.id}/second-factor/remove", status=403)
    assert second_factor_of(cast.teacher.id) is not None


def test_an_app_that_was_begun_is_not_finished_by_a_mailed_code(cast: Cast, client_for, clean: Flask) -> None:
    with transaction():
        mentor_too = make_member(cast.teacher, cast.school, Role.MENTOR, cast.company)
    strong = client_for()
    enter_by_mail(strong, cast.teacher, clean)
    add_key(strong, SoftKey())
    strong.post("/sign-in/second/app")
    weak = client_for()
    enter_by_mail(weak, cast.teacher, clean)
    with transaction():
        db.session.query(SignInSession).filter(SignInSession.proof == "code").update({"membership_id": mentor_too.id})
    weak.post("/sign-in/second", {"code": _app_code(cast.teacher.id)}, 403)
    factor = second_factor_of(cast.teacher.id)
    assert factor is not None and factor.confirmed_at is None
