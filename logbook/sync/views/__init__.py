"""The phone's calls, its worker, its manifest and the pages that it shows without a connection."""

from . import changes, entries, media, phone, shell, small, visits, weeks  # noqa: F401
from .api import api
from .blueprint import pages

pages.register_blueprint(api)

__all__ = ["pages"]
