"""The plan on paper: tagged, its fonts inside, and saying what the page says."""

import re
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from shutil import which

from logbook.core.unit_of_work import transaction
from logbook.plans import services
from logbook.plans.models import Place
from logbook.plans.policy import Where
from tests.factories import WELDING, Cast
from tests.pages import PageClient
from tests.plans.work import more_sheets, put

ClientFor = Callable[..., PageClient]


def fetched(client: PageClient, address: str) -> bytes:
    """Return the PDF."""
    answer = client.client.get(address, buffered=True)
    assert answer.status_code == 200 and answer.mimetype == "application/pdf", address
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.data


def inside(pdf: bytes) -> bytes:
    """Return the file with what is packed in it unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompressobj().decompress(each) for each in packed if each[:1] == b"x")


def words(pdf: bytes, folder: Path) -> str:
    """Return the words, where the machine has the tool that reads them."""
    (folder / "plan.pdf").write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", folder / "plan.pdf", "-"], capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def test_the_annex_says_who_what_where_when_and_who_agreed(cast: Cast, client_for: ClientFor, tmp_path: Path) -> None:
    more_sheets(2)
    plan = put(cast, WELDING, last=3)
    plan = put(cast, "proef-01", where=Where(Place.SCHOOL), first=5, last=5, note="Met Lies")
    with transaction():
        services.agree_plan(cast.actor("learner"), plan.id, plan.version)
    pdf = fetched(client_for(cast.teacher), f"/plans/{plan.id}.pdf")
    for part in (b"/StructTreeRoot", b"/FontFile", b"/Outlines"):
        assert part in inside(pdf), part
    if which("pdftotext"):
        text = words(pdf, tmp_path)
        for word in (
            "Lotte Proefpersoon",
            "Technisch Instituut Proef",
            "Staalwerk Fictief nv, Hal 1",
            "Mentor: Piet Proefpersoon",
            "week 47 tot 50",
            "Proeffiche 01",
            "Met Lies",
            "week 52",
            "Nog open",
            "20 november 2026",
            "Handtekening",
        ):
            assert word in text, word


def test_who_reads_the_plan_has_it_on_paper_and_nobody_else(cast: Cast, client_for: ClientFor) -> None:
    plan = put(cast, WELDING)
    for who in ("learner", "mentor", "company_coordinator", "coordinator"):
        fetched(client_for(getattr(cast, who)), f"/plans/{plan.id}.pdf")
    for who in ("other_learner", "other_mentor", "other_teacher", "outsider", "guardian"):
        client_for(getattr(cast, who)).get(f"/plans/{plan.id}.pdf", 404)
