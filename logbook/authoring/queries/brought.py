"""Reading a sheet that somebody brings as a file: YAML or JSON, each mistake with its line and column. Pure."""

import copy
import json
import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from logbook.authoring.models import OF_KIND, Content, fill
from logbook.sheets.schemas import validate_sheet
from logbook.sheets.schemas.documents import MAX_BYTES, MAX_DEPTH, MAX_VALUES, TOO_MANY, UnreadableError, parse_document

MOST_FLAWS = 200
_READER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C reads ten times as fast
_PLACE = re.compile(r"line (\d+), column (\d+)")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: where in the file, what it is of (as `steps[3].text.fr`), and the format's reason."""

    line: int | None
    column: int | None
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brought:
    """The sheet that a file holds, or everything that is wrong with it; never a part of it."""

    content: Content | None
    flaws: tuple[Flaw, ...] = ()


def read_brought(data: bytes) -> Brought:
    """Return the sheet that a file holds, as it was written. A missing translation is no mistake: Dutch stands in.

    Nothing that the bytes hold raises.
    """
    if len(data) > MAX_BYTES:
        return _refused(f"is larger than {MAX_BYTES // 1024} kB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return Brought(None, (Flaw(*_at(before, len(before)), "", "is not UTF-8 text"),))
    try:
        document = _read_json(text) if text.lstrip().startswith("{") else parse_document(text)
    except json.JSONDecodeError as error:
        return Brought(None, (Flaw(error.lineno, error.colno, "", "is not valid JSON"),))
    except UnreadableError as error:
        found = _PLACE.search(error.path)
        line, column = (int(found[1]), int(found[2])) if found else (None, None)
        return Brought(None, (Flaw(line, column, "", error.reason),))
    except (ValueError, OverflowError, RecursionError, TypeError):  # dates and numbers that there are not
        return Brought(None, (Flaw(*_unreadable(_nodes(text)), "", "holds a value that cannot be read"),))
    return _checked(text, document)


def _refused(reason: str) -> Brought:
    return Brought(None, (Flaw(None, None, "", reason),))


def _checked(text: str, document: dict[str, Any]) -> Brought:
    if str(document.get("kind")) not in OF_KIND:
        return Brought(None, (_placed(text, [("kind", f"must be one of {', '.join(OF_KIND)}")])[0],))
    filled = copy.deepcopy(document)
    filled.pop("untranslated", None)
    fill(filled)
    sheet, problems = validate_sheet("", filled)
    if sheet is None:
        wrong = [(each.path, each.reason) for each in problems[:MOST_FLAWS]]
        return Brought(None, tuple(sorted(_placed(text, wrong), key=lambda flaw: (flaw.line or 0, flaw.column or 0))))
    return Brought(document)


def _read_json(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (UnreadableError, RecursionError) as error:
        parse_document(text.replace("\t", " "))  # which says where
        deep = UnreadableError(f"it is nested deeper than {MAX_DEPTH} levels")
        raise (deep if isinstance(error, RecursionError) else error) from error
    if beyond := _beyond(document):
        parse_document(text.replace("\t", " "))
        raise UnreadableError(beyond)
    json.dumps(document, ensure_ascii=False).encode()  # half a character, as "\\ud800", can be neither kept nor shown
    return dict(document)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise UnreadableError(f"the key “{key}” comes twice")
        found[key] = value
    return found


def _no_number(text: str) -> Any:
    raise UnreadableError(f"{text} is no number")


def _beyond(node: Any) -> str:
    """Return which bound a document goes beyond, one level at a time: it may be deeper than calls may go."""
    depth, values, level = 0, 1, [node]
    while level:
        depth += 1
        inner = [list(each.values() if isinstance(each, dict) else each) for each in level]
        values += sum(len(each) * (1 + isinstance(held, dict)) for held, each in zip(level, inner, strict=True))
        if depth > MAX_DEPTH or values > MAX_VALUES:
            return f"it is nested deeper than {MAX_DEPTH} levels" if depth > MAX_DEPTH else TOO_MANY
        level = [each for held in inner for each in held if isinstance(each, dict | list)]
    return ""


def _placed(text: str, problems: list[tuple[str, str]]) -> list[Flaw]:
    """Return the problems with where each stands: its own line, or that of what it is missing in."""
    root = _nodes(text)
    return [Flaw(*_mark(root, path), path, reason) for path, reason in problems]


def _nodes(text: str) -> yaml.Node | None:
    """Return the nodes of a document that was read; JSON is YAML but for tabs, and they keep their columns."""
    try:
        if _is_deep(text):
            return None
        node: yaml.Node | None = yaml.compose(text.replace("\t", " "), Loader=_READER)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return node


def _is_deep(text: str) -> bool:
    """Return whether a text is nested too deeply to make nodes of: the reader in C would end the process."""
    depth = 0
    for event in yaml.parse(text.replace("\t", " "), Loader=_READER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _unreadable(node: yaml.Node | None) -> tuple[int | None, int | None]:
    """Return where the value stands of which nothing can be made: a date or a number that there is not."""
    waiting = [node] if node else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, yaml.ScalarNode):
            try:
                SafeConstructor().construct_object(each)
            except (ValueError, OverflowError):
                return each.start_mark.line + 1, each.start_mark.column + 1
        elif isinstance(each, yaml.MappingNode):
            waiting += [inner for pair in each.value for inner in pair]
        elif isinstance(each, yaml.SequenceNode):
            waiting += each.value
    return None, None


def _mark(node: yaml.Node | None, path: str) -> tuple[int | None, int | None]:
    if node is None:
        return None, None
    mark = node.start_mark
    for key, index in _STEP.findall(path):
        found = _inner(node, key, index)
        if found is None:
            break
        mark, node = found
    return mark.line + 1, mark.column + 1


def _inner(node: yaml.Node, key: str, index: str) -> tuple[yaml.Mark, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((name.start_mark, inner) for name, inner in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and index and int(index) < len(node.value):
        return node.value[int(index)].start_mark, node.value[int(index)]
    return None


def _at(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
