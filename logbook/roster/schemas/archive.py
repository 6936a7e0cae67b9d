"""Zip files that somebody sends in: bounded before a byte is unpacked."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from logbook.core.texts import N_

from .text import Unreadable

LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_FILES = 200
BROKEN = N_("We kunnen dit bestand niet openen. Misschien is het niet volledig.")
TOO_BIG = N_("Dit bestand is uitgepakt te groot.")


def opened(content: bytes) -> ZipFile:
    """Return the zip file. Raises Unreadable for one that is broken, or too big once unpacked (64 MB, 200 files)."""
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(BROKEN) from error
    files = archive.infolist()
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > LARGEST_UNPACKED:
        raise Unreadable(TOO_BIG)
    return archive


def unpacked(archive: ZipFile, name: str) -> bytes:
    """Return a file of the archive, no longer than it says. Raises Unreadable for a broken one."""
    size = archive.getinfo(name).file_size
    try:
        with archive.open(name) as file:
            content = file.read(size + 1)
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(BROKEN) from error
    if len(content) > size:
        raise Unreadable(TOO_BIG)
    return content
