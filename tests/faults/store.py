"""A phone's database: what the outbox keeps, in transactions that happen whole or not at all."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import Any


@dataclass(frozen=True)
class Op:
    """An intention as it waits to be sent: frozen, so that each try sends the same bytes.

    `refused` counts how often its bytes arrived damaged.
    """

    op_id: str
    seq: int
    thing: str
    url: str
    kind: str
    body: bytes
    sha: str
    photos: tuple[str, ...] = ()
    tries: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Blob:
    """A photo or a spoken note, and whether the server has it."""

    sha: str
    data: bytes
    stored: bool = False


@dataclass(frozen=True)
class Kept:
    """An op that was received, kept for the case that the server loses it."""

    op: Op
    receipt: dict[str, Any]


@dataclass
class Tables:
    """The stores of one phone's database."""

    outbox: dict[str, Op] = field(default_factory=dict)
    blobs: dict[str, Blob] = field(default_factory=dict)
    receipts: dict[str, Kept] = field(default_factory=dict)
    quarantine: dict[str, tuple[Op, int, str]] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=lambda: {"seq": 0, "epoch": ""})


class Store:
    """The database of one person on one device."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._lock = RLock()

    @property
    def now(self) -> Tables:
        """What is committed; to look at, not to change."""
        return self._tables

    @contextmanager
    def transaction(self) -> Iterator[Tables]:
        """Change the tables. A raised error leaves them as they were: that is what a phone that dies leaves too."""
        with self._lock:
            working = copy.copy(self._tables)
            for name, table in vars(working).items():
                setattr(working, name, dict(table))
            yield working
            self._tables = working
