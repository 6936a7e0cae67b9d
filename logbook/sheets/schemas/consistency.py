"""Rules across a whole document. They read what was written, valid or not, so that one mistake hides no other."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from logbook.sheets.models import STAGES

Found = tuple[str, str]
RESERVED_GROUPS = ("checks", "criteria")


def inconsistencies(document: Mapping[str, Any]) -> list[Found]:
    """Return path and reason of everything in `document` that contradicts something else in it."""
    nodes = list(_walk(document, ""))
    return [
        *_doubled(nodes, "id"),
        *_doubled(nodes, "code"),
        *_doubled_criteria(nodes),
        *_unknown_scales(nodes, document.get("scales")),
        *_odd_scales(document.get("scales")),
        *_stages_in_order(document),
        *_odd_groups(document.get("evaluation")),
        *_all_retired(nodes),
    ]


def _walk(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield every mapping and list with its path."""
    if isinstance(node, dict):
        yield path, node
        for key, inner in node.items():
            yield from _walk(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        yield path, node
        for index, inner in enumerate(node):
            yield from _walk(inner, f"{path}[{index}]")


def _doubled(nodes: list[tuple[str, Any]], key: str) -> Iterator[Found]:
    """Siblings need different names."""
    for path, node in nodes:
        if isinstance(node, list):
            named = [(f"{path}[{index}].{key}", each[key]) for index, each in enumerate(node) if _has(each, key)]
            yield from _repeats(named)


def _doubled_criteria(nodes: list[tuple[str, Any]]) -> Iterator[Found]:
    """Whatever is rated needs a name of its own in the whole sheet: a record holds only that name."""
    rated = [
        (f"{path}[{index}].id", each["id"])
        for path, node in nodes
        if (isinstance(node, list) and path.endswith(("checks.items", "evaluation.criteria"))) or _in_group(path)
        for index, each in enumerate(node)
        if _has(each, "id")
    ]
    return _repeats(rated)


def _in_group(path: str) -> bool:
    return path.startswith("groups[") and path.endswith("].items")


def _has(node: Any, key: str) -> bool:
    return isinstance(node, dict) and isinstance(node.get(key), str)


def _repeats(named: list[Found]) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for path, name in named:
        if name in seen:
            yield path, f"“{name}” is already used at {seen[name]}"
        seen.setdefault(name, path)


def _unknown_scales(nodes: list[tuple[str, Any]], scales: Any) -> Iterator[Found]:
    known = scales if isinstance(scales, dict) else {}
    for path, node in nodes:
        if path and _has(node, "scale") and node["scale"] not in known:
            yield f"{path}.scale", f"there is no scale “{node['scale']}” under scales"


def _odd_scales(scales: Any) -> Iterator[Found]:
    """A scale ranks its levels without gaps and can be met as well as not met."""
    for name, levels in scales.items() if isinstance(scales, dict) else ():
        known = [level for level in levels if isinstance(level, dict)] if isinstance(levels, list) else []
        for key in ("order", "print_order"):
            given = Counter(repr(level.get(key)) for level in known)  # whatever somebody wrote there
            if given != Counter(map(repr, range(1, len(known) + 1))):
                yield f"scales.{name}", f"{key} must number the levels from 1 without gaps"
        if {repr(level.get("counts_as_met")) for level in known} != {"True", "False"}:
            yield f"scales.{name}", "needs a level that counts as met and one that does not"


def _stages_in_order(document: Mapping[str, Any]) -> Iterator[Found]:
    stages = document.get("stages")
    if isinstance(stages, list) and tuple(each["id"] for each in stages if _has(each, "id")) != STAGES:
        yield "stages", f"must be {', '.join(STAGES)}, in this order"


def _odd_groups(evaluation: Any) -> Iterator[Found]:
    """A criterion stands under a heading that is there, and no heading takes a name that the product uses itself."""
    if not isinstance(evaluation, dict):
        return
    groups = [each["id"] for each in _dicts(evaluation.get("groups")) if _has(each, "id")]
    for index, name in enumerate(groups):
        if name in RESERVED_GROUPS:
            yield f"evaluation.groups[{index}].id", f"“{name}” is a name that the format uses itself"
    for index, each in enumerate(_listed(evaluation.get("criteria"))):
        if _has(each, "group") and each["group"] not in groups:
            yield f"evaluation.criteria[{index}].group", f"there is no group “{each['group']}”"


def _all_retired(nodes: list[tuple[str, Any]]) -> Iterator[Found]:
    """Something must be left to do and to rate."""
    lists = [(path, node) for path, node in nodes if isinstance(node, list) and not _in_group(path)]
    items = [each for path, node in nodes if isinstance(node, list) and _in_group(path) for each in node]
    for path, node in (*lists, ("groups", items)):  # of the groups of an attitude sheet, one is enough
        if node and all(each.get("retired") is True for each in _dicts(node, len(node))):
            yield path, "needs at least 1 that is not retired"


def _listed(part: Any) -> list[Any]:
    return part if isinstance(part, list) else []


def _dicts(part: Any, many: int | None = None) -> list[dict[str, Any]]:
    """Return the mappings of a list; with `many`, one for each of its places."""
    found = [each for each in _listed(part) if isinstance(each, dict)]
    return found if many is None or len(found) == many else [{}]
