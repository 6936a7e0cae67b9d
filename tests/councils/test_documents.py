"""A file as a document: the same text for the same facts, a period of any length, and nothing of anybody else."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from logbook.core.errors import NotFound
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.councils.policy.document import canonical, fingerprint
from logbook.councils.queries.document import live_documents
from logbook.entries.models import ErasedEntry
from logbook.extensions import db
from logbook.training.models import ClassMember
from tests.factories import Cast, actor_of
from tests.insight.grid import REACHED, day
from tests.insight.history import TODAY, History, history_of
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.fixture
def history(cast: Cast) -> History:
    with transaction():
        made = history_of(cast)
        made.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    return made


def of(cast: Cast, **asked: Any) -> dict[str, Any]:
    """Return Lotte's document as her teacher reads it."""
    return live_documents(actor_of(cast.teacher), cast.group.id, cast.learner.id, **asked)[0]


@given(st.dictionaries(st.text(), VALUES), st.randoms())
def test_the_order_of_keys_changes_nothing_and_nothing_is_lost(document: dict[str, Any], dice: Any) -> None:
    keys = list(document)
    dice.shuffle(keys)
    other = {key: document[key] for key in keys}
    assert canonical(document) == canonical(other) and fingerprint(document) == fingerprint(other)
    assert json.loads(canonical(document)) == document


@given(st.dictionaries(st.text(), VALUES), st.dictionaries(st.text(), VALUES))
def test_other_facts_have_another_fingerprint(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (fingerprint(one) == fingerprint(other)) is (canonical(one) == canonical(other))


def test_a_document_is_plain_json_and_says_everything_in_three_languages(history: History) -> None:
    cast = history.cast
    with transaction():
        day(history, TODAY, "coaching", REACHED, mentor=REACHED)
        history.step(cast.learner, "coaching", date(2026, 10, 1))
    document = of(cast)
    assert json.loads(json.dumps(document)) == document
    assert document["sheets"][0]["title"].keys() == {"nl", "fr", "en"} == document["stages"][0]["title"].keys()
    assert document["sheets"][0]["steps"][0]["on"] == "2026-10-01"


def test_nothing_of_another_learner_is_in_a_document(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.weeks_of(cast.other_learner, cast.other_placement, cast.other_mentor, 2)
        history.remark(cast.other_learner, cast.other_mentor, "work_point", "Over iemand anders.")
    text = canonical(of(cast))
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/council/{cast.learner.id}").text
    for foreign in ("Otto", str(cast.other_learner.id), "Over iemand anders."):
        assert foreign not in text and foreign not in page


def test_a_period_counts_its_own_days_alone(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.submit(cast.other_learner, cast.other_placement, date(2026, 10, 5), minutes=60)
        history.submit(cast.other_learner, cast.other_placement, date(2026, 11, 2), minutes=120)
    october = {"first": date(2026, 10, 1), "last": date(2026, 10, 31)}
    [document] = live_documents(actor_of(cast.teacher), cast.group.id, cast.other_learner.id, **october)
    assert document["figures"]["minutes"] == 60 and document["period"] == {"first": "2026-10-01", "last": "2026-10-31"}
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/council?first=2026-10-01&last=2026-10-31")
    assert "1 oktober 2026 tot 31 oktober 2026" in page.text


@pytest.mark.parametrize(
    "query", ["first=morgen", "first=2026-11-01&last=2026-10-01", "last=0000-99-99", "first=1066-10-14"]
)
def test_a_wrong_period_is_told_beside_its_field(cast: Cast, client_for: ClientFor, query: str) -> None:
    teacher, path = client_for(cast.teacher), f"/classes/{cast.group.id}/council"
    page = teacher.get(f"{path}?{query}", 422)
    assert page.all("[aria-invalid]") and len(page.all("article.a4")) == 2


def test_erased_days_are_counted_and_not_told(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        for moment in (datetime(2026, 11, 3, tzinfo=UTC), datetime(2025, 11, 3, tzinfo=UTC)):
            gone = {"sha": "0" * 64, "ground": "correction", "erased_at": moment}
            db.session.add(ErasedEntry(entry_id=new_id(), learner_id=cast.learner.id, **gone))
    assert of(cast)["erased"] == {"entries": 1}
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/council/{cast.learner.id}")
    assert "is 1 dag gewist" in page.text and "correction" not in page.text


def test_a_learner_who_changed_class_is_in_the_new_ones_files(cast: Cast) -> None:
    with transaction():
        member = db.session.query(ClassMember).filter_by(person_id=cast.learner.id).one()
        member.until_date = TODAY - timedelta(days=1)
        moved = {"role": "learner", "from_date": TODAY}
        db.session.add(ClassMember(class_id=cast.other_group.id, person_id=cast.learner.id, **moved))
    coordinator = actor_of(cast.coordinator)
    with pytest.raises(NotFound):
        live_documents(coordinator, cast.group.id, cast.learner.id)
    [document] = live_documents(coordinator, cast.other_group.id, cast.learner.id)
    assert document["class"]["name"] == cast.other_group.name


def test_openpyxl_reads_back_a_sheet_for_each_group_and_real_numbers(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, TODAY, "coaching", REACHED, mentor=REACHED)
        history.remark(cast.learner, cast.mentor, "work_point", "=1+1")
        history.commitment(cast.learner, cast.mentor, "@Testlas", TODAY)
    teacher = client_for(cast.teacher)
    db.session.commit()
    answer = teacher.client.get(f"/classes/{cast.group.id}/council.xlsx")
    assert (
        answer.headers["Cache-Control"] == "private, no-store" and "attachment" in answer.headers["Content-Disposition"]
    )
    book = load_workbook(BytesIO(answer.data))
    assert {"Overzicht", "Houding", "Afspraken", "Sterk en werkpunten", "Bezoeken"} < set(book.sheetnames)
    overview = book["Overzicht"]
    figures = dict(zip([cell.value for cell in overview[1]], [cell.value for cell in overview[2]], strict=True))
    expected = of(cast)["figures"]
    assert overview.freeze_panes == "A2" and figures["Leerling"] == "Lotte Proefpersoon"
    assert figures["Dagen ingevuld"] == expected["days"] and figures["Uren gewerkt"] == expected["minutes"] / 60
    said, agreed = book["Sterk en werkpunten"]["C2"], book["Afspraken"]["B2"]
    assert (said.value, said.data_type) == ("=1+1", "s") and (agreed.value, agreed.data_type) == ("@Testlas", "s")


def test_the_workbook_of_an_empty_class_has_its_headers(cast: Cast, client_for: ClientFor) -> None:
    coordinator = client_for(cast.coordinator)
    answer = coordinator.client.get(f"/classes/{cast.other_group.id}/council.xlsx")
    assert load_workbook(BytesIO(answer.data))["Overzicht"].max_row == 1
