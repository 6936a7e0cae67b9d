"""The worker process: a job queue in a file of its own, beside the database.

Mail leaves within a second of the commit that caused it, and whatever was missed within a minute.
"""

from flask import Flask
from huey import SqliteHuey, crontab
from sqlalchemy import event
from sqlalchemy.orm import Session

from logbook.config import Config
from logbook.core.mail import WAITING
from logbook.extensions import db
from logbook.notices.services import forget_sent_mail, send_waiting_mail


def make_queue(app: Flask) -> SqliteHuey:
    """Return the job queue of `app`, with its jobs; a commit that enqueued mail asks for its sending."""
    settings: Config = app.extensions["logbook_config"]
    queue = SqliteHuey("logbook", filename=str(settings.data / "jobs.sqlite"), utc=True)

    def send() -> None:
        with app.app_context():
            send_waiting_mail()

    def tidy() -> None:
        with app.app_context():
            forget_sent_mail()

    send_mail = queue.task(name="send_mail")(send)
    queue.periodic_task(crontab(minute="*"), name="send_missed_mail")(send)
    queue.periodic_task(crontab(hour="3", minute="10"), name="forget_sent_mail")(tidy)

    def after_commit(session: Session) -> None:
        if session.info.pop(WAITING, False):
            send_mail()

    with app.app_context():
        event.listen(db.session, "after_commit", after_commit)
    app.extensions["logbook_queue"] = queue
    return queue
