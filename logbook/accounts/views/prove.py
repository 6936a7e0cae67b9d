"""Asking again who this is, after a long time without use and before a deed of weight."""

from urllib.parse import urlsplit

from flask import Response, request, session, url_for
from flask_babel import gettext

from logbook.accounts import queries, services
from logbook.accounts.models import Person, Proof
from logbook.accounts.schemas import UseCodeSchema, UsePasskeySchema
from logbook.core.actor import Actor
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.web.actor import current_actor
from logbook.web.after_response import after_response
from logbook.web.forms import Loaded, load
from logbook.web.language import choose_language
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .browser import relying_party
from .ceilings import ASK_CODE, USE_CODE, browser_key, keep_below
from .session import hold, is_local_path


def ask_to_prove() -> Response:
    """Lead to the page that asks again who this is, and from there back to the page that this deed came from."""
    return see_other("accounts.prove", next=request.path if request.method == "GET" else came_from())


def came_from() -> str:
    """Return the path of the page that a form was on, for going back there."""
    path = urlsplit(request.referrer or "/").path
    return path if is_local_path(path) else "/"


@pages.get("/prove")
def prove() -> Response:
    """Ask again who this is: with a passkey, or with a code that is mailed."""
    target = request.args.get("next", "")
    if is_local_path(target):
        session["after_proof"] = target
    return _page(Loaded({}))


def _page(form: Loaded, status: int = 200) -> Response:
    actor, party = current_actor(), relying_party()
    return render(
        "accounts/prove.html",
        status=status,
        form=form,
        email=_email(actor),
        asked="proof_asked" in session,
        options=services.options_to_use(party) if party and queries.passkeys_of(actor.person_id) else None,
        back=session.get("after_proof", url_for("home")),
    )


def _email(actor: Actor) -> str | None:
    return db.session.get_one(Person, actor.person_id).email


@pages.post("/prove/mail")
def mail_proof() -> Response:
    """Mail the actor a code, to the address that we know."""
    keep_below(ASK_CODE)
    email, language, browser = _email(current_actor()), choose_language(), browser_key()
    if email:
        with transaction():
            code = services.ask_code(email, browser)
        if code is not None:
            after_response(lambda: services.mail_code(email, code, language))
        session["proof_asked"] = True
    return see_other("accounts.prove")


@pages.post("/prove/code")
def prove_by_code() -> Response:
    """Take the mailed code."""
    form, actor = load(UseCodeSchema()), current_actor()
    if form.ok:
        keep_below(USE_CODE)
        with transaction():
            person = services.use_code(form.value["code"], browser_key())
            if person is not None and person.id == actor.person_id:
                return _proved(actor, Proof.CODE)
        form.refuse({"code": [services.WRONG_CODE]})
    return _page(form, 422)


@pages.post("/prove/passkey")
def prove_by_passkey() -> Response:
    """Take a passkey of the actor's own."""
    form, actor, party = load(UsePasskeySchema()), current_actor(), relying_party()
    if form.ok and party:
        with transaction():
            person = services.use_passkey(party, form.value["credential"])
            if person is not None and person.id == actor.person_id:
                return _proved(actor, Proof.PASSKEY)
    form.refuse({"passkey": [gettext("Dit is geen passkey van jou, of ze kwam te laat. Probeer opnieuw.")]})
    return _page(form, 422)


def _proved(actor: Actor, proof: Proof) -> Response:
    target, onward = session.get("after_proof"), session.get("next")
    hold(services.prove(actor, proof))
    if onward:
        session["next"] = onward
    return Response(status=303, headers={"Location": target or url_for("home")})
