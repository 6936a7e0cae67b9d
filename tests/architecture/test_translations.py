"""Every text is there in French and English, with the same blanks to fill."""

import re

import pytest
from babel.messages.catalog import Catalog

from tests.architecture.catalogues import LANGUAGES, catalogue_of, missing, texts

BLANK = re.compile(r"%\((\w+)\)s|%\((\w+)\)d")


@pytest.fixture(scope="module")
def source() -> Catalog:
    return texts()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing(language: str) -> None:
    assert [text.id for text in missing(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blanks_are_the_same(language: str) -> None:
    for message in catalogue_of(language):
        if message.id and message.string:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = {blank for text in ids for blank in BLANK.findall(text)}
            for text in strings:
                assert set(BLANK.findall(text)) <= wanted, message.id


def test_there_is_something_to_translate(source: Catalog) -> None:
    assert len(source) > 100
