"""What a phone keeps of the app: complete, of one release, about nobody; and how a school takes it back."""

import json
import re
from collections.abc import Callable
from contextlib import ExitStack
from os.path import normpath
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask
from sqlalchemy import select

from logbook.accounts.models import Look
from logbook.app import create_app
from logbook.config import ConfigError, from_environment
from logbook.core.weeks import iso_week
from logbook.entries.models import Week
from logbook.extensions import db
from tests.entries.work import THIS_WEEK, submit
from tests.factories import WELDING, Cast
from tests.pages import PageClient

Client = Callable[..., PageClient]
MOST = 150_000  # bytes that a phone fetches for the shell
OWN_PAGES = ("/offline", "/outbox", "/share")


def shell(client: PageClient, **headers: str) -> dict[str, Any]:
    """Return what the worker is told to keep."""
    script = client.get("/sw.js", headers=headers).response.get_data(as_text=True)
    return json.loads(script.partition("self.SHELL = ")[2].partition(";\n")[0])


def test_the_worker_is_always_asked_for_anew_and_serves_the_whole_app(client_for: Client) -> None:
    answer = client_for().get("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache" and answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.response.mimetype == "text/javascript" and "Set-Cookie" not in answer.headers


def test_every_file_of_the_shell_is_there_and_of_one_release(client_for: Client) -> None:
    kept = shell(client_for())
    for path in kept["files"]:
        answer = client_for().get(path)
        assert path.startswith(f"/static/{kept['release']}/") and "immutable" in answer.headers["Cache-Control"]
    assert f"/static/{kept['release']}/" in client_for().get(kept["page"]).html


def test_a_module_that_another_one_imports_is_in_the_shell(app: Flask, client_for: Client) -> None:
    assets = app.extensions["logbook_assets"]
    kept = {path.partition("/js/")[2] for path in shell(client_for())["files"]}
    for name in kept - {""}:
        source = assets.content(f"js/{name}").decode()
        for imported in re.findall(r"""(?:from |import\()["`](\.[^"`$]+)["`]""", source):
            assert normpath(Path(name).parent / imported) in kept, f"{name} imports {imported}"


def test_the_shell_is_light(app: Flask, client_for: Client, record_property: Callable[[str, object], None]) -> None:
    client, kept = client_for(), shell(client_for())
    answers = [client.get(path).response.get_data() for path in (kept["page"], *kept["files"])]
    packed = sum(len(brotli.compress(answer)) for answer in answers)
    record_property("shell of the service worker", f"{packed} bytes on the line, {sum(map(len, answers))} unpacked")
    assert packed <= MOST


def test_reports_and_htmx_stay_out_of_the_shell(client_for: Client) -> None:
    files = " ".join(shell(client_for())["files"])
    assert "htmx" not in files and "grid.js" not in files and "words-nl.js" in files


def test_the_shell_speaks_the_language_of_who_fetches_it(client_for: Client) -> None:
    kept = shell(client_for(), **{"Accept-Language": "fr"})
    files = " ".join(kept["files"])
    assert kept["language"] == "fr" and "words-fr.js" in files and "words-nl.js" not in files
    assert 'lang="fr"' in client_for().get(kept["page"]).html


@pytest.mark.parametrize("path", OWN_PAGES)
def test_the_phones_own_page_is_the_same_for_everybody(cast: Cast, client_for: Client, path: str) -> None:
    client = client_for(cast.learner)
    client.get("/today")
    nobody, learner = client_for().get(path), client.get(path)
    assert nobody.html == learner.html and "csrf" not in learner.html and "user-key" not in learner.html
    assert "Set-Cookie" not in nobody.headers and "Set-Cookie" not in learner.headers


def test_a_picture_that_came_past_the_worker_is_not_kept_and_the_page_says_so(client_for: Client) -> None:
    answer = client_for().client.post("/share", data={"photo": (b"x", "a.jpg")})
    assert answer.status_code == 303 and answer.headers["Location"] == "/share"


@pytest.mark.parametrize(
    ("role", "shortcuts", "shares"), [("learner", 2, True), ("mentor", 1, False), ("teacher", 1, False)]
)
def test_the_manifest_describes_the_app(client_for: Client, role: str, shortcuts: int, shares: bool) -> None:
    client = client_for()
    answer = client.get(f"/manifest.webmanifest?role={role}&language=fr")
    content = json.loads(answer.response.get_data())
    assert answer.response.mimetype == "application/manifest+json" and answer.headers["Cache-Control"] == "no-cache"
    assert content["lang"] == "fr" and content["id"] == "/" and content["display"] == "standalone"
    assert {icon["purpose"] for icon in content["icons"]} == {"any", "maskable", "monochrome"}
    assert len(content["shortcuts"]) == shortcuts and ("share_target" in content) is shares
    for icon in content["icons"]:
        assert client.get(icon["src"]).response.mimetype == icon["type"]


def test_a_page_of_a_learner_links_the_learners_manifest(cast: Cast, client_for: Client) -> None:
    assert "role=learner" in str(client_for(cast.learner).get("/today").one("link[rel=manifest]")["href"])
    assert "role=" not in str(client_for().get("/sign-in").one("link[rel=manifest]")["href"])
    assert "role=teacher" in str(client_for(cast.teacher).get("/me").one("link[rel=manifest]")["href"])
    assert not client_for(cast.supervisor).get("/me").all("link[rel=manifest]"), "a supervisor's phone has no outbox"


def test_the_address_of_the_home_screen_leads_home(cast: Cast, client_for: Client) -> None:
    assert client_for(cast.learner).get("/?from=home", 303).location == "/today"


@pytest.fixture
def switched_off(tmp_path: Path) -> Any:
    settings = from_environment({"LOGBOOK_DATA": str(tmp_path), "LOGBOOK_OFFLINE": "0", "SECRET_KEY": "for tests only"})
    with ExitStack() as stack:
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            stack.callback(db.engine.dispose)
        yield app.test_client()


def test_switched_off_the_worker_removes_itself_and_leaves_the_phones_database(switched_off: Any) -> None:
    script = switched_off.get("/sw.js").get_data(as_text=True)
    assert "unregister()" in script and "caches.delete" in script and "indexedDB" not in script
    assert "manifest" not in switched_off.get("/sign-in").get_data(as_text=True)


def test_offline_use_is_on_or_off(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="LOGBOOK_OFFLINE"):
        from_environment({"LOGBOOK_DATA": str(tmp_path), "LOGBOOK_OFFLINE": "perhaps"})


def test_a_form_that_is_taken_along_comes_blank(cast: Cast, client_for: Client) -> None:
    client = client_for(cast.learner)
    begun = client.get(f"/entries/new?sheet={WELDING}", 303).location
    client.post(f"{begun.partition('?')[0]}/draft", {"sheet": WELDING, "sheet_version": "1", "date": "2026-11-20"}, 204)
    assert client.get(f"/entries/new?sheet={WELDING}", 303).location == begun.partition("?")[0]
    taken = client.get(f"/entries/new?sheet={WELDING}", 303, headers={"X-Take-Along": "1"}).location
    assert taken.partition("?")[0] != begun.partition("?")[0]


def test_a_week_that_is_taken_along_was_not_opened_and_is_told_as_that(cast: Cast, client_for: Client) -> None:
    submit(cast)
    path = f"/placements/{cast.placement_id}/weeks/{iso_week(THIS_WEEK)}"
    mentor = client_for(cast.mentor)
    mentor.get(path, headers={"X-Take-Along": "1"})
    assert _looked() == {"along"} and _opened() == 0
    mentor.get(path)
    assert _looked() == {"along", "week"} and _opened() == 1


def _looked() -> set[str]:
    """Return what of the learner's logbook others are known to have had before them."""
    return set(db.session.scalars(select(Look.what)))


def _opened() -> int:
    """Return how many weeks a mentor is known to have opened."""
    return db.session.query(Week).filter(Week.opened_at.is_not(None)).count()
