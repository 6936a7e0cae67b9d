"""The texts of sheets in the language of the page."""

from flask import Flask

from logbook.web.language import speaking, text_of

TEXTS = {"nl": "Wat zie je?", "fr": "Que vois-tu : « un trou » ?"}


def test_a_missing_language_falls_back_on_dutch(app: Flask) -> None:
    with app.test_request_context(), speaking("en"):
        assert text_of(TEXTS) == "Wat zie je?"


def test_french_marks_stay_with_their_word(app: Flask) -> None:
    with app.test_request_context(), speaking("fr"):
        assert text_of(TEXTS).split(" ") == ["Que", "vois-tu\xa0:", "«\xa0un", "trou\xa0»\xa0?"]
