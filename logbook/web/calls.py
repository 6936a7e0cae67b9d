"""Calls of the phone, below /api: answered with JSON, never with a page or a redirect, and read with suspicion."""

import hashlib
import json
import math
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.unit_of_work import let_go

from .forms import cleaned_text, flat

PREFIX = "/api/"
DEEPEST = 12
SMALL = 64 * 1024
"""Bytes of a call that carries no words of people."""
LARGEST_NUMBER = 2**53
"""Above it, JSON's numbers are no longer whole on the other side."""
Json = dict[str, Any]


class CallProblem(HTTPException):
    """A refusal of a call: an HTTP status, and the `problem` that tells the phone what to do."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.code, self.problem = status, problem


class _Unreadable(ValueError):
    """What is JSON to some readers and not to us."""


def is_call() -> bool:
    """Return whether the request wants a document and not a page."""
    return request.path.startswith(PREFIX)


def refuse_another(actor: Actor) -> None:
    """Raise CallProblem 403 `other_person` when a phone sends what somebody else, or another role, left on it."""
    if request.headers.get("X-User-Key", str(actor.membership_id)) != str(actor.membership_id):
        raise CallProblem(403, "other_person")


def read_body(limit: int) -> bytes:
    """Return the request's body. Raises RequestEntityTooLarge (413) over `limit` bytes.

    Nothing is locked meanwhile: a phone on a bad line may take a minute to send it.
    """
    let_go()
    request.max_content_length = limit + 1  # a stream of unknown length is cut off there without a word
    body = request.get_data(cache=False)
    if len(body) > limit:
        raise RequestEntityTooLarge
    return body


def sha256(body: bytes) -> str:
    """Return the hex SHA-256 of what was sent."""
    return hashlib.sha256(body).hexdigest()


def require_type(expected: str) -> None:
    """Raise CallProblem 415 `wrong_type` unless the body is said to be of that type."""
    if request.mimetype != expected:
        raise CallProblem(415, "wrong_type")


def parse(body: bytes) -> Json:
    """Return the object that `body` holds, its texts cleaned as those of forms. Raises CallProblem 400 `malformed`.

    Refused is what different readers take for different things: doubled keys, NaN, numbers past `LARGEST_NUMBER`, and
    what is nested deeper than anything of ours.
    """
    try:
        value = json.loads(
            body.decode(),
            object_pairs_hook=_object,
            parse_constant=_refuse,
            parse_float=_fraction,
            parse_int=_whole,
        )
        if not isinstance(value, dict):
            raise _Unreadable
        return {str(name): each for name, each in _clean(value, DEEPEST).items()}
    except (ValueError, RecursionError) as error:
        raise CallProblem(400, "malformed") from error


def checked(schema: Schema, data: Json) -> Any:
    """Return what `data` means to `schema`. Raises Rejected with the dotted names that a form would have."""
    try:
        return schema.load(data)
    except ValidationError as error:
        errors: dict[str, list[str]] = {}
        for name, texts in flat(error.messages):
            errors.setdefault(name, []).extend(texts)
        raise Rejected(errors) from error


def posted(schema: Schema) -> Any:
    """Return what the request's JSON means to `schema`. Raises CallProblem, RequestEntityTooLarge, Rejected."""
    require_type("application/json")
    return checked(schema, parse(read_body(SMALL)))


def _object(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Unreadable
    return found


def _refuse(_constant: str) -> None:
    raise _Unreadable


def _fraction(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _Unreadable
    return number


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_NUMBER:
        raise _Unreadable
    return number


def _clean(value: Any, deepest: int) -> Any:
    """Return the value with cleaned texts, down to `deepest` levels."""
    if isinstance(value, str):
        return cleaned_text(value)
    if not isinstance(value, dict | list):
        return value
    if not deepest:
        raise _Unreadable
    if isinstance(value, list):
        return [_clean(each, deepest - 1) for each in value]
    return _object([(cleaned_text(name), _clean(each, deepest - 1)) for name, each in value.items()])
