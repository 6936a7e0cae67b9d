"""What the rows of a roster contradict in each other."""

from collections.abc import Iterable, Iterator

from logbook.core.texts import N_

from .rows import AT_COMPANIES, IN_CLASSES, Key, Problem, Row

WHO = N_("Geef een nummer, een e-mailadres of een geboortedatum: een naam alleen kan van twee mensen zijn.")
DOUBLED = N_("Deze regel staat er al, op regel %(line)s.")
ANOTHER_NAME = N_("Op regel %(line)s heeft deze persoon een andere naam, een ander adres of een andere geboortedatum.")
SAME_ADDRESS = N_("Dit e-mailadres staat al bij iemand anders, op regel %(line)s.")
NO_COMPANY = N_("Vul het bedrijf in: deze rol hoort bij een bedrijf.")
NO_CHILD = N_("Vul bij een ouder het nummer van de leerling in.")
UNKNOWN_CHILD = N_("Leerling %(number)s staat niet in dit bestand.")
NO_CLASS_HERE = N_("Deze rol hoort niet bij een klas. Laat de klas leeg.")
ENDS_FIRST = N_("De einddatum komt voor de begindatum.")


def contradictions(rows: list[Row]) -> list[Problem]:
    """Return what is wrong with rows that are each readable, in the order of the lines."""
    return sorted(_all(rows), key=lambda problem: problem.line or 0)


def _all(rows: list[Row]) -> Iterator[Problem]:
    numbers = {row.source_id for row in rows if row.source_id and row.role in IN_CLASSES}
    for row in rows:
        yield from _alone(row, numbers)
    yield from _between(rows)


def _alone(row: Row, numbers: set[str]) -> Iterator[Problem]:
    if row.key is None:
        yield Problem(row.line, "nummer", WHO)
    if row.role in AT_COMPANIES and not row.company:
        yield Problem(row.line, "bedrijf", NO_COMPANY)
    if row.class_name and row.role not in IN_CLASSES:
        yield Problem(row.line, "klas", NO_CLASS_HERE)
    if row.from_date and row.until_date and row.until_date < row.from_date:
        yield Problem(row.line, "tot", ENDS_FIRST)
    yield from _children(row, numbers)


def _children(row: Row, numbers: set[str]) -> Iterator[Problem]:
    if row.role == "guardian" and not row.learners:
        yield Problem(row.line, "leerling", NO_CHILD)
    for number in row.learners:
        if number not in numbers:
            yield Problem(row.line, "leerling", UNKNOWN_CHILD, (("number", number),))


def _between(rows: Iterable[Row]) -> Iterator[Problem]:
    """Compare rows of one person with each other, and addresses of different people."""
    places: dict[tuple[object, ...], int] = {}
    people: dict[Key, Row] = {}
    addresses: dict[str, Row] = {}
    for row in rows:
        if row.key is None:
            continue
        place = (row.key, row.place)
        first = people.setdefault(row.key, row)
        if place in places:
            yield Problem(row.line, None, DOUBLED, (("line", str(places[place])),))
        elif _facts(first) != _facts(row):
            yield Problem(row.line, None, ANOTHER_NAME, (("line", str(first.line)),))
        places.setdefault(place, row.line)
        owner = addresses.setdefault(row.email, row) if row.email else row
        if owner.key != row.key:
            yield Problem(row.line, "e-mail", SAME_ADDRESS, (("line", str(owner.line)),))


def _facts(row: Row) -> tuple[object, ...]:
    return (row.given_name, row.family_name, row.email, row.born_on)
