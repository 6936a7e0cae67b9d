"""Small writes that nobody waits for: in their own transaction, after the response has left."""

from collections.abc import Callable

from flask import after_this_request, current_app
from werkzeug.wrappers import Response

from logbook.core.unit_of_work import transaction, writes


def after_response(deed: Callable[[], None]) -> None:
    """Run `deed` in its own writing transaction once the response of this request has been sent.

    Its failure is logged and reaches nobody: the person has the answer already, and the server keeps the connection.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def run() -> None:
        token = writes.set(True)
        try:
            with app.app_context(), transaction():
                deed()
        except Exception:
            app.logger.exception("a deed after the response failed")
        finally:
            writes.reset(token)

    @after_this_request
    def later(response: Response) -> Response:
        response.direct_passthrough = False  # a file that is handed through would be closed without telling us
        response.call_on_close(run)
        return response
