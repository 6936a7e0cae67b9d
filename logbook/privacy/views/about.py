"""What a pupil may know: what is kept, who sees it, how long, and whom to ask."""

from flask import Response

from logbook.accounts.queries import school_of
from logbook.privacy.policy.periods import DOCUMENTS
from logbook.privacy.queries.periods import Kept, periods_of
from logbook.web.actor import signed_in_actor
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/privacy")
def about() -> Response:
    """Tell it, with the school's own contact and periods to whoever is signed in."""
    actor = signed_in_actor()
    kept = (
        periods_of(actor.school_id) if actor else {each.id: Kept(each, each.default, own=False) for each in DOCUMENTS}
    )
    contact = school_of(actor).privacy_contact if actor else None
    return render("privacy/about.html", kept=kept, contact=contact)
