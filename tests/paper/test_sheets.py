"""A sheet on paper: empty in every language, filled in as the pages show it, five columns on a page."""

import subprocess
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from html import unescape
from pathlib import Path
from shutil import which
from uuid import uuid4

import pytest

from logbook.accounts.models import Look, School
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Week
from logbook.extensions import db
from logbook.paper.queries import Paper, paper_of
from logbook.paper.queries.parts import PARTIES
from logbook.paper.services import empty_sheet, filled_sheet
from logbook.paper.services.sheet_press import SheetPress
from logbook.sheets.models import read_content
from logbook.sheets.queries import latest_version, stage_map
from logbook.web.language import speaking
from tests.company_sheets.work import saved
from tests.conftest import whole_library
from tests.factories import SOFT_SKILLS, WELDING, Cast, actor_of
from tests.insight.history import TODAY, History, history_of
from tests.pages import PageClient

from .pdfs import is_tagged, sheets_of

ClientFor = Callable[..., PageClient]
THEME, STAGES = "emt-smeren", "cognitive-apprenticeship"
YEAR = (date(2026, 9, 1), TODAY)
READERS = ["learner", "mentor", "teacher", "counsellor", "coordinator"]


def of(cast: Cast, reader: str = "teacher", sheet: str | None = WELDING) -> Paper:
    return paper_of(actor_of(getattr(cast, reader)), cast.learner.id, *YEAR, sheet)


def page_of(cast: Cast, paper: Paper) -> str:
    """Return the text that is laid out, of every version."""
    press = SheetPress(stage_map(actor_of(cast.teacher)))
    return "".join(
        press.page("filled", paper=paper, part=each, pages=each.pages, anchor="", begins=True, ends=True)
        for each in paper.sheets
    )


@pytest.mark.parametrize("slug", [WELDING, SOFT_SKILLS, THEME, STAGES])
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_each_kind_prints_empty_in_each_language(cast: Cast, slug: str, language: str) -> None:
    actor = actor_of(cast.teacher)
    with speaking(language):
        content = latest_version(actor, slug)
        pdf = empty_sheet(actor, content)
        page = unescape(SheetPress().page("empty", content=content, school=actor.school_name, overlays=[])).replace(
            "\xa0", " "
        )
    assert is_tagged(pdf) and sheets_of(pdf) <= 4
    assert f'<html lang="{language}">' in page
    for criterion in content.all_criteria.values():
        assert criterion.text[language] in page


def test_an_empty_sheet_is_for_everyone_signed_in(cast: Cast, client_for: ClientFor) -> None:
    for name in ("learner", "supervisor", "company_coordinator", "guardian"):
        client = client_for(getattr(cast, name))
        answer = client.client.get(f"/paper/sheets/{WELDING}/empty.pdf", buffered=True)
        assert answer.status_code == 200 and answer.data.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"] == "attachment; filename=fiche.pdf"
        db.session.rollback()
    client_for(cast.teacher).get("/paper/sheets/no-such-sheet/empty.pdf", 404)


def test_seven_rounds_are_two_pages_of_five_columns(cast: Cast) -> None:
    with transaction():
        history = history_of(cast)
        for day in range(9, 16):
            history.submit(cast.learner, cast.placement, date(2026, 11, day))
            history.rate(cast.mentor, Rater.MENTOR)
    [part] = of(cast).sheets
    assert [len(page.columns) for page in part.pages] == [5, 2]
    assert [list(page.empty) for page in part.pages] == [[], [0, 1, 2]]
    page = page_of(cast, of(cast))
    assert "09/11/2026" in page.split("<article")[1] and "14/11/2026" in page.split("<article")[2]
    assert sheets_of(filled_sheet(actor_of(cast.teacher), of(cast))) == 2


@pytest.mark.parametrize("reader", READERS)
def test_the_marks_are_those_of_the_rounds(cast: Cast, worked: History, reader: str) -> None:
    [part] = of(cast, reader).sheets
    assert len(part.columns) == len(worked.rounds) == 8
    for column, (made, given) in zip(part.columns, worked.rounds, strict=True):
        assert column.round.id == made.id and column.place == cast.company.name
        for place, role in enumerate((Rater.LEARNER, Rater.MENTOR, Rater.TEACHER)):
            said = next((each.values for each in given if each.rater_role == role), {})
            levels = {
                name: level.id
                for name, criterion in column.content.all_criteria.items()
                if (level := column.levels(criterion)[place])
            }
            assert levels == said


