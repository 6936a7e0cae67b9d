"""What phones take along and what they are told when something changed: plain values, as JSON carries them."""

from . import shapes
from .fresh import fresh_week
from .learner import learner_changes
from .mentor import mentor_changes
from .teacher import teacher_changes

__all__ = ["fresh_week", "learner_changes", "mentor_changes", "shapes", "teacher_changes"]
