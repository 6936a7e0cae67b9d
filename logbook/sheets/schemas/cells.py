"""One cell of a family: which value of each dimension was chosen, and the words that go with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Dimensions = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""For each dimension its values, and for each value its words: one text, or one for each language."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of each dimension; `name` is the id that the family gives to this cell, if any."""

    dimensions: Dimensions
    chosen: Mapping[str, str]
    name: str | None = None

    def meets(self, conditions: Any) -> bool:
        """Whether every condition holds, or every one of one mapping when a list gives several. Raises LookupError."""
        if isinstance(conditions, list):
            return any(self.meets(each) for each in conditions)
        if not isinstance(conditions, dict):
            raise LookupError("a condition must be a mapping of dimensions")
        return all(self._meets(dimension, values) for dimension, values in conditions.items())

    def _meets(self, dimension: str, values: Any) -> bool:
        if dimension not in self.dimensions:
            raise LookupError(f"there is no dimension “{dimension}”")
        wanted = values if isinstance(values, list) else [values]
        unknown = next((each for each in wanted if not _is_one(each, self.dimensions[dimension])), None)
        if unknown is not None:
            raise LookupError(f"there is no value “{unknown}” of {dimension}")
        return self.chosen[dimension] in wanted

    def word(self, name: str, language: str | None) -> str | None:
        """Return the word `dimension.word`, or a dimension's value itself; None when there is none in this language."""
        dimension, _dot, key = name.partition(".")
        value = self.chosen.get(dimension)
        if value is None or not key:
            return value
        word = self.dimensions[dimension][value].get(key)
        found = word.get(language) if isinstance(word, dict) else word
        return found if isinstance(found, str) else None


def _is_one(value: Any, known: Mapping[str, Any]) -> bool:
    return isinstance(value, str) and value in known
