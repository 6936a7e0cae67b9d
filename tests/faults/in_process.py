"""A phone whose line is a function call: the whole app, without a server."""

from email.message import Message

from flask import Flask

from logbook.extensions import db
from tests.faults.history import History
from tests.faults.outbox import Owner
from tests.faults.phone import Phone
from tests.faults.wire import Answer


class InProcess(Phone):
    """A phone that the app answers at once; what nobody expected in the app is raised here."""

    def __init__(self, name: str, owner: Owner, app: Flask, history: History) -> None:
        super().__init__(name, owner, lambda: ("", 0), history)
        self._app = app

    def _ask(self, method: str, path: str, body: bytes, kind: str, **headers: str) -> Answer:
        db.session.commit()  # the test's own session must not hold the write lock while the request runs
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        own = {"X-Logbook": "1", "X-User-Key": self.owner.user_key, "Cookie": self.cookie, "Content-Type": kind}
        with self._app.app_context():
            client = self._app.test_client(use_cookies=False)
            response = client.open(path, method=method, data=body, headers=own | names)
        message = Message()
        message["Content-Type"] = response.headers["Content-Type"]
        return Answer(response.status_code, response.data, message)
