"""The files of a class as a workbook: one sheet for each group, real numbers, and texts that stay texts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from flask_babel import gettext as _

from logbook.councils.queries.document import Document
from logbook.web.language import text_of
from logbook.web.spreadsheet import Cell, Table, spreadsheet
from logbook.web.words import mark_words

Row = tuple[Cell, ...]
Rows = Iterator[Row]


def class_spreadsheet(documents: list[Document]) -> bytes:
    """Return the documents of a class as an Excel workbook in the reader's language."""
    return spreadsheet(_tables(documents))


def _tables(documents: list[Document]) -> Iterator[Table]:
    yield _overview(documents)
    yield from _sheets(documents)
    yield _soft_skills(documents)
    yield _points(documents)
    yield _commitments(documents)
    yield _visits(documents)


def _rows(documents: list[Document], rows_of: Callable[[Document], Iterable[Row]]) -> Rows:
    """Yield the rows of all learners, each with the learner's name before it."""
    for document in documents:
        for row in rows_of(document):
            yield (document["learner"]["name"], *row)


def _overview(documents: list[Document]) -> Table:
    header = (
        *(_("Leerling"), _("Werkplek"), _("Mentor"), _("Uren per week"), _("Dagen ingevuld"), _("Uren gewerkt")),
        *(_("Weken goedgekeurd"), _("Weken"), _("Te laat ingevuld"), _("Dagen ziek"), _("Dagen afwezig")),
        *(_("Naast elkaar beoordeeld"), _("Gelijk met de mentor"), _("Leerling hoger"), _("Leerling lager")),
        _("Gewiste dagen"),
    )
    period = next((each["period"] for each in documents), None)
    note = _("Van %(first)s tot %(last)s.", first=period["first"], last=period["last"]) if period else ""
    return Table(_("Overzicht"), header, _rows(documents, lambda each: [_figures(each)]), note)


def _figures(document: Document) -> Row:
    numbers, compared = document["figures"], document["calibration"]
    places = document["placements"]
    return (
        "; ".join(each["company"] for each in places),
        "; ".join(each["mentor"] for each in places if each["mentor"]),
        places[0]["hours_per_week"] if places else None,
        numbers["days"],
        round(numbers["minutes"] / 60, 2),
        *(numbers[name] for name in ("weeks_approved", "weeks", "late", "sick", "absent")),
        *(compared[name] for name in ("pairs", "same", "over", "under")),
        document["erased"]["entries"],
    )


def _sheets(documents: list[Document]) -> Iterator[Table]:
    """Yield a table for each task sheet that somebody was rated on."""
    titles: dict[str, Mapping[str, str]] = {}
    for document in documents:
        titles |= {sheet["id"]: sheet["title"] for sheet in document["sheets"]}
    words = mark_words()
    header = (
        *(_("Leerling"), _("Groep"), _("Criteria"), _("Fase")),
        *(words[rater].capitalize() for rater in ("learner", "mentor", "teacher")),
        _("Verschil"),
    )
    for sheet_id, title in titles.items():
        yield Table(text_of(title), header, _rows(documents, _counts_on(sheet_id)))


def _counts_on(sheet_id: str) -> Callable[[Document], Iterable[Row]]:
    def rows(document: Document) -> Rows:
        stages = {each["id"]: text_of(each["title"]) for each in document["stages"]}
        for sheet in document["sheets"]:
            if sheet["id"] == sheet_id:
                differs = ", ".join(text_of(each) for each in sheet["differs"])
                for group in sheet["groups"]:
                    for stage, title in stages.items():
                        if counts := group["counts"].get(stage):
                            yield (text_of(group["title"]), group["of"], title, *counts, differs)

    return rows


def _soft_skills(documents: list[Document]) -> Table:
    words = mark_words()
    parties = (words[rater].capitalize() for rater in ("learner", "mentor", "teacher"))

    def rows(document: Document) -> Rows:
        for group in document["soft_skills"] or ():
            for row in group["rows"]:
                marks = row["marks"] or ("none", "none", "none")
                yield (text_of(group["title"]), text_of(row["short"]), *(words[mark] for mark in marks))

    return Table(_("Houding"), (_("Leerling"), _("Groep"), _("Houding"), *parties), _rows(documents, rows))


def _points(documents: list[Document]) -> Table:
    kinds = {"strong": _("Sterk"), "work": _("Werkpunt")}

    def rows(document: Document) -> Rows:
        for name, kind in kinds.items():
            for each in document[name]:
                yield (kind, each["text"], each["example"], each["by"], date.fromisoformat(each["on"]))

    header = (_("Leerling"), _("Soort"), _("Tekst"), _("Voorbeeld"), _("Van"), _("Dag"))
    return Table(_("Sterk en werkpunten"), header, _rows(documents, rows))


def _commitments(documents: list[Document]) -> Table:
    states = {"done": _("nagekomen"), "dropped": _("vervallen"), "overdue": _("te laat"), "open": _("open")}
    words = mark_words()

    def rows(document: Document) -> Rows:
        for each in document["commitments"]:
            owner = words.get(each["owner"], each["owner"])
            yield (each["text"], owner, date.fromisoformat(each["due_on"]), states.get(each["state"], each["state"]))

    return Table(
        _("Afspraken"), (_("Leerling"), _("Afspraak"), _("Wie"), _("Tegen"), _("Hoe het staat")), _rows(documents, rows)
    )


def _visits(documents: list[Document]) -> Table:
    def rows(document: Document) -> Rows:
        for each in document["visits"]:
            yield (date.fromisoformat(each["on"]), each["company"], each["by"], each["report"])

    return Table(
        _("Bezoeken"), (_("Leerling"), _("Dag"), _("Bedrijf"), _("Door"), _("Verslag")), _rows(documents, rows)
    )