def test_who_approved_and_what_came_back_stand_below_the_column(cast: Cast) -> None:
    with transaction():
        history = history_of(cast)
        approved = history.submit(cast.learner, cast.placement, date(2026, 11, 9), late=True)
        approved.approved_by, approved.approved_at = cast.mentor.id, approved.submitted_at
        history.submit(
            cast.learner, cast.placement, date(2026, 11, 10), state="returned", return_reason="Vul de werktijd aan."
        )
    page = page_of(cast, of(cast))
    assert cast.mentor.name in page and "later ingevuld" in page
    assert "teruggestuurd" in page and "Vul de werktijd aan." in page


def test_what_was_said_of_a_round_stands_on_its_page(cast: Cast) -> None:
    with transaction():
        history = history_of(cast)
        for day in range(9, 15):
            history.submit(cast.learner, cast.placement, date(2026, 11, day))
        last = history.rounds[-1][0]
        history.remark(cast.learner, cast.mentor, "strong_point", "Rechte naad.", round_id=last.id, date=TODAY)
        history.remark(cast.learner, cast.mentor, "work_point", "Over een ander.", criterion_id="undercut")
    first, second = of(cast).sheets[0].pages
    assert not first.words.remarks
    assert [each.text for each in second.words.remarks] == ["Rechte naad."]


def test_soft_skills_have_a_cross_for_each_party_in_the_printed_order(cast: Cast, worked: History) -> None:
    paper = of(cast, sheet=SOFT_SKILLS)
    press = SheetPress()
    page = press.page("weeks", paper=paper, weeks=paper.weeks, anchor="", begins=True)
    assert len(paper.weeks) == 2
    assert page.index("Voldoet") < page.index("Nog niet voldoet") < page.index("Boven verwachting")
    rated = sum(len(each.rated.latest(party)) for each in paper.weeks for party in PARTIES)
    assert page.count("×") == rated > 0
    assert is_tagged(filled_sheet(actor_of(cast.teacher), paper))


def test_a_mentor_who_rates_first_does_not_find_the_learners_marks(cast: Cast) -> None:
    with transaction():
        history = history_of(cast)
        history.submit(cast.learner, cast.placement, TODAY, state="submitted")
        history.rate(cast.learner, Rater.LEARNER, dict.fromkeys(("crack_free", "undercut"), "reached"))
        db.session.get_one(School, cast.school.id).blind_first = True
    [column] = of(cast, "mentor").sheets[0].columns
    assert column.sealed
    assert not any(column.levels(each)[0] for each in column.content.all_criteria.values())
    assert "zelf beoordeeld" in page_of(cast, of(cast, "mentor"))
    [open_one] = of(cast, "teacher").sheets[0].columns
    assert any(open_one.levels(each)[0] for each in open_one.content.all_criteria.values())


@pytest.mark.parametrize("name", ["other_mentor", "other_teacher", "other_learner", "outsider", "supervisor"])
def test_nobody_else_prints_it(cast: Cast, worked: History, client_for: ClientFor, name: str) -> None:
    client = client_for(getattr(cast, name))
    db.session.commit()
    answer = client.client.get(f"/paper/sheets/{WELDING}/learners/{cast.learner.id}.pdf", buffered=True)
    assert answer.status_code in (403, 404)
    if name != "other_learner":  # who prints the own work, whoever is named
        client.post(f"/paper/sheets/{WELDING}", {"learner_id": str(cast.learner.id)}, 404)


def test_a_guardian_gets_approved_weeks_alone(cast: Cast) -> None:
    with transaction():
        history = history_of(cast)
        db.session.get_one(School, cast.school.id).guardians_read = True
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
        history.submit(cast.learner, cast.placement, TODAY, state="submitted")
    paper = of(cast, "guardian")
    assert len(paper.sheets[0].columns) == 8 and not paper.commitments
    with transaction():
        for week in db.session.query(Week):
            week.state = "reopened"
    closed = of(cast, "guardian", None)
    assert not closed.sheets and not closed.weeks


