"""The worker process: a job queue in a file of its own, beside the database.

Mail leaves within a second of the commit that caused it, and whatever was missed within a minute.
"""

from collections.abc import Callable

from flask import Flask, current_app
from huey import SqliteHuey, crontab
from sqlalchemy import event
from sqlalchemy.orm import Session

from logbook.accounts.services import (
    forget_old_challenges,
    forget_old_codes,
    forget_old_invitations,
    forget_old_tries,
)
from logbook.config import Config
from logbook.core.mail import WAITING
from logbook.core.unit_of_work import transaction
from logbook.councils.services.print_class import print_class
from logbook.entries.services import sweep_media
from logbook.extensions import db
from logbook.notices.services import forget_old_mail, send_waiting_mail
from logbook.paper.services import print_portfolio
from logbook.people.services.invite_many import go_on_inviting
from logbook.privacy.services.import_archive import check_import, finish_import
from logbook.privacy.services.make_archive import forget_archives, make_archive
from logbook.privacy.services.retention import run_retention
from logbook.privacy.services.run_erasure import run_erasure, run_waiting_erasures
from logbook.privacy.services.seal_events import seal_events
from logbook.roster.services import apply_agreed, forget_old_rosters, undo_asked
from logbook.web.jobs import JOBS, QUEUE
from logbook.web.prints import forget_prints

SEND_MAIL = "logbook_send_mail"
LONG_WORK: dict[str, Callable[[str], None]] = {
    "roster_apply": apply_agreed,
    "roster_undo": undo_asked,
    "make_archive": make_archive,
    "check_import": check_import,
    "finish_import": finish_import,
    "erase": run_erasure,
    "print_class": print_class,
    "print_portfolio": print_portfolio,
}
"""What pages ask for by `web.jobs.later`, by its name."""


@event.listens_for(db.session, "after_commit")
def _ask_for_sending(session: Session) -> None:
    """Ask the worker to send the mail that was committed. A queue that fails is no reason to fail what is committed."""
    if session.info.pop(WAITING, False):
        try:
            current_app.extensions[SEND_MAIL]()
        except Exception:
            current_app.logger.exception("the worker was not asked to send mail; it looks by itself every minute")


def make_queue(app: Flask) -> SqliteHuey:
    """Return the job queue of `app`, with its jobs; a commit that enqueued mail asks for its sending."""
    settings: Config = app.extensions["logbook_config"]
    queue = SqliteHuey("logbook", filename=str(settings.data / "jobs.sqlite"), utc=True, results=False)

    def send() -> None:
        with app.app_context():
            send_waiting_mail()

    def tidy() -> None:
        with app.app_context():
            forget_old_mail()
            with transaction():
                forget_old_codes()
                forget_old_challenges()
                forget_old_tries()
                forget_old_invitations()
                forget_old_rosters()

    def tidy_archives() -> None:
        with app.app_context():
            forget_archives()
            forget_prints()

    def invite() -> None:
        with app.app_context():
            go_on_inviting()

    def seal() -> None:
        with app.app_context():
            seal_events()

    def seal_all() -> None:
        with app.app_context():
            seal_events(everything=True)

    def erase_waiting() -> None:
        with app.app_context():
            run_waiting_erasures()

    def retain() -> None:
        with app.app_context():
            run_retention(_quietly, dry=False)
            sweep_media(_quietly, delete=True)

    app.extensions[SEND_MAIL] = queue.task(name="send_mail")(send)
    queue.periodic_task(crontab(minute="*"), name="send_missed_mail")(send)
    queue.periodic_task(crontab(minute="*"), name="go_on_inviting")(invite)
    queue.periodic_task(crontab(minute="*"), name="seal_events")(seal)
    queue.periodic_task(crontab(hour="2", minute="40"), name="seal_all_events")(seal_all)
    queue.periodic_task(crontab(hour="3", minute="10"), name="tidy")(tidy)
    queue.periodic_task(crontab(minute="*/5"), name="erase_waiting")(erase_waiting)
    queue.periodic_task(crontab(hour="3", minute="40"), name="retention")(retain)
    queue.periodic_task(crontab(minute="25"), name="tidy_archives")(tidy_archives)
    app.extensions[QUEUE] = queue
    app.extensions[JOBS] = {name: queue.task(name=name)(_inside(app, work)) for name, work in LONG_WORK.items()}
    return queue


def _inside(app: Flask, work: Callable[[str], None]) -> Callable[[str], None]:
    """Return long work as the queue runs it: for the thing with a key, in a context of its own."""

    def run(key: str) -> None:
        with app.app_context():
            work(key)

    return run


def _quietly(_done: int, _of: int) -> None:
    """Show nobody how far it is."""
