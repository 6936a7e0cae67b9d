"""Sheets and portfolios on paper."""

from logbook.core.roles import EVERYONE, Role
from logbook.paper.policy import READERS

PAPER: dict[str, frozenset[Role] | None] = {
    "paper.choose": EVERYONE,
    "paper.empty": EVERYONE,
    "paper.take": READERS,
    "paper.filled": READERS,
    "paper.portfolio": READERS,
    "paper.ask": READERS,
    "paper.printing": READERS,
    "paper.cancel": READERS,
    "paper.print_file": READERS,
}
