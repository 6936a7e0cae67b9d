"""The teacher's desk: what is looked at first, what may wait, saved views, what is new since the last look."""

from . import filters, news
from .blueprint import pages

__all__ = ["filters", "news", "pages"]
