"""The mail outbox: a mail is a row of the transaction that causes it, and leaves after the commit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.extensions import db

from . import clock
from .ids import new_id
from .models import Id, Model, UTCDateTime

WAITING = "mail_waiting"


class Mail(Model):
    """A mail to send: the template's name and what it needs, rendered when it leaves."""

    __tablename__ = "mail"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    recipient: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    template: Mapped[str] = mapped_column(String(40))
    context: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)


def enqueue_mail(recipient: str, template: str, language: str, context: dict[str, Any]) -> UUID:
    """Put a mail in the open transaction and return its id; the worker sends it once that has committed."""
    mail = Mail(
        id=new_id(), recipient=recipient, template=template, language=language, context=context, created_at=clock.now()
    )
    db.session.add(mail)
    db.session.info[WAITING] = True
    return mail.id
