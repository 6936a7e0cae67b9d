"""Planning a council: who is on it, clear answers for what cannot be, and what changes before the session."""

from datetime import date, timedelta

import pytest

from logbook.core.errors import InvalidTransition, NotFound, NotPermitted, Rejected, Stale
from logbook.core.ids import new_id
from logbook.core.mail import Mail
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.models import Council, CouncilMember
from logbook.councils.queries.roster import roster_of
from logbook.extensions import db
from logbook.notices.services import render_mail
from logbook.training.models import ClassMember, PlacementMember
from tests.factories import Cast, actor_of, join_class, join_placement, make_class, make_member, make_person, make_year

from .sittings import SITS_ON, TODAY, plan_wish, sitting


def form(cast: Cast, **changes: str) -> dict[str, object]:
    """Return the plan as its form sends it."""
    wish = plan_wish(cast)
    return {
        "id": str(wish.id),
        "held_on": "2026-11-27",
        "first": "2026-09-01",
        "last": "2026-11-20",
        "contribute_until": "2026-11-25",
        "members[]": list(wish.members),
    } | changes


def plan_page(cast: Cast) -> str:
    return f"/classes/{cast.group.id}/council/plan"


def test_a_teacher_plans_with_the_proposed_members(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    page = teacher.get(plan_page(cast))
    names = [each.get_text(strip=True) for each in page.all("fieldset .what")]
    assert set(names) == {f"{name} Proefpersoon" for name in ("Tess", "Cas", "Cleo", "Piet", "Mia")}
    assert len(page.all("fieldset input[checked]")) == 5
    council = teacher.follow(teacher.post(plan_page(cast), form(cast)))
    assert council.h1 == "Klassenraad 6 LAS-d"
    assert "Lotte Proefpersoon" in council.text and "Piet Proefpersoon" in council.text
    assert db.session.query(Council).one().chaired_by == cast.teacher.id


def test_the_same_plan_twice_is_one(cast: Cast, client_for) -> None:
    teacher, data = client_for(cast.teacher), form(cast)
    first, second = teacher.post(plan_page(cast), data), teacher.post(plan_page(cast), data)
    assert first.location == second.location and db.session.query(Council).count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"held_on": "2026-11-19"}, "held_on", "Kies een dag die nog komt"),
        ({"first": "2026-11-20", "last": "2026-11-19"}, "last", "eindigt voor ze begint"),
        ({"last": "2026-11-28"}, "last", "ten laatste tot de dag van de raad"),
        ({"contribute_until": "2026-11-19"}, "contribute_until", "van vandaag tot en met"),
        ({"contribute_until": "2026-11-28"}, "contribute_until", "van vandaag tot en met"),
        ({"held_on": "morgen"}, "held_on", "geen datum"),
        ({"members[]": "teacher:00000000-0000-7000-8000-000000000000"}, "members", "hoort niet bij de klas"),
        ({"members[]": "onzin"}, "members", "hoort niet bij de klas"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(cast: Cast, client_for, changes, field: str, words: str) -> None:
    page = client_for(cast.teacher).post(plan_page(cast), form(cast, **changes), 422)
    assert words in page.one(f"#f-{field}-error").get_text()
    assert page.form("main form")["first"] == changes.get("first", "2026-09-01")
    assert db.session.query(Council).count() == 0


def test_no_second_council_on_the_same_day(cast: Cast, client_for) -> None:
    sitting(cast)
    page = client_for(cast.counsellor).post(plan_page(cast), form(cast), 422)
    assert "al een klassenraad" in page.one("#f-held_on-error").get_text()


def test_a_class_without_learners_has_none(cast: Cast, client_for) -> None:
    with transaction():
        empty = make_class(cast.school, make_year(cast.other_school), "Leeg")
        join_class(empty, cast.teacher, Role.TEACHER)
    page = client_for(cast.teacher).post(f"/classes/{empty.id}/council/plan", form(cast), 422)
    assert "geen enkele leerling" in page.text


def test_not_of_another_class_and_not_by_others(cast: Cast) -> None:
    with transaction(), pytest.raises(NotFound):
        services.plan_council(actor_of(cast.other_teacher), cast.group.id, plan_wish(cast))
    with transaction(), pytest.raises(NotFound):
        services.plan_council(actor_of(cast.outsider), cast.group.id, plan_wish(cast))
    with transaction(), pytest.raises(NotPermitted):
        services.plan_council(actor_of(cast.mentor), cast.group.id, plan_wish(cast))


def test_opening_mails_every_member_once_in_their_language(cast: Cast) -> None:
    cast.mentor.language = "fr"
    db.session.commit()
    held = sitting(cast).open().open()
    mails = {mail.recipient: mail for mail in db.session.query(Mail)}
    assert set(mails) == {
        person.email for person in (cast.counsellor, cast.coordinator, cast.mentor, cast.other_mentor)
    }
    assert mails[cast.mentor.email].language == "fr"
    text = render_mail(mails[cast.other_mentor.email]).get_content()
    assert held.address in text and "Lotte" not in text and "Otto" not in text


def test_a_new_mentor_sits_by_itself_and_the_old_one_no_more(cast: Cast, client_for) -> None:
    held = sitting(cast).open()
    with transaction():
        new = make_person("Nora")
        make_member(new, cast.school, Role.MENTOR, cast.company)
        member = db.session.query(PlacementMember).filter_by(person_id=cast.mentor.id).one()
        member.until_date = TODAY - timedelta(days=1)
        join_placement(cast.placement, new, Role.MENTOR, main=True, from_date=TODAY)
    client_for(cast.mentor).get(held.of(cast.learner), 404)
    client_for(new).get(held.of(cast.learner))
    page = client_for(cast.teacher).get(held.address)
    assert "Nora Proefpersoon" in page.text and "Er kwam 1 lid bij" in page.text
    client_for(cast.teacher).post(f"{held.address}/tell")
    assert db.session.query(Mail).filter_by(recipient=new.email).count() == 1
    client_for(cast.teacher).post(f"{held.address}/tell")
    assert db.session.query(Mail).filter_by(recipient=new.email).count() == 1


def test_who_was_left_out_is_left_out(cast: Cast, client_for) -> None:
    wish = plan_wish(cast)
    members = tuple(each for each in wish.members if str(cast.mentor.id) not in each)
    held = sitting(cast, members=members).open()
    client_for(cast.mentor).get(held.address, 404)
    assert cast.mentor.email not in {mail.recipient for mail in db.session.query(Mail)}
    client_for(cast.other_mentor).get(held.address)
    change = {"version": str(held.council.version), "members[]": list(wish.members), "id": str(held.council_id)}
    client_for(cast.teacher).post(f"{held.address}/change", form(cast) | change)
    client_for(cast.mentor).get(held.address)
    assert db.session.query(Mail).filter_by(recipient=cast.mentor.email).count() == 1


def test_files_follow_the_class_until_the_session(cast: Cast, client_for) -> None:
    held = sitting(cast).open()
    with transaction():
        new = make_person("Nico")
        make_member(new, cast.school, Role.LEARNER)
        join_class(cast.group, new, Role.LEARNER)
        row = db.session.query(ClassMember).filter_by(person_id=cast.other_learner.id).one()
        row.until_date = TODAY - timedelta(days=1)
    names = [line.name for line in roster_of(held.council).files if not line.left]
    assert names == ["Lotte Proefpersoon", "Nico Proefpersoon"]
    held.begin()
    with transaction():
        late = make_person("Lien")
        make_member(late, cast.school, Role.LEARNER)
        join_class(cast.group, late, Role.LEARNER)
    assert {line.name for line in roster_of(held.council).files} == {"Lotte Proefpersoon", "Nico Proefpersoon"}
    client_for(cast.teacher).get(held.of(late), 404)


def test_changing_needs_the_plan_that_was_seen(cast: Cast, client_for) -> None:
    held = sitting(cast)
    teacher = client_for(cast.teacher)
    data = form(cast) | {"version": "1", "id": str(held.council_id), "contribute_until": "2026-11-26"}
    teacher.post(f"{held.address}/change", data)
    assert held.council.contribute_until == date(2026, 11, 26)
    stale = teacher.post(f"{held.address}/change", data | {"contribute_until": "2026-11-25"}, 409)
    again = stale.form(f"form[action='{held.address}/change']")
    assert (again["contribute_until"], again["version"]) == ("2026-11-25", str(held.council.version))
    with transaction(), pytest.raises(Stale):
        services.change_council(held.chair, held.council_id, 1, plan_wish(cast))


def test_nothing_of_the_plan_changes_in_session(cast: Cast) -> None:
    held = sitting(cast).open().begin()
    with transaction(), pytest.raises(InvalidTransition):
        services.change_council(held.chair, held.council_id, held.council.version, plan_wish(cast))
    with transaction(), pytest.raises(InvalidTransition):
        services.open_council(held.chair, held.council_id)


def test_a_council_of_nobody_does_not_begin(cast: Cast, client_for) -> None:
    held = sitting(cast).open()
    with transaction():
        for row in db.session.query(ClassMember).filter_by(class_id=cast.group.id, role="learner"):
            row.until_date = TODAY - timedelta(days=1)
    page = client_for(cast.teacher).post(f"{held.address}/start", status=422)
    assert "niemand in deze klas" in page.text and held.council.state == "open"


def test_mentors_see_nothing_of_a_plan(cast: Cast, client_for) -> None:
    held = sitting(cast)
    client_for(cast.mentor).get(held.address, 404)
    assert "Geen klassenraad" in client_for(cast.mentor).get("/councils").text
    held.open()
    assert "6 LAS-d" in client_for(cast.mentor).get("/councils").text


def test_the_school_has_its_own_list_of_decisions(cast: Cast, client_for) -> None:
    sitting(cast)
    coordinator = client_for(cast.coordinator)
    coordinator.post("/school/decisions", {"label": "Proefles volgen"})
    page = coordinator.get("/school/decisions")
    assert "Proefles volgen" in page.text and "Goede voortgang, verder zo" in page.text
    again = coordinator.post("/school/decisions", {"label": "Proefles volgen"}, 422)
    assert "staat al in de lijst" in again.text
    for form_ in page.all("ul form")[:-1]:
        coordinator.post(str(form_["action"]))
    last = coordinator.get("/school/decisions").one("ul form")
    assert "moet één beslissing overblijven" in coordinator.post(str(last["action"]), status=422).text
    coordinator.post(f"/school/decisions/{new_id()}/drop", status=404)
    client_for(cast.teacher).get("/school/decisions", 404)


def test_seats_are_events_and_rows_of_the_school(cast: Cast) -> None:
    held = sitting(cast)
    rows = db.session.query(CouncilMember).filter_by(council_id=held.council_id).all()
    assert {row.learner_id for row in rows if row.role == "mentor"} == {cast.learner.id, cast.other_learner.id}
    assert all(row.learner_id is None for row in rows if row.role != "mentor")
    with transaction(), pytest.raises(Rejected):
        services.plan_council(held.chair, cast.group.id, plan_wish(cast, held_on=SITS_ON))
