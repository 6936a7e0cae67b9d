"""Switches between the tests and the server that they run: files in a folder that the environment names."""

import os
from contextlib import suppress
from pathlib import Path

FOLDER = "LOGBOOK_FAULTS"


class Switches:
    """Named switches. A *trap* is one that goes off once: the first who meets it takes it away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def on(self, name: str) -> bool:
        """Return whether a switch is on."""
        return (self.folder / name).exists()

    def turn(self, name: str, *, on: bool) -> None:
        """Turn a switch."""
        if on:
            (self.folder / name).touch()
        else:
            (self.folder / name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Turn everything off and take every trap away."""
        for each in self.folder.iterdir():
            each.unlink(missing_ok=True)

    def spring(self, name: str) -> bool:
        """Return whether a trap was set and is ours: of several processes one gets it."""
        with suppress(FileNotFoundError):
            (self.folder / name).unlink()
            return True
        return False


def ours() -> Switches:
    """Return the switches of this process."""
    return Switches(Path(os.environ[FOLDER]))
