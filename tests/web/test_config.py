"""Settings: defaults that work, wrong values named at start."""

import stat
from pathlib import Path

import pytest

from logbook.config import ConfigError, from_environment


def test_an_empty_environment_gives_an_embedded_database_and_a_kept_secret(tmp_path: Path) -> None:
    settings = from_environment({"LOGBOOK_DATA": str(tmp_path / "new")})
    assert settings.embedded and settings.port == 8000
    again = from_environment({"LOGBOOK_DATA": str(tmp_path / "new")})
    assert again.secret_key == settings.secret_key and len(settings.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["postgres://u@h/n", "postgresql://u@h/n", "postgresql+psycopg://u@h/n"])
def test_every_spelling_of_postgresql_is_understood(tmp_path: Path, url: str) -> None:
    settings = from_environment({"LOGBOOK_DATA": str(tmp_path), "DATABASE_URL": url})
    assert settings.database_url == "postgresql+psycopg://u@h/n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PROXIES", "-1"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "nonsense"),
        ("SMTP_URL", "https://mail.example"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        from_environment({"LOGBOOK_DATA": str(tmp_path), name: value})


def test_https_makes_the_cookie_strict(tmp_path: Path) -> None:
    flask = from_environment({"LOGBOOK_DATA": str(tmp_path), "HTTPS": "1"}).flask()
    assert flask["SESSION_COOKIE_SECURE"] and str(flask["SESSION_COOKIE_NAME"]).startswith("__Host-")
