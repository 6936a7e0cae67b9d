"""Which version of a sheet a learner goes on with when a newer one is there."""

from copy import deepcopy
from typing import Any

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, WorkedVersion
from logbook.entries.queries import usable_versions
from logbook.extensions import db
from logbook.reviews.services import OpenRound, open_round
from logbook.sheets.models import Library
from logbook.sheets.queries import documents, latest_version
from logbook.sheets.services import load_library
from tests.entries.work import TODAY, fields, rate, round_id_of, submit
from tests.factories import SOFT_SKILLS, WELDING, Cast


def publish_again(cast: Cast, change: Any) -> int:
    """Publish the welding sheet anew after `change` of its content, and return the number."""
    content = latest_version(cast.actor("learner"), WELDING)
    changed = deepcopy(documents([content.version_id])[content.version_id])
    change(changed)
    with transaction():
        ((_sheet, number),) = load_library(None, Library((changed,))).new
    return number


def another_criterion(content: dict[str, Any]) -> None:
    """Add a criterion to a sheet's content."""
    criteria = content["evaluation"]["criteria"]
    criteria.append(deepcopy(criteria[0]) | {"id": "clean_bench"})


def number_for(cast: Cast, who: str = "learner") -> int:
    """Return the number of the version that a learner of the cast would begin a day with."""
    learner = getattr(cast, who)
    return usable_versions(cast.actor("learner"), learner.id, [WELDING])[WELDING].number


def form_number(cast: Cast, client_for) -> str:
    """Return the version in a new form of the learner's."""
    page = client_for(cast.learner).get(f"/entries/{new_id()}?sheet={WELDING}")
    field = page.one("input[name=sheet_version]")
    return str(field["value"])


def test_who_began_stays_and_who_did_not_gets_the_latest(cast: Cast, client_for) -> None:
    submit(cast)
    assert publish_again(cast, another_criterion) == 2
    assert number_for(cast) == 1
    assert number_for(cast, "other_learner") == 2
    assert form_number(cast, client_for) == "1"


def test_a_day_from_an_outbox_is_kept_as_it_was_made_and_moves_nobody(cast: Cast) -> None:
    submit(cast)
    publish_again(cast, another_criterion)
    receipt = submit(cast, sheet_version=2, ratings={"clean_bench": "reached"})
    assert fields(cast).sheet_version == 1
    entry = db.session.get_one(Entry, receipt.entry_id)
    assert entry.sheet_version_id == latest_version(cast.actor("learner"), WELDING).version_id
    assert number_for(cast) == 1


def test_who_reached_the_sheet_begins_anew_on_the_latest(cast: Cast) -> None:
    sheet = latest_version(cast.actor("learner"), WELDING)
    receipt = submit(cast)
    met = {name: sheet.all_criteria[name].scale.levels[-1].id for name in sheet.counting_ids}
    rate(cast, "mentor", round_id_of(receipt.entry_id), met)
    publish_again(cast, another_criterion)
    assert number_for(cast) == 2
    submit(cast, sheet_version=2)
    assert db.session.query(WorkedVersion).one().number == 2
    publish_again(cast, lambda content: content["title"].update(nl="Nog eens"))
    assert number_for(cast) == 2  # in the middle of the second one: the new criterion is open


def test_a_teachers_first_round_counts_as_a_beginning(cast: Cast) -> None:
    teacher = cast.actor("teacher")
    asked = OpenRound(new_id(), cast.learner.id, WELDING, TODAY, "coaching", {"crack_free": "reached"})
    with transaction():
        open_round(teacher, asked)
    row = db.session.query(WorkedVersion).one()
    assert (row.number, row.set_by) == (1, cast.teacher.id)
    publish_again(cast, another_criterion)
    assert number_for(cast) == 1


def test_a_report_from_a_phone_on_what_only_another_version_has_is_kept_with_that_one(cast: Cast) -> None:
    submit(cast)
    publish_again(cast, another_criterion)
    round_id = new_id()
    asked = OpenRound(round_id, cast.learner.id, WELDING, TODAY, "coaching", {"clean_bench": "reached"})
    with transaction():
        open_round(cast.actor("teacher"), asked)
    assert number_for(cast) == 1


def test_soft_skills_are_always_rated_on_the_latest(cast: Cast) -> None:
    asked = OpenRound(new_id(), cast.learner.id, SOFT_SKILLS, TODAY, None, {"punctuality": "meets"})
    with transaction():
        open_round(cast.actor("teacher"), asked)
    assert db.session.query(WorkedVersion).count() == 0


def test_a_class_in_the_workshop_has_each_learners_own_version(cast: Cast, client_for) -> None:
    submit(cast)
    publish_again(cast, another_criterion)
    address = f"/classes/{cast.group.id}/workshop?sheet={WELDING}"
    page = client_for(cast.teacher).get(address)
    names = {field["name"] for field in page.all("input[type=radio]")}
    assert f"rows.{cast.learner.id}.values.clean_bench" not in names
    assert f"rows.{cast.other_learner.id}.values.clean_bench" in names
    only_new = {f"rows.{cast.learner.id}.round_id": str(new_id()), f"rows.{cast.learner.id}.stage": "coaching"}
    only_new |= {f"rows.{cast.learner.id}.values.clean_bench": "reached"}
    refused = client_for(cast.teacher).post(address, {"date": TODAY.isoformat()} | only_new, 422)
    assert "oudere versie" in refused.text
    rows = {f"rows.{each.id}.round_id": str(new_id()) for each in (cast.learner, cast.other_learner)}
    rows |= {f"rows.{each.id}.rest": "1" for each in (cast.learner, cast.other_learner)}
    rows |= {f"rows.{each.id}.stage": "coaching" for each in (cast.learner, cast.other_learner)}
    client_for(cast.teacher).post(address, {"date": TODAY.isoformat()} | rows)
    numbers = {each.learner_id: each.number for each in db.session.query(WorkedVersion)}
    assert numbers == {cast.learner.id: 1, cast.other_learner.id: 2}


def test_finding_the_version_asks_one_question(cast: Cast, count_queries) -> None:
    actor = cast.actor("learner")
    usable_versions(actor, actor.person_id, [WELDING])
    assert len(count_queries(lambda: usable_versions(actor, actor.person_id, [WELDING]))) == 1
    submit(cast)
    assert len(count_queries(lambda: usable_versions(actor, actor.person_id, [WELDING]))) == 1
