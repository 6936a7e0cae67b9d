"""Setting up a school and looking after its people."""

from . import access, classes, companies, hub, invitations, moves, people, person, phones, roles, set_up, years
from .blueprint import pages

__all__ = [
    "access",
    "classes",
    "companies",
    "hub",
    "invitations",
    "moves",
    "pages",
    "people",
    "person",
    "phones",
    "roles",
    "set_up",
    "years",
]
