"""Drafts: overwritten in place, read by their author only, and never newer than what was handed in."""

from datetime import date
from uuid import UUID

import pytest

from logbook.core.errors import NotFound, Rejected
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.entries.queries import ENTRY, draft_of, drafts_of, resume_id
from logbook.entries.services import SaveDraft, discard_draft, save_draft, save_entry_draft
from logbook.extensions import db
from logbook.sheets.queries import latest_version
from tests.entries.work import TODAY, entry_in, submit
from tests.factories import WELDING, Cast


def _save(cast: Cast, entry_id: UUID, payload: dict[str, str], who: str = "learner", day: date = TODAY) -> None:
    actor = cast.actor(who)
    version_id = latest_version(actor, WELDING).version_id
    with transaction():
        save_draft(actor, SaveDraft(ENTRY, entry_id, payload, date=day, sheet_version_id=version_id))


def test_the_last_one_saved_is_the_one_there_is(cast: Cast) -> None:
    entry_id, learner = new_id(), cast.actor("learner")
    _save(cast, entry_id, {"stage": "coaching"})
    _save(cast, entry_id, {"stage": "reflection"})
    draft = draft_of(learner, ENTRY, entry_id)
    assert draft and (draft.payload, draft.date) == ({"stage": "reflection"}, TODAY)
    assert [each.thing_id for each in drafts_of(learner, ENTRY)] == [str(entry_id)]
    assert not db.session.query(Event).filter_by(person_id=learner.person_id).count()


def test_nobody_else_reads_it(cast: Cast) -> None:
    entry_id = new_id()
    _save(cast, entry_id, {"stage": "coaching"})
    for who in ("mentor", "teacher", "other_learner"):
        assert draft_of(cast.actor(who), ENTRY, entry_id) is None
        assert not drafts_of(cast.actor(who), ENTRY)


def test_it_can_be_thrown_away_and_only_by_its_author(cast: Cast) -> None:
    entry_id = new_id()
    _save(cast, entry_id, {"stage": "coaching"})
    with transaction():
        discard_draft(cast.actor("other_learner"), ENTRY, entry_id)
    assert drafts_of(cast.actor("learner"), ENTRY)
    with transaction():
        discard_draft(cast.actor("learner"), ENTRY, entry_id)
    assert not drafts_of(cast.actor("learner"), ENTRY)


def test_it_has_a_largest_size(cast: Cast) -> None:
    with pytest.raises(Rejected):
        _save(cast, new_id(), {"note": "x" * 64 * 1024})


def _autosave(cast: Cast, entry_id: UUID, base_rev: int, who: str = "learner") -> bool:
    with transaction():
        return save_entry_draft(cast.actor(who), entry_id, base_rev, SaveDraft(ENTRY, entry_id, {"stage": "coaching"}))


def test_an_autosave_that_a_submit_has_overtaken_keeps_nothing(cast: Cast) -> None:
    entry_id = new_id()
    assert _autosave(cast, entry_id, 0)
    submit(cast, entry_id)
    assert not _autosave(cast, entry_id, 0)
    assert draft_of(cast.actor("learner"), ENTRY, entry_id) is None
    assert _autosave(cast, entry_id, 1)


def test_there_are_no_drafts_of_anothers_entry(cast: Cast) -> None:
    receipt = submit(cast)
    with pytest.raises(NotFound):
        _autosave(cast, receipt.entry_id, 1, "other_learner")  # type: ignore[arg-type]


def test_what_was_begun_on_a_sheet_and_day_is_found_again(cast: Cast) -> None:
    learner, drafted = cast.actor("learner"), new_id()
    assert resume_id(learner, WELDING, TODAY) is None
    entry = entry_in(cast, EntryState.SUBMITTED)
    assert resume_id(learner, WELDING, TODAY) == entry.id
    _save(cast, drafted, {})
    assert resume_id(learner, WELDING, TODAY) == drafted
    assert resume_id(learner, WELDING, date(2026, 11, 19)) is None
    assert resume_id(learner, "emt-smeren", TODAY) is None
    assert resume_id(cast.actor("other_learner"), WELDING, TODAY) is None


def test_what_is_approved_is_not_gone_on_with(cast: Cast) -> None:
    entry_in(cast, EntryState.APPROVED)
    assert resume_id(cast.actor("learner"), WELDING, TODAY) is None
