"""What phones take along and what they are told when something changed: plain values, as JSON carries them."""

from . import shapes
from .fresh import fresh_week

__all__ = ["fresh_week", "shapes"]
