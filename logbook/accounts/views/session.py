"""Who holds a session; opening one in this browser, and leaving."""

from flask import Response, request, session
from flask_login import UserMixin, login_user, logout_user

from logbook.accounts import queries, services
from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import transaction
from logbook.extensions import login_manager
from logbook.web.actor import current_actor, signed_in_actor
from logbook.web.after_response import after_response

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


def sign_in_here(person: Person) -> Response:
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


def leave() -> None:
    """End this session for good, on this device and in every copy of its cookie."""
    actor = current_actor()
    if actor.session_id:
        with transaction():
            services.end_session(actor, actor.session_id)
    logout_user()
    session.clear()
