"""Sending what the mail outbox holds: by SMTP where that is set, else into a file and the log."""

import logging
import smtplib
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import select

from logbook.config import Config
from logbook.core import clock
from logbook.core.mail import Mail
from logbook.core.unit_of_work import transaction
from logbook.extensions import db

log = logging.getLogger(__name__)

SENDER = "Logboek <logboek@localhost>"
AT_ONCE = 50
TRIES = 8


def render_mail(mail: Mail) -> EmailMessage:
    """Return the message: the template's first line is the subject, the rest the text."""
    with force_locale(mail.language):
        text = current_app.jinja_env.get_template(f"mail/{mail.template}.txt").render(mail.context)
    subject, _, body = text.partition("\n")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SENDER, mail.recipient, subject.strip()
    message.set_content(body.lstrip())
    return message


def deliver(message: EmailMessage, settings: Config) -> None:
    """Hand the message over. Raises OSError or SMTPException when the mail server cannot take it."""
    if settings.smtp_url is None:
        return _keep(message, settings)
    address = urlsplit(settings.smtp_url)
    connect = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
    with connect(address.hostname or "localhost", address.port or 0, timeout=20) as server:
        if address.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(message)
    return None


def _keep(message: EmailMessage, settings: Config) -> None:
    """Write the mail to `mail/` in the data folder and name it in the log: for trying out, and for tests."""
    folder = settings.data / "mail"
    folder.mkdir(exist_ok=True)
    path = folder / f"{clock.now():%Y%m%dT%H%M%S%f}.eml"
    path.write_bytes(message.as_bytes())
    log.warning("mail to %s kept in %s", message["To"], path)


def send_waiting_mail() -> int:
    """Send what waits, the oldest first, each in its own transaction; return how many left.

    A mail that cannot leave is tried again the next time, eight times in all; its error is kept on the row.
    """
    query = select(Mail).where(Mail.sent_at.is_(None), Mail.tries < TRIES)
    waiting = list(db.session.scalars(query.order_by(Mail.created_at).limit(AT_ONCE)))
    db.session.commit()
    return sum(_send(mail) for mail in waiting)


def _send(mail: Mail) -> bool:
    with transaction():
        mail.tries += 1
        try:
            deliver(render_mail(mail), current_app.extensions["logbook_config"])
        except (OSError, smtplib.SMTPException) as error:
            mail.last_error = f"{type(error).__name__}: {error}"[:500]
            return False
        mail.sent_at, mail.last_error = clock.now(), None
        # A code is worth nothing once it has left; nor should it lie in the database.
        mail.context = {}
    return True


def forget_sent_mail() -> None:
    """Drop mails sent more than thirty days ago."""
    with transaction():
        db.session.execute(Mail.__table__.delete().where(Mail.sent_at < clock.now() - timedelta(days=30)))  # type: ignore[attr-defined]
