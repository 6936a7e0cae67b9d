"""The page that people from outside the school see before the first learner's data: once in each role."""

from flask import Blueprint, Response, make_response, redirect, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response as AnyResponse

from logbook.accounts.views import is_local_path
from logbook.core.actor import Actor
from logbook.core.unit_of_work import transaction
from logbook.privacy.services.promise import promise_silence
from logbook.web.actor import current_actor
from logbook.web.calls import CallProblem, is_call
from logbook.web.forms import load
from logbook.web.rendering import render, wants_fragment

pages = Blueprint("promise", __name__)
WITHOUT = ("accounts.", "promise.", "sheets.", "library.index", "home")
"""Where nothing of a learner stands: the own page, signing in and out, the sheets."""


class PromiseSchema(Schema):
    """Where the person was going."""

    next = fields.String(load_default="/")


def ask_for_promise(actor: Actor, endpoint: str) -> AnyResponse | None:
    """Lead who has not promised yet from a page to the promise; None when there is nothing to ask.

    Only reading waits for it: what somebody wrote before this was asked, or without a line, is never held up by it.
    """
    if actor.promised or request.method not in ("GET", "HEAD") or endpoint.startswith(WITHOUT):
        return None
    if is_call():
        raise CallProblem(403, "promise_first")
    target = url_for("promise.show", next=request.full_path.rstrip("?"))
    if wants_fragment():
        return make_response("", 401, {"HX-Redirect": target})
    return redirect(target, code=303)


@pages.get("/promise")
def show() -> Response:
    """Say what the person promises, in five lines."""
    return render("privacy/promise.html", next=_local(request.args.get("next", "/")))


@pages.post("/promise")
def keep() -> Response:
    """Keep the promise with its moment, and go where the person was going."""
    form = load(PromiseSchema())
    with transaction():
        promise_silence(current_actor())
    return Response(status=303, headers={"Location": _local(form.value["next"] if form.ok else "/")})


def _local(target: str) -> str:
    return target if is_local_path(target) else "/"
