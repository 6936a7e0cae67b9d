"""Settings: from the environment only, read once, wrong values named at start."""

import json
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import parse_qsl, unquote, urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from .errors import ConfigError
from .providers import Provider, providers

__all__ = ["Config", "ConfigError", "Provider", "S3Settings", "compact_json", "from_environment", "kept_secret"]

LONGEST_SESSION = timedelta(days=60)
_BUCKET = re.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_S3_FORM = "write s3://key:secret@host:port/bucket?region=name&tls=1 (key and secret as in an address: %2F for /)"


def compact_json(value: object) -> str:
    """Return JSON without the spaces that nobody reads: the columns of ratings are most of the database."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class S3Settings:
    """A store that speaks S3. Without `endpoint` it is Amazon's; without a key the library looks in its own places."""

    bucket: str
    endpoint: str | None
    region: str | None
    key: str | None
    secret: str | None


@dataclass(frozen=True)
class Config:
    """Everything that can be set. `data` is the folder for the embedded database and outgoing mail.

    `address` is where people reach the app, without a slash at the end: what a link in a mail begins with. It is never
    taken from a request, whose sender could name another host and be sent somebody's link.
    """

    data: Path
    database_url: str
    secret_key: str
    smtp_url: str | None
    mail_from: str
    trusted_hosts: tuple[str, ...]
    port: int
    proxies: int
    secure: bool
    offline: bool
    media_s3: S3Settings | None = None
    address: str = "http://localhost:8000"
    providers: tuple[Provider, ...] = ()
    testing: bool = False

    @property
    def embedded(self) -> bool:
        """Whether the database is the SQLite file in `data`."""
        return self.database_url.startswith("sqlite")

    def flask(self) -> dict[str, object]:
        """Return the settings in the names that Flask and its extensions use."""
        engine: dict[str, object] = {"json_serializer": compact_json, "pool_pre_ping": not self.embedded}
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
            # The cookie lasts as long as the longest sign-in, and only an answer that changes it carries it: a static
            # file is cacheable by anyone and must not hand on somebody's session.
            "PERMANENT_SESSION_LIFETIME": LONGEST_SESSION,
            "SESSION_REFRESH_EACH_REQUEST": False,
            "WTF_CSRF_TIME_LIMIT": None,
            "MAX_CONTENT_LENGTH": 512 * 1024,
            "MAX_FORM_MEMORY_SIZE": 512 * 1024,
            "BABEL_DEFAULT_LOCALE": "nl",
            "COMPRESS_MIMETYPES": ["text/html", "application/json", "application/problem+json"],
            "COMPRESS_ALGORITHM": ["br", "gzip"],
            "COMPRESS_BR_LEVEL": 7,
            "COMPRESS_STREAMS": False,
        }


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """Read the settings. Raises ConfigError with the setting's name when a value cannot be used."""
    data = _data_folder(environ.get("LOGBOOK_DATA") or "instance")
    trusted_hosts = tuple(environ.get("TRUSTED_HOSTS", "").replace(",", " ").split())
    secure = _number(environ, "HTTPS", 0, lowest=0, highest=1) == 1
    port = _number(environ, "PORT", 8000, lowest=1, highest=65535)
    return Config(
        data=data,
        database_url=_database_url(environ.get("DATABASE_URL"), data),
        secret_key=environ.get("SECRET_KEY") or kept_secret(data / "secret-key"),
        smtp_url=_smtp_url(environ.get("SMTP_URL")),
        mail_from=_mail_from(environ.get("MAIL_FROM") or "Logboek <logboek@localhost>"),
        trusted_hosts=trusted_hosts,
        port=port,
        proxies=_number(environ, "PROXIES", 0, lowest=0, highest=5),
        secure=secure,
        offline=_number(environ, "LOGBOOK_OFFLINE", 1, lowest=0, highest=1) == 1,
        media_s3=_s3(environ.get("MEDIA_S3_URL")),
        providers=providers(environ),
        address=_address(environ.get("LOGBOOK_URL"), trusted_hosts, secure, port),
    )


