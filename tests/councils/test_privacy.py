"""What becomes of a council's files: erased with their learner, or after their own period; the hash alone stays."""

from datetime import UTC, datetime, timedelta

import pytest

from logbook.accounts.models import Membership, Person
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.councils.models import (
    CouncilAction,
    CouncilDecision,
    CouncilFile,
    CouncilMember,
    CouncilSeal,
    OpeningStatement,
)
from logbook.extensions import db
from logbook.privacy.models import ErasureScope
from logbook.privacy.queries.kept_rows import Scope, kept_rows
from logbook.privacy.services.ask_erasure import ask_erasure
from logbook.privacy.services.holds import set_hold
from logbook.privacy.services.retention import run_retention
from logbook.privacy.services.run_erasure import run_erasure
from tests.factories import Cast, actor_of
from tests.privacy.walk import rows_with

from .sittings import Sitting, sitting

MARK = "Kwartelei"


@pytest.fixture
def held(cast: Cast) -> Sitting:
    found = sitting(cast).open()
    found.give(cast.mentor, cast.learner, f"Een {MARK}.")
    found.give(cast.teacher, cast.other_learner, "Van Otto.")
    found.begin()
    found.decide(cast.learner, text=MARK, advice=MARK, statement=MARK, counter=MARK)
    found.act(cast.learner, MARK)
    return found.end()


def erase(held: Sitting, person: Person, scope: ErasureScope) -> None:
    with transaction():
        coordinator = actor_of(held.cast.coordinator)
        erasure_id = ask_erasure(
            coordinator, person.id, scope, "request", db.session.get_one(Person, person.id).name
        ).id
    run_erasure(erasure_id)


@pytest.mark.parametrize("scope", list(ErasureScope))
def test_an_erased_learner_leaves_the_hash_alone(held: Sitting, client_for, scope: ErasureScope) -> None:
    cast = held.cast
    before, other = held.file(cast.learner), held.file(cast.other_learner).content
    file_id, sha = before.id, before.sha256
    assert rows_with(MARK)
    erase(held, cast.learner, scope)
    assert rows_with(MARK) == []
    seal = db.session.get_one(CouncilSeal, file_id)
    assert seal.sha256 == sha and seal.erased_at and seal.ground == "request"
    assert held.file(cast.other_learner).content == other
    page = client_for(cast.coordinator).get(f"{held.address}/minutes")
    assert "Gewist dossier" in page.text and sha in page.text and MARK not in page.text


def test_an_erased_mentor_stays_in_the_minutes_as_what_it_was(held: Sitting) -> None:
    cast = held.cast
    content = held.file(cast.learner).content
    erase(held, cast.mentor, ErasureScope.PERSON)
    assert held.file(cast.learner).content == content
    assert db.session.query(OpeningStatement).filter_by(author_id=cast.mentor.id).count() == 1


def _over(years: int) -> datetime:
    return datetime(2026 + years, 11, 28, 9, 0, tzinfo=UTC)


def _run(moment: datetime, *, dry: bool = False) -> dict[str, int]:
    with clock.freeze(moment):
        return next(
            counts
            for counts in run_retention(lambda *_: None, dry=dry).values()
            if "council" in counts and any(counts.values())
        )


def test_minutes_have_a_period_of_their_own(held: Sitting) -> None:
    cast = held.cast
    with transaction():
        for row in db.session.query(Membership).filter_by(person_id=cast.learner.id):
            row.until_date = (_over(0) + timedelta(days=30)).date()
    with clock.freeze(_over(4)):
        run_retention(lambda *_: None, dry=False)
    assert held.file(cast.learner).content, "the logbook's period is over, the minutes' is not"
    assert db.session.get_one(Person, cast.learner.id).given_name == "Lotte"
    assert _run(_over(5), dry=True)["council"] > 0 and held.file(cast.learner).content
    with clock.freeze(_over(5)):
        run_retention(lambda *_: None, dry=False)
    for model in (CouncilFile, CouncilMember, CouncilDecision, CouncilAction, OpeningStatement):
        assert db.session.query(model).count() == 0, model.__name__
    assert {seal.ground for seal in db.session.query(CouncilSeal)} == {"retention"}


def test_who_is_held_keeps_the_minutes(held: Sitting) -> None:
    cast = held.cast
    with transaction():
        set_hold(actor_of(cast.coordinator), cast.learner.id, "Een beroep loopt.")
    with clock.freeze(_over(6)):
        run_retention(lambda *_: None, dry=False)
    assert held.file(cast.learner).content
    assert db.session.query(CouncilFile).count() == 1


def test_what_was_decided_goes_along_once_it_is_closed(cast: Cast) -> None:
    held = sitting(cast).open().begin()
    held.decide(cast.learner, advice="Durf sneller.")
    held.act(cast.learner, "Oefenen")
    assert _along(cast) == ([], [])
    held.end()
    decisions, actions = _along(cast)
    assert [each["advice"] for each in decisions] == ["Durf sneller."]
    assert [each["what"] for each in actions] == ["Oefenen"]


def _along(cast: Cast) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    rows = kept_rows(Scope.of(actor_of(cast.learner), cast.learner.id))
    return rows["council_decisions"], rows["council_actions"]
