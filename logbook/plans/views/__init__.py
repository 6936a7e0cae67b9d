"""The pages: the training plan."""

from . import annex, class_plans, deeds, show, told
from .blueprint import pages

__all__ = ["annex", "class_plans", "deeds", "pages", "show", "told"]
