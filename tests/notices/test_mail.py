"""Mail leaves after the commit that caused it, by SMTP or into a file, and is tried again when it cannot."""

import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult
from flask import Flask

from logbook.core import clock
from logbook.core.mail import Mail, enqueue_mail
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.notices.services import TURNS, _due, _send, forget_old_mail, send_waiting_mail
from logbook.worker import SEND_MAIL
from tests.conftest import FRIDAY
from tests.factories import make_school


class Inbox(Message):
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[str] = []

    def handle_message(self, message) -> None:
        """Keep a mail."""
        text = message_from_bytes(message.as_bytes(), policy=policy.default)
        self.mails.append(f"{text['To']}|{text['Subject']}|{text.get_content()}")


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def smtp(clean: Flask) -> Iterator[Inbox]:
    inbox, port = Inbox(), _free_port("127.0.0.1")
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
        for wait in (*TURNS, timedelta(days=2)):
            with clock.freeze(FRIDAY + wait):
                assert (send_waiting_mail(), send_waiting_mail()) == (0, 0)
    finally:
        clean.extensions["logbook_config"] = kept
    mail = db.session.query(Mail).one()
    assert mail.tries == len(TURNS) and mail.sent_at is None and "Refused" in (mail.last_error or "")


def test_a_mail_server_that_comes_back_gets_what_waited(smtp: Inbox, clean: Flask) -> None:
    away = clean.extensions["logbook_config"]
    clean.extensions["logbook_config"] = replace(away, smtp_url="smtp://127.0.0.1:1")
    _enqueue()
    assert send_waiting_mail() == 0
    clean.extensions["logbook_config"] = away
    with clock.freeze(FRIDAY + timedelta(seconds=59)):
        assert send_waiting_mail() == 0
    with clock.freeze(FRIDAY + timedelta(seconds=60)):
        assert send_waiting_mail() == 1


def test_a_mail_that_can_never_be_made_holds_up_no_other(smtp: Inbox) -> None:
    with transaction():
        enqueue_mail("piet@example.org", "no_such_template", "nl", {})
        enqueue_mail("piet@example.org", "sign_in_code", "nl", {})
        enqueue_mail("piet@example.org\nBcc: eve@example.org", "sign_in_code", "nl", {"code": "1", "minutes": 1})
    with clock.freeze(FRIDAY + timedelta(seconds=1)):
        _enqueue()
        assert send_waiting_mail() == 1
    assert len(smtp.mails) == 1 and "eve" not in smtp.mails[0]
    assert sum(mail.last_error is not None for mail in db.session.query(Mail)) == 3


def test_others_write_while_a_mail_server_takes_its_time(clean: Flask, monkeypatch) -> None:
    def take_time(*_: object) -> None:
        with ThreadPoolExecutor(1) as other:
            other.submit(write).result(timeout=2)

    def write() -> None:
        with clean.app_context(), transaction():
            make_school("Ondertussen")

    monkeypatch.setattr("logbook.notices.services.deliver", take_time)
    _enqueue()
    assert send_waiting_mail() == 1


def test_two_workers_send_a_mail_once(smtp: Inbox, monkeypatch) -> None:
    _enqueue()
    due = db.session.execute(_due()).all()
    assert (_send(*due[0]), _send(*due[0])) == (True, False)
    assert len(smtp.mails) == 1


@pytest.fixture
def far(clean: Flask) -> Iterator[Callable[..., Inbox]]:
    """Return a function that starts a mail server which is not taken for this machine's own."""
    kept, running = clean.extensions["logbook_config"], []

    def start(user: str, **how: object) -> Inbox:
        inbox, port = Inbox(), _free_port("127.0.0.2")
        running.append(Controller(inbox, hostname="127.0.0.2", port=port, **how))
        running[-1].start()
        clean.extensions["logbook_config"] = replace(kept, smtp_url=f"smtp://{user}127.0.0.2:{port}")
        return inbox

    yield start
    clean.extensions["logbook_config"] = kept
    for controller in running:
        controller.stop()


def test_a_password_is_never_sent_in_the_clear(far: Callable[..., Inbox]) -> None:
    inbox = far("user:secret@", auth_require_tls=False, authenticator=lambda *_: AuthResult(success=True))
    _enqueue()
    assert send_waiting_mail() == 0 and inbox.mails == []
    assert "TLS" in str(db.session.query(Mail).one().last_error)


def test_a_server_that_offers_tls_gets_nothing_without_it(far: Callable[..., Inbox]) -> None:
    """A server without a certificate cannot keep its offer."""
    inbox = far("", tls_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
    _enqueue()
    assert send_waiting_mail() == 0 and inbox.mails == []
    assert "SSL" in str(db.session.query(Mail).one().last_error)


def test_old_mail_is_dropped_sent_or_not(clean: Flask) -> None:
    _enqueue()
    with clock.freeze(FRIDAY + timedelta(days=30, seconds=1)):
        _enqueue()
        forget_old_mail()
    assert db.session.query(Mail).count() == 1


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


def test_a_queue_that_fails_does_not_fail_what_was_committed(clean: Flask, monkeypatch) -> None:
    monkeypatch.setitem(clean.extensions, SEND_MAIL, _disk_full)
    _enqueue()
    assert send_waiting_mail() == 1


def _disk_full() -> None:
    raise OSError("disk full")
