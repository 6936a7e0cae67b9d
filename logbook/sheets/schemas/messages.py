"""What marshmallow found wrong, as paths and reasons."""

from collections.abc import Iterator
from typing import Any


def flat(messages: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield marshmallow's nested messages as `evaluation.criteria[3].text.fr` and reason."""
    if isinstance(messages, list):
        yield from ((path, str(message)) for message in messages)
        return
    for key, inner in messages.items():
        yield from flat(inner, join(path, key))


def join(path: str, key: Any) -> str:
    """Return the path of what lies under `key` (a name or an index) of what is at `path`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if key in ("_schema", "key", "value"):  # marshmallow's names for "the whole of it"
        return path
    return f"{path}.{key}" if path else str(key)
