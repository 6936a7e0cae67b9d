"""The blueprint of the phone's calls, and what every one of them must say before anything is looked at."""

from flask import Blueprint, request

from logbook.extensions import csrf
from logbook.sync.schemas import MIN_CLIENT
from logbook.web.calls import CallProblem

api = Blueprint("api", __name__, url_prefix="/api/v1")
# No form of another site can send the header that is asked for instead, and a queue cannot keep a token for days.
csrf.exempt(api)


@api.before_request
def check_caller() -> None:
    """Let nothing be changed but by our own script, in a version that we still speak."""
    if request.method in ("GET", "HEAD"):
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise CallProblem(403, "cross_site")
    version = request.headers.get("X-Logbook", "")
    if not version.isascii() or not version.isdecimal() or len(version) > 6:
        raise CallProblem(400, "no_header")
    if int(version) < MIN_CLIENT:
        raise CallProblem(426, "client_too_old")
