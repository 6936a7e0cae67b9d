"""What the campaign's server runs: the app, with crash points and mutants that are off until a test turns them on."""

from collections.abc import Iterable
from typing import Any

from logbook.core import clock, unit_of_work
from tests.conftest import FRIDAY
from tests.faults import server_mutants
from tests.faults.crash_points import CrashPoints
from tests.faults.switches import ours

unit_of_work.LONGEST_WAIT = 1500  # milliseconds: a lock that somebody holds is met in a bounded run
switches = ours()
points = CrashPoints(switches)
server_mutants.before_the_app(switches)

from logbook.app import create_app  # noqa: E402  # the mutants have to be there first
from logbook.extensions import db  # noqa: E402
from logbook.media.services import keep  # noqa: E402

keep.MOST_A_DAY = 1_000_000  # a campaign is years of work, and all of it on one Friday
app = create_app()
with app.app_context():
    points.watch(db.engine, db.session)
    server_mutants.in_the_engine(db.engine, switches)
points.watch_renames()
_answer = app.wsgi_app


def _on_friday(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    with clock.freeze(FRIDAY):
        yield from _answer(environ, start_response)


app.wsgi_app = points.around(_on_friday)  # type: ignore[method-assign]
