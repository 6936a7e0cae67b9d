"""Photos and spoken notes, sent one by one before the deed that names them."""

import re
from collections.abc import Callable

from flask import Response, jsonify

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.media.services import LARGEST_PHOTO, LARGEST_SPOKEN, store_photo, store_spoken
from logbook.web.actor import current_actor
from logbook.web.calls import read_body, require_type

from .api import api

_SHA = re.compile("[0-9a-f]{64}")


@api.put("/photos/<sha>")
def photo(sha: str) -> Response:
    """Take a photo."""
    require_type("image/jpeg")
    return _store(sha, LARGEST_PHOTO, store_photo)


@api.put("/media/<sha>")
def spoken(sha: str) -> Response:
    """Take a spoken note, whatever the phone calls its type: its bytes tell."""
    return _store(sha, LARGEST_SPOKEN, store_spoken)


def _store(sha: str, limit: int, store: Callable[[Actor, str, bytes], bool]) -> Response:
    """Store the body under its hash. No transaction is open meanwhile: pictures take long to check."""
    if not _SHA.fullmatch(sha):
        raise NotFound
    new = store(current_actor(), sha, read_body(limit))
    response = jsonify(sha=sha, stored=True)
    response.status_code = 201 if new else 200
    return response
