"""What the browser's server runs: the app, on an afternoon that never ends, so that every run sees the same school."""

from collections.abc import Iterable
from typing import Any

from logbook.app import create_app
from logbook.core import clock
from tests.conftest import FRIDAY

app = create_app()
_answer = app.wsgi_app


def _on_friday(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    with clock.freeze(FRIDAY):
        return _answer(environ, start_response)


app.wsgi_app = _on_friday  # type: ignore[method-assign]
