"""What a phone may conclude from an answer. Only a receipt that names the op and its bytes lets it delete anything."""

import json
from enum import StrEnum
from typing import Any

from tests.faults.store import Op
from tests.faults.wire import Answer

ERASED, NEWER_CLIENT = 410, 426
NEEDS_A_PERSON = frozenset({400, 404, 409, 413, 415, 422})
TRANSIENT_CODES = frozenset({"corrupt", ""})


class Action(StrEnum):
    """What the phone does with the op now."""

    RECEIVED = "received"
    RETRY = "retry"
    STOP = "stop"  # nobody is signed in, or somebody else: everything waits
    QUARANTINE = "quarantine"
    SEND_PHOTOS = "send photos"
    FORGET = "forget"  # erased under the privacy rules


def document(answer: Answer) -> dict[str, Any]:
    """Return the JSON of an answer, empty when it is anything else."""
    if answer.type not in ("application/json", "application/problem+json"):
        return {}
    try:
        found = json.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def is_receipt(op: Op, answer: Answer) -> bool:
    """Return whether the answer proves that the school has this op, byte for byte."""
    said = document(answer)
    echoed = (said.get("op_id"), said.get("sha")) == (op.op_id, op.sha)
    return answer.status in (200, 201) and echoed and bool(said.get("verdict"))


def action(op: Op, answer: Answer) -> Action:
    """Return what an answer to an op means. What is not understood is tried again: it may come from anybody."""
    if is_receipt(op, answer):
        return Action.RECEIVED
    code = document(answer).get("code", "")
    if code in ("signed_out", "other_person"):
        return Action.STOP
    if code == "photo_missing":
        return Action.SEND_PHOTOS
    if answer.status == ERASED and code == "erased":
        return Action.FORGET
    if answer.status in NEEDS_A_PERSON and code not in TRANSIENT_CODES:
        return Action.QUARANTINE
    return Action.RETRY
