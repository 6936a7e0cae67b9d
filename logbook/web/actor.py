"""The actor of the request, as sign-in established it."""

from typing import cast

from flask import g
from flask_login import current_user

from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted


def signed_in_actor() -> Actor | None:
    """Return the actor of this request, or None when nobody is signed in."""
    if "actor" not in g:
        g.actor = current_user.actor if current_user.is_authenticated else None
    return cast("Actor | None", g.actor)


def current_actor() -> Actor:
    """Return the actor of this request. Raises NotPermitted when nobody is signed in."""
    actor = signed_in_actor()
    if actor is None:
        raise NotPermitted
    return actor
