"""Deeds on photos and spoken notes. Storing opens its own short transactions: it is never part of another deed."""

from .check_media import Broken, check_media
from .forget_media import delete_files, forget_media, sweep_files
from .keep import sha_of
from .storage import Storage, storage
from .store_photo import LARGEST_FILE, LARGEST_PHOTO, file_photo, prepare_photo, store_photo
from .store_spoken import LARGEST_SPOKEN, prepare_spoken, store_spoken

__all__ = [
    "LARGEST_FILE",
    "LARGEST_PHOTO",
    "LARGEST_SPOKEN",
    "Broken",
    "Storage",
    "check_media",
    "delete_files",
    "file_photo",
    "forget_media",
    "prepare_photo",
    "prepare_spoken",
    "sha_of",
    "storage",
    "store_photo",
    "store_spoken",
    "sweep_files",
]
