"""The page that an address asks for."""

import pytest

from logbook.web.paging import page_number


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("42", 42), ("9999", 9999)])
def test_a_number_is_the_page(text: str, number: int) -> None:
    assert page_number(text) == number


@pytest.mark.parametrize("text", [None, "", "0", "-1", "10000", "1e3", "two", "²", "٣", " 2", "9" * 5000])
def test_what_is_no_number_is_the_first_page(text: str | None) -> None:
    assert page_number(text) == 1
