"""How a roster differs from what the school has, as deeds that would make them agree.

The same file again asks for nothing. A time that runs already is kept as it is: the file's beginning counts for what is
new alone. Nobody is deleted; who leaves gets an end date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from logbook.core.roles import Role
from logbook.core.texts import N_

from .known import Known, KnownPerson, KnownTime
from .rows import Key, Problem, Row

OTHER_NUMBER = N_("Dit e-mailadres is bij ons van iemand met nummer %(number)s.")
TAKEN_ADDRESS = N_("Dit e-mailadres is bij ons al van iemand anders.")
NOT_FOR_A_LEARNER = N_(
    "Dit adres kan niet bij een leerling. Laat het leeg: een leerling meldt zich aan met een QR-code."
)
FACTS = ("given_name", "family_name", "email", "born_on")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: its kind (the name of what does it), to whom, and what it needs."""

    kind: str
    name: str
    key: Key = ()
    line: int | None = None
    role: str | None = None
    place: str | None = None
    thing: tuple[str, ...] = ()
    from_date: date | None = None
    until_date: date | None = None
    changes: tuple[tuple[str, str | None, str | None], ...] = ()


@dataclass(slots=True)
class Comparison:
    """What there is to do, in an order in which it can be done, what stands against it, and whom the file found."""

    deeds: list[Deed] = field(default_factory=list)
    people: dict[Key, UUID] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def compare(rows: list[Row], known: Known, ends: bool) -> Comparison:
    """Return what would make the school agree with `rows`; `ends` stops who is not in the file, role by role."""
    found = Comparison()
    found.deeds += _places(rows, known)
    first: dict[Key, Row] = {row.key: row for row in reversed(rows) if row.key}
    people = {key: known.person_of(row) for key, row in first.items()}
    found.people = {key: person.id for key, person in people.items() if person}
    for key, row in sorted(first.items(), key=lambda item: item[1].line):
        found.problems += _against(row, people[key], known)
        found.deeds += _person(row, people[key])
    found.problems += _learners_of_elsewhere(rows, people, known)
    found.deeds += _sources(first, people)
    found.deeds += _roles(rows, people, known)
    found.deeds += _classes(rows, people, known)
    found.deeds += _guardians(rows, people, known)
    found.deeds += _moved(rows, people, known)
    if ends:
        found.deeds += _missing(rows, people, known)
    return found


def _places(rows: list[Row], known: Known) -> Iterator[Deed]:
    """Yield the classes and companies that the school does not have yet, each once."""
    classes = {row.class_name.casefold(): row for row in reversed(rows) if row.class_name}
    companies = {row.company.casefold(): row for row in reversed(rows) if row.company}
    for name, row in sorted(classes.items()):
        if name not in known.classes:
            yield Deed("add_class", row.class_name or "", line=row.line, place=row.class_name)
    for name, row in sorted(companies.items()):
        if name not in known.companies:
            yield Deed("add_company", row.company or "", line=row.line, place=row.company)


def _against(row: Row, person: KnownPerson | None, known: Known) -> Iterator[Problem]:
    """Yield why a row cannot be about the person whom it finds, or cannot have its address."""
    if person and row.source_id and person.source_id and person.source_id != row.source_id:
        yield Problem(row.line, "nummer", OTHER_NUMBER, (("number", person.source_id),))
    owner = known.by_key.get(("mail", row.email)) if row.email else None
    if person and owner and owner != person.id:
        yield Problem(row.line, "e-mail", TAKEN_ADDRESS)


def _learners_of_elsewhere(rows: list[Row], people: dict[Key, KnownPerson | None], known: Known) -> Iterator[Problem]:
    """Yield who would become a learner here and is another school's: a learner's days hang on the person."""
    for row in rows:
        person = people[row.key] if row.key else None
        learns = person and (person.id, Role.LEARNER.value, None) in known.roles
        if row.role is Role.LEARNER and person and person.elsewhere and not learns:
            yield Problem(row.line, "e-mail", NOT_FOR_A_LEARNER)


def _person(row: Row, person: KnownPerson | None) -> Iterator[Deed]:
    if person is None:
        facts = tuple((name, None, _text(getattr(row, name))) for name in FACTS)
        yield Deed("add_person", row.name, row.key or (), row.line, changes=facts)
    elif changes := _changes(row, person):
        yield Deed("change_person", row.name, row.key or (), row.line, thing=(str(person.id),), changes=changes)


def _sources(first: dict[Key, Row], people: dict[Key, KnownPerson | None]) -> Iterator[Deed]:
    for key, row in first.items():
        person = people[key]
        if row.source_id and (person is None or person.source_id is None):
            yield Deed("name_source", row.name, key, row.line, place=row.source_id)


