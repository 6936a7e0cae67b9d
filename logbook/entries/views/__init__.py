"""The learner's own work: entries, day statuses, soft skills."""

from . import days, entry, media, soft_skills
from .blueprint import pages

__all__ = ["days", "entry", "media", "pages", "soft_skills"]
