"""What a council's pages keep from who may not read it: of a learner who left the class, and what is still sealed."""

from datetime import date, timedelta

import pytest

from logbook.accounts.models import School
from logbook.core.errors import Rejected
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.queries.document import Document
from logbook.councils.queries.member_document import member_document
from logbook.extensions import db
from logbook.training.models import ClassMember
from tests.entries.work import rate_own
from tests.factories import Cast, actor_of
from tests.insight.history import history_of
from tests.reviews.work import day_of_work, full_ratings

from .sittings import TODAY, Sitting, say, sitting


def leave(cast: Cast) -> None:
    with transaction():
        row = db.session.query(ClassMember).filter_by(person_id=cast.learner.id, role="learner").one()
        row.until_date = TODAY - timedelta(days=1)


def read(held: Sitting, who: str) -> Document:
    return member_document(actor_of(getattr(held.cast, who)), held.council_id, held.cast.learner.id)[1]


def own_marks(document: Document) -> list[object]:
    """Return whatever the document says of how the learner rated."""
    counts = [cell[0] for sheet in document["sheets"] for group in sheet["groups"] for cell in group["counts"].values()]
    marks = [row["marks"][0] for group in document["soft_skills"] or () for row in group["rows"] if row["marks"]]
    return [each for each in counts + marks if each not in (None, "none")]


def test_of_who_left_nobody_says_or_reads_anything_more(cast: Cast, client_for) -> None:
    earlier = sitting(cast, held_on=TODAY, contribute_until=TODAY).open().begin()
    earlier.act(cast.learner, "Oefent de hoeklas")
    earlier.end()
    with transaction():
        history_of(cast).weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    held = sitting(cast).open()
    held.give(cast.counsellor, cast.learner, "Komt op tijd.")
    page = client_for(cast.teacher).get(held.of(cast.learner))
    assert page.all("#statement") and "Oefent de hoeklas" in page.text
    leave(cast)
    page = client_for(cast.teacher).get(held.of(cast.learner))
    assert "zit niet meer in deze klas" in page.text and "Oefent de hoeklas" not in page.text
    assert not page.all("#statement")
    with transaction(), pytest.raises(Rejected):
        services.give_statement(actor_of(cast.teacher), held.council_id, cast.learner.id, say())
    typed = {"id": str(say().id), "version": "0", "text": "Toch nog iets."}
    refused = client_for(cast.teacher).post(held.of(cast.learner), typed, 422)
    assert "Toch nog iets." in refused.text and not refused.all("input[name='evidence[]']")
    held.begin()
    assert "Oefent de hoeklas" not in client_for(cast.teacher).get(held.session(cast.learner)).text
    held.end()
    assert "Oefent de hoeklas" not in (held.file(cast.learner).content or "")


def test_what_is_sealed_for_a_mentor_reaches_none_by_a_council(cast: Cast) -> None:
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = True
    day_of_work(cast, ratings=full_ratings(cast, undercut="not_yet_reached"))
    rate_own(cast, {"punctuality": "above_expectation"})
    held = sitting(cast).open()
    assert own_marks(read(held, "mentor")) == []
    assert "above" in own_marks(read(held, "teacher"))
    held.begin()
    assert own_marks(read(held, "mentor")) == []


def test_where_nothing_is_sealed_a_mentor_reads_both_views(cast: Cast) -> None:
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = True
        history = history_of(cast)
        history.submit(cast.learner, cast.placement, date(2026, 11, 16))
        history.rate(cast.learner, Rater.LEARNER, {"undercut": "reached"})
        history.submit(cast.learner, cast.placement, TODAY, state="submitted", stage="modelling")
        history.rate(cast.learner, Rater.LEARNER, {"undercut": "reached"})
        history.rate(cast.mentor, Rater.MENTOR, {"undercut": "reached"}, blind=True)
    assert own_marks(read(sitting(cast).open(), "mentor")) == [1, 1]
