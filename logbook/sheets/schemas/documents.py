"""Strict YAML: no aliases, no doubled keys, no deep or large documents. A mistake is told with its line and column."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
LONGEST_NUMBER = 40
MAX_VALUES = 10_000
"""A sheet has some two thousand; a file of nothing but brackets would take seconds to be told what is wrong."""
TOO_MANY = f"it holds more than {MAX_VALUES} values"


class UnreadableError(Exception):
    """The file is no document; `path` says where in it, `reason` why."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


_Reader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # the one in C reads ten times as fast


class _StrictLoader(_Reader):  # type: ignore[misc]
    """Plain data only, every key a text that comes once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping with texts as keys; a key that comes twice would silently lose the first one."""
        seen: set[str] = set()
        for key, _value in node.value:
            if key.tag != "tag:yaml.org,2002:str":
                raise ConstructorError(None, None, "a key must be a text", key.start_mark)
            if key.value in seen:
                raise ConstructorError(None, None, f"the key “{key.value}” comes twice", key.start_mark)
            seen.add(key.value)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping

    def construct_number(self, node: yaml.ScalarNode) -> int | float:
        """Build a number. Thousands of digits, or of sixties as YAML counts time, keep a processor busy for seconds."""
        if len(node.value) > LONGEST_NUMBER:
            raise ConstructorError(None, None, "this value cannot be read", node.start_mark)
        whole = node.tag.endswith(":int")
        number: int | float = self.construct_yaml_int(node) if whole else self.construct_yaml_float(node)
        return number


for _tag in ("int", "float"):
    _StrictLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _StrictLoader.construct_number)


def read_document(path: Path) -> dict[str, Any]:
    """Return the mapping that a file holds. Raises UnreadableError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"is larger than {MAX_BYTES // 1024} kB")
    try:
        return parse_document(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8 text") from error


def parse_document(text: str) -> dict[str, Any]:
    """Return the mapping that `text` holds. Raises UnreadableError."""
    try:
        _refuse_bombs(text)
        document = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(f"is not valid YAML: {error.problem}", _place(error.problem_mark)) from error
    except yaml.YAMLError as error:
        raise UnreadableError("holds characters that YAML does not allow") from error
    if not isinstance(document, dict):
        raise UnreadableError("must be a mapping of keys")
    return document


def nodes_of(text: str) -> yaml.Node | None:
    """Return what a valid `text` is built of, to look up several places in it."""
    return yaml.compose(text, Loader=_StrictLoader)


def place_of(node: yaml.Node | None, path: str) -> str:
    """Return line and column of what `path` (such as `steps[3].text`) names inside `node`, or of what holds it."""
    mark = node.start_mark if node else None
    for key, index in _STEP.findall(path):
        found = _inner(node, key, index)
        if found is None:
            break
        mark, node = found
    return _place(mark)


_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def _inner(node: yaml.Node | None, key: str, index: str) -> tuple[yaml.Mark, yaml.Node] | None:
    """Return the node under `key` or at `index`, and where it begins: a key where its name stands."""
    if isinstance(node, yaml.MappingNode):
        return next(((name.start_mark, inner) for name, inner in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and index and int(index) < len(node.value):
        inner = node.value[int(index)]
        return inner.start_mark, inner
    return None


def _refuse_bombs(text: str) -> None:
    """Raise at an alias, since a few lines of them can unfold to gigabytes, at deep nesting, and at too many values."""
    depth, values = 0, 0
    for event in yaml.parse(text, Loader=_Reader):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise ComposerError(None, None, "aliases are not allowed", mark)
        if getattr(event, "tag", None):  # a value that is not what its tag says ends the reader in many ways
            raise ComposerError(None, None, "tags (“!”) are not allowed", mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        values += isinstance(event, yaml.NodeEvent)
        if depth > MAX_DEPTH:
            raise ComposerError(None, None, f"it is nested deeper than {MAX_DEPTH} levels", mark)
        if values > MAX_VALUES:
            raise ComposerError(None, None, TOO_MANY, mark)


def _place(mark: yaml.Mark | None) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
