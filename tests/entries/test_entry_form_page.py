"""The entry form: what a learner finds there, what comes back when something is wrong, and that nothing is doubled."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Draft, Entry, EntryRevision, EntryState
from logbook.entries.services import set_stage
from logbook.extensions import db
from tests.entries.work import TODAY, entry_in, stored, submit
from tests.factories import WELDING, Cast
from tests.pages import Page, PageClient

THEME = "emt-smeren"
ClientFor = Callable[..., PageClient]


@pytest.fixture
def learner(cast: Cast, client_for: ClientFor) -> PageClient:
    """Return the learner's browser."""
    return client_for(cast.learner)


def begin(client: PageClient, sheet: str = WELDING, day: str = "2026-11-20") -> tuple[str, Page]:
    """Start a new entry and return its address and its form."""
    address = client.get(f"/entries/new?sheet={sheet}&date={day}", 303).location
    return address.partition("?")[0], client.get(address)


def form_of(page: Page) -> dict[str, Any]:
    """Return the entry form as it stands; the client brings its own token."""
    form = page.form("#entry-form")
    del form["csrf_token"]
    return form


def filled(page: Page, **changes: Any) -> dict[str, Any]:
    """Return the form with a stage and two ratings, changed as a learner would."""
    typed = form_of(page) | {
        "stage": "coaching",
        "ratings.removes_burrs": "done",
        "ratings.crack_free": "reached",
    }
    return {name: value for name, value in (typed | changes).items() if value is not None}


def test_form_has_everything_of_the_printed_column(learner: PageClient) -> None:
    _address, page = begin(learner)
    assert page.h1 == "Hoeklas PA" and "vr 20 nov" in page.text
    assert len(page.all("fieldset.q[data-question]")) == 9
    assert len(page.all("fieldset.crit[data-question]")) == 10
    assert {tag["value"] for tag in page.all("[name='header.metal_used']")} == {"steel", "stainless_steel", "aluminium"}
    assert {tag["value"] for tag in page.all("[name='header.process_used']")} == {"131", "135", "136", "138"}
    for name in ("date", "header.task_description", "header.working_times.minutes", "header.visual_check_done"):
        page.one(f"[name='{name}']")
    page.one("[name='measurements.throat_thickness.nominal']")
    assert len(page.all("[name='imperfections[]']")) > 20
    assert "5011/5012" in page.text
    assert page.one("[data-next]").text == "Nog 19"


def test_every_criterion_shows_its_drawing_and_leads_to_what_to_look_for(learner: PageClient) -> None:
    _address, page = begin(learner)
    links = page.all("a.draw[data-slide-over]")
    assert len(links) == 10 and all(link.select_one("use") for link in links)
    assert "Waar kijk je naar" in learner.get(str(links[1]["href"])).text


def test_all_writing_frames_are_there_and_the_stage_shows_its_own(cast: Cast, learner: PageClient) -> None:
    with transaction():
        set_stage(cast.actor("mentor"), cast.learner.id, WELDING, "scaffolding", date(2026, 11, 2))
    _address, page = begin(learner)
    assert len(page.all("fieldset[data-frame]")) == 6
    assert [frame["data-frame"] for frame in page.all("fieldset[data-frame]:not([hidden])")] == ["scaffolding"]
    assert form_of(page)["stage"] == "scaffolding"


def test_header_is_copied_from_the_last_entry_but_not_its_ratings_or_visual_check(
    cast: Cast, learner: PageClient
) -> None:
    header = {"process_used": "136", "metal_used": "steel", "task_description": "Beugel 4", "visual_check_done": True}
    submit(cast, date=date(2026, 11, 18), header=header | {"working_times": {"minutes": 95}})
    _address, page = begin(learner)
    assert page.one("#form-header summary").get_text(" ", strip=True).startswith("Opdracht, zoals vorige keer Beugel 4")
    form = form_of(page)
    assert (form["header.process_used"], form["header.working_times.minutes"]) == ("136", "95")
    assert "header.visual_check_done" not in form and "ratings.crack_free" not in form


def test_first_entry_opens_the_header_and_offers_the_workplace_or_the_school(cast: Cast, learner: PageClient) -> None:
    _address, page = begin(learner)
    assert page.one("#form-header").has_attr("open")
    assert form_of(page)["placement_id"] == str(cast.placement_id)
    assert {tag["value"] for tag in page.all("[name=placement_id]")} == {str(cast.placement_id), ""}


