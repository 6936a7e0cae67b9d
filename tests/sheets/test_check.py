"""Every mistake in a sheet file is told with file, path and reason."""

from pathlib import Path

import pytest

from logbook.sheets.schemas import read_library

from .files import WELDING, Change, drop, put, write

SOFT, STAGES = "soft-skills", "cognitive-apprenticeship"
CRITERIA = ("evaluation", "criteria")
NOT_ID = "must be lower-case words joined by underscores"

MISTAKES: list[tuple[str, Change, str, str]] = [
    (WELDING, drop(*CRITERIA, 3, "text", "fr"), "evaluation.criteria[3].text.fr", "is missing"),
    (WELDING, put(*CRITERIA, 3, "text", "en", value=" "), "evaluation.criteria[3].text.en", "is empty"),
    (WELDING, put("title", "nl", value=None), "title.nl", "is empty"),
    (WELDING, put("title", "nl", value="twee\nregels"), "title.nl", "must be one line without spaces around it"),
    (WELDING, put("title", "nl", value="x" * 101), "title.nl", "is longer than 100 characters"),
    (WELDING, put("title", "de", value="Schweißen"), "title.de", "is not a key of this format"),
    (WELDING, put("title", value="Lassen"), "title", "must be a mapping of keys"),
    (WELDING, put("title", "nl", value=True), "title.nl", "must be a text in quotes"),
    (WELDING, put("colour", value="red"), "colour", "is not a key of this format"),
    (WELDING, put("steps", value="weld"), "steps", "must be a list"),
    (WELDING, put("steps", value=[]), "steps", "needs at least 1"),
    (WELDING, put("steps", 2, "id", value="Meet de stukken"), "steps[2].id", NOT_ID),
    (WELDING, put("steps", 2, "id", value="mark_out"), "steps[5].id", "“mark_out” is already used at steps[2].id"),
    (WELDING, put("format", value="sheet/9"), "format", "must be “sheet/1”"),
    (WELDING, drop("kind"), "kind", "is missing"),
    (WELDING, put("kind", value="poem"), "kind", "must be one of task, theme, attitude, didactic_model"),
    (WELDING, put("id", value="other-sheet"), "id", f"must be the file's name, “{WELDING}”"),
    (WELDING, put("id", value="Other Sheet"), "id", "must be lower-case words joined by hyphens"),
    (WELDING, put("evaluation", "scale", value="marks"), "evaluation.scale", "there is no scale “marks” under scales"),
    (WELDING, put(*CRITERIA, 1, "iso6520", value=["1"]), "evaluation.criteria[1].iso6520[0]", "is not an ISO 6520-1"),
    (
        WELDING,
        put(*CRITERIA, 1, "iso6520", value=[100]),
        "evaluation.criteria[1].iso6520[0]",
        "must be a text in quotes",
    ),
    (
        WELDING,
        put(*CRITERIA, 1, "drawing", value="duck"),
        "evaluation.criteria[1].drawing",
        "there is no drawing “duck”",
    ),
    (WELDING, drop(*CRITERIA, 1, "bad"), "evaluation.criteria[1].bad", "a drawing needs both captions"),
    (
        WELDING,
        put(*CRITERIA, 1, "id", value="removes_burrs"),
        "evaluation.criteria[1].id",
        "is already used at daily_log",
    ),
    (
        WELDING,
        put(*CRITERIA, 6, "measurement", "minimum", value=99),
        "evaluation.criteria[6].measurement.maximum",
        "above",
    ),
    (
        WELDING,
        put(*CRITERIA, 6, "measurement", "step", value=0),
        "evaluation.criteria[6].measurement.step",
        "above zero",
    ),
    (
        WELDING,
        put(*CRITERIA, 6, "measurement", "unit", value="inch"),
        "evaluation.criteria[6].measurement.unit",
        "inch",
    ),
    (
        WELDING,
        put(*CRITERIA, 6, "measurement", "step", value="x"),
        "evaluation.criteria[6].measurement.step",
        "a number",
    ),
    (
        WELDING,
        put("other_imperfections", "codes", 1, "code", value="104"),
        "other_imperfections.codes[1].code",
        "“104”",
    ),
    (WELDING, put("daily_log", "fields", 0, "kind", value="colour"), "daily_log.fields[0].kind", "not a kind of field"),
    (WELDING, drop("daily_log", "fields", 3, "options"), "daily_log.fields[3].options", "the kind choice"),
    (WELDING, put("scales", "reached", 0, "order", value=7), "scales.reached", "order must number the levels from 1"),
    (WELDING, put("scales", "reached", 0, "order", value="x"), "scales.reached[0].order", "must be a whole number"),
    (WELDING, put("scales", "reached", 0, "counts_as_met", value=False), "scales.reached", "needs a level that counts"),
    (
        WELDING,
        put("scales", "reached", 0, "counts_as_met", value="yes"),
        "scales.reached[0].counts_as_met",
        "true or false",
    ),
    (WELDING, put("scales", value="reached"), "scales", "must be a mapping of names"),
    (
        WELDING,
        put("weld", "position", value="PH"),
        "weld.position",
        "“PH” is no position for a fillet weld of plate: PA,",
    ),
    (WELDING, put("weld", "joint", value="lap"), "weld.joint", "“lap” is neither fillet nor butt"),
    (WELDING, put("weld", "product", value="beam"), "weld.product", "“beam” is neither plate nor tube"),
    (WELDING, put("weld", "processes", value=["999"]), "weld.processes[0]", "“999” is not a process of this format"),
    (WELDING, put("weld", "processes", value=["135"]), "weld.materials", "aluminium is welded with 131 or 141 only"),
    (WELDING, put("weld", "materials", value=[]), "weld.materials", "needs at least 1"),
    (SOFT, put("scales", "expectation", 0, "makes", value="gold"), "scales.expectation[0].makes", "“gold”"),
    (SOFT, put("rating", "cadence", value="month"), "rating.cadence", "“month” is neither entry nor week"),
    (SOFT, put("groups", 1, "items", 0, "id", value="punctuality"), "groups[1].items[0].id", "groups[0].items[1].id"),
    (STAGES, put("stages", 0, "id", value="dreaming"), "stages[0].id", "is not one of the six stages"),
    (STAGES, drop("stages", 5), "stages", "must be modelling, coaching"),
    (STAGES, put("stages", 0, "questions", value=[]), "stages[0].questions", "needs at least 3"),
]


