"""Doing what a form asks."""

from collections.abc import Callable

from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction

from .forms import Loaded


def did(form: Loaded, deed: Callable[[], object]) -> bool:
    """Do what a form asks in one transaction, and return whether it was done; what is wrong the form then says."""
    if not form.ok:
        return False
    try:
        with transaction():
            deed()
    except Rejected as error:
        form.refuse(error.errors)
    return form.ok
