"""Posted names nest, texts are trimmed, mistakes keep their place; nothing that is posted raises."""

from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, fields
from werkzeug.datastructures import MultiDict

from logbook.web.forms import load, nested


class Inner(Schema):
    """A part."""

    hours = fields.Integer(required=True)


class Outer(Schema):
    """A whole."""

    name = fields.String(required=True)
    day = fields.Date()
    parts = fields.Dict(keys=fields.String(), values=fields.Nested(Inner))
    codes = fields.List(fields.String())


def test_dotted_names_nest_and_brackets_make_lists() -> None:
    form = MultiDict([("a.b.c", " x "), ("a.b.d", ""), ("codes[]", "1"), ("codes[]", "2"), ("csrf_token", "t")])
    assert nested(form) == {"a": {"b": {"c": "x"}}, "codes": ["1", "2"]}


def test_the_last_of_a_repeated_name_counts() -> None:
    assert nested(MultiDict([("a", "1"), ("a", "2")])) == {"a": "2"}


def test_mistakes_are_told_under_the_name_of_the_field(clean) -> None:
    with clean.test_request_context():
        loaded = load(Outer(), MultiDict([("parts.x.hours", "many"), ("day", "31-02"), ("unknown", "1")]))
    assert set(loaded.errors) == {"name", "parts.x.hours", "day", "unknown"}
    assert loaded.errors["name"] == ["Vul dit in."]
    assert loaded.typed["parts"]["x"]["hours"] == "many"


def test_a_right_form_has_a_value(clean) -> None:
    with clean.test_request_context():
        loaded = load(Outer(), MultiDict([("name", "A"), ("parts.x.hours", "3")]))
    assert loaded.ok and loaded.value == {"name": "A", "parts": {"x": {"hours": 3}}}


NAMES = st.text(alphabet="abp.[]_x", max_size=12)


@given(st.lists(st.tuples(NAMES | st.sampled_from(["parts.x.hours", "day", "codes[]", "parts"]), st.text(max_size=8))))
def test_nothing_that_can_be_posted_raises(app, pairs: list[tuple[str, str]]) -> None:
    with app.test_request_context():
        load(Outer(), MultiDict(pairs))
