"""How far a learner is with a sheet, and in whose eyes."""

from datetime import date

from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import SheetProgress
from logbook.entries.queries import progress
from logbook.entries.services import withdraw_entry
from logbook.sheets.queries import latest_version
from tests.entries.work import TODAY, rate, round_id_of, submit
from tests.factories import WELDING, Cast


def _progress(cast: Cast, until: date | None = None) -> SheetProgress:
    found = progress(cast.actor("teacher"), [cast.learner.id, cast.other_learner.id], until)
    assert found[cast.other_learner.id] == {}
    return found[cast.learner.id][WELDING]


def test_a_criterion_counts_once_mentor_or_teacher_met_it(cast: Cast) -> None:
    first = round_id_of(submit(cast, ratings={"crack_free": "reached"}, date=date(2026, 11, 18)).entry_id)
    second = round_id_of(submit(cast, ratings={"undercut": "reached"}).entry_id)
    rate(cast, "mentor", first, {"crack_free": "reached", "removes_burrs": "done"})
    rate(cast, "mentor", second, {"crack_free": "not_yet_reached"})
    rate(cast, "supervisor", second, {"undercut": "reached"})
    rate(cast, "teacher", second, {"restart": "reached"})
    found = _progress(cast)
    assert found.met_ids == {"crack_free", "restart"}
    assert found.met["undercut"] == {Rater.LEARNER, Rater.SUPERVISOR}
    assert found.latest[Rater.MENTOR]["crack_free"] == "not_yet_reached"
    assert (found.rounds, found.reached) == (2, False)
    assert _progress(cast, date(2026, 11, 19)).met_ids == {"crack_free"}


def test_the_sheet_is_reached_when_every_counting_criterion_was_met(cast: Cast) -> None:
    content = latest_version(cast.actor("mentor"), WELDING)
    counting = sorted(content.counting_ids)
    round_id = round_id_of(submit(cast).entry_id)
    rate(cast, "mentor", round_id, dict.fromkeys(counting[1:], "reached"))
    assert not _progress(cast).reached
    rate(cast, "teacher", round_id, {counting[0]: "reached"})
    found = _progress(cast)
    assert found.reached
    assert found.counting == content.counting_ids and found.version_id == content.version_id


def test_a_correction_takes_back_what_was_met_blind(cast: Cast) -> None:
    round_id = round_id_of(submit(cast).entry_id)
    rate(cast, "mentor", round_id, {"crack_free": "reached"}, blind=True)
    rate(cast, "mentor", round_id, {"crack_free": "not_yet_reached"})
    assert not _progress(cast).met_ids


def test_a_withdrawn_day_is_no_progress(cast: Cast) -> None:
    receipt = submit(cast)
    rate(cast, "mentor", round_id_of(receipt.entry_id), {"crack_free": "reached"})
    with transaction():
        withdraw_entry(cast.actor("learner"), receipt.entry_id)  # type: ignore[arg-type]
    assert progress(cast.actor("teacher"), [cast.learner.id])[cast.learner.id] == {}


def test_several_learners_are_one_query(cast: Cast, count_queries: object) -> None:
    submit(cast)
    submit(cast, placement_id=None, date=TODAY, actor=cast.actor("other_learner"))
    teacher, ids = cast.actor("teacher"), [cast.learner.id, cast.other_learner.id]
    progress(teacher, ids)
    assert len(count_queries(lambda: progress(teacher, ids))) == 1  # type: ignore[operator]
