"""`make lighthouse`: what Lighthouse (mobile) says of *Vandaag* and the entry form, beside the aims."""

import json
import os
import re
import subprocess
import sys
import tempfile
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import click

from tests.e2e import chromium
from tests.e2e.school import make
from tests.e2e.server import serving
from tests.factories import WELDING

TOOLS = Path(".tools")
LIGHTHOUSE = TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = {"Vandaag": "/today", "entry form": f"/entries/new?sheet={WELDING}"}
AIMS = {"performance": 98, "accessibility": 100, "best-practices": 100}
RUNS = 3


@click.command(help="Print the scores of Lighthouse; `make lighthouse` installs it first.")
def main() -> None:
    """Measure both pages, the median of three runs each."""
    with tempfile.TemporaryDirectory(prefix="logbook-lighthouse-") as folder:
        data = Path(folder)
        make(data)
        with serving(data) as base:
            cookie = _sign_in(base, "learner1")
            for name, path in PAGES.items():
                click.echo(f"{name}: {_told([_scores(base + path, cookie, data) for _ in range(RUNS)])}")


def _sign_in(base: str, handle: str) -> str:
    jar = CookieJar()
    browser: OpenerDirector = build_opener(HTTPCookieProcessor(jar))
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.open(f"{base}/sign-in/demo").read().decode())
    if token is None:
        raise click.ClickException("no demo to sign in to")
    browser.open(f"{base}/sign-in/demo", urlencode({"person": handle, "csrf_token": token[1]}).encode())
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _scores(url: str, cookie: str, data: Path) -> dict[str, float]:
    headers, report = data / "headers.json", data / "report.json"
    headers.write_text(json.dumps({"Cookie": cookie}))
    browser = chromium.find()
    if browser is None:
        raise click.ClickException(chromium.MISSING)
    flags = f"--chrome-flags=--headless=new {' '.join(chromium.ARGUMENTS)}"
    output = ("--output=json", f"--output-path={report}", f"--extra-headers={headers}", "--quiet")
    node = Path(sys.executable).with_name("node")
    command = (node, LIGHTHOUSE, url, flags, f"--only-categories={','.join(AIMS)}", *output)
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": browser}, stderr=subprocess.DEVNULL)
    categories = json.loads(report.read_text())["categories"]
    return {name: round(100 * categories[name]["score"]) for name in AIMS}


def _told(runs: list[dict[str, float]]) -> str:
    middle = {name: sorted(run[name] for run in runs)[len(runs) // 2] for name in AIMS}
    return ", ".join(f"{name} {score:g} (aim {AIMS[name]})" for name, score in middle.items())


if __name__ == "__main__":
    main()
