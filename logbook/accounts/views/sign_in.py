"""Asking for a code, typing it, signing out."""

from flask import Response, request, session

from logbook.accounts import services
from logbook.accounts.schemas import AskCodeSchema, UseCodeSchema
from logbook.core.unit_of_work import transaction
from logbook.web.actor import signed_in_actor
from logbook.web.after_response import after_response
from logbook.web.forms import Loaded, load
from logbook.web.language import LANGUAGES, choose_language
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .ceilings import ASK_CODE, USE_CODE, browser_key, keep_below
from .demo import demo_open
from .session import is_local_path, leave, sign_in_here


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
    keep_below(ASK_CODE)
    email, language, browser = form.value["email"], choose_language(), browser_key()
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
        keep_below(USE_CODE)
        with transaction():
            person = services.use_code(form.value["code"], session.get("browser", ""))
            if person is not None:
                return sign_in_here(person)
        form.refuse({"code": [services.WRONG_CODE]})
    return render("accounts/code.html", status=422, form=form, email=session.get("email", ""))


@pages.post("/sign-in/language")
def sign_in_language() -> Response:
    """Keep the language of somebody who is not signed in yet."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return see_other("accounts.sign_in")


@pages.post("/sign-out")
def sign_out() -> Response:
    """Sign out here and go to the sign-in page."""
    leave()
    response = see_other("accounts.sign_in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
