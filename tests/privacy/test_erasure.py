"""After an erasure nothing of a learner is left: no word, no name, no picture; and the record still checks."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from logbook.accounts.models import Look, Membership, Person, SignInSession
from logbook.accounts.queries import roles_of
from logbook.accounts.services import note_look, start_session
from logbook.core import clock
from logbook.core.errors import Gone, InvalidTransition, NotFound, NotPermitted, Rejected
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.mail import Mail, enqueue_mail
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Draft, Entry, ErasedEntry
from logbook.entries.services import SaveDraft, check, keep_rejected, save_draft
from logbook.extensions import db
from logbook.media.models import Media
from logbook.privacy.models import Correction, Erasure, ErasureScope, ErasureState
from logbook.privacy.policy.bounds import Bounds
from logbook.privacy.policy.traces import OWN, PLACES, PROOF, about_person
from logbook.privacy.queries.subjects import counts_of, subject_for
from logbook.privacy.services.ask_erasure import ask_erasure, stop_erasure
from logbook.privacy.services.check_audit import check_audit
from logbook.privacy.services.holds import lift_hold, set_hold
from logbook.privacy.services.run_erasure import run_erasure, run_waiting_erasures
from logbook.privacy.services.seal_events import seal_events
from logbook.reviews.models import Commitment, Remark
from logbook.training.models import Placement
from logbook.web.prints import job_for, pdf_of
from logbook.web.prints import read as read_print
from logbook.web.prints import remove as remove_print
from logbook.web.prints import write as write_print
from tests.entries.work import rate, rate_own, round_id_of, submit
from tests.factories import Cast, add, make_member
from tests.media.files import jpeg, sent, wav
from tests.privacy.test_audit import quiet
from tests.privacy.walk import media_files, rows_with

MARK, GIVEN, FAMILY = "kwartelei", "Xandrix", "Quivelle"
ADDRESS = "x.quivelle@example.org"
Erase = Callable[..., Erasure]


@pytest.fixture
def marked(cast: Cast) -> Cast:
    """Return the cast with a learner whose every text holds a word that nobody else uses."""
    learner, actor = cast.learner, cast.actor("learner")
    with transaction():
        person = db.session.get_one(Person, learner.id)
        person.given_name, person.family_name, person.email = GIVEN, FAMILY, ADDRESS
    photo, spoken = sent(actor, jpeg(color=(3, 141, 59))), sent(actor, wav(0.3))
    first = submit(cast, note={"did": f"Ik zag een {MARK}"}, photos={photo: {}}, spoken=(spoken,)).entry_id
    submit(cast, first, base_rev=1, note={"did": f"Nog een {MARK}"}, photos={photo: {}})
    submit(cast)
    rate(cast, "mentor", round_id_of(first), {"crack_free": "reached"})
    rate_own(cast, {})
    sent(actor, jpeg(color=(250, 3, 9)))  # never handed in
    with transaction():
        _words_around(cast)
        note_look(cast.actor("teacher"), learner.id)
        start_session(learner, "phone")
    return cast


def _words_around(cast: Cast) -> None:
    learner, mentor, week = cast.actor("learner"), cast.actor("mentor"), f"{cast.placement_id}/2026-W47"
    save_draft(learner, SaveDraft("entry", new_id(), {"note": MARK}))
    save_draft(mentor, SaveDraft("week_review", week, {"remark": MARK}))
    keep_rejected(learner, new_id(), f"/api/v1/entries/{new_id()}/ops/1", MARK, code="invalid")
    keep_rejected(mentor, new_id(), f"/api/v1/weeks/{week}/ops/1", MARK, code="invalid")
    enqueue_mail(ADDRESS, "sign_in_code", "nl", {"code": "123456"})
    enqueue_mail("iemand@example.org", "sign_in_code", "nl", {"learner": f"{GIVEN} {FAMILY}"})
    enqueue_mail("iemand@example.org", "sign_in_code", "nl", {"code": "654321"})
    about = {"school_id": cast.school.id, "learner_id": cast.learner.id, "placement_id": cast.placement_id}
    said = {"author_id": mentor.person_id, "author_role": "mentor", "written_at": clock.now()}
    add(Remark(**about, kind="note", text=MARK, example=MARK, date=clock.today(), **said))
    made = {"made_by": mentor.person_id, "made_at": clock.now()}
    add(Commitment(**about, text=MARK, owner_role="learner", due_on=clock.today(), **made))
    asked = {"asked_by": cast.learner.id, "asked_at": clock.now(), "about": MARK, "words": MARK, "answer": MARK}
    add(Correction(school_id=cast.school.id, learner_id=cast.learner.id, state="done", **asked))


@pytest.fixture
def erase(cast: Cast) -> Erase:
    """Return a function that asks for an erasure as the coordinator and lets the worker do it."""

    def erase(scope: ErasureScope = ErasureScope.PERSON, who: str = "learner") -> Erasure:
        erasure_id = ask(cast, scope, who)
        run_erasure(erasure_id)
        return db.session.get_one(Erasure, erasure_id)

    return erase


def ask(cast: Cast, scope: ErasureScope = ErasureScope.PERSON, who: str = "learner", by: str = "coordinator") -> UUID:
    person = getattr(cast, who)
    with transaction():
        name = db.session.get_one(Person, person.id).name
        return ask_erasure(cast.actor(by), person.id, scope, "request", name).id


def test_nothing_of_the_person_is_anywhere(clean: Flask, marked: Cast, erase: Erase) -> None:
    seal_events()
    assert len(rows_with(MARK, GIVEN, FAMILY)) > 8
    before = media_files(clean)
    done = erase()
    assert done.state == ErasureState.DONE, done.state
    assert rows_with(MARK, GIVEN, FAMILY, ADDRESS) == []
    assert not before <= media_files(clean)
    assert db.session.query(Media).filter_by(owner_id=marked.learner.id).count() == 0
    assert (done.done, done.total, done.media) == (2, 2, 3)
    assert check() == [], "the sums agree"


def test_no_photo_or_sound_of_the_person_is_in_the_media_folder(clean: Flask, marked: Cast, erase: Erase) -> None:
    rows = db.session.scalars(select(Media).where(Media.owner_id == marked.learner.id)).all()
    names = {name for row in rows for name in (row.stored_sha, row.small_sha) if name}
    here = {path.name for path in media_files(clean)}
    assert len(names) >= 5 and any(name in file for name in names for file in here)
    erase()
    assert not [path for path in media_files(clean) if any(name in str(path) for name in names)]


def test_the_record_still_checks(marked: Cast, erase: Erase) -> None:
    seal_events()
    done = erase()
    seal_events()
    assert check_audit(quiet).findings == []
    assert done.events > 0
    left = select(Event.deed).where(Event.learner_id == marked.learner.id).distinct()
    assert set(db.session.scalars(left)) == {"erase_entry", "look"}


def test_a_late_phone_brings_nothing_back(marked: Cast, erase: Erase) -> None:
    entry_id, actor = db.session.scalars(select(Entry.id)).first(), marked.actor("learner")
    erase()
    assert db.session.query(ErasedEntry).count() == 2
    with pytest.raises(Gone):
        submit(marked, entry_id, actor=actor)


def test_nobody_signs_in_as_the_person(marked: Cast, erase: Erase) -> None:
    erase()
    assert db.session.query(SignInSession).filter_by(person_id=marked.learner.id).count() == 0
    assert roles_of(marked.learner.id) == []
    until = db.session.query(Membership).filter_by(person_id=marked.learner.id).one().until_date
    assert until == clock.today() - timedelta(days=1)


def test_others_keep_what_is_theirs(marked: Cast, erase: Erase) -> None:
    theirs = submit(marked, actor=marked.actor("other_learner"), placement_id=marked.other_placement.id).entry_id
    with transaction():
        save_draft(marked.actor("other_mentor"), SaveDraft("week_review", f"{marked.other_placement.id}/2026-W47", {}))
    erase()
    assert db.session.get(Entry, theirs)
    assert [draft.person_id for draft in db.session.query(Draft)] == [marked.other_mentor.id]
    assert [mail.context for mail in db.session.query(Mail)] == [{"code": "654321"}]
    assert marked.mentor.email == db.session.get_one(Person, marked.mentor.id).email


def test_who_looked_stays_for_its_own_period(marked: Cast, erase: Erase) -> None:
    erase()
    assert db.session.query(Look).one().viewer_id == marked.teacher.id


def test_the_logbook_alone(marked: Cast, erase: Erase) -> None:
    """The learner stays: name, placement, sign-in; the words are gone."""
    done = erase(ErasureScope.LOGBOOK)
    assert done.state == ErasureState.DONE
    assert rows_with(MARK) == []
    assert rows_with(FAMILY) == ["mail.recipient", "person.email", "person.family_name", "person.search"]
    assert db.session.query(SignInSession).filter_by(person_id=marked.learner.id).count() == 1
    assert [role.role for role in roles_of(marked.learner.id)] == [Role.LEARNER]
    assert db.session.query(Placement).filter_by(learner_id=marked.learner.id).one().until_date is None
    assert submit(marked).entry_id, "and can begin again"


def test_an_erased_mentor_leaves_what_was_said_about_learners(marked: Cast, erase: Erase) -> None:
    with transaction():
        db.session.get_one(Person, marked.mentor.id).given_name = "Mengelmoes"
    assert erase(who="mentor").state == ErasureState.DONE
    assert rows_with("Mengelmoes") == []
    assert db.session.query(Remark).one().author_id == marked.mentor.id
    assert db.session.query(Entry).count() == 2


def test_somebody_of_two_schools_keeps_the_name(marked: Cast, erase: Erase) -> None:
    with transaction():
        make_member(marked.learner, marked.other_school, Role.LEARNER)
    assert erase().state == ErasureState.DONE
    assert db.session.get_one(Person, marked.learner.id).family_name == FAMILY
    assert [actor.school_id for actor in roles_of(marked.learner.id)] == [marked.other_school.id]
    assert db.session.query(Entry).count() == 0
    assert db.session.query(Remark).count() == 0


def test_a_hold_blocks_it_until_it_is_lifted(marked: Cast, erase: Erase) -> None:
    coordinator = marked.actor("coordinator")
    with transaction():
        set_hold(coordinator, marked.learner.id, "Betwisting van een evaluatie")
    with pytest.raises(Rejected):
        erase()
    with pytest.raises(InvalidTransition), transaction():
        set_hold(coordinator, marked.learner.id, "nog eens")
    with transaction():
        lift_hold(coordinator, marked.learner.id, "Afgehandeld")
    with pytest.raises(InvalidTransition), transaction():
        lift_hold(coordinator, marked.learner.id, "nog eens")
    assert erase().state == ErasureState.DONE


def test_a_hold_that_is_set_meanwhile_stops_it(marked: Cast) -> None:
    erasure_id = ask(marked)
    with transaction():
        set_hold(marked.actor("coordinator"), marked.learner.id, "Betwisting")
    run_erasure(erasure_id)
    assert db.session.get_one(Erasure, erasure_id).state == ErasureState.STOPPED
    assert db.session.query(Entry).count() == 2


def test_it_can_be_stopped_and_asked_again(marked: Cast, erase: Erase) -> None:
    erasure_id = ask(marked)
    with pytest.raises(InvalidTransition):
        ask(marked)
    with transaction():
        stop_erasure(marked.actor("coordinator"), erasure_id)
    run_erasure(erasure_id)
    assert db.session.query(Entry).count() == 2
    with pytest.raises(InvalidTransition), transaction():
        stop_erasure(marked.actor("coordinator"), erasure_id)
    assert erase().state == ErasureState.DONE


def test_one_that_was_cut_off_goes_on(marked: Cast) -> None:
    """The worker died between two entries: the next one finishes it, and twice is once."""
    erasure_id = ask(marked)
    with transaction():
        db.session.get_one(Erasure, erasure_id).state = ErasureState.RUNNING.value
    run_waiting_erasures()
    run_waiting_erasures()
    assert db.session.get_one(Erasure, erasure_id).state == ErasureState.DONE
    assert rows_with(MARK, FAMILY) == []


@pytest.mark.parametrize("who", ["teacher", "mentor", "learner", "counsellor", "company_coordinator", "guardian"])
def test_only_the_coordinator_asks(marked: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        ask(marked, by=who)


def test_not_of_another_school_nor_of_oneself_nor_by_another_name(marked: Cast) -> None:
    with pytest.raises(NotFound):
        ask(marked, who="foreign_learner")
    with pytest.raises(NotPermitted):
        ask(marked, who="coordinator")
    with pytest.raises(Rejected), transaction():
        ask_erasure(marked.actor("coordinator"), marked.learner.id, ErasureScope.PERSON, "request", GIVEN)
    with pytest.raises(Rejected):
        ask(marked, ErasureScope.LOGBOOK, who="mentor")


def test_the_preview_counts_what_goes(marked: Cast) -> None:
    with transaction():
        subject = subject_for(marked.actor("coordinator"), marked.learner.id)
        logbook, person = (counts_of(subject, scope) for scope in (ErasureScope.LOGBOOK, ErasureScope.PERSON))
    assert (logbook["entry"], logbook["media"], logbook["remark"], logbook["correction"]) == (2, 3, 1, 1)
    assert "sign_in_session" not in logbook and person["sign_in_session"] == 1
    assert not {"placement", "op", "look", "person", "membership"} & (set(logbook) | set(person))


AUTHORS = {"author_id", "rater_id", "viewer_id", "mentor_id", "cover_id", "visitor_id", "reader_id"}


def test_every_column_that_names_a_person_has_a_side() -> None:
    """A new one says whose a row is, or who did something: its name has to tell which."""
    unknown = [
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
        and column.name not in OWN | AUTHORS
        and not column.name.endswith("_by")
        and column.name != "by_id"
    ]
    assert unknown == []


def test_no_table_with_words_is_among_those_that_stay() -> None:
    """What stays of a person holds ids, dates, states and hashes."""
    words = {
        f"{name}.{column.name}"
        for name in PROOF | PLACES
        for column in db.metadata.tables[name].columns
        if column.type.__class__.__name__ in ("Text", "JSON") or getattr(column.type, "length", None) in range(65, 9999)
    }
    emptied = {"person.search", "person.email", "placement_member.over_limit"}
    assert words - emptied == {"op.receipt", "placement_member.sheets"}, "a receipt's ids, the ids of sheets"
    assert {table.name for table in about_person(db.metadata, new_id(), Bounds(new_id(), alone=True))} >= {
        "entry",
        "remark",
        "sign_in_session",
        "assessment",
        "entry_revision",
    }


def test_a_paper_of_the_class_that_waits_to_be_fetched_goes_too(cast: Cast, erase: Erase) -> None:
    teacher = cast.actor("teacher")
    of_class = job_for(teacher, "class", {}, frozenset({cast.learner.id, cast.other_learner.id}))
    of_another = job_for(teacher, "class", {}, frozenset({cast.other_learner.id}))
    for job in (of_class, of_another):
        write_print(job)
        pdf_of(job.id).write_bytes(b"%PDF of everybody")
    erase(ErasureScope.LOGBOOK)
    assert not pdf_of(of_class.id).exists() and read_print(of_class.id) is None
    assert pdf_of(of_another.id).exists()
    remove_print(of_another.id)
