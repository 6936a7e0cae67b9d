"""Whatever is typed into whatever form, the answer is a page: a mistake is told, and nothing breaks."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks.conftest import EVERYONE, FormsOf
from tests.attacks.forms import Form, opened
from tests.factories import Cast
from tests.pages import Page, PageClient

NASTY = (
    "",
    " ",
    "\0",
    "0",
    "-1",
    "1e999",
    "999999999999999999999999",
    "2026-02-31",
    "0001-01-01",
    "9999-12-31",
    "25:61",
    "00000000-0000-7000-8000-000000000000",
    "x" * 3000,
    "🙂" * 70,
    "'; DROP TABLE person; --",
    "{{ 7 * 7 }} %s %(x)s",
    "=HYPERLINK(1)",
    "a\r\nBcc: x@example.org",
    "../../../etc/passwd",
    "//evil.example/",
    "\u202eoms\u0301ot",
    "[]",
    "null",
)
VALUES = st.sampled_from(NASTY) | st.text(max_size=40).map(lambda text: text.encode(errors="replace").decode())
QUIET = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _changed(form: Form, changes: dict[str, str], extra: dict[str, str]) -> list[tuple[str, str]]:
    kept = [(name, value) for name, value in form.fields if name not in changes]
    return [*kept, *changes.items(), *extra.items()]


@pytest.mark.parametrize("name", EVERYONE)
def test_any_words_in_any_form(
    name: str, find_forms: FormsOf, cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    forms, _paths = find_forms(name)
    assert forms
    seen: set[str] = set()

    @QUIET
    @given(data=st.data())
    def try_one(data: st.DataObject) -> None:
        form = data.draw(st.sampled_from(forms))
        fields = st.dictionaries(st.sampled_from(form.names), VALUES, max_size=5) if form.names else st.just({})
        extra = st.dictionaries(st.text(st.characters(codec="ascii"), max_size=8), VALUES, max_size=1)
        sent = _changed(form, data.draw(fields), data.draw(extra))
        client = client_for(getattr(cast, name) if name != "nobody" else None)
        response = opened(client, form.method, form.action, sent)
        assert response.status_code < 500, (form.action, sent)
        if response.mimetype == "text/html" and response.status_code == 422:
            assert Page(response).h1
        seen.add(form.endpoint)

    try_one()
    assert len(seen) >= min(len(forms), 5)
