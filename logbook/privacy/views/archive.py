"""The pages of what is taken along and what comes in, as the application registers them."""

from . import bring_in, photo_switch, take_along
from .archive_blueprint import pages

__all__ = ["bring_in", "pages", "photo_switch", "take_along"]
