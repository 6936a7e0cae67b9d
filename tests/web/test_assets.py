"""Static files: one address for each release, compressed, cacheable for good, and nothing outside their folder."""

import gzip

import brotli
import pytest
from flask import Flask

from logbook.app import ROOT
from logbook.web.assets import CSS_LAYERS, _encoded
from tests.factories import Cast


@pytest.fixture
def url(app: Flask):
    return app.jinja_env.globals["asset"]


def test_the_layers_arrive_as_one_file_in_order(client_for, url) -> None:
    body = client_for().client.get(url("app.css")).data.decode()
    layers = [(ROOT / "static" / "css" / f"{layer}.css").read_text() for layer in CSS_LAYERS]
    assert body == "\n".join(layers)


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_they_are_compressed_for_who_can_read_it(client_for, url, encoding: str, unpack) -> None:
    client = client_for().client
    plain = client.get(url("marks.svg"))
    packed = client.get(url("marks.svg"), headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding and unpack(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers and "immutable" in plain.headers["Cache-Control"]


def test_another_releases_address_is_not_kept(client_for) -> None:
    answer = client_for().client.get("/static/000000000000/icon.svg")
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["../wsgi.py", "..%2fwsgi.py", "css/../../wsgi.py", "/etc/passwd", "js/"])
def test_nothing_outside_the_folder(client_for, path: str) -> None:
    assert client_for().client.get(f"/static/x/{path}").status_code in (308, 404)


def test_a_file_that_anyone_may_keep_carries_nobodys_session(cast: Cast, client_for, url) -> None:
    client = client_for(cast.learner)
    with client.client.session_transaction() as session:
        session.permanent = True
    assert "Set-Cookie" not in client.client.get(url("icon.svg")).headers


def test_made_up_names_push_no_file_out_of_memory(client_for) -> None:
    before = _encoded.cache_info().currsize
    client_for().client.get("/static/x/made-up.css")
    assert _encoded.cache_info().currsize == before


def test_a_wrong_name_in_a_template_is_found_at_once(url) -> None:
    with pytest.raises(KeyError):
        url("nothing.svg")
