"""The page that asks for a reason: before an entry goes back, or an approval is taken back."""

from dataclasses import dataclass

from flask import Response

from logbook.web.forms import Loaded
from logbook.web.rendering import render


@dataclass(frozen=True)
class Question:
    """What is about to happen, and the words to ask why. `rev` is the revision that it is about, if it matters."""

    title: str
    kicker: str
    text: str
    question: str
    label: str
    action: str
    back: str
    rev: int | None = None


def reason_page(asked: Question, form: Loaded, status: int = 200) -> Response:
    """Render the page; with 409 it says that the thing changed meanwhile."""
    return render("reviews/reason.html", status=status, asked=asked, form=form, stale=status == 409)
