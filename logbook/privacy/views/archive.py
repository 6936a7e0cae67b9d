"""The pages of what is taken along and what comes in, as the application registers them."""

from . import bring_in, take_along
from .archive_blueprint import pages

__all__ = ["bring_in", "pages", "take_along"]
