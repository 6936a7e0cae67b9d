"""Strict YAML: no aliases, no doubled keys, no deep or large documents. A mistake is told with its line and column."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20


class UnreadableError(Exception):
    """The file is no document; `path` says where in it, `reason` why."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


class _StrictLoader(yaml.SafeLoader):
    """Plain data only. Aliases are refused since a few lines of them can unfold to gigabytes."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise ComposerError(None, None, "aliases are not allowed", mark)
        if self._depth >= MAX_DEPTH:
            raise ComposerError(None, None, f"it is nested deeper than {MAX_DEPTH} levels", mark)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping with texts as keys; a key that comes twice would silently lose the first one."""
        seen: set[str] = set()
        for key, _value in node.value:
            if key.tag != "tag:yaml.org,2002:str":
                raise ConstructorError(None, None, "a key must be a text", key.start_mark)
            if key.value in seen:
                raise ConstructorError(None, None, f"the key “{key.value}” comes twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_document(path: Path) -> dict[str, Any]:
    """Return the mapping that a file holds. Raises UnreadableError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"is larger than {MAX_BYTES // 1024} kB")
    try:
        document = yaml.load(path.read_text("utf-8"), Loader=_StrictLoader)  # noqa: S506 (a SafeLoader)
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(f"is not valid YAML: {error.problem}", _place(error.problem_mark)) from error
    except yaml.YAMLError as error:
        raise UnreadableError("holds characters that YAML does not allow") from error
    if not isinstance(document, dict):
        raise UnreadableError("must be a mapping of keys")
    return document


def _place(mark: yaml.Mark | None) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
