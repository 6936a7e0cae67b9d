"""Every endpoint is listed with its permission, and nothing is listed that is not there."""

from flask import Flask

from logbook.permissions import PERMISSIONS

OPEN = {
    "presence.feed",
    "assets.file",
    "sync.worker",
    "sync.manifest",
    "sync.offline",
    "sync.outbox",
    "sync.shared",
    "sync.share",
    "sync.api.sign_out",
    "accounts.sign_in",
    "accounts.ask_code",
    "accounts.code",
    "accounts.use_code",
    "accounts.sign_in_language",
    "accounts.use_passkey",
    "accounts.to_provider",
    "accounts.back_from_provider",
    "accounts.second_factor",
    "accounts.check_second",
    "accounts.begin_app",
    "accounts.cancel_second",
    "accounts.new_passkey",
    "accounts.add_passkey",
    "accounts.demo",
    "accounts.demo_sign_in",
    "archive.key",
    "archive.schema",
    "authoring.schema",
    "privacy.about",
    "people.set_up",
    "people.found",
    "accounts.invitation",
    "accounts.open_phone",
    "accounts.unlock",
    "accounts.pair_phone",
    "accounts.pair",
    "accounts.take_up",
    "reviews.signature",
    "reviews.confirm",
    "reviews.refuse",
    "reviews.account",
}


def test_every_endpoint_is_listed_with_its_permission(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints == set(PERMISSIONS)


def test_the_open_endpoints_are_the_reviewed_ones(app: Flask) -> None:
    assert {endpoint for endpoint, roles in PERMISSIONS.items() if roles is None} == OPEN


def test_nothing_that_changes_state_answers_to_get(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"OPTIONS", "HEAD"}
        assert len(methods) == 1, f"{rule.endpoint} answers {methods}: one function for each method"


def test_a_page_without_a_session_goes_to_sign_in(client_for) -> None:
    answer = client_for(None).get("/me", 303)
    assert answer.location == "/sign-in?next=/me"


def test_a_fragment_without_a_session_tells_htmx_to_leave(client_for) -> None:
    answer = client_for(None).fragment("/me", 401)
    assert answer.headers["HX-Redirect"].startswith("/sign-in")


def test_every_answer_carries_the_security_headers(client_for) -> None:
    for path, status in (("/sign-in", 200), ("/nothing-here", 404), ("/me", 303)):
        headers = client_for(None).get(path, status).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_scripts_say_what_they_are_and_drawings_may_do_nothing(client_for) -> None:
    client = client_for(None)
    sign_in = client.get("/sign-in")
    script = client.get(sign_in.soup.find("script")["src"]).headers
    assert script["X-Content-Type-Options"] == "nosniff"
    drawing = client.get(sign_in.soup.find("link", rel="icon")["href"]).headers
    assert "default-src 'none'" in drawing["Content-Security-Policy"]
