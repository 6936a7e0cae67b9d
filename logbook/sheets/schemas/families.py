"""A family of sheets: one description with dimensions, from which a sheet is made for each of its cells."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from marshmallow import ValidationError, fields, validate

from logbook.sheets.models import LANGUAGES

from .cells import Cell, Dimensions
from .fields import MISSING, SHAPE, Items, Named, Part, Text, identifier
from .messages import flat, join
from .shared import SharedParts

FORMAT = "family/1"
MOST_CELLS = 200
NO_TEXT = "must be a text in quotes"
Found = tuple[str, str]


def _mappings(**options: Any) -> fields.Dict:
    return fields.Dict(error_messages=MISSING | {"invalid": SHAPE["type"]}, **options)


class FamilySchema(Part):
    """The frame of a family; what its sheets say is checked in each of them."""

    format = Text(required=True, validate=validate.Equal(FORMAT, error=f"must be “{FORMAT}”"))
    id = Text(required=True)
    dimensions = Named(
        keys=identifier(),
        values=Named(keys=Text(), values=Named(keys=identifier(), values=fields.Raw())),
        required=True,
    )
    cells = Items(_mappings(), required=True, validate=validate.Length(min=1, error="needs at least 1"))
    named = Items(_mappings())
    sheet = _mappings(required=True)


def cells_of(document: Mapping[str, Any], shared: SharedParts) -> tuple[list[Cell], list[Found]]:
    """Return the cells of a family, and path and reason of what is wrong with its frame."""
    try:
        FamilySchema().load(document)
    except ValidationError as error:
        return [], list(flat(error.messages))
    problems: list[Found] = []
    dimensions = _worded(document["dimensions"], shared, problems)
    chosen, found = _combinations(document["cells"], dimensions)
    problems += found
    names, found = _names(document.get("named", ()), dimensions, chosen)
    problems += [*found, *_idle(dimensions, chosen)]
    return [Cell(dimensions, dict(zip(dimensions, key, strict=True)), names.get(key)) for key in chosen], problems


Key = tuple[str, ...]
"""One value of each dimension, in their order."""


def _worded(written: Mapping[str, Any], shared: SharedParts, problems: list[Found]) -> Dimensions:
    """Return the dimensions with their words, those of shared texts put in."""
    return {
        dimension: {
            value: {
                name: _word(word, f"dimensions.{dimension}.{value}.{name}", shared, problems)
                for name, word in words.items()
            }
            for value, words in values.items()
        }
        for dimension, values in written.items()
    }


def _word(word: Any, path: str, shared: SharedParts, problems: list[Found]) -> Any:
    """Return a word: one text, or one for each language, written here or under a name among the shared texts."""
    if isinstance(word, dict) and "use" in word:
        part = shared.known.get(("texts", str(word["use"])))
        if part is None:
            problems.append((path, f"there is no “{word['use']}” among the shared texts"))
            return ""
        shared.used.add(("texts", str(word["use"])))
        return part.value
    if isinstance(word, dict):
        problems += [(f"{path}.{each}", "is missing") for each in LANGUAGES if each not in word]
        problems += [(f"{path}.{each}", NO_TEXT) for each, text in word.items() if not isinstance(text, str)]
    elif not isinstance(word, str):
        problems.append((path, NO_TEXT))
    return word


def _combinations(written: list[Any], dimensions: Mapping[str, Any]) -> tuple[dict[Key, str], list[Found]]:
    """Return every combination with the path of the line that asks for it."""
    found: dict[Key, str] = {}
    problems: list[Found] = []
    for index, line in enumerate(written):
        path = f"cells[{index}]"
        wrong = [*_wrong_choice(line, dimensions, path)]
        problems += wrong
        if wrong:
            continue
        if prod(len(_listed(line[dimension])) for dimension in dimensions) > MOST_CELLS:
            problems.append((path, f"asks for more than {MOST_CELLS} sheets"))
            continue
        for key in product(*(_listed(line[dimension]) for dimension in dimensions)):
            if key in found:
                problems.append((path, f"{' '.join(key)} is already among {found[key]}"))
            found.setdefault(key, path)
    return found, problems


def _wrong_choice(line: Mapping[str, Any], dimensions: Mapping[str, Any], path: str) -> Iterator[Found]:
    for name in line:
        if name not in dimensions:
            yield join(path, name), f"there is no dimension “{name}”"
    for dimension, values in dimensions.items():
        if dimension not in line:
            yield join(path, dimension), "is missing"
        for each in _listed(line.get(dimension, [])):
            if not isinstance(each, str) or each not in values:
                yield join(path, dimension), f"there is no value “{each}” of {dimension}"


def _names(written: Any, dimensions: Mapping[str, Any], known: Mapping[Key, str]) -> tuple[dict[Key, str], list[Found]]:
    """Return the ids that the family gives to single cells."""
    names: dict[Key, str] = {}
    problems: list[Found] = []
    for index, line in enumerate(written):
        path, choice = f"named[{index}]", {key: value for key, value in line.items() if key != "id"}
        key = tuple(str(choice.get(dimension)) for dimension in dimensions)
        wrong = [*_wrong_choice(choice, dimensions, path)]
        if not isinstance(line.get("id"), str):
            wrong.append((f"{path}.id", "is missing"))
        elif not wrong and key not in known:
            wrong.append((path, "names a cell that the family does not have"))
        problems += wrong
        if not wrong:
            names[key] = line["id"]
    return names, problems


def _idle(dimensions: Mapping[str, Any], chosen: Mapping[Key, str]) -> Iterator[Found]:
    """Tell the values that no cell has."""
    for at, (dimension, values) in enumerate(dimensions.items()):
        for value in values.keys() - {key[at] for key in chosen}:
            yield f"dimensions.{dimension}.{value}", "is used by no cell"


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]
