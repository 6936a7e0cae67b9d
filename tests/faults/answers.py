"""What a phone may conclude from an answer. Only a receipt that names the op and its bytes lets it delete anything."""

import json
from enum import StrEnum
from typing import Any

from tests.faults.store import Op
from tests.faults.wire import Answer

TRIED_AGAIN = frozenset({400, 401, 408, 425, 426, 429})
"""Refusals that pass, or that are not about the op; any other needs its person."""
DAMAGED_AT_MOST = 3
"""How often an op may arrive damaged until a person is told that this line is not to be trusted."""


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
    if code in _SAID:
        return _SAID[code]
    needs_a_person = 400 <= answer.status < 500 and answer.status not in TRIED_AGAIN and bool(code)
    if needs_a_person or (answer.status == 400 and op.refused + 1 >= DAMAGED_AT_MOST):
        return Action.QUARANTINE
    return Action.RETRY


_SAID = {
    "signed_out": Action.STOP,
    "other_person": Action.STOP,
    "client_too_old": Action.STOP,
    "photo_missing": Action.SEND_PHOTOS,
    "erased": Action.FORGET,
}


def photo_action(sha: str, answer: Answer) -> Action:
    """Return what an answer to a photo means: the school has it, or it is tried again."""
    said = document(answer)
    stored = (said.get("sha"), said.get("stored")) == (sha, True)
    if answer.status in (200, 201) and stored:
        return Action.RECEIVED
    return Action.STOP if said.get("code") in ("signed_out", "other_person") else Action.RETRY
