"""Finds LibreOffice, which opens our spreadsheets, and installs it where that can be done: `python -m tests.office`."""

import os
import shutil
import subprocess
from pathlib import Path

PACKAGE = "libreoffice-calc-nogui"
MISSING = "LibreOffice is not here and could not be installed (Debian: libreoffice-calc-nogui): openpyxl read alone."
LONGEST = 120  # seconds


def find() -> str | None:
    """Return the path of the program, or None."""
    return shutil.which("soffice")


def install() -> bool:
    """Install Debian's package as root; return whether the program is here now."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (("update",), ("install", "-y", "--no-install-recommends", PACKAGE)):
            print("installing LibreOffice: apt-get", *command, flush=True)  # noqa: T201
            subprocess.run(("apt-get", "-qq", *command), check=False, env=quiet, stdout=subprocess.DEVNULL)
    return find() is not None


def reckoned(workbook: bytes, folder: Path) -> bytes:
    """Return the workbook as LibreOffice saves it after opening it and reckoning everything out; as it is without."""
    program = find()
    if program is None:
        return workbook
    before, after = folder / "made.xlsx", folder / "saved"
    before.write_bytes(workbook)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = (program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(after), str(before))
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    return (after / "made.xlsx").read_bytes()


if __name__ == "__main__":
    print("LibreOffice is here" if install() else MISSING)  # noqa: T201
