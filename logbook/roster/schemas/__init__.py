"""Reading a roster, whatever file it comes in."""

from logbook.roster.policy import Roster

from .columns import COLUMNS, ROLES
from .forms import AgreeSchema, UploadSchema
from .oneroster import MANIFEST, read_oneroster
from .table import read_table
from .workbook import read_workbook

ZIP = b"PK\x03\x04"


def read_roster(content: bytes) -> Roster:
    """Return what a file says, by what it is and not by what it is called."""
    if not content.startswith(ZIP):
        return read_table(content)
    return read_oneroster(content) if MANIFEST.encode() in content else read_workbook(content)


__all__ = ["COLUMNS", "ROLES", "AgreeSchema", "UploadSchema", "read_roster"]
