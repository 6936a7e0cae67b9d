"""Every form that a person can reach, found by opening every page of the reviewed table as that person."""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag
from flask import Flask, url_for
from werkzeug.test import TestResponse

from logbook.core.ids import new_id
from logbook.extensions import db
from logbook.permissions import PERMISSIONS
from tests.access.table import OWN_PAGES, TABLE
from tests.access.test_matrix import ARGUMENTS
from tests.access.things import Things
from tests.pages import Page, PageClient

LAST = ("erase", "end", "leave", "sign_out", "drop", "stop", "remove", "withdraw", "role")
"""Words in the names of what takes away the ground under other forms: those are tried after the others."""


@dataclass(frozen=True)
class Form:
    """A form as a page shows it: where it goes, what it holds, and which of its fields take words."""

    endpoint: str
    action: str
    method: str
    fields: tuple[tuple[str, str], ...]
    words: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names of its fields."""
        return sorted({name for name, _value in self.fields} | set(self.words))


def addresses(app: Flask, things: Things | None) -> Iterator[str]:
    """Yield where every page is; without things, the pages that are open to everyone."""
    with app.test_request_context():
        if things is None:
            rules = [rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
            yield from (url_for(rule.endpoint) for rule in rules if PERMISSIONS.get(rule.endpoint, ()) is None)
            return
        for endpoint, rule in TABLE.items():
            if not rule.post and not rule.deed:
                yield url_for(endpoint, **things.address[rule.thing], **rule.more, **ARGUMENTS.get(endpoint, {}))
        yield from (url_for(endpoint, **ARGUMENTS.get(endpoint, {})) for endpoint in OWN_PAGES)
        learns = [{"sheet": each} for each in ("lassen-constructie-geintegreerde-lasopdracht-hoeklas-pa", "emt-smeren")]
        yield from (url_for("entries.show", entry_id=new_id(), **sheet) for sheet in learns)


def forms_of(client: PageClient, paths: list[str]) -> list[Form]:
    """Return one form for each endpoint that the pages at `paths` lead to; whoever is not let in has none there."""
    found: dict[str, Form] = {}
    for path in paths:
        response = opened(client, "GET", path)
        if response.status_code == 200 and response.mimetype == "text/html":
            for tag in Page(response).all("form"):
                form = _form(client.app, tag)
                if form:
                    found.setdefault(form.endpoint, form)
    return sorted(found.values(), key=lambda form: (any(word in form.endpoint for word in LAST), form.endpoint))


def opened(client: PageClient, method: str, path: str, data: object = None) -> TestResponse:
    """Return the answer, whatever it is; the test's own session locks nothing meanwhile."""
    db.session.rollback()
    with client.app.app_context():
        if method == "POST":
            pairs = [("csrf_token", client.fresh_token()), *(data or ())]  # type: ignore[misc]
            form: dict[str, list[str]] = {}
            for name, value in pairs:
                form.setdefault(name, []).append(value)
            return client.client.post(path, data=form, buffered=True)
        return client.client.get(path, query_string=data, buffered=True)  # type: ignore[arg-type]


def _form(app: Flask, tag: Tag) -> Form | None:
    action, method = str(tag["action"]), str(tag.get("method", "get")).upper()
    fields = [
        field for field in tag.select("input[name], select[name], textarea[name]") if field["name"] != "csrf_token"
    ]
    buttons = tag.select("button[name]")[:1]
    held = tuple((str(field["name"]), _value(field)) for field in (*fields, *buttons) if _counts(field))
    words = tuple(str(field["name"]) for field in fields if _takes_words(field))
    try:
        endpoint, _values = app.url_map.bind("localhost").match(action.partition("?")[0], method)
    except Exception:
        raise AssertionError(f"a form leads nowhere: {method} {action}") from None
    return Form(endpoint, action, method, held, words)


def _counts(field: Tag) -> bool:
    return field.get("type") not in ("radio", "checkbox", "file") or field.has_attr("checked")


def _takes_words(field: Tag) -> bool:
    return field.name == "textarea" or field.get("type", "text") in ("text", "email", "search", "hidden", "password")


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text()
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen.get("value", "")) if chosen else ""
    return str(field.get("value", ""))
