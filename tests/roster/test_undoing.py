"""Undoing the last import: as before, but for what was used since."""

from datetime import timedelta

import pytest
from sqlalchemy import Table, select

from logbook.accounts.models import Membership, Person
from logbook.accounts.queries import roles_of, sessions_of
from logbook.accounts.services import start_session
from logbook.core import clock
from logbook.core.errors import InvalidTransition
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.roster.models import RosterImport, SourceId
from logbook.roster.services import ask_undo, forget_old_rosters, undo_asked
from logbook.training.models import ClassGroup, ClassMember
from logbook.web import jobs
from tests.conftest import FRIDAY
from tests.factories import Cast, make_person
from tests.roster.conftest import Read, receive
from tests.roster.files import LENA, SMALL, TOM, as_csv, changed


def _rows() -> dict[str, list[tuple]]:
    """Return every row of every table but the imports' own and the events, which only grow."""
    tables: list[Table] = [
        table
        for table in db.metadata.sorted_tables
        if table.name not in {RosterImport.__tablename__, Event.__tablename__}
    ]
    return {table.name: sorted(map(repr, db.session.execute(select(table)))) for table in tables}


def _undo(cast: Cast, kept: RosterImport) -> RosterImport:
    with transaction():
        ask_undo(cast.actor("coordinator"), kept.id)
    undo_asked(str(kept.id))
    db.session.expire_all()
    return db.session.get_one(RosterImport, kept.id)


def test_all_is_as_before(cast: Cast, read_in: Read) -> None:
    before = _rows()
    assert _undo(cast, read_in(*SMALL)).state == "undone"
    assert _rows() == before


def test_changes_and_ends_get_their_old_values(cast: Cast, read_in: Read) -> None:
    read_in(*SMALL)
    before = _rows()
    last = read_in(changed(LENA, voornaam="Leen", klas="5 LAS-d", geboortedatum="05/03/2010"), ends=True)
    assert _rows() != before
    _undo(cast, last)
    assert _rows() == before


def test_a_name_that_was_corrected_since_stays(cast: Cast, read_in: Read) -> None:
    read_in(LENA)
    last = read_in(changed(LENA, voornaam="Leen"))
    with transaction():
        lena = db.session.scalars(select(Person).where(Person.email == "lena@example.org")).one()
        lena.given_name = "Helena"
    _undo(cast, last)
    assert lena.given_name == "Helena"


def test_who_signed_in_since_stays_and_the_role_ends(cast: Cast, read_in: Read) -> None:
    last = read_in(*SMALL)
    lena = db.session.scalars(select(Person).where(Person.email == "lena@example.org")).one()
    with transaction():
        start_session(lena, "a phone")
    undone = _undo(cast, last)
    assert undone.counts and undone.counts["left"] == 2  # the role and the person
    role = db.session.scalars(select(Membership).where(Membership.person_id == lena.id)).one()
    assert role.until_date == role.from_date
    assert db.session.scalars(select(Person.email).where(Person.email == "tom@example.org")).all() == []


def test_only_the_last_one_can_be_undone_and_once(cast: Cast, read_in: Read) -> None:
    first, second = read_in(LENA), read_in(TOM)
    with pytest.raises(InvalidTransition), transaction():
        ask_undo(cast.actor("coordinator"), first.id)
    _undo(cast, second)
    with pytest.raises(InvalidTransition), transaction():
        ask_undo(cast.actor("coordinator"), first.id)
    with transaction():
        assert not ask_undo(cast.actor("coordinator"), second.id)


def test_stopping_an_undo_leaves_it_applied(cast: Cast, read_in: Read) -> None:
    last = read_in(*SMALL)
    before = _rows()
    with transaction():
        ask_undo(cast.actor("coordinator"), last.id)
    jobs.stop(str(last.id))
    undo_asked(str(last.id))
    db.session.expire_all()
    assert db.session.get_one(RosterImport, last.id).state == "applied" and _rows() == before


def test_the_same_file_can_be_read_in_again_after_undoing(cast: Cast, read_in: Read) -> None:
    _undo(cast, read_in(content=as_csv(*SMALL)))
    assert read_in(*SMALL).state == "applied"
    numbers = set(db.session.scalars(select(SourceId.source_id)))
    assert numbers == {"1001", "1002", "2001"}
    assert db.session.query(ClassGroup).filter_by(name="6 LAS-d").count() == 1
    assert (
        db.session.query(ClassMember)
        .join(Person, Person.id == ClassMember.person_id)
        .filter(Person.email == "lena@example.org")
        .count()
        == 1
    )
    assert roles_of(db.session.scalars(select(Person).where(Person.email == "lena@example.org")).one().id)


def test_after_thirty_days_nothing_is_kept_of_what_files_said(cast: Cast, read_in: Read) -> None:
    applied, waiting = read_in(LENA), receive(cast, as_csv(TOM))
    with clock.freeze(FRIDAY + timedelta(days=29)), transaction():
        forget_old_rosters()
    assert db.session.get_one(RosterImport, waiting).rows and applied.undo
    with clock.freeze(FRIDAY + timedelta(days=31)), transaction():
        forget_old_rosters()
    db.session.expire_all()
    kept = db.session.get_one(RosterImport, waiting)
    assert (kept.rows, kept.state, applied.undo) == ([], "cancelled", None)
    with pytest.raises(InvalidTransition), transaction():
        ask_undo(cast.actor("coordinator"), applied.id)


def test_an_old_address_that_is_somebody_elses_by_now_stays_theirs(cast: Cast, read_in: Read) -> None:
    read_in(LENA)
    last = read_in(changed(LENA, e_mail="lena.proef@example.org"))
    with transaction():
        other = make_person("Lea", email="lena@example.org")
    _undo(cast, last)
    assert other.email == "lena@example.org"
    assert db.session.scalars(select(Person.given_name).where(Person.email == "lena.proef@example.org")).all() == [
        "Lena"
    ]


def test_an_address_that_comes_back_ends_what_the_other_opened(cast: Cast, read_in: Read) -> None:
    read_in(LENA)
    last = read_in(changed(LENA, e_mail="lena.proef@example.org"))
    lena = db.session.scalars(select(Person).where(Person.email == "lena.proef@example.org")).one()
    with transaction():
        start_session(lena, "a phone")
    _undo(cast, last)
    assert lena.email == "lena@example.org" and sessions_of(lena.id) == []
