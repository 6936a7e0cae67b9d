"""What a roster changes in the school: as shown, as a whole, once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from logbook.accounts.models import Guardianship, Membership, Person
from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.errors import InvalidTransition, NotPermitted, Stale
from logbook.core.events import Event
from logbook.core.mail import Mail
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.people.services import register
from logbook.roster.models import RosterImport
from logbook.roster.services import agree_roster, apply_agreed, comparison_of, drop_roster
from logbook.training.models import ClassGroup, ClassMember
from logbook.training.queries import learners_in_reach
from logbook.web import jobs
from tests.conftest import FRIDAY
from tests.factories import Cast, actor_of, make_member, make_person
from tests.roster.conftest import Read, receive, shown
from tests.roster.files import ANN, LENA, MAX, OMA, SMALL, TOM, as_csv, changed, oneroster

TODAY = FRIDAY.date()


def _person(email: str) -> Person:
    return db.session.scalars(select(Person).where(Person.email == email)).one()


def _everything() -> dict[str, int]:
    """Count the rows of every table that a roster may write in."""
    tables = (Person, Membership, ClassGroup, ClassMember, Guardianship)
    return {table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_a_new_teacher_reaches_a_new_learner_and_a_guardian_is_linked(cast: Cast, read_in: Read) -> None:
    assert read_in(*SMALL).state == "applied"
    names = {learner.name for learner in learners_in_reach(actor_of(_person("ann@example.org")))}
    assert {"Lena Proef", "Tom Proef"} <= names
    mentor = actor_of(_person("max@example.org"))
    assert mentor.role is Role.MENTOR and mentor.company_id is not None
    link = db.session.scalars(
        select(Guardianship).where(Guardianship.guardian_id == _person("oma@example.org").id)
    ).one()
    assert link.learner_id == _person("lena@example.org").id and link.school_id == cast.school.id


@pytest.mark.parametrize("content", [as_csv(*SMALL), oneroster()], ids=["csv", "oneroster"])
def test_the_same_file_again_changes_nothing(cast: Cast, read_in: Read, content: bytes) -> None:
    read_in(content=content)
    before = _everything()
    again = db.session.get_one(RosterImport, receive(cast, content))
    assert comparison_of(cast.actor("coordinator"), again).deeds == []
    assert read_in(content=content).counts == {} and _everything() == before


def test_every_change_leaves_its_event(cast: Cast, read_in: Read) -> None:
    read_in(*SMALL)
    deeds = db.session.scalars(select(Event.deed).where(Event.person_id == cast.coordinator.id)).all()
    assert deeds.count("add_person") == 5 and deeds.count("give_role") == 5 and deeds.count("join_class") == 3
    assert deeds.count("apply_roster") == 1


def test_a_corrected_name_and_another_class(cast: Cast, read_in: Read) -> None:
    read_in(*SMALL)
    read_in(changed(LENA, voornaam="Lena Maria", klas="5 LAS-d"))
    lena = _person("lena@example.org")
    times = {
        name: (first, until)
        for name, first, until in db.session.execute(
            select(ClassGroup.name, ClassMember.from_date, ClassMember.until_date)
            .join(ClassMember, ClassMember.class_id == ClassGroup.id)
            .where(ClassMember.person_id == lena.id)
        )
    }
    assert lena.given_name == "Lena Maria"
    # she came today, so that today is also the last day of a class that she left at once
    assert times == {"6 LAS-d": (TODAY, TODAY), "5 LAS-d": (TODAY, None)}


def test_who_is_not_in_the_list_stops_only_when_asked_and_only_in_the_roles_of_the_list(
    cast: Cast, read_in: Read
) -> None:
    read_in(LENA, TOM, ANN)
    read_in(LENA, ANN)
    assert roles_of(_person("tom@example.org").id)
    with clock.freeze(FRIDAY + timedelta(days=7)):
        read_in(LENA, ends=True)
        assert roles_of(_person("tom@example.org").id) == [] and roles_of(cast.learner.id) == []
        assert roles_of(_person("ann@example.org").id) and roles_of(_person("lena@example.org").id)
    assert db.session.scalar(select(func.count()).where(Person.email == "tom@example.org")) == 1


def test_a_coordinator_does_not_end_their_own_role_by_a_list_without_them(cast: Cast, read_in: Read) -> None:
    read_in(("coördinator", "Nina", "Proef", "", "nina@example.org", "", "", "", "", "", ""), ends=True)
    assert roles_of(cast.coordinator.id)


def test_a_person_of_two_schools_keeps_their_own_name_and_address(cast: Cast, read_in: Read) -> None:
    with transaction():
        max_ = make_person("Maximiliaan", "Anders", email="max@example.org")
        make_member(max_, cast.other_school, Role.TEACHER)
    read_in(MAX)
    assert _person("max@example.org").name == "Maximiliaan Anders"
    assert {(actor.role, actor.school_id) for actor in roles_of(max_.id)} == {
        (Role.TEACHER, cast.other_school.id),
        (Role.MENTOR, cast.school.id),
    }


def test_somebody_added_by_hand_is_found_by_name_and_birth_date(cast: Cast, read_in: Read) -> None:
    with transaction():
        person = register.add_person(cast.actor("coordinator"), "Lena", "Proef", None, date(2010, 3, 4))
        register.give_role(cast.actor("coordinator"), person, Role.LEARNER, TODAY)
        id_ = person.id
    read_in(LENA)
    assert _person("lena@example.org").id == id_


def test_an_address_or_number_that_is_somebody_elses_stops_the_whole_file(cast: Cast, read_in: Read) -> None:
    read_in(*SMALL)
    taken = changed(LENA, e_mail="tom@example.org")
    other_number = changed(LENA, nummer="7777")
    for line in (taken, other_number):
        kept = receive(cast, as_csv(line, changed(TOM, voornaam="Zoë", nummer="1009", e_mail="zoe@example.org")))
        comparison = comparison_of(cast.actor("coordinator"), db.session.get_one(RosterImport, kept))
        assert [problem.line for problem in comparison.problems] == [2]
        with pytest.raises(InvalidTransition), transaction():
            agree_roster(cast.actor("coordinator"), kept, shown(cast, kept))


def test_a_file_with_one_wrong_line_changes_nothing_at_all(cast: Cast) -> None:
    before = _everything()
    kept = receive(cast, as_csv(LENA, changed(TOM, e_mail="tom")))
    with pytest.raises(InvalidTransition), transaction():
        agree_roster(cast.actor("coordinator"), kept, shown(cast, kept))
    apply_agreed(str(kept))
    assert _everything() == before


def test_what_was_agreed_to_is_what_is_done(cast: Cast) -> None:
    kept, actor = receive(cast, as_csv(*SMALL)), cast.actor("coordinator")
    agreed = shown(cast, kept)
    with transaction():
        register.add_company(actor, "Nieuwstaal Fictief")
    with pytest.raises(Stale), transaction():
        agree_roster(actor, kept, agreed)


def test_the_school_changes_between_the_tap_and_the_worker(cast: Cast) -> None:
    kept, actor, before = receive(cast, as_csv(*SMALL)), cast.actor("coordinator"), _everything()
    with transaction():
        agree_roster(actor, kept, shown(cast, kept))
    with transaction():
        register.add_company(actor, "Nieuwstaal Fictief")
    apply_agreed(str(kept))
    assert db.session.get_one(RosterImport, kept).state == "ready" and _everything() == before


def test_a_second_tap_and_a_second_worker_do_it_once(cast: Cast) -> None:
    kept, actor = receive(cast, as_csv(*SMALL)), cast.actor("coordinator")
    agreed = shown(cast, kept)
    with transaction():
        assert agree_roster(actor, kept, agreed)
    with transaction():
        assert not agree_roster(actor, kept, agreed)
    apply_agreed(str(kept))
    after = _everything()
    apply_agreed(str(kept))
    assert _everything() == after


def test_stopping_in_the_middle_leaves_all_as_before(cast: Cast) -> None:
    kept, before = receive(cast, as_csv(*SMALL)), _everything()
    with transaction():
        agree_roster(cast.actor("coordinator"), kept, shown(cast, kept))
    jobs.stop(str(kept))
    apply_agreed(str(kept))
    db.session.expire_all()
    assert db.session.get_one(RosterImport, kept).state == "ready" and _everything() == before
    assert jobs.progress_of(str(kept)) is None


def test_a_coordinator_whose_role_ended_meanwhile_applies_nothing(cast: Cast) -> None:
    kept, before = receive(cast, as_csv(*SMALL)), _everything()
    with transaction():
        agree_roster(cast.actor("coordinator"), kept, shown(cast, kept))
    with transaction():
        role = db.session.scalars(select(Membership).where(Membership.person_id == cast.coordinator.id)).one()
        role.until_date = TODAY - timedelta(days=1)
    with pytest.raises(NotPermitted):
        apply_agreed(str(kept))
    assert _everything() == before and db.session.get_one(RosterImport, kept).state == "ready"


def test_a_dropped_file_keeps_nothing_of_what_it_said(cast: Cast) -> None:
    kept = receive(cast, as_csv(OMA, LENA))
    with transaction():
        drop_roster(cast.actor("coordinator"), kept)
    row = db.session.get_one(RosterImport, kept)
    assert row.rows == [] and row.state == "cancelled"
    with pytest.raises(InvalidTransition), transaction():
        agree_roster(cast.actor("coordinator"), kept, "x")


def test_an_applied_file_keeps_no_rows(read_in: Read) -> None:
    assert read_in(*SMALL).rows == []


def test_a_teacher_in_two_classes_has_the_role_once(read_in: Read) -> None:
    read_in(ANN, changed(ANN, klas="5 LAS-d"))
    ann = _person("ann@example.org")
    assert len(roles_of(ann.id)) == 1
    assert db.session.scalar(select(func.count()).where(ClassMember.person_id == ann.id)) == 2


def test_another_schools_learner_is_not_drawn_in_by_an_address(cast: Cast) -> None:
    line = changed(TOM, **{"e-mail": cast.foreign_learner.email})
    kept = db.session.get_one(RosterImport, receive(cast, as_csv(line)))
    problems = comparison_of(cast.actor("coordinator"), kept).problems
    assert [problem.column for problem in problems] == ["e-mail"]


def test_an_address_that_a_list_corrects_opens_nothing_any_more(cast: Cast, client_for, read_in: Read) -> None:
    read_in(*SMALL)
    ann = client_for(_person("ann@example.org"))
    ann.get("/me")
    read_in(changed(ANN, **{"e-mail": "ann.nieuw@example.org"}))
    ann.get("/me", 303)
    told = db.session.query(Mail).filter_by(template="address_changed").one()
    assert told.recipient == "ann@example.org"
