"""What the link in an invitation opens: who invites, and one button that asks for the code."""

from flask import Response, session, url_for

from logbook.accounts import queries
from logbook.accounts.queries import OpenInvitation
from logbook.core.roles import AT_WORK
from logbook.web.language import LANGUAGES, speaking
from logbook.web.rendering import render

from .blueprint import pages
from .send_code import send_code


@pages.get("/invitations/<token>")
def invitation(token: str) -> Response:
    """Show who invites, to which school and for what. A mail scanner that looks here uses nothing up."""
    found = queries.open_invitation(token)
    if found is None:
        return _dead()
    chosen = session.get("language")
    with speaking(chosen if chosen in LANGUAGES else found.person.language):
        return render("accounts/invitation.html", found=found, token=token)


@pages.post("/invitations/<token>")
def take_up(token: str) -> Response:
    """Mail the invited person a code for this browser; the link works until they have signed in."""
    found = queries.open_invitation(token)
    return _dead() if found is None else send_code(found.person, _where(found))


def _where(found: OpenInvitation) -> str:
    """Return where the work is: for who rates at the workplace, what waits there."""
    return url_for("reviews.first") if found.role in AT_WORK else url_for("home")


def _dead() -> Response:
    """Answer the same for a link that never was one, was used, or is too old."""
    return render("accounts/invitation_dead.html", status=404)
