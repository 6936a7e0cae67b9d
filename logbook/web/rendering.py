"""Pages and fragments: the same view answers htmx with the fragment and everyone else with the page."""

from typing import Any, cast
from uuid import UUID

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from markupsafe import Markup

_NOBODY = UUID(int=0)


def wants_fragment() -> bool:
    """Return whether htmx asked for a part of the page. (`HX-Request` would also be sent with whole pages.)"""
    return request.headers.get("HX-Request-Type") == "partial"


def taken_along() -> bool:
    """Return whether a phone fetches this page for later: nobody looks at it now, and a form must come blank."""
    return request.headers.get("X-Take-Along") == "1"


def render(page: str, fragment: str | None = None, /, *, status: int = 200, **context: Any) -> Response:
    """Render `page`, or `fragment` when htmx asks for a part and there is one."""
    template = fragment if fragment and wants_fragment() else page
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request-Type")
    return response


def see_other(endpoint: str, **values: Any) -> Response:
    """Answer a deed with 303 to a page: a reload does not repeat the deed, and htmx gets that page's fragment."""
    return make_response(redirect(url_for(endpoint, **values), code=303))


def around(endpoint: str, name: str, **values: Any) -> tuple[str, str]:
    """Return what stands before and after the id `name` in an endpoint's address: a long list asks for it once."""
    values[name] = _NOBODY
    before, after = url_for(endpoint, **values).split(str(_NOBODY))
    return before, after


class Written(dict[tuple[Any, ...], Markup]):
    """What macros write, once for each combination of arguments that a page has: `cells['day', date, state]`.

    For tables with hundreds of cells that have only some dozens of looks.
    """

    def __init__(self, template: str) -> None:
        super().__init__()
        self._macros = current_app.jinja_env.get_template(template).module

    def __missing__(self, key: tuple[Any, ...]) -> Markup:
        """Call the macro that the key begins with."""
        macro, *arguments = key
        self[key] = written = cast("Markup", getattr(self._macros, macro)(*arguments))
        return written
