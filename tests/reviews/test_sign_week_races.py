"""A signature that is confirmed, refused or made in several places at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from logbook.core import clock
from logbook.core.events import Event
from logbook.extensions import db
from logbook.reviews.models import Remark
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import PageClient
from tests.reviews.signing import confirmation, link, mails, sign, signatures
from tests.reviews.work import form_of, week_of_work, week_row, week_url

Client = Callable[..., PageClient]
STRONG = {"strong_points.new.text": "Werkt netjes"}


def _at_once(clean: Flask, posts: list[tuple[PageClient, str, dict[str, str]]]) -> list[int]:
    """Post every form at the same moment and return the statuses."""
    together = Barrier(len(posts))
    forms = [(client, path, form | {"csrf_token": client.fresh_token()}) for client, path, form in posts]

    def post(client: PageClient, path: str, form: dict[str, str]) -> int:
        with clock.freeze(FRIDAY):
            together.wait()
            return client.client.post(path, data=form, buffered=True).status_code

    db.session.commit()
    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(lambda each: post(*each), forms))


def test_confirmed_in_several_places_at_once_it_counts_once(cast: Cast, client_for: Client, clean: Flask) -> None:
    sign(cast, client_for(cast.learner), week_of_work(cast, 2), **STRONG)
    form = confirmation(client_for().get(link()))
    assert _at_once(clean, [(client_for(), link(), form) for _ in range(4)]) == [303] * 4
    assert db.session.query(Event).filter_by(deed="approve_week").count() == 1
    assert db.session.query(Event).filter_by(deed="confirm_signature").count() == 1
    assert db.session.query(Remark).count() == 1


def test_confirmed_and_refused_at_once_one_of_them_holds(cast: Cast, client_for: Client, clean: Flask) -> None:
    sign(cast, client_for(cast.learner), week_of_work(cast, 1))
    form = confirmation(client_for().get(link()))
    statuses = _at_once(clean, [(client_for(), link(), form), (client_for(), f"{link()}/refuse", {})])
    assert sorted(statuses) == [303, 409]
    approved = week_row(cast) is not None
    assert signatures()[0].state == ("confirmed" if approved else "refused")


def test_signed_in_two_windows_at_once_there_is_one_signature(cast: Cast, client_for: Client, clean: Flask) -> None:
    entries, client = week_of_work(cast, 1), client_for(cast.learner)
    data = {name: value for name, value in form_of(entries).items() if name != "approve"}
    path = week_url(cast, "/sign")
    posts = [(client.copy(), path, data | {"name": name}) for name in ("Piet", "Eve")]
    assert sorted(_at_once(clean, posts)) == [303, 409]
    assert len(signatures()) == len(mails()) == 1
