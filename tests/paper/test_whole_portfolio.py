"""A portfolio with everything in it: the plan, photos, a company sheet with its own, soft skills on two sheets."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from shutil import which
from uuid import UUID

import pytest
from flask import Flask

from logbook.core import clock
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.extensions import db
from logbook.paper.queries import paper_of
from logbook.paper.services.portfolio import portfolio
from logbook.paper.services.sheet_press import SheetPress
from logbook.sheets.queries import latest_version, stage_map
from logbook.web.jobs import progress_of
from logbook.web.prints import PrintJob, Tell, forget_prints, jobs, make
from tests.company_sheets.work import address, photo_form, saved
from tests.conftest import FRIDAY
from tests.entries.work import submit
from tests.factories import WELDING, Cast, actor_of
from tests.insight.history import TODAY, History
from tests.media.files import jpeg, sent
from tests.pages import PageClient
from tests.plans.work import more_sheets, put
from tests.roster.conftest import drain

from .conftest import folder
from .pdfs import inside, is_tagged
from .test_portfolio import YEAR

ClientFor = Callable[..., PageClient]
SHOWN = (
    "Opleidingsplan",
    "Bijlage bij de overeenkomst",
    "Proeffiche 01",
    "Draag de grote kap.",
    "De laspost van dichtbij",
    "Evaluatie van soft skills in vier niveaus",
    "Boven verwachting",
    "Meestal",
    "Foto's van het werk",
    "Toorts trager langs de rand.",
    "Testlas tonen voor je begint",
)


@pytest.fixture
def everything(cast: Cast, worked: History, four: str, client_for: ClientFor) -> Cast:
    """Add to two weeks of work all that a portfolio can hold."""
    with transaction():
        early = worked.week(cast.placement, week_number(TODAY) - 5)
        worked.soft = latest_version(cast.actor("teacher"), four)
        for rater, role in ((cast.learner, Rater.LEARNER), (cast.mentor, Rater.MENTOR), (cast.teacher, Rater.TEACHER)):
            worked.rate_week(early, rater, role)
    with transaction():
        photo = sent(cast.actor("learner"), jpeg(color=(190, 90, 40)))
    submit(cast, photos={photo: {"criterion": "undercut"}})
    saved(cast, note="Draag de grote kap.")
    form = photo_form(jpeg(color=(20, 130, 130)))
    client_for(cast.mentor).post(address(cast, "/photos"), form, content_type="multipart/form-data")
    more_sheets(1)
    put(cast, "proef-01")
    return cast


def asked(learner: PageClient, cast: Cast) -> str:
    """Return the page of a portfolio that the learner asks for."""
    return learner.post(f"/paper/learners/{cast.learner.id}").location


def told(tool: str, path: Path, *more: str) -> str:
    """Return what one of the tools that read PDFs says of a file."""
    done = subprocess.run([tool, *more[:1], path, *more[1:]], capture_output=True, check=True)
    assert not done.stderr
    return done.stdout.decode()


def test_the_worker_prints_everything_and_nobody_else_gets_it(
    clean: Flask, everything: Cast, client_for: ClientFor, tmp_path: Path
) -> None:
    learner = client_for(everything.learner)
    page = asked(learner, everything)
    drain(clean)
    assert "De PDF staat klaar" in learner.fragment(page).text
    db.session.commit()
    pdf = learner.client.get(f"{page}/file", buffered=True).data
    assert is_tagged(pdf) and b"/Outlines" in inside(pdf)
    assert inside(pdf).count(b"/Subtype /Image") == 2  # the learner's, and the workplace's beside the sheet
    _read(pdf, tmp_path)
    for name in ("other_learner", "foreign_learner", "outsider"):
        for path in (page, f"{page}/file"):
            client_for(getattr(everything, name)).get(path, 404)
    with clock.freeze(FRIDAY + timedelta(days=1, minutes=1)):
        client_for(everything.learner).get(f"{page}/file", 404)
        assert forget_prints() == 2
    assert folder() == []


def _read(pdf: bytes, at: Path) -> None:
    """Look at it with the tools that people read PDFs with, where the machine has them."""
    path = at / "portfolio.pdf"
    path.write_bytes(pdf)
    if which("pdftotext"):
        words = " ".join(told("pdftotext", path, "-layout", "-").split())
        assert [each for each in SHOWN if each not in words] == []
    if which("pdffonts"):
        fonts = [line.split() for line in told("pdffonts", path).splitlines()[2:]]
        assert fonts and all(line[-5] == "yes" for line in fonts), fonts  # emb, sub, uni, and the object's two numbers
    if which("pdfinfo"):
        facts = dict(line.split(":", 1) for line in told("pdfinfo", path).splitlines())
        assert facts["Tagged"].strip() == "yes" and facts["Title"].strip() == "Portfolio van Lotte Proefpersoon"


def test_cancelled_while_it_is_made_it_stops_there(clean: Flask, everything: Cast, client_for: ClientFor) -> None:
    learner, actor = client_for(everything.learner), actor_of(everything.learner)
    page = asked(learner, everything)
    job_id = UUID(page.rsplit("/", 1)[1])
    paper, steps = paper_of(actor, everything.learner.id, *YEAR), list[int]()

    def work(_job: PrintJob, tell: Tell) -> bytes:
        def told_of(done: int, of: int) -> None:
            steps.append(done)
            if done == 1:
                learner.post(f"{page}/cancel")
            tell(done, of)

        return portfolio(paper, SheetPress(stage_map(actor)), told_of)

    make(str(job_id), work)
    assert steps == [0, 1] and folder() == [] and not list(jobs()) and progress_of(str(job_id)) is None
    drain(clean)
    assert folder() == []
    learner.get(page, 404)


def test_a_company_sheets_photo_is_printed_with_the_sheet_it_is_for(everything: Cast, client_for: ClientFor) -> None:
    learner = client_for(everything.learner)
    for path in (f"/paper/sheets/{WELDING}/learners/{everything.learner.id}.pdf", f"/paper/sheets/{WELDING}/empty.pdf"):
        db.session.commit()
        pdf = learner.client.get(path, buffered=True).data
        assert inside(pdf).count(b"/Subtype /Image") == 1 and is_tagged(pdf), path
    with transaction():
        everything.company.photos_allowed = False
    pdf = learner.client.get(f"/paper/sheets/{WELDING}/empty.pdf", buffered=True).data
    assert b"/Subtype /Image" not in inside(pdf)
