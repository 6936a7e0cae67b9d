"""From when on a school looks: its coordinator changes it after a preview, its teachers read it, the class follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.desk.models import AttentionLimits
from logbook.desk.policy import LIMITS, USUAL, limits_from
from logbook.extensions import db
from logbook.training.models import Placement
from tests.factories import Cast
from tests.insight.grid import reads
from tests.insight.history import TODAY, History, fill_class
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]
LIMITS_PAGE = "/attention/limits"
PREVIEW = "/attention/limits/preview"


def form(version: int = 0, **more: int | str) -> dict[str, str]:
    """Return the form with the usual numbers, but for what is given."""
    numbers = USUAL.as_json() | more
    return {"version": str(version)} | {f"limits.{name}": str(number) for name, number in numbers.items()}


@pytest.fixture
def late(history: History) -> Cast:
    """Return the cast with one commitment that is late."""
    with transaction():
        history.commitment(history.cast.learner, history.cast.mentor, "Testlas tonen", TODAY - timedelta(days=1))
    return history.cast


def kept() -> AttentionLimits | None:
    found = db.session.query(AttentionLimits).one_or_none()
    db.session.commit()
    return found


def in_class(cast: Cast, client: PageClient) -> bool:
    """Whether the class view tells the late commitment as a reason."""
    page = client.get(f"/classes/{cast.group.id}")
    return any("1 afspraak te laat" in hint.get_text() for hint in page.all(".roster .hint"))


def test_the_usual_numbers_are_there_before_anybody_chose(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.coordinator).get(LIMITS_PAGE)
    assert {name: page.one(f"[name='limits.{name}']")["value"] for name in LIMITS} == {
        name: str(number) for name, number in USUAL.as_json().items()
    }


def test_every_usual_number_lies_within_its_bounds() -> None:
    assert set(LIMITS) == set(USUAL.as_json())
    assert all(LIMITS[name].least <= number <= LIMITS[name].most for name, number in USUAL.as_json().items())


def test_another_limit_changes_the_class_and_leaves_an_event(late: Cast, client_for: ClientFor) -> None:
    teacher = client_for(late.teacher)
    assert in_class(late, teacher)
    client_for(late.coordinator).post(LIMITS_PAGE, form(overdue=2))
    assert not in_class(late, teacher)
    assert "2 afspraken" in teacher.get(LIMITS_PAGE).text
    event = db.session.query(Event).filter_by(deed="set_limits").one()
    assert (event.thing, event.thing_id, event.rev) == ("attention_limits", str(late.school.id), 1)


def test_a_preview_keeps_nothing_and_says_whom_it_would_show(late: Cast, client_for: ClientFor) -> None:
    coordinator = client_for(late.coordinator)
    only_overdue = form(silent_days=14, hours_behind=200)
    page = coordinator.post(PREVIEW, only_overdue, 200)
    part = page.one("#limits-preview")
    assert "Er is nog niets bewaard." in part.get_text() and kept() is None
    assert "Nu 2 van 2 leerlingen, dan 2." in part.get_text()  # both never logged a day: 14 planned days
    none = coordinator.post(PREVIEW, form(silent_days=14, hours_behind=200, overdue=2), 200).one("#limits-preview")
    assert page.one("[name='limits.silent_days']")["value"] == "14", "what was typed stays"
    assert "6 LAS-d" in none.get_text() and "5 LAS-d" in none.get_text()


def test_a_preview_names_who_comes_and_who_goes(late: Cast, history: History, client_for: ClientFor) -> None:
    with transaction():
        for learner, placement in ((late.learner, late.placement), (late.other_learner, late.other_placement)):
            db.session.get_one(Placement, placement.id).from_date = TODAY
            history.submit(learner, placement, TODAY)
    coordinator = client_for(late.coordinator)
    gone = coordinator.post(PREVIEW, form(overdue=2), 200).one("#limits-preview").get_text(" ")
    assert "Nu 1 van 2 leerlingen, dan 0." in gone and "Niet meer: Lotte" in " ".join(gone.split())
    coordinator.post(LIMITS_PAGE, form(overdue=2))
    come = coordinator.post(PREVIEW, form(1), 200).one("#limits-preview").get_text(" ")
    assert "Nu 0 van 2 leerlingen, dan 1." in come and "(nieuw)" in " ".join(come.split()).replace("( ", "(")


@pytest.mark.parametrize("name", ["teacher", "counsellor"])
def test_teachers_read_and_do_not_change(cast: Cast, client_for: ClientFor, name: str) -> None:
    client = client_for(getattr(cast, name))
    page = client.get(LIMITS_PAGE)
    assert page.all("main form") == [] and "3 werkdagen" in page.text
    client.post(LIMITS_PAGE, form(overdue=2), 404)
    client.post(PREVIEW, form(overdue=2), 404)
    assert kept() is None


@pytest.mark.parametrize("name", ["learner", "mentor", "supervisor", "guardian", "company_coordinator"])
def test_nobody_else_reads_them(cast: Cast, client_for: ClientFor, name: str) -> None:
    client_for(getattr(cast, name)).get(LIMITS_PAGE, 404)


def test_two_coordinators_at_once(cast: Cast, client_for: ClientFor) -> None:
    coordinator = client_for(cast.coordinator)
    coordinator.post(LIMITS_PAGE, form(0, overdue=2))
    page = coordinator.post(LIMITS_PAGE, form(0, overdue=4), 409)
    assert "Iemand anders heeft dit intussen gewijzigd" in page.text
    assert page.one("[name='limits.overdue']")["value"] == "4"
    assert page.one("[name=version]")["value"] == "1"
    assert kept().limits["overdue"] == 2  # type: ignore[union-attr]
    coordinator.post(LIMITS_PAGE, form(1, overdue=4))
    assert kept().version == 2  # type: ignore[union-attr]


def test_the_same_form_twice_is_kept_once(cast: Cast, client_for: ClientFor) -> None:
    coordinator = client_for(cast.coordinator)
    for _time in range(2):
        coordinator.post(LIMITS_PAGE, form(0, overdue=2))
    assert kept().version == 1 and db.session.query(Event).filter_by(deed="set_limits").count() == 1  # type: ignore[union-attr]


def test_the_usual_numbers_sent_back_keep_nothing(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.coordinator).post(LIMITS_PAGE, form())
    assert kept() is None


@pytest.mark.parametrize("wrong", ["0", "-3", "999", "veel", "", "1.5", "99999999999999999999"])
@pytest.mark.parametrize("path", [LIMITS_PAGE, PREVIEW])
def test_a_number_that_cannot_be_is_told_beside_its_field(
    cast: Cast, client_for: ClientFor, wrong: str, path: str
) -> None:
    page = client_for(cast.coordinator).post(path, form(overdue=wrong), 422)
    field = page.one("[name='limits.overdue']")
    assert field["aria-invalid"] == "true" and field["value"] == wrong and kept() is None


def test_a_limit_that_is_new_since_they_were_kept_is_as_usual() -> None:
    assert limits_from({"overdue": 4, "forgotten": 9}).as_json() == USUAL.as_json() | {"overdue": 4}


def test_another_school_keeps_its_own(late: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.add(
            AttentionLimits(
                school_id=late.other_school.id,
                version=1,
                limits={"overdue": 9},
                changed_by=late.outsider.id,
                changed_at=clock.now(),
            )
        )
    assert in_class(late, client_for(late.teacher))


def test_a_preview_of_25_learners_asks_as_much_as_one_of_5(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]]
) -> None:
    coordinator = client_for(history.cast.coordinator)
    counts = []
    for learners in (5, 25):
        with transaction():
            fill_class(history, learners if learners == 5 else 22, 1)
        coordinator.post(PREVIEW, form(overdue=2), 200)
        counts.append(len(reads(count_queries(lambda: coordinator.post(PREVIEW, form(overdue=2), 200)))))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["/attention/limits", "/attention/limits/preview"])
@pytest.mark.parametrize("name", ["limits", "limits[]"])
def test_a_word_instead_of_the_limits_is_told(cast: Cast, client_for: ClientFor, path: str, name: str) -> None:
    assert client_for(cast.coordinator).post(path, {"version": "0", name: "x"}, 422).h1
