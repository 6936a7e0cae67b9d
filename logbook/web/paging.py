"""Pages of a long list."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select

from logbook.extensions import db

T = TypeVar("T")
PAGE_SIZE = 20
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; `more` tells whether there is another."""

    items: list[T]
    number: int
    more: bool


def page_number(text: str | None) -> int:
    """Return the page that an address asks for; what is no number from 1 to 9999 is page 1."""
    return int(text) if text and _PAGE_NUMBER.fullmatch(text) else 1


def paged(query: Select[T], number: int, size: int = PAGE_SIZE) -> Page[T]:
    """Run `query` for one page, in one statement."""
    rows = list(db.session.scalars(query.limit(size + 1).offset((number - 1) * size)))
    return Page(rows[:size], number, len(rows) > size)