def test_on_a_day_without_planned_work_the_entry_is_the_schools(cast: Cast, learner: PageClient) -> None:
    with transaction():
        db.session.merge(cast.placement).weekdays = "12"
    _address, page = begin(learner)
    assert form_of(page)["placement_id"] == ""


def test_theme_sheet_works_in_the_same_form_without_the_fields_it_lacks(learner: PageClient) -> None:
    address, page = begin(learner, THEME)
    assert len(page.all("fieldset[data-question]")) == 2
    assert not page.all("[name^='header.']") and not page.all("[name^='measurements.']")
    typed = form_of(page) | {"stage": "modelling", "ratings.lubricates_according_to_plan": "reached"}
    assert "Ontvangen door de school" in learner.follow(learner.post(address, typed)).text


def test_submitting_with_gaps_is_received_with_a_code_and_says_what_follows(learner: PageClient) -> None:
    address, page = begin(learner)
    shown = learner.follow(learner.post(address, filled(page)))
    assert "Ontvangen door de school vandaag 15:32 · " in shown.text
    assert "Piet Proefpersoon kijkt dit na met je week" in shown.text
    assert db.session.query(Entry).one().state == EntryState.SUBMITTED


def test_a_doubled_submit_is_one_entry(learner: PageClient) -> None:
    address, page = begin(learner)
    typed = filled(page)
    assert learner.post(address, typed).location == learner.post(address, typed).location
    assert db.session.query(Entry).count() == db.session.query(EntryRevision).count() == 1


def test_the_same_form_sent_again_with_other_content_comes_back_to_be_sent_anew(learner: PageClient) -> None:
    address, page = begin(learner)
    learner.post(address, filled(page))
    changed = filled(page, **{"ratings.crack_free": "not_yet_reached"})
    again = learner.post(address, changed, 409)
    assert "had je al ingediend" in again.text
    fresh = form_of(again)
    assert fresh["ratings.crack_free"] == "not_yet_reached" and fresh["op_id"] != changed["op_id"]
    learner.post(address, fresh)
    assert (stored(db.session.query(Entry.id).scalar()).rev, db.session.query(Entry).count()) == (2, 1)


WRONG = [
    ({"date": "2026-11-21"}, "date", "Deze dag moet nog komen."),
    ({"date": "2026-10-01"}, "date", "te lang geleden"),
    ({"date": "2026-13-45"}, "date", "Dit is geen datum."),
    ({"stage": "wizardry"}, "stage", ""),
    ({"ratings.flies": "reached"}, "ratings.flies", ""),
    ({"ratings.crack_free": "done"}, "ratings.crack_free", ""),
    ({"header.process_used": "999"}, "header.process_used", ""),
    ({"header.metal_used": "gold"}, "header.metal_used", ""),
    ({"header.working_times.minutes": "1500"}, "header.working_times.minutes", ""),
    ({"header.working_times.minutes": "veel"}, "header.working_times.minutes", ""),
    ({"imperfections[]": "31337"}, "imperfections[]", ""),
    ({"measurements.throat_thickness.nominal": "999"}, "measurements.throat_thickness.nominal", ""),
    ({"measurements.throat_thickness.nominal": "dik"}, "measurements.throat_thickness.nominal", ""),
    ({"placement_id": str(new_id())}, "placement_id", ""),
    ({"sheet_version": "99"}, "sheet_version", ""),
    ({"ratings": "x", "ratings.removes_burrs": None, "ratings.crack_free": None}, "ratings", ""),
    ({"note": "x"}, "note", ""),
    ({"op_id": "not an id"}, "op_id", ""),
]


@pytest.mark.parametrize(("change", "name", "words"), WRONG, ids=[f"{w[1]}-{n}" for n, w in enumerate(WRONG)])
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    learner: PageClient, change: dict[str, str | None], name: str, words: str
) -> None:
    address, page = begin(learner)
    prompt = {"note.i_did": "Ik deed twee hoeklassen"} if "note" not in change else {}
    refused = learner.post(address, filled(page, **prompt, **change), 422)
    assert words in refused.one("#errors").get_text(" ")
    if name in {"date", "header.process_used", "header.working_times.minutes", "imperfections[]", "ratings.crack_free"}:
        link = refused.one("#errors a")
        assert link["href"] == "#f-" + name.replace(".", "-").replace("[]", "")
        refused.one(f"{link['href']}-error")
    assert "Ik deed twee hoeklassen" in refused.html or not prompt
    if name != "ratings":
        assert form_of(refused)["ratings.removes_burrs"] == "done"
    assert db.session.query(Entry).count() == 0