def test_the_choice_leads_to_the_pdf(cast: Cast, worked: History, client_for: ClientFor) -> None:
    teacher, learner = client_for(cast.teacher), client_for(cast.learner)
    assert "Lege fiche als PDF" in teacher.get(f"/paper/sheets/{WELDING}").text
    wrong = teacher.post(f"/paper/sheets/{WELDING}", {"first": "2026-11-01"}, 422)
    assert "Kies een leerling." in wrong.text and wrong.soup.select("input[value='2026-11-01']")
    teacher.post(f"/paper/sheets/{WELDING}", {"learner_id": "x"}, 422)
    ends_first = {"learner_id": str(cast.learner.id), "first": "2026-11-01", "last": "2026-10-01"}
    assert "vóór de eerste" in teacher.post(f"/paper/sheets/{WELDING}", ends_first, 422).text
    there = learner.post(f"/paper/sheets/{WELDING}").location
    db.session.commit()
    answer = learner.client.get(there, buffered=True)
    assert answer.data.startswith(b"%PDF") and answer.headers["Cache-Control"] == "private, no-store"
    assert "Lotte" not in answer.headers["Content-Disposition"]


def test_no_work_says_so_and_a_wrong_period_is_refused(cast: Cast, client_for: ClientFor) -> None:
    teacher, path = client_for(cast.teacher), f"/paper/sheets/{WELDING}/learners/{cast.learner.id}.pdf"
    assert "Nog niets ingevuld" in teacher.get(path, 404).text
    teacher.get(f"{path}?first=gisteren", 422)
    db.session.rollback()
    assert db.session.query(Look).filter_by(learner_id=cast.learner.id, viewer_id=cast.teacher.id).count() == 1


def test_it_takes_the_same_queries_for_little_and_much(
    cast: Cast, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    def read() -> None:
        of(cast, "teacher", None)

    with transaction():
        history = history_of(cast)
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 1)
    read()
    few = len(count_queries(read))
    with transaction():
        history.submit(cast.learner, None, date(2026, 10, 5))
        history.submit(cast.learner, cast.placement, date(2026, 10, 6))
        history.rate(cast.mentor, Rater.MENTOR)
    read()
    assert len(count_queries(read)) == few <= 16


def test_what_the_workplace_adds_is_printed_with_it(cast: Cast) -> None:
    with transaction():
        history_of(cast).submit(cast.learner, cast.placement, date(2026, 11, 9))
    saved(cast, note="Draag de grote kap.")
    assert "Draag de grote kap." in page_of(cast, of(cast))
    assert "Draag de grote kap." not in page_of(cast, of(cast, sheet=SOFT_SKILLS))


SHIPPED = sorted({each["kind"]: each["id"] for each in reversed(whole_library().sheets)}.values())
BUTT = next(each["id"] for each in whole_library().sheets if each.get("weld", {}).get("joint") == "butt")


@pytest.mark.parametrize("slug", sorted({*SHIPPED, BUTT}))
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_sheet_of_each_shipped_kind_prints_empty(cast: Cast, slug: str, language: str) -> None:
    raw = next(each for each in whole_library().sheets if each["id"] == slug)
    content = read_content(raw, version_id=uuid4(), number=1)
    with speaking(language):
        pdf = empty_sheet(actor_of(cast.teacher), content)
    assert is_tagged(pdf) and 1 <= sheets_of(pdf) <= 4


def test_what_is_retired_is_not_printed(cast: Cast) -> None:
    raw = deepcopy(next(each for each in whole_library().sheets if each["id"] == WELDING))
    criterion = raw["evaluation"]["criteria"][0]
    words = criterion["text"]["nl"]
    for retired in (False, True):
        criterion["retired"] = retired
        content = read_content(raw, version_id=uuid4(), number=1)
        page = SheetPress().page("empty", content=content, school="Proef", overlays=[])
        assert (words in unescape(page)) is not retired


def test_the_words_are_in_the_pdf(cast: Cast, worked: History, tmp_path: Path) -> None:
    pdf = filled_sheet(actor_of(cast.teacher), of(cast))
    assert is_tagged(pdf)
    if which("pdftotext"):
        (tmp_path / "sheet.pdf").write_bytes(pdf)
        read = subprocess.run(["pdftotext", "-layout", tmp_path / "sheet.pdf", "-"], capture_output=True, check=True)
        assert not read.stderr
        text = " ".join(read.stdout.decode().split())
        for word in (cast.learner.name, cast.company.name, cast.mentor.name, "LL M LK", "Testlas tonen voor je begint"):
            assert word in text, word
