"""Sending what the mail outbox holds: by SMTP where that is set, else into a file and the log."""

import logging
import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage
from email.utils import localtime, make_msgid, parseaddr
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, and_, delete, or_, select, update

from logbook.config import Config
from logbook.core import clock
from logbook.core.mail import Mail
from logbook.core.texts import one_line
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.web.language import speaking

log = logging.getLogger(__name__)

AT_ONCE = 50
KEPT = timedelta(days=30)
SECONDS_TO_ANSWER = 20
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
TURNS = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 2, 5, 15, 60, 240, 720))
"""How long after a mail was made each try comes at the earliest: a mail server that is away for hours loses nothing."""


def render_mail(mail: Mail) -> EmailMessage:
    """Return the message: the template's first line is the subject, the rest the text."""
    settings: Config = current_app.extensions["logbook_config"]
    with speaking(mail.language):
        text = current_app.jinja_env.get_template(f"mail/{mail.template}.txt").render(mail.context)
    subject, _, body = text.partition("\n")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, mail.recipient, one_line(subject)
    message["Date"] = localtime(clock.now())
    message["Message-ID"] = make_msgid(mail.id.hex, domain=parseaddr(settings.mail_from)[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.lstrip())
    return message


def deliver(message: EmailMessage, settings: Config) -> None:
    """Hand the message over. Raises OSError or SMTPException when the mail server cannot take it."""
    if settings.smtp_url is None:
        return _keep(message, settings)
    address = urlsplit(settings.smtp_url)
    with _connect(address) as server:
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(message)
    return None


def _connect(address: SplitResult) -> smtplib.SMTP:
    """Connect to the mail server, by TLS with a checked certificate where it can be, and always before a password.

    Only a server on this machine is spoken to without.
    """
    host, port, tls = address.hostname or "localhost", address.port or 0, ssl.create_default_context()
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS_TO_ANSWER, context=tls)
    server = smtplib.SMTP(host, port, timeout=SECONDS_TO_ANSWER)
    server.ehlo()
    if host in THIS_MACHINE:
        return server
    if server.has_extn("starttls"):
        server.starttls(context=tls)
    elif address.username:
        server.close()
        raise smtplib.SMTPNotSupportedError("the mail server offers no TLS, and the password needs it")
    return server


def _keep(message: EmailMessage, settings: Config) -> None:
    """Write the mail to `mail/` in the data folder and name it in the log: for trying out, and for tests."""
    folder = settings.data / "mail"
    folder.mkdir(exist_ok=True)
    path = folder / f"{clock.now():%Y%m%dT%H%M%S}-{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
    path.write_bytes(message.as_bytes())
    log.warning("mail to %s kept in %s", message["To"], path)


def send_waiting_mail() -> int:
    """Send what waits, the oldest first, each by itself; return how many left.

    A mail that cannot leave is tried again, ever more seldom, eight times in all; its error is kept on the row.
    """
    with transaction():
        due = db.session.execute(_due()).all()
    return sum(_send(mail_id, tries) for mail_id, tries in due)


def _due() -> "Select[UUID, int]":
    """Return a select of the id and the tries so far of the mails whose turn it is."""
    moment = clock.now()
    turn = or_(*(and_(Mail.tries == tries, Mail.created_at <= moment - wait) for tries, wait in enumerate(TURNS)))
    return select(Mail.id, Mail.tries).where(Mail.sent_at.is_(None), turn).order_by(Mail.created_at).limit(AT_ONCE)


def _send(mail_id: UUID, tries: int) -> bool:
    """Send one mail, unless another worker has taken this try; keep what came of it.

    No transaction is open while a mail server takes its time: on SQLite nobody could write meanwhile.
    """
    with transaction():
        this_try = update(Mail).where(Mail.id == mail_id, Mail.tries == tries, Mail.sent_at.is_(None))
        taken = db.session.execute(this_try.values(tries=tries + 1))
    if not taken.rowcount:  # type: ignore[attr-defined]
        return False
    problem = _attempt(mail_id)
    with transaction():
        mail = db.session.get_one(Mail, mail_id)
        mail.last_error = problem
        if problem is None:
            # A code is worth nothing once it has left; nor should it lie in the database.
            mail.sent_at, mail.context = clock.now(), {}
    return problem is None


def _attempt(mail_id: UUID) -> str | None:
    """Return why the mail could not leave, or None. Whatever is wrong with one mail, the others leave."""
    try:
        with transaction():
            message = render_mail(db.session.get_one(Mail, mail_id))
        deliver(message, current_app.extensions["logbook_config"])
    except Exception as error:
        log.warning("mail %s could not leave: %r", mail_id, error)
        return repr(error)[:500]
    return None


def forget_old_mail() -> None:
    """Drop mails made more than thirty days ago, sent or given up."""
    with transaction():
        db.session.execute(delete(Mail).where(Mail.created_at < clock.now() - KEPT))
