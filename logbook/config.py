"""Settings: from the environment only, read once, wrong values named at start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class ConfigError(ValueError):
    """A setting has a value that cannot be used; the message names the setting."""


@dataclass(frozen=True)
class Config:
    """Everything that can be set. `data` is the folder for the embedded database and outgoing mail."""

    data: Path
    database_url: str
    secret_key: str
    smtp_url: str | None
    trusted_hosts: tuple[str, ...]
    port: int
    proxies: int
    secure: bool
    testing: bool = False

    @property
    def embedded(self) -> bool:
        """Whether the database is the SQLite file in `data`."""
        return self.database_url.startswith("sqlite")

    def flask(self) -> dict[str, object]:
        """Return the settings in the names that Flask and its extensions use."""
        engine: dict[str, object] = {"pool_pre_ping": not self.embedded}
        if not self.embedded:
            engine["connect_args"] = {"options": "-c lock_timeout=5s -c statement_timeout=15s"}
        return {
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": engine,
            "SECRET_KEY": self.secret_key,
            "TESTING": self.testing,
            "TRUSTED_HOSTS": list(self.trusted_hosts) or None,
            "SESSION_COOKIE_NAME": "__Host-logbook" if self.secure else "logbook",
            "SESSION_COOKIE_SECURE": self.secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_PROTECTION": "basic",
            "WTF_CSRF_TIME_LIMIT": None,
            "MAX_CONTENT_LENGTH": 512 * 1024,
            "MAX_FORM_MEMORY_SIZE": 512 * 1024,
            "BABEL_DEFAULT_LOCALE": "nl",
            "COMPRESS_MIMETYPES": ["text/html", "application/json", "application/problem+json"],
            "COMPRESS_ALGORITHM": ["br", "gzip"],
            "COMPRESS_STREAMS": False,
        }


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """Read the settings. Raises ConfigError with the setting's name when a value cannot be used."""
    data = Path(environ.get("LOGBOOK_DATA", "instance")).absolute()
    data.mkdir(parents=True, exist_ok=True)
    return Config(
        data=data,
        database_url=_database_url(environ.get("DATABASE_URL"), data),
        secret_key=environ.get("SECRET_KEY") or _kept_secret(data / "secret-key"),
        smtp_url=_smtp_url(environ.get("SMTP_URL")),
        trusted_hosts=tuple(filter(None, environ.get("TRUSTED_HOSTS", "").replace(",", " ").split())),
        port=_number(environ, "PORT", 8000, 65535),
        proxies=_number(environ, "PROXIES", 0, 5),
        secure=environ.get("HTTPS", "") == "1",
    )


def _database_url(given: str | None, data: Path) -> str:
    if not given:
        return f"sqlite:///{data / 'logbook.sqlite'}"
    scheme, separator, rest = given.partition("://")
    if not separator or scheme.split("+")[0] not in {"sqlite", "postgres", "postgresql"}:
        raise ConfigError("DATABASE_URL: only sqlite:// and postgresql:// addresses can be used")
    return given if scheme.startswith("sqlite") else f"postgresql+psycopg://{rest}"


def _kept_secret(path: Path) -> str:
    """Return the secret kept at `path`, made there (readable by its owner only) when it is not there yet."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text().strip()


def _smtp_url(given: str | None) -> str | None:
    if given and urlsplit(given).scheme not in {"smtp", "smtps"}:
        raise ConfigError("SMTP_URL: write smtp://user:password@host:port or smtps://…")
    return given or None


def _number(environ: Mapping[str, str], name: str, default: int, highest: int) -> int:
    text = environ.get(name, str(default))
    if not text.isdigit() or int(text) > highest:
        raise ConfigError(f"{name}: a whole number from 0 to {highest}, not {text!r}")
    return int(text)