def _changes(row: Row, person: KnownPerson) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return what the file says otherwise. Who has a role at another school too keeps the own name and address."""
    if person.elsewhere:
        return ()
    told = ((name, _text(getattr(person, name)), _text(getattr(row, name))) for name in FACTS)
    return tuple((name, old, new) for name, old, new in told if new is not None and new != old)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _roles(rows: list[Row], people: dict[Key, KnownPerson | None], known: Known) -> Iterator[Deed]:
    """Yield what gives the roles, or moves their ends: each role once, in however many classes it is.

    The dates of a line with a class are the class's: the role runs on.
    """
    seen = set()
    for row in rows:
        place = (row.key, row.role, (row.company or "").casefold())
        if place not in seen:
            seen.add(place)
            first, last = row.from_date, None if row.class_name else row.until_date
            yield from _time(_about(row, "role", row.company), _role_times(row, people, known), first, last, known)


def _role_times(row: Row, people: dict[Key, KnownPerson | None], known: Known) -> list[KnownTime]:
    person = people[row.key] if row.key else None
    company = known.companies.get(row.company.casefold()) if row.company else None
    if person is None or (row.company and company is None):
        return []
    return known.roles.get((person.id, row.role.value, company), [])


def _classes(rows: list[Row], people: dict[Key, KnownPerson | None], known: Known) -> Iterator[Deed]:
    for row in rows:
        if row.class_name:
            person, group = people[row.key] if row.key else None, known.classes.get(row.class_name.casefold())
            times = known.members.get((person.id, row.role.value, group), []) if person and group else []
            yield from _time(_about(row, "class", row.class_name), times, row.from_date, row.until_date, known)


def _about(row: Row, kind: str, place: str | None) -> Deed:
    return Deed(kind, row.name, row.key or (), row.line, row.role.value, place)


def _time(about: Deed, times: list[KnownTime], first: date | None, last: date | None, known: Known) -> Iterator[Deed]:
    """Yield that a time begins or that its end moves; nothing when it is as the file says."""
    running = next((time for time in times if time.runs(known.today)), None)
    if running is not None:
        if last is not None and last != running.until_date and last >= running.from_date:
            yield replace(about, kind=f"end_{about.kind}", thing=running.thing, until_date=last)
    elif last is None or last >= known.today:
        begin = first or max(known.today, known.begins)
        begin = min(begin, last) if last else begin
        yield replace(about, kind=f"begin_{about.kind}", from_date=begin, until_date=last)


def _guardians(rows: list[Row], people: dict[Key, KnownPerson | None], known: Known) -> Iterator[Deed]:
    for row in rows:
        guardian = people[row.key] if row.key else None
        for number in row.learners:
            child = people.get(("id", number))
            if guardian and child and (guardian.id, child.id) in known.guardians:
                continue
            yield Deed("add_guardian", row.name, row.key or (), row.line, row.role.value, thing=("id", number))


def _moved(rows: list[Row], people: dict[Key, KnownPerson | None], known: Known) -> Iterator[Deed]:
    """Yield the classes that learners leave because the file has them in another one of the same year."""
    wanted: dict[UUID, tuple[Row, set[UUID | None]]] = {}
    for row in rows:
        person = people[row.key] if row.key else None
        if person and row.class_name and row.role is Role.LEARNER:
            wanted.setdefault(person.id, (row, set()))[1].add(known.classes.get(row.class_name.casefold()))
    names = {group: name for name, group in known.classes.items()}
    for (person_id, role, group), times in known.members.items():
        if role == Role.LEARNER and person_id in wanted and group not in wanted[person_id][1]:
            row = wanted[person_id][0]
            yield from _stop(replace(_about(row, "end_class", names[group]), line=None), times, known)


def _missing(rows: list[Row], people: dict[Key, KnownPerson | None], known: Known) -> Iterator[Deed]:
    """Yield the ends of roles, and of places in classes, of whom the file does not name in a role that it names."""
    roles = {row.role.value for row in rows}
    named = {(person.id, row.role.value) for row in rows if row.key and (person := people[row.key])}
    classes, companies = ({id_: name for name, id_ in names.items()} for names in (known.classes, known.companies))
    for (person_id, role, company), times in known.roles.items():
        if role in roles and (person_id, role) not in named and person_id != known.me:
            yield from _stop(
                _leaving("end_role", person_id, role, companies[company] if company else None, known), times, known
            )
    for (person_id, role, group), times in known.members.items():
        if role in roles and (person_id, role) not in named:
            yield from _stop(_leaving("end_class", person_id, role, classes[group], known), times, known)


def _leaving(kind: str, person_id: UUID, role: str, place: str | None, known: Known) -> Deed:
    person = known.people[person_id]
    name = f"{person.given_name} {person.family_name}"
    return Deed(kind, name, ("known", str(person_id)), role=role, place=place)


def _stop(about: Deed, times: list[KnownTime], known: Known) -> Iterator[Deed]:
    """Yield the end of what runs: yesterday was its last day, or the day it was to begin."""
    for time in times:
        last = max(known.today - timedelta(days=1), time.from_date)
        if time.runs(known.today) and (time.until_date is None or time.until_date > last):
            yield replace(about, thing=time.thing, until_date=last)
