"""Who holds a session; opening one in this browser, and leaving."""

from typing import cast

from flask import Response, g, request, session
from flask_login import UserMixin, current_user, login_user, logout_user

from logbook.accounts import queries, services
from logbook.accounts.models import Person, Proof
from logbook.accounts.policy import device_words
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import login_manager
from logbook.web.after_response import after_response
from logbook.web.rendering import see_other

from .browser import relying_party

LONGEST_TARGET = 500
PHONE = "phone"
"""The name in the cookie of a paired phone's token."""
KEPT = ("language", PHONE)
"""What stays in the cookie, whoever signs in or out."""


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login holds for a session: the token is its id, so that ending the row ends the sign-in.

    Until a second proof that is due was given, `actor` is None: nobody is signed in, but for the pages that ask for it.
    """

    def __init__(self, token: str, opened: queries.Opened) -> None:
        self.token, self.holder = token, opened.actor
        self.half = opened.half
        self.actor = None if opened.half else opened.actor
        self.lock = opened.lock

    def get_id(self) -> str:
        """Return the session's token."""
        return self.token


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_session(token: str) -> SignedIn | None:
    """Return who holds `token`; notes the use of the session at most once an hour, after the response."""
    found = queries.actor_of_session(token)
    if found is None:
        return None
    session_id = found.actor.session_id
    if session_id and clock.now() - found.last_use_at > queries.LAST_USE_PRECISION:
        after_response(lambda: services.touch_session(session_id))
    return SignedIn(token, found)


def holder() -> Actor | None:
    """Return who holds this browser's session, also when a second proof is still to come."""
    return cast("Actor", current_user.holder) if current_user.is_authenticated else None


def current_holder() -> Actor:
    """Return who holds this browser's session, as `holder`. Raises NotPermitted when nobody does."""
    actor = holder()
    if actor is None:
        raise NotPermitted
    return actor


def is_half() -> bool:
    """Return whether somebody showed one thing in this browser and must show a second before anything else."""
    return bool(current_user.is_authenticated and current_user.half)


def sign_in_here(person: Person, proof: Proof = Proof.CODE) -> Response:
    """Open a session for `person` under a new cookie, end the one that this browser had, go where they were going.

    Where a second proof is due, that is asked for first.
    """
    before, target = holder(), session.get("next")
    if before is not None and before.session_id:
        services.end_session(before, before.session_id)
    hold(services.start_session(person, device_words(request.user_agent.string), proof=proof))
    if target:
        session["next"] = target
    if is_half():
        return see_other("accounts.second_factor")
    offers = proof is Proof.CODE and not target and _passkey_is_news(person)
    return see_other("accounts.new_passkey") if offers else onward()


def _passkey_is_news(person: Person) -> bool:
    """Return whether this is the time to offer a passkey: one of the first times, where the browser has them.

    Who came for something of their own (a link in a mail) is not held up.
    """
    actor = holder()
    learns = actor is not None and actor.role is Role.LEARNER
    return not learns and relying_party() is not None and queries.is_new_here(person.id)


def hold(token: str) -> None:
    """Put a session's token in this browser's cookie; of what the cookie held, only `KEPT` stays."""
    opened = queries.actor_of_session(token)
    if opened is None:
        raise NotFound
    _empty_cookie()
    login_user(SignedIn(token, opened))
    g.pop("actor", None)


def _empty_cookie() -> None:
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.permanent = True
    session.update(kept)


def onward() -> Response:
    """Go where the person was going before they were asked who they are."""
    return Response(status=303, headers={"Location": session.pop("next", None) or "/"})


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


def leave() -> None:
    """End this session for good, on this device and in every copy of its cookie."""
    actor = current_holder()
    if actor.session_id:
        with transaction():
            services.end_session(actor, actor.session_id)
    logout_user()
    _empty_cookie()
