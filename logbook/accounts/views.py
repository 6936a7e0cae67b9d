"""Signing in and out, and the person's own page."""

import secrets
from uuid import UUID

from flask import Blueprint, Response, request, session
from flask_login import UserMixin, login_user, logout_user

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import transaction
from logbook.extensions import login_manager
from logbook.web.actor import current_actor, signed_in_actor
from logbook.web.after_response import after_response
from logbook.web.forms import Loaded, load
from logbook.web.language import LANGUAGES, choose_language
from logbook.web.rendering import render, see_other

from . import queries, services
from .models import Person
from .schemas import AskCodeSchema, DemoSignInSchema, DisplaySchema, RoleSchema, UseCodeSchema

pages = Blueprint("accounts", __name__)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
LONGEST_TARGET = 500


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login holds for a session: the token is its id, so that ending the row ends the sign-in."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token, self.actor = token, actor

    def get_id(self) -> str:
        """Return the session's token."""
        return self.token


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_session(token: str) -> SignedIn | None:
    """Return who holds `token`; notes the use of the session at most once an hour, after the response."""
    found = queries.actor_of_session(token)
    if found is None:
        return None
    actor, last_use_at = found
    session_id = actor.session_id
    if session_id and clock.now() - last_use_at > queries.LAST_USE_PRECISION:
        after_response(lambda: services.touch_session(session_id))
    return SignedIn(token, actor)


def on_loopback() -> bool:
    """Return whether the request was sent to this machine itself."""
    return request.host.rpartition(":")[0] in LOOPBACK or request.host in LOOPBACK


def demo_open() -> bool:
    """Return whether the cast's page is served: a database marked as demo, and a loopback host."""
    return on_loopback() and queries.is_demo()


def _sign_in(person: Person) -> Response:
    """Open a session for `person` under a new cookie, end the one that this browser had, go where they were going."""
    before = signed_in_actor()
    if before is not None and before.session_id:
        services.end_session(before, before.session_id)
    target = session.get("next")
    token = services.start_session(person, request.user_agent.string)
    language = session.get("language")
    session.clear()
    session.permanent = True
    if language:
        session["language"] = language
    actor, _used = queries.actor_of_session(token) or (None, None)
    if actor is None:
        raise NotFound
    login_user(SignedIn(token, actor))
    return Response(status=303, headers={"Location": target or "/"})


def is_local_path(target: str) -> bool:
    """Return whether `target` is a path of this app, short enough for the cookie, and no other host to any browser.

    Browsers read a backslash as a slash and leave tabs and line breaks out, so that `/<tab>/host` is another host.
    """
    return (
        len(target) <= LONGEST_TARGET
        and target.startswith("/")
        and not target.startswith("//")
        and "\\" not in target
        and target.isprintable()
    )


@pages.get("/sign-in")
def sign_in() -> Response:
    """Ask for the e-mail address."""
    if signed_in_actor():
        return see_other("home")
    target = request.args.get("next", "")
    if is_local_path(target):
        session["next"] = target
    return render("accounts/sign_in.html", form=Loaded({}), demo=demo_open())


@pages.post("/sign-in")
def ask_code() -> Response:
    """Mail a code; the answer is the same for known and unknown addresses."""
    form = load(AskCodeSchema())
    if not form.ok:
        return render("accounts/sign_in.html", status=422, form=form, demo=demo_open())
    email, language = form.value["email"], choose_language()
    browser = session.setdefault("browser", secrets.token_urlsafe(24))
    with transaction():
        code = services.ask_code(email, browser)
    if code is not None:
        after_response(lambda: services.mail_code(email, code, language))
    session["email"] = email
    return see_other("accounts.code")


@pages.get("/sign-in/code")
def code() -> Response:
    """Ask for the mailed code."""
    if "email" not in session:
        return see_other("accounts.sign_in")
    return render("accounts/code.html", form=Loaded({}), email=session["email"])


@pages.post("/sign-in/code")
def use_code() -> Response:
    """Use the code up and sign in."""
    form = load(UseCodeSchema())
    if form.ok:
        with transaction():
            person = services.use_code(form.value["code"], session.get("browser", ""))
            if person is not None:
                return _sign_in(person)
        form.refuse({"code": [services.WRONG_CODE]})
    return render("accounts/code.html", status=422, form=form, email=session.get("email", ""))


@pages.post("/sign-in/language")
def sign_in_language() -> Response:
    """Keep the language of somebody who is not signed in yet."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return see_other("accounts.sign_in")


@pages.get("/sign-in/demo")
def demo() -> Response:
    """List the demo's cast."""
    if not demo_open():
        raise NotFound
    return render("accounts/demo.html", cast=queries.demo_cast().items())


@pages.post("/sign-in/demo")
def demo_sign_in() -> Response:
    """Sign in as a member of the demo's cast with one tap."""
    if not demo_open():
        raise NotFound
    form = load(DemoSignInSchema())
    person = queries.person_by_handle(form.value["person"]) if form.ok else None
    if person is None:
        raise NotFound
    with transaction():
        return _sign_in(person)


@pages.post("/sign-out")
def sign_out() -> Response:
    """Sign out here and go to the sign-in page."""
    leave()
    response = see_other("accounts.sign_in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def leave() -> None:
    """End this session for good, on this device and in every copy of its cookie."""
    actor = current_actor()
    if actor.session_id:
        with transaction():
            services.end_session(actor, actor.session_id)
    logout_user()
    session.clear()


@pages.get("/me")
def me() -> Response:
    """Show the person's own page: role, language, theme, devices."""
    return _me(Loaded({}))


def _me(form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    roles, sessions = queries.roles_of(actor.person_id), queries.sessions_of(actor.person_id)
    return render("accounts/me.html", status=status, form=form, roles=roles, sessions=sessions)


@pages.post("/me/display")
def display() -> Response:
    """Keep language and theme."""
    form = load(DisplaySchema())
    if not form.ok:
        return _me(form, 422)
    with transaction():
        services.choose_display(current_actor(), **form.value)
    return see_other("accounts.me")


@pages.post("/me/role")
def role() -> Response:
    """Act in another of the person's roles."""
    form = load(RoleSchema())
    if not form.ok:
        raise NotFound
    with transaction():
        services.choose_role(current_actor(), form.value["membership"])
    return see_other("home")


@pages.post("/me/sessions/<uuid:session_id>/end")
def end_session(session_id: UUID) -> Response:
    """End one of the person's own sessions."""
    with transaction():
        services.end_session(current_actor(), session_id)
    return see_other("accounts.me") if session_id != current_actor().session_id else see_other("accounts.sign_in")
