"""The learner's own work: entries, day statuses, soft skills."""

from . import days, entry, soft_skills
from .blueprint import pages

__all__ = ["days", "entry", "pages", "soft_skills"]
