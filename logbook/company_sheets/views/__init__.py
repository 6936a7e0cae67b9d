"""The pages: company sheets."""

from logbook.company_sheets import models  # noqa: F401  # the tables are known once the pages are

from .blueprint import pages

__all__ = ["pages"]
