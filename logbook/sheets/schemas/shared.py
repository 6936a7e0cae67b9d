"""Shared parts: what several sheets say is written once, under a name, in the files of the folder `parts`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from .documents import UnreadableError, read_document
from .fields import MISSING, SHAPE, Items, Named, Nested, Part, Text, identifier, words
from .messages import flat
from .parts import ISO_6520

FORMAT = "parts/1"
IMPERFECTIONS_FORMAT = "imperfections/1"
FOLDER = "parts"
SECTIONS = ("texts", "scales", "header", "fields", "options", "checks", "criteria", "items", "sections", "groups")
IMPERFECTIONS = "imperfections"

Name = tuple[str, str]
"""A section and a name in it."""


class PartsSchema(Part):
    """A file of shared parts: by section, then by name. What a part holds is checked in the sheets that use it."""

    format = Text(required=True, validate=validate.Equal(FORMAT, error=f"must be “{FORMAT}”"))


for _section in SECTIONS:
    _inner = fields.Raw() if _section == "scales" else fields.Dict(error_messages={"invalid": SHAPE["type"]})
    PartsSchema._declared_fields[_section] = Named(keys=identifier(), values=_inner)


class _Coded(Part):
    """One imperfection of the catalogue; the rest of it is checked in the sheets that use it."""

    class Meta:
        unknown = "include"

    code = Text(required=True, validate=ISO_6520)


class CatalogueSchema(Part):
    """The catalogue of imperfections: each by its number."""

    format = Text(required=True, validate=validate.Equal(IMPERFECTIONS_FORMAT))
    edition = words(40)
    imperfections = Items(Nested(_Coded), required=True, error_messages=MISSING)


@dataclass(frozen=True, slots=True)
class SharedPart:
    """One part as written, with the file and the path in it where it stands."""

    value: Any
    file: str
    path: str


@dataclass(slots=True)
class SharedParts:
    """All shared parts of a library, the problems of their files, and the names that were used so far."""

    known: dict[Name, SharedPart] = field(default_factory=dict)
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    used: set[Name] = field(default_factory=set)

    def unused(self) -> Iterator[SharedPart]:
        """Yield the parts that nothing uses; the catalogue of imperfections may know more than the sheets name."""
        return (part for name, part in self.known.items() if name not in self.used and name[0] != IMPERFECTIONS)

    def add(self, name: Name, part: SharedPart) -> None:
        """Keep a part under its name; a name is given once in the whole folder."""
        first = self.known.setdefault(name, part)
        if first is not part:
            self.problems.append((part.file, part.path, f"“{name[1]}” is already used in {first.file}"))


def read_parts(folder: Path) -> SharedParts:
    """Return the parts that the folder `parts` inside `folder` holds; none when there is no such folder."""
    shared = SharedParts()
    for file in sorted((folder / FOLDER).glob("*.yaml")):
        name = f"{FOLDER}/{file.name}"
        try:
            document = read_document(file)
        except UnreadableError as error:
            shared.problems.append((name, error.path, error.reason))
            continue
        _add_file(shared, name, document)
    return shared


def _add_file(shared: SharedParts, file: str, document: dict[str, Any]) -> None:
    catalogue = document.get("format") == IMPERFECTIONS_FORMAT
    schema: type[Schema] = CatalogueSchema if catalogue else PartsSchema
    try:
        schema().load(document)
    except ValidationError as error:
        shared.problems += [(file, path, reason) for path, reason in flat(error.messages)]
        return
    if catalogue:
        for index, each in enumerate(document[IMPERFECTIONS]):
            shared.add((IMPERFECTIONS, each["code"]), SharedPart(each, file, f"{IMPERFECTIONS}[{index}]"))
        return
    for section in SECTIONS:
        for name, value in document.get(section, {}).items():
            named = value if section in ("texts", "scales") or "use" in value else {"id": name} | value
            shared.add((section, name), SharedPart(named, file, f"{section}.{name}"))