@pytest.mark.parametrize(("sheet_id", "change", "path", "reason"), MISTAKES, ids=[case[2] for case in MISTAKES])
def test_a_mistake_is_told(tmp_path: Path, sheet_id: str, change: Change, path: str, reason: str) -> None:
    write(tmp_path, sheet_id, change)
    library = read_library(tmp_path)
    assert not library.sheets
    told = [problem for problem in library.problems if problem.path == path and reason in problem.reason]
    assert told, [str(problem) for problem in library.problems]
    assert told[0].file == f"{sheet_id}.yaml"
    assert str(told[0]).startswith(f"{sheet_id}.yaml: {path}: ")


def test_one_mistake_hides_no_other(tmp_path: Path) -> None:
    def change(document: dict[str, object]) -> None:
        drop("title", "fr")(document)
        put("evaluation", "scale", value="marks")(document)
        put("steps", 1, "id", value="study_drawing")(document)

    write(tmp_path, WELDING, change)
    write(tmp_path, SOFT, drop("summary"))
    write(tmp_path, STAGES)
    library = read_library(tmp_path)
    assert {(problem.file, problem.path) for problem in library.problems} == {
        (f"{WELDING}.yaml", "title.fr"),
        (f"{WELDING}.yaml", "evaluation.scale"),
        (f"{WELDING}.yaml", "steps[1].id"),
        ("soft-skills.yaml", "summary"),
    }
    assert [sheet["id"] for sheet in library.sheets] == [STAGES]


BROKEN = [
    (b'id: "a"\n  kind: "task"\n', "line 2, column 3", "is not valid YAML"),
    (b'kind: "task"\nkind: "theme"\n', "line 2, column 1", "the key “kind” comes twice"),
    (b"a: &many [1, 2]\nb: [*many, *many]\n", "line 2, column 5", "aliases are not allowed"),
    (b"[" * 40, "line 1, column 21", "it is nested deeper than 20 levels"),
    (b"title: !!python/object:os.system x\n", "line 1, column 8", "tags"),
    (b"? [a, b]\n: 1\n", "line 1, column 3", "a key must be a text"),
    (b"yes: 1\n", "line 1, column 1", "a key must be a text"),
    (b"\xff\xfe\x00nope", "", "is not UTF-8 text"),
    (b'title: "bell \x07"\n', "", "holds characters that YAML does not allow"),
    (b"- just\n- a list\n", "", "must be a mapping of keys"),
    (b"", "", "must be a mapping of keys"),
    (b"#" * 300_000, "", "is larger than 256 kB"),
]


@pytest.mark.parametrize(("text", "path", "reason"), BROKEN, ids=[case[2] for case in BROKEN])
def test_a_file_that_is_no_document_is_told(tmp_path: Path, text: bytes, path: str, reason: str) -> None:
    (tmp_path / "broken.yaml").write_bytes(text)
    (problem,) = read_library(tmp_path).problems
    assert problem.file == "broken.yaml"
    assert problem.path == path
    assert reason in problem.reason


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (problem,) = read_library(tmp_path).problems
    assert problem.reason == "holds no sheet files (*.yaml)"


def test_what_is_left_out_gets_its_default(tmp_path: Path) -> None:
    write(tmp_path, SOFT, drop("groups", 0, "items", 0, "extension"))
    (sheet,) = read_library(tmp_path).sheets
    assert sheet["groups"][0]["items"][0]["extension"] is False
