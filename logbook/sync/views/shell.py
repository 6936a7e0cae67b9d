"""What a phone keeps of the app itself: the worker, the manifest, and the pages that it shows without a connection.

Nothing here is about a person. The worker keeps these answers for whoever uses the phone next.
"""

import json
from typing import Any, cast

from flask import Response, current_app, make_response, redirect, request, url_for
from flask_babel import gettext

from logbook.config import Config
from logbook.core.roles import WITH_OUTBOX, Role
from logbook.core.texts import N_
from logbook.extensions import csrf
from logbook.web.assets import Assets
from logbook.web.language import LANGUAGES, choose_language, speaking
from logbook.web.rendering import render

from .blueprint import pages

SCRIPT = "text/javascript; charset=utf-8"
MANIFEST = "application/manifest+json"
BACKGROUND, BAR = "#edf0f3", "#edf0f3"
"""The page's background in light, as in tokens.css: a manifest takes no second theme."""


@pages.get("/sw.js")
def worker() -> Response:
    """Return the worker with the list of what it keeps; where offline use is switched off, one that removes itself."""
    assets, config = _assets(), cast("Config", current_app.extensions["logbook_config"])
    script = assets.content("sw.js" if config.offline else "sw-off.js").decode()
    response = make_response(f"self.SHELL = {json.dumps(_shell(assets))};\n{script}")
    response.content_type = SCRIPT
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response


def _assets() -> Assets:
    return cast("Assets", current_app.extensions["logbook_assets"])


def _shell(assets: Assets) -> dict[str, Any]:
    """Return the release, the page for all that cannot be fetched, and the files that it needs.

    In one language, the one that is spoken now: who chooses another gets another worker.
    """
    language = choose_language()
    page = url_for("sync.offline", language=language)
    return {"release": assets.release, "language": language, "page": page, "files": assets.shell(language)}


@pages.get("/offline")
def offline() -> Response:
    """Show what this phone knows of the page that was asked for."""
    return _shell_page()


@pages.get("/outbox")
def outbox() -> Response:
    """Show what waits on this phone."""
    return _shell_page()


@pages.get("/share")
def shared() -> Response:
    """Ask on which sheet a picture belongs that another app handed over."""
    return _shell_page()


@pages.post("/share")
@csrf.exempt  # type: ignore[untyped-decorator]  # another app posts; nothing is read and nothing changes
def share() -> Response:
    """Lead on a picture that came past the worker: it is not kept, and the page says so."""
    return make_response(redirect(url_for("sync.shared"), code=303))


def _shell_page() -> Response:
    """Return the page that has everything but content: the same for everybody, without a token and without a cookie."""
    asked = request.args.get("language")
    with speaking(asked if asked in LANGUAGES else choose_language()):
        response = render("sync/shell.html", of_phone=True, theme="", actor=None, user_key=None)
    response.headers["Cache-Control"] = "no-cache"
    return response


@pages.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the app to a phone that puts it on the home screen."""
    asked, role = request.args.get("language"), request.args.get("role")
    with speaking(asked if asked in LANGUAGES else choose_language()):
        content = _manifest(Role(role) if role in WITH_OUTBOX else None)
    response = make_response(json.dumps(content, ensure_ascii=False))
    response.content_type = MANIFEST
    response.headers["Cache-Control"] = "no-cache"
    return response


def _manifest(role: Role | None) -> dict[str, Any]:
    """Return the manifest. Its `id` stays the same whatever else changes, or a phone would see another app."""
    name = gettext("Logboek")
    return {
        "id": "/",
        "name": gettext("Logboek duaal leren"),
        "short_name": name,
        "lang": choose_language(),
        "start_url": "/?from=home",
        "scope": "/",
        "display": "standalone",
        "background_color": BACKGROUND,
        "theme_color": BAR,
        "icons": _icons(),
        "shortcuts": _shortcuts(role),
    } | ({"share_target": SHARE_TARGET} if role is Role.LEARNER else {})


SHARE_TARGET = {
    "action": "/share",
    "method": "POST",
    "enctype": "multipart/form-data",
    "params": {"files": [{"name": "photo", "accept": ["image/*"]}]},
}
SHORTCUTS = {
    Role.LEARNER: (("insight.today", N_("Vandaag")), ("insight.this_week", N_("Week"))),
    Role.MENTOR: (("reviews.inbox", N_("Wacht op jou")),),
    Role.TEACHER: (("visits.planner", N_("Bezoeken")),),
    Role.COUNSELLOR: (("visits.planner", N_("Bezoeken")),),
}


def _icons() -> list[dict[str, str]]:
    drawn = [
        ("icons/192.png", "192x192", "any"),
        ("icons/512.png", "512x512", "any"),
        ("icons/maskable-512.png", "512x512", "maskable"),
        ("icons/monochrome.svg", "any", "monochrome"),
    ]
    kinds = {"png": "image/png", "svg": "image/svg+xml"}
    return [
        {"src": _assets().url(path), "sizes": sizes, "type": kinds[path[-3:]], "purpose": purpose}
        for path, sizes, purpose in drawn
    ]


def _shortcuts(role: Role | None) -> list[dict[str, Any]]:
    icon = [{"src": _assets().url("icons/192.png"), "sizes": "192x192", "type": "image/png"}]
    places = SHORTCUTS[role] if role else ()
    return [{"name": gettext(label), "url": url_for(endpoint), "icons": icon} for endpoint, label in places]