def test_two_wrong_things_are_told_together(learner: PageClient) -> None:
    address, page = begin(learner)
    wrong = {"header.metal_used": "gold", "ratings.crack_free": "done"}
    refused = learner.post(address, filled(page, **wrong), 422)
    assert len(refused.all("#errors li")) == 2
    assert refused.one("#form-header").has_attr("open")


def test_an_unknown_sheet_or_date_is_not_found(learner: PageClient) -> None:
    for sheet in ("none", "soft-skills", "cognitive-apprenticeship", ""):
        learner.get(f"/entries/{new_id()}?sheet={sheet}", 404)
    learner.get(f"/entries/new?sheet={WELDING}&date=soon", 404)
    learner.get("/entries/not-an-id", 404)
    learner.get(f"/entries/{new_id()}", 404)


def test_autosave_keeps_what_is_typed_and_starting_again_resumes_it(learner: PageClient) -> None:
    address, page = begin(learner)
    learner.post(f"{address}/draft", filled(page, **{"note.i_did": "half"}), 204)
    assert learner.get(f"/entries/new?sheet={WELDING}", 303).location == address
    kept = learner.get(address)
    assert form_of(kept)["ratings.crack_free"] == "reached"
    assert kept.one("[data-draft-status]").text.strip() == "bewaard bij de school"
    assert "Nog 17" in kept.text and "half" in kept.html
    learner.post(address, form_of(kept))
    assert db.session.query(Draft).count() == 0


def test_without_a_script_the_chosen_stage_shows_its_questions(learner: PageClient) -> None:
    address, page = begin(learner)
    assert "Toon de vragen van deze fase" in page.html
    answer = learner.post(address, filled(page, keep="frame"))
    shown = learner.follow(answer)
    assert [frame["data-frame"] for frame in shown.all("fieldset[data-frame]:not([hidden])")] == ["coaching"]
    assert form_of(shown)["ratings.crack_free"] == "reached"
    assert learner.post(address, filled(page, keep="later")).location.endswith("/today")


def test_an_unreadable_draft_is_kept_as_it_is_and_never_breaks_the_form(learner: PageClient) -> None:
    address, page = begin(learner)
    odd = {"ratings": "x", "header": "y", "note.i_did.deeper": "z", "measurements.throat_thickness": "q", "stage": "?"}
    learner.post(f"{address}/draft", form_of(page) | odd, 204)
    learner.get(address)
    learner.post(f"{address}/draft", {"sheet": WELDING, "date": "??", "base_rev": "-1"}, 204)
    learner.get(address)


def test_a_returned_entry_opens_its_form_with_the_reason_on_top(cast: Cast, learner: PageClient) -> None:
    entry = entry_in(cast, EntryState.RETURNED)
    with transaction():
        stored(entry.id).return_reason = "Wat zag je bij de keelhoogte?"
    page = learner.get(f"/entries/{entry.id}")
    assert "Wat zag je bij de keelhoogte?" in page.text
    assert form_of(page)["ratings.crack_free"] == "reached"
    learner.post(f"/entries/{entry.id}", form_of(page) | {"ratings.crack_free": "not_yet_reached"})
    assert (stored(entry.id).state, stored(entry.id).current_rev) == (EntryState.SUBMITTED, 2)


def test_nobody_else_fills_in_or_keeps_a_learners_entry(cast: Cast, client_for: ClientFor) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    other = client_for(cast.other_learner)
    other.get(f"/entries/{entry.id}", 404)
    _address, page = begin(other)
    for path in ("", "/draft", "/withdraw"):
        other.post(f"/entries/{entry.id}{path}", form_of(page) | {"stage": "coaching"}, 404)
        for name in ("mentor", "teacher", "outsider", "foreign_learner"):
            client_for(getattr(cast, name)).post(f"/entries/{entry.id}{path}", filled(page), 404)


def test_the_form_takes_eight_queries_and_forty_kilobytes_at_most(
    learner: PageClient, cast: Cast, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    submit(cast, date=date(2026, 11, 18))
    address = learner.get(f"/entries/new?sheet={WELDING}", 303).location
    learner.get(address)
    assert len(count_queries(lambda: learner.get(address))) <= 8
    assert len(learner.get(address).html) < 40_000
    assert TODAY.isoformat() in address
