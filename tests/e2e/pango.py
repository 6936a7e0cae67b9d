"""Finds Pango, which lays out the text of PDFs, and installs it where that can be done: `python -m tests.e2e.pango`."""

import os
import shutil
import subprocess
import sys

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
MISSING = "Pango was not found and could not be installed: there will be no PDFs. Install libpango to have them."


def found() -> bool:
    """Return whether PDFs can be made here, asked in a process of its own: a library that failed is not asked twice."""
    return subprocess.run([sys.executable, "-c", "import weasyprint"], check=False, capture_output=True).returncode == 0


def install() -> bool:
    """Install Debian's packages as root; return whether PDFs can be made now."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (("update", "-qq"), ("install", "-y", "-qq", *PACKAGES)):
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(("apt-get", *command), check=False, env=environment, stdout=subprocess.DEVNULL)
    return found()


if __name__ == "__main__" and not (found() or install()):
    sys.exit(MISSING)
