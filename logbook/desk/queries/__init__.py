"""What the desk keeps, as the actor may see it."""

from .filters import FilterView, filters_of
from .limits import SchoolLimits, limits_of
from .news import NewsPage, news_page
from .snoozes import SnoozeView, open_snooze, snooze_in_reach

__all__ = [
    "FilterView",
    "NewsPage",
    "SchoolLimits",
    "SnoozeView",
    "filters_of",
    "limits_of",
    "news_page",
    "open_snooze",
    "snooze_in_reach",
]
