"""What was looked at already: a page that another person gets letter for letter is not looked at again."""

import hashlib
import re
from pathlib import Path

PLACES = re.compile(r"<nav class=\"places.*?</nav>", re.DOTALL)
# What names a thing, an address, a visit or a tab changes nothing that is looked at.
NAMES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=<title>)[^<]+"
    r'|(?<=href=")[^"]*|(?<=content=")[^"]*|(?<=name="csrf_token" value=")[^"]*'
)


class Looked:
    """Remembers, for all workers of a run, what was in order: a page, and a role's places around it, each by itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def knows(self, html: str) -> bool:
        """Return whether all of the page was in order before."""
        return all(file.exists() for file in self._files(html))

    def note(self, html: str) -> None:
        """Remember that the page is in order."""
        for file in self._files(html):
            file.touch()

    def _files(self, html: str) -> list[Path]:
        halves = (*PLACES.findall(html), PLACES.sub("", html))
        return [self.folder / hashlib.sha256(NAMES.sub("", half).encode()).hexdigest() for half in halves]
