"""A client that checks every page it sees, so that a whole class of mistakes fails the test that meets it."""

from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from logbook.accounts.models import Proof
from logbook.accounts.services import start_session
from logbook.core.unit_of_work import transaction
from logbook.extensions import db

FIELDS = ("input", "select", "textarea")


class PageClient:
    """A browser of one person (or of nobody) that fails on a page no browser, screen reader or policy should get."""

    def __init__(self, app: Flask, person: Any = None) -> None:
        self.app, self.client = app, FlaskClient(app, app.response_class)
        self.client.environ_base["HTTP_USER_AGENT"] = "tests"
        if person is not None:
            with self.client.session_transaction() as session, transaction():
                session["_user_id"], session["_fresh"] = start_session(person, "tests", proof=Proof.PASSKEY), True
        self.token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps("0" * 40)

    def copy(self) -> "PageClient":
        """Return a browser that holds a copy of this one's cookie."""
        other = PageClient(self.app)
        with self.client.session_transaction() as ours, other.client.session_transaction() as theirs:
            theirs.update(ours)
        return other

    def get(self, path: str, status: int = 200, **kwargs: Any) -> "Page":
        """Get a page, expecting `status`."""
        return self._open("get", path, status, **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, status: int = 303, **kwargs: Any) -> "Page":
        """Post a form with its token, expecting `status`."""
        form = {"csrf_token": self.fresh_token()} | (data or {})
        return self._open("post", path, status, data=form, **kwargs)

    def fresh_token(self) -> str:
        """Return a form's token, valid now: signing in and out empties the session that it is bound to."""
        with self.client.session_transaction() as session:
            session["csrf_token"] = "0" * 40
        return self.token

    def follow(self, page: "Page") -> "Page":
        """Get the page that a deed sent us to."""
        return self.get(page.location)

    def fragment(self, path: str, status: int = 200) -> "Page":
        """Get a page's fragment as htmx does."""
        return self.get(path, status, headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    def _open(self, method: str, path: str, status: int, **kwargs: Any) -> "Page":
        db.session.commit()  # the test's own session must not hold the write lock while the request runs
        with self.app.app_context():  # a context of its own, as a server gives each request
            pending = _watch(db.session())
            response = self.client.open(path, method=method.upper(), buffered=True, **kwargs)
        assert response.status_code == status, f"{method} {path}: {response.status}, not {status}\n{_words(response)}"
        assert not pending or status >= 400, f"{method} {path} left changes that nobody committed"
        return Page(response)


def _watch(session: Session) -> list[str]:
    """Return a list that holds something as long as flushed changes are not committed."""
    pending: list[str] = []
    event.listen(session, "after_flush", lambda *_: pending.append("flushed"))
    event.listen(session, "after_commit", lambda *_: pending.clear())
    return pending


def _words(response: TestResponse) -> str:
    return BeautifulSoup(response.get_data(as_text=True), "html.parser").get_text(" ", strip=True)[:600]


class Page:
    """An answer, checked and readable."""

    def __init__(self, response: TestResponse) -> None:
        self.response, self.status = response, response.status_code
        self.headers, self.location = response.headers, response.headers.get("Location", "")
        self.html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        self.soup = BeautifulSoup(self.html, "html5lib")
        if self.html and not (300 <= self.status < 400):
            check(self.html, self.soup)

    @property
    def text(self) -> str:
        """The words of the page, in one line."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def h1(self) -> str:
        """The heading."""
        heading = self.soup.h1
        return " ".join(heading.get_text(" ").split()) if heading else ""

    def one(self, selector: str) -> Tag:
        """Return the only element that matches. Fails when there is none, or more."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}"
        return found[0]

    def all(self, selector: str) -> list[Tag]:
        """Return the elements that match."""
        return list(self.soup.select(selector))

    def form(self, selector: str = "form") -> dict[str, Any]:
        """Return what a browser would post from the form as it stands (buttons left out)."""
        data: dict[str, Any] = {}
        for field in self.one(selector).select(", ".join(FIELDS)):
            name, kind = field.get("name"), field.get("type", "text")
            if not name or field.has_attr("disabled") or field.find_parent("fieldset", disabled=True):
                continue
            if kind in ("radio", "checkbox") and not field.has_attr("checked"):
                continue
            data[str(name)] = _value(field)
        return data


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text()
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen.get("value", "")) if chosen else ""
    return str(field.get("value", "on" if field.get("type") == "checkbox" else ""))


def check(html: str, soup: BeautifulSoup) -> None:
    """Fail on what no page may have."""
    whole = "<html" in html
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html) if whole else parser.parseFragment(html)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"doubled ids: {sorted({i for i in ids if ids.count(i) > 1})}"
    assert not soup.select("[style], style, script:not([src])"), "inline style or script"
    assert not [tag for tag in soup.find_all(True) for name in tag.attrs if name.startswith(("on", "hx-on"))]
    _check_forms(soup)
    if whole:
        _check_head(soup)
    for tag in soup.select("svg[role=img]"):
        assert tag.get("aria-label") or tag.find("title"), f"a picture without words: {tag}"


def _check_head(soup: BeautifulSoup) -> None:
    headings = soup.select("h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    heading, title = " ".join(headings[0].get_text(" ").split()), " ".join(soup.title.get_text().split())  # type: ignore[union-attr]
    assert heading and title.startswith(heading), f"title {title!r} does not begin with {heading!r}"
    assert soup.html and soup.html.get("lang"), "no language"


def _check_forms(soup: BeautifulSoup) -> None:
    for form in soup.select("form"):
        assert form.get("action"), f"a form without an action: {str(form)[:120]}"
        if form.get("method", "get").lower() == "post":  # type: ignore[union-attr]
            assert form.select("[name=csrf_token]"), f"a form without its token: {form['action']}"
    labelled = {label.get("for") for label in soup.select("label[for]")}
    for field in soup.select(", ".join(FIELDS)):
        if field.get("type") in ("hidden", "submit"):
            continue
        named = field.get("id") in labelled or field.find_parent("label") or field.get("aria-label")
        assert named, f"a field without a label: {field}"
