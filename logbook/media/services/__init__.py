"""Deeds on photos and spoken notes. Storing opens its own short transactions: it is never part of another deed."""

from .storage import Storage, storage
from .store_photo import LARGEST_PHOTO, store_photo
from .store_spoken import LARGEST_SPOKEN, store_spoken

__all__ = ["LARGEST_PHOTO", "LARGEST_SPOKEN", "Storage", "storage", "store_photo", "store_spoken"]
