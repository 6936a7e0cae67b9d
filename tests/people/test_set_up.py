"""The first administrator: a one-time code becomes a school, once, and for nobody who guesses."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from logbook.accounts.models import Membership, Person, School, SchoolYear, SetUpCode
from logbook.accounts.services import ask_code
from logbook.app import create_app
from logbook.cli import main
from logbook.core import clock
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.people.services.set_up import make_code
from logbook.training.models import Track
from tests.conftest import FRIDAY
from tests.factories import make_member, make_person, make_school
from tests.pages import PageClient
from tests.people.school import roles_of

FORM = {
    "school": "Technisch Instituut Nieuw",
    "year": "2026",
    "given_name": "Ada",
    "family_name": "Beginner",
    "email": "Ada@Example.org",
}


@pytest.fixture
def code(clean: Flask) -> str:
    with transaction():
        return make_code()


def schools() -> list[School]:
    return list(db.session.scalars(select(School)))


def test_the_code_makes_a_school_and_signs_its_administrator_in(code: str, client_for) -> None:
    client = client_for()
    client.get("/setup")
    answer = client.post("/setup", FORM | {"code": code.lower()})
    assert answer.location == "/sign-in/second", "signed in, but for the second proof of the school's staff"
    ada = db.session.scalars(select(Person)).one()
    role = db.session.scalars(select(Membership)).one()
    year = db.session.scalars(select(SchoolYear)).one()
    assert (ada.name, ada.email, role.role, role.school_id) == (
        "Ada Beginner",
        "ada@example.org",
        Role.COORDINATOR,
        schools()[0].id,
    )
    assert (year.starts_on.isoformat(), year.ends_on.isoformat()) == ("2026-09-01", "2027-08-31")
    assert "Technisch Instituut Nieuw" in client_for(ada).get("/school").text


def test_only_the_hash_of_the_code_is_kept(code: str) -> None:
    row = db.session.scalars(select(SetUpCode)).one()
    assert code not in row.code_sha256 and len(code) == 16


def test_the_code_may_be_typed_as_it_was_printed(code: str, client_for) -> None:
    dashed = "-".join(code[at : at + 4] for at in range(0, 16, 4))
    client_for().post("/setup", FORM | {"code": dashed})
    assert len(schools()) == 1


def test_a_code_works_once(code: str, client_for) -> None:
    client_for().post("/setup", FORM | {"code": code})
    again = client_for().post("/setup", FORM | {"code": code, "email": "eve@example.org"}, 422)
    assert "Deze code klopt niet" in again.text and len(schools()) == 1


def test_a_code_expires(code: str, client_for) -> None:
    with clock.freeze(FRIDAY + timedelta(days=2, minutes=1)):
        client_for().post("/setup", FORM | {"code": code}, 422)
    assert schools() == []


def test_a_wrong_a_used_and_an_old_code_get_the_same_answer(code: str, client_for) -> None:
    client = client_for()
    client.post("/setup", FORM | {"code": code})
    used = client_for().post("/setup", FORM | {"code": code}, 422)
    wrong = client_for().post("/setup", FORM | {"code": "A" * 16}, 422)
    assert used.html.replace(code, "") == wrong.html.replace("A" * 16, "")


def test_what_was_typed_stays_and_the_code_is_not_spent_on_a_mistake(code: str, client_for) -> None:
    page = client_for().post("/setup", FORM | {"code": code, "email": "geen adres"}, 422)
    form = page.form("form.stack")
    assert (form["school"], form["given_name"], form["email"]) == (FORM["school"], "Ada", "geen adres")
    client_for().post("/setup", FORM | {"code": code})


def test_guessing_is_stopped(code: str, client_for) -> None:
    client = client_for()
    for _ in range(10):
        client.post("/setup", FORM | {"code": "B" * 16}, 422)
    client.post("/setup", FORM | {"code": code}, 429)
    assert schools() == []


def test_an_address_that_is_somebodys_already_signs_nobody_in(code: str, client_for) -> None:
    with transaction():
        victim, other = make_person("Vic", email="ada@example.org"), make_school("Elders")
        make_member(victim, other, Role.TEACHER)
    client = client_for()
    answer = client.post("/setup", FORM | {"code": code})
    assert answer.location == "/sign-in"
    client.get("/me", 303)
    assert {role.role for role in roles_of(victim)} == {Role.TEACHER, Role.COORDINATOR}
    assert victim.given_name == "Vic", "the name is the person's own"


def test_a_mailed_code_begins_no_school(clean: Flask, client_for) -> None:
    with transaction():
        mailed = ask_code("ada@example.org", "browser")
    client_for().post("/setup", FORM | {"code": mailed}, 422)


def test_another_school_can_begin_beside_the_first(code: str, client_for) -> None:
    client_for().post("/setup", FORM | {"code": code})
    with transaction():
        second = make_code()
    client_for().post("/setup", FORM | {"code": second, "school": "Tweede", "email": "ben@example.org"})
    assert {school.name for school in schools()} == {FORM["school"], "Tweede"}


def test_a_first_school_finds_the_courses_of_dual_learning(code: str, client_for) -> None:
    client_for().post("/setup", FORM | {"code": code})
    tracks = {track.id: track for track in db.session.scalars(select(Track))}
    assert tracks["lassen_constructie_duaal"].agreement_kind == "oao"
    assert tracks["elektromechanische_technieken_duaal"].agreement_kind == "sao"


def test_fields_that_the_form_does_not_have_are_refused(code: str, client_for) -> None:
    client_for().post("/setup", FORM | {"code": code, "role": "learner"}, 422)
    assert schools() == []


def test_the_command_prints_a_code_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGBOOK_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    result = CliRunner().invoke(main, ["school", "first-admin"])
    assert result.exit_code == 0, result.output
    app = create_app()
    with app.app_context():
        PageClient(app).post("/setup", FORM | {"code": result.output.splitlines()[0]})
        assert len(schools()) == 1
        db.engine.dispose()
