"""Mail leaves after the commit that caused it, by SMTP or into a file, and is tried again when it cannot."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from flask import Flask

from logbook.core.mail import Mail, enqueue_mail
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.notices.services import TRIES, send_waiting_mail


class Inbox(Message):
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[str] = []

    def handle_message(self, message) -> None:
        text = message_from_bytes(message.as_bytes(), policy=policy.default)
        self.mails.append(f"{text['To']}|{text['Subject']}|{text.get_content()}")


@pytest.fixture
def smtp(clean: Flask) -> Iterator[Inbox]:
    inbox = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    kept = clean.extensions["logbook_config"]
    clean.extensions["logbook_config"] = replace(kept, smtp_url=f"smtp://127.0.0.1:{port}")
    yield inbox
    clean.extensions["logbook_config"] = kept
    controller.stop()


def _enqueue(language: str = "nl") -> None:
    with transaction():
        enqueue_mail("piet@example.org", "sign_in_code", language, {"code": "123456", "minutes": 10})


def test_a_mail_leaves_by_smtp_once(smtp: Inbox) -> None:
    _enqueue()
    assert (send_waiting_mail(), send_waiting_mail()) == (1, 0)
    assert len(smtp.mails) == 1
    to, subject, text = smtp.mails[0].split("|", 2)
    assert to == "piet@example.org" and "123456" in subject and "123456" in text


def test_without_a_mail_server_it_is_kept_in_a_file(clean: Flask) -> None:
    _enqueue()
    folder = clean.extensions["logbook_config"].data / "mail"
    before = set(folder.glob("*.eml")) if folder.exists() else set()
    assert send_waiting_mail() == 1
    (kept,) = set(folder.glob("*.eml")) - before
    assert b"123456" in kept.read_bytes()


def test_a_mail_that_cannot_leave_is_tried_again_and_then_left(clean: Flask) -> None:
    kept = clean.extensions["logbook_config"]
    clean.extensions["logbook_config"] = replace(kept, smtp_url="smtp://127.0.0.1:1")
    try:
        _enqueue()
        assert [send_waiting_mail() for _ in range(TRIES + 2)] == [0] * (TRIES + 2)
    finally:
        clean.extensions["logbook_config"] = kept
    mail = db.session.query(Mail).one()
    assert mail.tries == TRIES and mail.sent_at is None and "Refused" in (mail.last_error or "")


def test_a_mail_of_a_deed_that_failed_never_leaves(clean: Flask) -> None:
    with pytest.raises(RuntimeError), transaction():
        enqueue_mail("piet@example.org", "sign_in_code", "nl", {"code": "123456", "minutes": 10})
        raise RuntimeError
    assert send_waiting_mail() == 0


def test_a_commit_with_mail_asks_the_worker_to_send_it(clean: Flask) -> None:
    queue = clean.extensions["logbook_queue"]
    queue.flush()
    with transaction():
        pass
    assert queue.pending_count() == 0
    _enqueue()
    assert queue.pending_count() == 1
    queue.execute(queue.dequeue())
    assert send_waiting_mail() == 0
    db.session.expire_all()
    assert db.session.query(Mail).one().sent_at is not None
