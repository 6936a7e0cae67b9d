"""Pages and fragments: the same view answers htmx with the fragment and everyone else with the page."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for


def wants_fragment() -> bool:
    """Return whether htmx asked for a part of the page. (`HX-Request` would also be sent with whole pages.)"""
    return request.headers.get("HX-Request-Type") == "partial"


def render(page: str, fragment: str | None = None, *, status: int = 200, **context: Any) -> Response:
    """Render `page`, or `fragment` when htmx asks for a part and there is one."""
    template = fragment if fragment and wants_fragment() else page
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request-Type")
    return response


def see_other(endpoint: str, **values: Any) -> Response:
    """Answer a deed with 303 to a page: a reload does not repeat the deed, and htmx gets that page's fragment."""
    return make_response(redirect(url_for(endpoint, **values), code=303))
