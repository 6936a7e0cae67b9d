"""Receiving a deed: the bytes are the ones that were sent, a known one gets its receipt, a new one is done whole."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response, jsonify, request

from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Receipt
from logbook.entries.services import keep_rejected, replayed
from logbook.media.queries import require_stored
from logbook.sync.schemas import SCHEMAS, UNKNOWN, OpSchema
from logbook.web.actor import current_actor
from logbook.web.calls import CallProblem, checked, parse, read_body, require_type, sha256

LARGEST_OP = 256 * 1024
_SHA = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Op:
    """A deed as it came; `sha` is that of its bytes, `words` are the fields of its kind."""

    id: UUID
    sha: str
    kind: str
    base_rev: int
    client_time: datetime
    photos: list[str]
    words: dict[str, Any]


Deed = Callable[[Actor, Op], Receipt]


def receive(op_id: UUID, deeds: Mapping[str, Deed]) -> Response:
    """Do the deed that was sent, one of `deeds` by its kind, and answer with its receipt.

    What cannot be taken for its content is kept as it came, in a transaction of its own.
    """
    actor = current_actor()
    body, sha = _sent_bytes()
    try:
        with transaction():
            known = replayed(actor, op_id, sha)
            receipt = known or _do(actor, _read(op_id, sha, body), deeds)
    except Rejected as error:
        _keep(actor, op_id, body, "invalid", error.errors)
        raise
    except CallProblem as error:
        if error.code == 422:
            _keep(actor, op_id, body, error.problem)
        raise
    response = jsonify(receipt.as_json())
    response.status_code = 200 if known else 201
    return response


def _sent_bytes() -> tuple[bytes, str]:
    """Return the body and its hash. Raises CallProblem when a word of it may have changed on the way."""
    if "X-User-Key" not in request.headers:
        raise CallProblem(400, "no_header")
    require_type("application/json")
    said = request.headers.get("X-Content-SHA256", "").lower()
    if not _SHA.fullmatch(said):
        raise CallProblem(400, "no_sha")
    body = read_body(LARGEST_OP)
    if sha256(body) != said:
        raise CallProblem(400, "corrupt")
    return body, said


def _read(op_id: UUID, sha: str, body: bytes) -> Op:
    sent = parse(body)
    if sent.get("schema") not in SCHEMAS:
        raise CallProblem(422, "unknown_schema")
    envelope = checked(OpSchema(), sent)
    del envelope["number"]
    return Op(op_id, sha, **envelope)


def _do(actor: Actor, op: Op, deeds: Mapping[str, Deed]) -> Receipt:
    if op.kind not in deeds:
        raise Rejected({"kind": [UNKNOWN]})
    require_stored(actor, op.photos)
    return deeds[op.kind](actor, op)


def _keep(actor: Actor, op_id: UUID, body: bytes, code: str, errors: Mapping[str, list[str]] | None = None) -> None:
    with transaction():
        keep_rejected(actor, op_id, request.path, body.decode(), code=code, errors=errors)
