"""Setting up a school and looking after its people."""

from . import classes, companies, hub, moves, people, person, roles, set_up, years
from .blueprint import pages

__all__ = ["classes", "companies", "hub", "moves", "pages", "people", "person", "roles", "set_up", "years"]
