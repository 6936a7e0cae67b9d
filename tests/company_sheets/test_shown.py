"""Where a company sheet is shown: in the entry form, on the sheet's page, in the lists; and to whom."""

from collections.abc import Callable
from datetime import date

from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Workplace
from tests.factories import WELDING, Cast, join_placement, make_placement, make_workplace
from tests.pages import PageClient

from .work import STEP, address, saved

ClientFor = Callable[..., PageClient]


def form_path() -> str:
    """Return the address of a new entry."""
    return f"/entries/{new_id()}?sheet={WELDING}&date=2026-11-20"


def test_the_form_shows_it_folded_and_says_what_is_learned_elsewhere(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    assert learner.get(form_path()).soup.find(id="overlay") is None
    saved(cast, steps={STEP: "Hecht om de 50 mm."})
    page = learner.get(form_path())
    card = page.soup.find(id="overlay")
    assert "Bij Staalwerk Fictief nv" in card.text and "Hecht om de 50 mm." in card.text and "Halve dag" in card.text
    assert not card.find("details").has_attr("open") and not card.find("img")
    asked = page.soup.find(id="f-ratings-crack_free")
    assert "op school" in asked.text and "Juf Verzonnen" in asked.text
    assert asked.find("input", {"name": "ratings.crack_free"})
    assert client_for(cast.other_learner).get(form_path()).soup.find(id="overlay") is None


def test_the_form_shows_none_of_a_placement_that_is_over(cast: Cast, client_for: ClientFor) -> None:
    saved(cast)
    with transaction():
        cast.placement.until_date = date(2026, 11, 1)
    assert client_for(cast.learner).get(form_path()).soup.find(id="overlay") is None
    assert "Onze post 4" in client_for(cast.learner).get(address(cast)).text


def test_two_companies_each_have_their_own(cast: Cast, client_for: ClientFor) -> None:
    saved(cast)
    with transaction():
        other = db.session.get_one(Workplace, cast.other_placement.workplace_id)
        second = make_placement(cast.school, cast.learner, other)
        join_placement(second, cast.other_mentor, Role.MENTOR)
    form = {"version": "0", "note": "Bij ons met de hand"}
    client_for(cast.other_mentor).post(f"/workplaces/{other.id}/sheets/{WELDING}/edit", form)
    learner = client_for(cast.learner)
    for page in (learner.get(form_path()), learner.get(f"/sheets/{WELDING}")):
        assert [each.text for each in page.soup.select("#overlay summary b")] == [
            "Bij Constructie Verzonnen bv",
            "Bij Staalwerk Fictief nv",
        ]
    assert "Bij ons met de hand" not in client_for(cast.mentor).get(f"/sheets/{WELDING}").text


def test_the_lists_lead_to_it(cast: Cast, client_for: ClientFor) -> None:
    saved(cast)
    here = f"/sheets/{WELDING}/workplaces"
    assert address(cast) in _links(client_for(cast.mentor).get(here))
    assert address(cast) in _links(client_for(cast.learner).get(here))
    assert "Staalwerk" not in client_for(cast.other_mentor).get(here).text
    assert address(cast) not in _links(client_for(cast.guardian).get(here))
    assert here in _links(client_for(cast.mentor).get(f"/sheets/{WELDING}"))
    listed = f"/workplaces/{cast.placement.workplace_id}/sheets"
    assert listed in _links(client_for(cast.mentor).get(f"/placements/{cast.placement.id}"))
    page = client_for(cast.learner).get(listed)
    assert address(cast) in _links(page) and not page.soup.find("a", string="Kies een fiche")
    client_for(cast.other_mentor).get(listed, 404)


def test_a_guardian_reads_it_when_the_school_lets_guardians_read(cast: Cast, client_for: ClientFor) -> None:
    saved(cast)
    client_for(cast.guardian).get(address(cast), 404)
    with transaction():
        cast.school.guardians_read = True
        cast.learner.born_on = date(2010, 1, 1)
    guardian = client_for(cast.guardian)
    assert "Onze post 4" in guardian.get(address(cast)).text
    guardian.get(address(cast, "/edit"), 404)


def test_the_queries_do_not_grow(cast: Cast, client_for: ClientFor, count_queries) -> None:
    saved(cast)
    coordinator, learner = client_for(cast.coordinator), client_for(cast.learner)
    paths = (f"/sheets/{WELDING}/workplaces", address(cast), f"/workplaces/{cast.placement.workplace_id}/sheets")
    few = [len(count_queries(lambda path=path: coordinator.get(path))) for path in paths]
    form = len(count_queries(lambda: learner.get(form_path())))
    with transaction():
        for number in range(12):
            workplace = make_workplace(cast.school, cast.company, f"Hal {number + 2}")
            join_placement(make_placement(cast.school, cast.learner, workplace), cast.mentor, Role.MENTOR)
            places = [workplace.id]
        db.session.flush()
    mentor = client_for(cast.mentor)
    mentor.post(f"/workplaces/{places[0]}/sheets/{WELDING}/edit", {"version": "0", "note": "Hier anders"})
    mentor.post(f"/workplaces/{cast.placement.workplace_id}/sheets/emt-smeren/edit", {"version": "0", "note": "Zo"})
    assert [len(count_queries(lambda path=path: coordinator.get(path))) for path in paths] <= few
    assert len(count_queries(lambda: learner.get(form_path()))) <= form


def _links(page) -> set[str]:
    return {each.get("href") for each in page.soup.find_all("a")}
