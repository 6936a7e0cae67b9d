"""Doing what a form asks."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction
from logbook.web.forms import Loaded

T = TypeVar("T")


def take(form: Loaded, deed: Callable[[], T]) -> T | None:
    """Do what a form asks, in one transaction; None when something is wrong, which the form then says.

    Two who add the same at the same moment: the later one tries again and finds it there.
    """
    if not form.ok:
        return None
    try:
        return _settle(deed)
    except Rejected as error:
        form.refuse(error.errors)
        return None


def _settle(deed: Callable[[], T]) -> T:
    try:
        with transaction():
            return deed()
    except IntegrityError:
        with transaction():
            return deed()