def _data_folder(given: str) -> Path:
    """Return the data folder, made for its owner alone: it holds what children wrote, and codes to sign in."""
    data = Path(given).absolute()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"LOGBOOK_DATA: {data} cannot be made: {error.strerror}") from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise ConfigError(f"LOGBOOK_DATA: nothing can be written in {data}")
    return data


def _database_url(given: str | None, data: Path) -> str:
    if not given:
        return f"sqlite:///{data / 'logbook.sqlite'}"
    scheme, separator, rest = given.partition("://")
    if not separator or scheme.split("+")[0] not in {"sqlite", "postgres", "postgresql"}:
        raise ConfigError("DATABASE_URL: only sqlite:// and postgresql:// addresses can be used")
    address = given if scheme.startswith("sqlite") else f"postgresql+psycopg://{rest}"
    try:
        make_url(address)
    except (ArgumentError, ValueError) as error:
        raise ConfigError("DATABASE_URL: write postgresql://user:password@host:port/name") from error
    return address


def kept_secret(path: Path) -> str:
    """Return the secret kept at `path`, made there (readable by its owner only) when it is not there yet.

    It appears whole or not at all: of several processes that start at once, all read the same one.
    """
    if not path.exists():
        with NamedTemporaryFile("w", dir=path.parent) as made:  # for its owner only
            made.write(secrets.token_hex(32))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, path)
    kept = path.read_text().strip()
    if not kept:
        raise ConfigError(f"SECRET_KEY: {path} is empty; remove it, and a new one is made")
    return kept


def _smtp_url(given: str | None) -> str | None:
    if not given:
        return None
    try:
        address = urlsplit(given)
        usable = address.scheme in {"smtp", "smtps"} and address.hostname and address.port != 0
    except ValueError:  # a port that is no number
        usable = False
    if not usable:
        raise ConfigError("SMTP_URL: write smtp://user:password@host:port or smtps://…")
    return given


def _s3(given: str | None) -> S3Settings | None:
    """Read `s3://key:secret@host:port/bucket?region=…&tls=0`; an address without a host means Amazon's."""
    if not given:
        return None
    try:
        address = urlsplit(given)
        port, asked = address.port, dict(parse_qsl(address.query, strict_parsing=bool(address.query)))
    except ValueError as error:
        raise ConfigError(f"MEDIA_S3_URL: {_S3_FORM}") from error
    bucket, tls = address.path.strip("/"), asked.get("tls", "1")
    known = asked.keys() <= {"region", "tls"} and tls in {"0", "1"} and address.scheme == "s3" and not address.fragment
    if find_spec("boto3") is None:
        raise ConfigError("MEDIA_S3_URL: needs a library that is not installed; install logbook[s3]")
    if not known or not _BUCKET.fullmatch(bucket) or bool(address.username) != bool(address.password):
        raise ConfigError(f"MEDIA_S3_URL: {_S3_FORM}")
    host = f"{address.hostname}:{port}" if port else address.hostname
    return S3Settings(
        bucket=bucket,
        endpoint=f"http{'s' if tls == '1' else ''}://{host}" if host else None,
        region=asked.get("region"),
        key=unquote(address.username) if address.username else None,
        secret=unquote(address.password) if address.password else None,
    )


def _address(given: str | None, trusted_hosts: tuple[str, ...], secure: bool, port: int) -> str:
    """Return where people reach the app: as given, else the first trusted host, else this machine."""
    if not given:
        host = trusted_hosts[0].lstrip(".") if trusted_hosts else f"localhost:{port}"
        return f"http{'s' if secure else ''}://{host}"
    if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?/?", given, re.IGNORECASE):
        raise ConfigError("LOGBOOK_URL: write https://logbook.school.be, without a path")
    return given.rstrip("/")


def _mail_from(given: str) -> str:
    if "@" not in parseaddr(given)[1] or not given.isprintable():
        raise ConfigError(f"MAIL_FROM: an address as in 'Logboek <logboek@school.be>', not {given!r}")
    return given


def _number(environ: Mapping[str, str], name: str, default: int, *, lowest: int, highest: int) -> int:
    text = environ.get(name) or str(default)
    if not re.fullmatch("[0-9]{1,6}", text) or not lowest <= int(text) <= highest:
        raise ConfigError(f"{name}: a whole number from {lowest} to {highest}, not {text!r}")
    return int(text)
