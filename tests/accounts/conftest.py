"""A provider of the tests' own, for the whole run."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask

from logbook.config.providers import Provider, providers
from logbook.core import clock

from .provider import CLIENT, SECRET

ROOT = Path(__file__).parents[2]


class Elsewhere:
    """The provider: who signs in there next, and what it says of them."""

    def __init__(self, port: str) -> None:
        self.address = f"http://127.0.0.1:{port}"

    def next_is(self, **said: Any) -> None:
        """Say who signs in next: `claims` of the token, `info`, what is sent back as `answer`, and a `lie`."""
        requests.put(f"{self.address}/person", json={"now": int(clock.now().timestamp())} | said, timeout=5)

    def come_from(self, address: str) -> str:
        """Go where the app leads to, as a browser does, and return the path that the provider sends back to."""
        answer = requests.get(address, allow_redirects=False, timeout=5)
        return answer.headers["Location"].removeprefix("http://localhost")


@pytest.fixture(scope="session")
def provider_process() -> Iterator[str]:
    """Run the provider and return its port."""
    command = [sys.executable, "-m", "tests.accounts.provider"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def elsewhere(clean: Flask, provider_process: str) -> Iterator[Elsewhere]:
    """Let the app know the provider as OpenID issuer 1, as Smartschool 2, and as another issuer 3."""
    there = Elsewhere(provider_process)
    own = f"client={CLIENT} secret='{SECRET}'"
    platform = f"platform=proef.smartschool.be endpoint={there.address}"
    known = providers(
        {
            "OIDC_1": f"kind=oidc name=Proefschool issuer={there.address} domains=school.example {own}",
            "OIDC_2": f"kind=smartschool {platform} domains=example.org {own}",
            "OIDC_3": f"kind=oidc name=Anders issuer={there.address}/other {own}",
        }
    )
    settings = clean.extensions["logbook_config"]
    clean.extensions["logbook_config"] = replace(settings, providers=known)
    yield there
    clean.extensions["logbook_config"] = settings


def only(clean: Flask, **changes: Any) -> Provider:
    """Change the first provider's settings and return it."""
    settings = clean.extensions["logbook_config"]
    first, *rest = settings.providers
    changed = replace(first, **changes)
    clean.extensions["logbook_config"] = replace(settings, providers=(changed, *rest))
    return changed
