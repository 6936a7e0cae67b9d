"""What stands behind a cell: who said what, when, on which work, and what was remarked."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from tests.factories import SOFT_SKILLS, Cast
from tests.insight.grid import NOT_YET, REACHED, day, evidence
from tests.insight.history import TODAY, History
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]


def test_evidence_names_who_said_what_and_leads_to_the_day(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, TODAY, "coaching", REACHED, mentor=NOT_YET, supervisor=REACHED, teacher=NOT_YET)
        history.remark(cast.learner, cast.mentor, "work_point", "Toorts trager langs de rand.", criterion_id="undercut")
        history.remark(cast.learner, cast.mentor, "strong_point", "Mooie herstart.", criterion_id="restart")
    page = client_for(cast.teacher).get(evidence(cast))
    assert "beugel 20" in page.text and "Toorts trager langs de rand." in page.text
    assert "Mooie herstart" not in page.text
    assert "Bob Proefpersoon, begeleider op de werkplek: bereikt" in page.text
    assert "Piet Proefpersoon: nog niet" in page.text
    assert page.one(".evidence a")["href"] == f"/entries/{history.rounds[0][0].entry_id}"
    part = client_for(cast.teacher).fragment(evidence(cast))
    assert part.one("#evidence") and "<html" not in part.html


def test_evidence_shows_the_newest_first_and_all_on_request(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        for back in range(14):
            day(history, TODAY - timedelta(days=back), "coaching", REACHED, mentor=NOT_YET)
    page = client_for(cast.teacher).get(evidence(cast))
    assert len(page.all("li.evidence")) == 12 and "vr 20 nov" in page.all("li.evidence")[0].get_text()
    assert "Lotte schat zich hoger in, 14 van 14 keer" in page.text
    more = next(link for link in page.all("#evidence a") if "Alle 14" in link.get_text())
    assert len(client_for(cast.teacher).get(str(more["href"])).all("li.evidence")) == 14


def test_evidence_of_soft_skills_is_told_by_week(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        week = history.week(cast.placement, week_number(TODAY))
        history.rate_week(week, cast.mentor, Rater.MENTOR, {"punctuality": "meets"})
    page = client_for(cast.teacher).get(evidence(cast, sheet=SOFT_SKILLS, criterion="punctuality", stage="modelling"))
    assert "week van ma 16 nov" in page.text and "Piet Proefpersoon: bereikt" in page.text


@pytest.mark.parametrize(
    "query", [{"criterion": "nothing"}, {"stage": "nothing"}, {"sheet": "nothing"}, {"from": "never"}, {"all": "??"}]
)
def test_a_cell_that_cannot_be_is_not_found(cast: Cast, client_for: ClientFor, query: dict[str, str]) -> None:
    client_for(cast.teacher).get(evidence(cast, **query), 404)
