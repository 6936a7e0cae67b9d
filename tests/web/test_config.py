"""Settings: defaults that work, wrong values named at start."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from logbook.accounts.policy import session_lifetime
from logbook.config import ConfigError, S3Settings, from_environment
from logbook.core.roles import Role


def test_an_empty_environment_gives_an_embedded_database_and_a_kept_secret(tmp_path: Path) -> None:
    settings = from_environment({"LOGBOOK_DATA": str(tmp_path / "new")})
    assert settings.embedded and settings.port == 8000
    again = from_environment({"LOGBOOK_DATA": str(tmp_path / "new")})
    assert again.secret_key == settings.secret_key and len(settings.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({}, "http://localhost:8000"),
        ({"PORT": "8100"}, "http://localhost:8100"),
        ({"TRUSTED_HOSTS": ".school.example other.example", "HTTPS": "1"}, "https://school.example"),
        (
            {"LOGBOOK_URL": "https://logbook.example:8443/", "TRUSTED_HOSTS": "x.example"},
            "https://logbook.example:8443",
        ),
    ],
)
def test_links_in_mails_begin_where_people_reach_the_app(tmp_path: Path, environ: dict, address: str) -> None:
    assert from_environment({"LOGBOOK_DATA": str(tmp_path), **environ}).address == address


@pytest.mark.parametrize("url", ["postgres://u@h/n", "postgresql://u@h/n", "postgresql+psycopg://u@h/n"])
def test_every_spelling_of_postgresql_is_understood(tmp_path: Path, url: str) -> None:
    settings = from_environment({"LOGBOOK_DATA": str(tmp_path), "DATABASE_URL": url})
    assert settings.database_url == "postgresql+psycopg://u@h/n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PORT", "0"),
        ("PORT", "²"),
        ("PORT", "9" * 5000),
        ("HTTPS", "true"),
        ("MAIL_FROM", "logbook"),
        ("MAIL_FROM", "a@example.org\nBcc: b@example.org"),
        ("PROXIES", "-1"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgresql://u@h:port/n"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://mail.example:port"),
        ("SMTP_URL", "https://mail.example"),
        ("LOGBOOK_URL", "logbook.example"),
        ("LOGBOOK_URL", "https://logbook.example/path"),
        ("LOGBOOK_URL", "https://logbook.example\nBcc: eve@example.org"),
        ("MEDIA_S3_URL", "https://store.example/bucket"),
        ("MEDIA_S3_URL", "s3://key:secret@store.example/"),
        ("MEDIA_S3_URL", "s3://key@store.example/bucket"),
        ("MEDIA_S3_URL", "s3://store.example:port/bucket"),
        ("MEDIA_S3_URL", "s3://store.example/Bucket/folder"),
        ("MEDIA_S3_URL", "s3://store.example/bucket?tls=yes"),
        ("MEDIA_S3_URL", "s3://store.example/bucket?zone=eu"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        from_environment({"LOGBOOK_DATA": str(tmp_path), name: value})


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("s3:///media", S3Settings("media", None, None, None, None)),
        ("s3://h:9000/media?tls=0", S3Settings("media", "http://h:9000", None, None, None)),
        ("s3://k:s%2Fx@h/media?region=eu", S3Settings("media", "https://h", "eu", "k", "s/x")),
    ],
)
def test_a_store_for_photos_is_an_address(tmp_path: Path, url: str, settings: S3Settings) -> None:
    assert from_environment({"LOGBOOK_DATA": str(tmp_path), "MEDIA_S3_URL": url}).media_s3 == settings


def test_a_store_without_its_library_is_told_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logbook.config.find_spec", lambda _name: None)
    with pytest.raises(ConfigError, match="install logbook"):
        from_environment({"LOGBOOK_DATA": str(tmp_path), "MEDIA_S3_URL": "s3:///media"})


def test_an_empty_value_is_no_value(tmp_path: Path) -> None:
    names = (
        "DATABASE_URL",
        "SECRET_KEY",
        "SMTP_URL",
        "MAIL_FROM",
        "TRUSTED_HOSTS",
        "LOGBOOK_URL",
        "PORT",
        "PROXIES",
        "HTTPS",
        "MEDIA_S3_URL",
    )
    bare = from_environment({"LOGBOOK_DATA": str(tmp_path)})
    assert from_environment({"LOGBOOK_DATA": str(tmp_path)} | dict.fromkeys(names, "")) == bare


def test_a_data_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        with pytest.raises(ConfigError, match="LOGBOOK_DATA"):
            from_environment({"LOGBOOK_DATA": str(path)})


def test_the_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    from_environment({"LOGBOOK_DATA": str(tmp_path / "new")})
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_processes_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    def start(_: int) -> str:
        return from_environment({"LOGBOOK_DATA": str(tmp_path)}).secret_key

    with ThreadPoolExecutor(8) as pool:
        (secret,) = set(pool.map(start, range(40)))
    assert len(secret) == 64
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_an_empty_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("\n")
    with pytest.raises(ConfigError, match="secret-key"):
        from_environment({"LOGBOOK_DATA": str(tmp_path)})


def test_the_cookie_lasts_as_long_as_the_longest_sign_in(tmp_path: Path) -> None:
    longest = max(session_lifetime(role) for role in Role)
    assert from_environment({"LOGBOOK_DATA": str(tmp_path)}).flask()["PERMANENT_SESSION_LIFETIME"] == longest


def test_https_makes_the_cookie_strict(tmp_path: Path) -> None:
    flask = from_environment({"LOGBOOK_DATA": str(tmp_path), "HTTPS": "1"}).flask()
    assert flask["SESSION_COOKIE_SECURE"] and str(flask["SESSION_COOKIE_NAME"]).startswith("__Host-")
