"""`python -m bench`: build a school, measure pages and deeds beside R on SQLite and PostgreSQL, print the ratios."""

import tempfile
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine

from logbook.app import create_app
from logbook.config import from_environment
from logbook.core import clock
from logbook.extensions import db
from tests.databases import open_database

from . import paper, report
from .caller import Browser, call
from .cases import Case, Cases
from .cpu import Cpu
from .data import NOW, School, build
from .fsyncs import fsyncs_of
from .rounds import Meter
from .yardstick import make_yardstick

SAVES = 20
"""How many times each deed is done to count how often it waits for the disk."""


@click.command(help="Measure pages and deeds beside a bare Flask route, side by side in one run. See bench/README.md.")
@click.option("--learners", default=1_000, show_default=True, help="Size of the school; 10000 and 100000 take long.")
@click.option("--database", "databases", multiple=True, default=["sqlite", "postgresql"], show_default=True)
@click.option("--rounds", default=5, show_default=True, help="Rounds; medians are taken over them.")
@click.option("--quick", is_flag=True, help="200 learners and three rounds, for a first look.")
@click.option("--plain", is_flag=True, help="Ask for pages that are not compressed.")
@click.option("--only", default="", help="Measure only cases whose name holds this text.")
def main(databases: tuple[str, ...], *, learners: int, rounds: int, quick: bool, plain: bool, only: str) -> None:
    """Run the bench on each database in turn."""
    if quick:
        learners, rounds = 200, 3
    for kind in databases:
        with ExitStack() as stack, clock.freeze(NOW):
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="logbook-bench-")))
            app = _make_app(data, open_database(kind, data, stack))
            school = _build(app, kind, learners)
            _measure(app, school, rounds, compressed=not plain, only=only)
            with app.app_context():
                db.engine.dispose()


def _make_app(data: Path, url: str) -> Flask:
    settings = {"LOGBOOK_DATA": str(data), "DATABASE_URL": url, "SECRET_KEY": "bench"}
    app = create_app(from_environment(settings))
    with app.app_context():
        upgrade()
    return app


def _build(app: Flask, kind: str, learners: int) -> School:
    with app.app_context(), click.progressbar(length=learners, label=f"Making {learners} learners on {kind}") as bar:
        return build(learners, lambda done, _of: bar.update(done - bar.pos))


def _measure(app: Flask, school: School, rounds: int, *, compressed: bool, only: str) -> None:
    with app.app_context():
        engine = db.engine
    yardstick = make_yardstick(engine.url.render_as_string(hide_password=False))
    request = Browser(yardstick, "1").get("/", compressed=False)
    cases = Cases(app, school, compressed=compressed)
    wanted = [case for case in (*cases.pages(), *cases.deeds()) if only in case.name]
    r = Case("R, the yardstick", yardstick, cycle([request]))
    learner = school.year_class[0].actor
    made = paper.print_portfolio(app, learner, cases.browser(learner)) if only in paper.NAME else None
    results = Meter(Cpu(engine), r).measure(wanted, rounds)
    click.echo(f"\n{engine.dialect.name}, {len(school.year_class) + len(school.others)} learners, {rounds} rounds")
    for line in report.table(engine.dialect.name, results):
        click.echo(line)
    if made:
        click.echo(report.portfolio(made))
    click.echo(report.storage(engine.dialect.name, school.year_bytes, school.event_bytes))
    for case in wanted:
        if case.writes:
            click.echo(report.fsyncs(case.name, _fsyncs(app, engine, case)))


def _fsyncs(app: Flask, engine: Engine, case: Case) -> float | None:
    """Return how often one deed waits for the disk, as the mean of a few; None where that cannot be counted."""
    ready = list(islice(case.requests, SAVES))

    def do() -> None:
        for environ in ready:
            call(app, dict(environ))

    counted = fsyncs_of(engine, do)
    return None if counted is None else counted / len(ready)


if __name__ == "__main__":
    main()
