"""Who needs more practice or more challenge on what, lessons made of it, and what they brought."""

from .blueprint import pages

__all__ = ["pages"]
