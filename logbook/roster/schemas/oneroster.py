"""OneRoster 1.2 CSV bundles (1EdTech, "OneRoster CSV Binding 1.2"): a zip with a manifest and one file for each thing.

Read are users, roles, classes, enrollments and, for guardians, the users' agents. A record with the status
`tobedeleted` is left out, so that a full import may end it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.roster.policy import Problem, Roster, Row

from .archive import opened, unpacked
from .row import read_row
from .text import Line, Unreadable, decoded, lines_of

MANIFEST, USERS, ROLES, CLASSES, ENROLLMENTS = (
    f"{name}.csv" for name in ("manifest", "users", "roles", "classes", "enrollments")
)
VERSION = N_("Dit is geen OneRoster 1.2: in manifest.csv staat versie %(version)s.")
NO_FILE = N_("Het bestand %(file)s ontbreekt in de zip.")
NO_COLUMN = N_("De kolom %(column)s ontbreekt.")
UNKNOWN_USER = N_("Deze regel noemt een persoon (%(id)s) die niet in users.csv staat.")
UNKNOWN_CLASS = N_("Deze regel noemt een klas (%(id)s) die niet in classes.csv staat.")
_ROLES = {
    "student": Role.LEARNER,
    "teacher": Role.TEACHER,
    "aide": Role.TEACHER,
    "counselor": Role.COUNSELLOR,
    "siteAdministrator": Role.COORDINATOR,
    "principal": Role.COORDINATOR,
    "guardian": Role.GUARDIAN,
    "parent": Role.GUARDIAN,
    "relative": Role.GUARDIAN,
}
_NEEDED = {
    USERS: ("sourcedId", "givenName", "familyName"),
    ROLES: ("userSourcedId", "role"),
    CLASSES: ("sourcedId", "title"),
    ENROLLMENTS: ("classSourcedId", "userSourcedId", "role"),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One line of one file of the bundle, by the columns' names."""

    file: str
    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Bundle:
    """What a bundle says, before it is rows."""

    users: dict[str, Record] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_oneroster(content: bytes) -> Roster:
    """Return the rows of a bundle: one for each enrolment, and one for each role without any."""
    try:
        archive = opened(content)
        _require_version(archive)
        bundle = Bundle()
        bundle.users = {record.cells["sourcedId"]: record for record in _records(archive, USERS)}
        classes = _records(archive, CLASSES)
        bundle.classes = {record.cells["sourcedId"]: record.cells.get("title", "") for record in classes}
        rows = list(_rows(archive, bundle))
    except Unreadable as error:
        return Roster([], [error.problem])
    return Roster([] if bundle.problems else rows, bundle.problems)


def _require_version(archive: ZipFile) -> None:
    told = {line.cells[0]: line.cells[-1] for line in _lines(archive, MANIFEST)}
    version = told.get("oneroster.version", "?")
    if version != "1.2":
        raise Unreadable(VERSION, version=version)


def _rows(archive: ZipFile, bundle: Bundle) -> Iterator[Row]:
    seen: set[tuple[str, Role]] = set()
    for record in _records(archive, ENROLLMENTS):
        if (role := _ROLES.get(record.cells.get("role", ""))) and (user := _user(record, bundle)):
            title = bundle.classes.get(record.cells["classSourcedId"])
            if title is None:
                bundle.problems.append(_unknown(record, UNKNOWN_CLASS, record.cells["classSourcedId"]))
                continue
            seen.add((user.cells["sourcedId"], role))
            yield from _row(bundle, user, record, {"role": role.value, "class_name": title})
    children = _children(bundle)
    for record in _records(archive, ROLES):
        if (role := _ROLES.get(record.cells.get("role", ""))) and (user := _user(record, bundle)):
            about = (user.cells["sourcedId"], role)
            if about not in seen and (role is not Role.GUARDIAN or about[0] in children):
                seen.add(about)
                of = " ".join(children.get(about[0], ())) if role is Role.GUARDIAN else ""
                yield from _row(bundle, user, record, {"role": role.value, "learners": of})


def _children(bundle: Bundle) -> dict[str, list[str]]:
    """Return the learners' numbers by their guardians': a user's agents are the people who answer for them."""
    children: dict[str, list[str]] = {}
    for number, user in bundle.users.items():
        for agent in filter(None, user.cells.get("agentSourceIds", "").split(",")):
            children.setdefault(agent.strip(), []).append(number)
    return children


def _user(record: Record, bundle: Bundle) -> Record | None:
    number = record.cells.get("userSourcedId", "")
    user = bundle.users.get(number)
    if user is None:
        bundle.problems.append(_unknown(record, UNKNOWN_USER, number))
    return user


def _unknown(record: Record, text: str, number: str) -> Problem:
    return Problem(record.line, None, text, (("id", number),), record.file)


def _row(bundle: Bundle, user: Record, record: Record, place: dict[str, str]) -> Iterator[Row]:
    cells = place | {
        "given_name": user.cells.get("preferredGivenName") or user.cells.get("givenName", ""),
        "family_name": user.cells.get("familyName", ""),
        "source_id": user.cells["sourcedId"],
        "email": user.cells.get("email", ""),
        "from_date": record.cells.get("beginDate", "")[:10],
        "until_date": record.cells.get("endDate", "")[:10],
    }
    read = read_row(record.line, {name: cell for name, cell in cells.items() if cell})
    if isinstance(read, Row):
        yield read
    else:
        bundle.problems += [Problem(user.line, told.column, told.text, told.values, user.file) for told in read]


def _records(archive: ZipFile, name: str) -> Iterator[Record]:
    """Yield the records of a file that are not to be deleted. Raises Unreadable for a file or column that lacks."""
    lines = iter(_lines(archive, name))
    header = next(lines, None)
    columns = header.cells if header else []
    for column in _NEEDED[name]:
        if column not in columns:
            raise Unreadable(NO_COLUMN, header.number if header else None, column=f"{name}: {column}")
    for line in lines:
        record = Record(name, line.number, dict(zip(columns, line.cells, strict=False)))
        if record.cells.get("status", "") != "tobedeleted":
            yield record


def _lines(archive: ZipFile, name: str) -> Iterator[Line]:
    inside = next((path for path in archive.namelist() if path.rpartition("/")[2].lower() == name), None)
    if inside is None:
        raise Unreadable(NO_FILE, file=name)
    return lines_of(decoded(unpacked(archive, inside)))
