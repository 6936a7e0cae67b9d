"""Whether it is us, whose phone it is, and what became of what it sent."""

from flask import Response, jsonify, request

from logbook.accounts.services import epoch
from logbook.accounts.views import leave
from logbook.core.unit_of_work import transaction
from logbook.entries.queries import receipts_of
from logbook.sync.schemas import MIN_CLIENT, SCHEMAS, PingSchema, StatusSchema
from logbook.sync.services import PhoneReport, report_phone
from logbook.web.actor import current_actor, signed_in_actor
from logbook.web.calls import posted

from .api import api


@api.post("/ping")
def ping() -> Response:
    """Note how many deeds wait on the phone, and tell that this is the school, and who is signed in."""
    actor, said = current_actor(), posted(PingSchema())
    with transaction():
        lost, life = report_phone(actor, PhoneReport(**said)), epoch()
    return jsonify(
        app="logbook",
        user_key=str(actor.membership_id),
        server_epoch=str(life),
        min_client=MIN_CLIENT,
        schemas=SCHEMAS,
        lost=lost,
    )


@api.post("/ops/status")
def op_status() -> Response:
    """Return the receipts of the actor's own deeds; of any other nothing is known."""
    actor, asked = current_actor(), posted(StatusSchema())["op_ids"]
    known = receipts_of(actor, asked)
    return jsonify(ops={str(each): known[each].as_json() if each in known else "unknown" for each in asked})


@api.post("/sign-out")
def sign_out() -> Response:
    """End the session of the person that the phone names, who signed out without a connection; nobody else's."""
    actor = signed_in_actor()
    if actor and str(actor.membership_id) == request.headers.get("X-User-Key"):
        leave()
    return jsonify(signed_out=True)
