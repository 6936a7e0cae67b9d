"""Deeds on company sheets."""

from .photos import AddPhoto, add_photo, remove_photo
from .save import SavedMeanwhile, overlaid_sheet, save_overlay

__all__ = ["AddPhoto", "SavedMeanwhile", "add_photo", "overlaid_sheet", "remove_photo", "save_overlay"]
