"""Asking for a code, typing it, signing out."""

from flask import Response, request, session

from logbook.accounts import queries, services
from logbook.accounts.schemas import AskCodeSchema, UseCodeSchema
from logbook.core.unit_of_work import transaction
from logbook.web.after_response import after_response
from logbook.web.forms import Loaded, load
from logbook.web.language import LANGUAGES, choose_language
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .browser import relying_party
from .ceilings import ASK_CODE, USE_CODE, browser_key, keep_below
from .demo import demo_open
from .phone import phone_token
from .providers import providers
from .session import holder, is_local_path, leave, sign_in_here


@pages.get("/sign-in")
def sign_in() -> Response:
    """Ask for the e-mail address."""
    other = "other" in request.args
    if holder() and not other:
        return see_other("accounts.second_factor")
    target = request.args.get("next", "")
    if is_local_path(target):
        session["next"] = target
    if not other and queries.phones_here(phone_token()):
        return see_other("accounts.unlock")
    return sign_in_page(Loaded({}))


def sign_in_page(form: Loaded, status: int = 200) -> Response:
    """Return the page with the ways to sign in that there are here."""
    party = relying_party()
    options = services.options_to_use(party) if party else None
    ways = {"demo": demo_open(), "options": options, "providers": providers()}
    return render("accounts/sign_in.html", status=status, form=form, **ways)


@pages.post("/sign-in")
def ask_code() -> Response:
    """Mail a code; the answer is the same for known and unknown addresses."""
    form = load(AskCodeSchema())
    if not form.ok:
        return sign_in_page(form, 422)
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
