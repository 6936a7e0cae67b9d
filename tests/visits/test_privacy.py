"""What visits leave of a learner: everything goes along, everything goes, and nothing outlives its period."""

from datetime import timedelta

from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.services import SaveDraft, keep_rejected, save_draft
from logbook.extensions import db
from logbook.privacy.models import ErasureScope
from logbook.privacy.queries.kept_rows import Scope, kept_rows
from logbook.privacy.services.ask_erasure import ask_erasure
from logbook.privacy.services.retention import run_retention
from logbook.privacy.services.run_erasure import run_erasure
from logbook.reviews.services import NewCommitment, NewRemark
from logbook.visits.models import Visit, VisitReport
from logbook.visits.services import DRAFT, add_to_report, mark_read
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.privacy.walk import rows_with

from .work import TODAY, held, planned

MARK = "kwartelei"


def _said(cast: Cast) -> None:
    """Leave a word in everything that a visit can hold."""
    visit_id = held(
        cast,
        text=f"Een {MARK}",
        remarks=(NewRemark("work_point", f"{MARK}-punt"),),
        commitments=(NewCommitment(f"{MARK} tonen", "learner", TODAY + timedelta(days=7)),),
    )
    waiting = planned(cast)
    with transaction():
        add_to_report(cast.actor("teacher"), visit_id, new_id(), f"Nog een {MARK}")
        mark_read(cast.actor("mentor"), visit_id)
        save_draft(cast.actor("teacher"), SaveDraft(DRAFT, waiting, {"text": MARK}, TODAY))
        url = f"/api/v1/visits/{waiting}/ops/{new_id()}"
        keep_rejected(cast.actor("teacher"), new_id(), url, f'{{"text": "{MARK}"}}', code="invalid", errors={})


def test_the_archive_of_a_learner_holds_visits(cast: Cast) -> None:
    _said(cast)
    rows = kept_rows(Scope(cast.learner.id, cast.school.id, approved=False, own=True))
    assert [len(rows[name]) for name in ("visits", "visit_reports", "visit_additions", "visit_readings")] == [
        2,
        1,
        1,
        1,
    ]
    guardian = kept_rows(Scope(cast.learner.id, cast.school.id, approved=True, own=False))
    assert not guardian["visits"] and not guardian["visit_reports"]


def test_erasing_leaves_no_word(cast: Cast) -> None:
    _said(cast)
    assert rows_with(MARK)
    with transaction():
        name = cast.learner.name
        erasure = ask_erasure(cast.actor("coordinator"), cast.learner.id, ErasureScope.LOGBOOK, "request", name)
    run_erasure(erasure.id)
    assert rows_with(MARK) == []
    assert db.session.query(Visit).count() == 0


def test_a_visit_goes_with_its_school_year(cast: Cast) -> None:
    held(cast, text="Oud")
    with clock.freeze(FRIDAY + timedelta(days=365)):
        run_retention(lambda _done, _of: None, dry=False)
    assert db.session.query(VisitReport).count() == 1
    with clock.freeze(FRIDAY + timedelta(days=2 * 365)):
        run_retention(lambda _done, _of: None, dry=False)
    assert db.session.query(VisitReport).count() == 0
