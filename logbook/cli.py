"""The `logbook` command."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade

from logbook.accounts.services import begin_epoch
from logbook.app import create_app
from logbook.config import ConfigError, from_environment
from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week
from logbook.demo.services import NotEmpty, Outcome, make_demo
from logbook.entries.services import check, rebuild, sweep_media
from logbook.media.services import check_media
from logbook.people.services.set_up import make_code
from logbook.privacy.services.check_audit import check_audit
from logbook.privacy.services.retention import run_retention
from logbook.privacy.services.seal_events import seal_events
from logbook.sheets.schemas import LIBRARY, read_library
from logbook.sheets.services import load_library


def _app() -> Flask:
    """Make the application, or stop with the name of the setting that is wrong."""
    try:
        return create_app()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _in_app() -> Iterator[Flask]:
    app = _app()
    with app.app_context():
        yield app


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function `(done, of)` that moves a progress bar."""
    with click.progressbar(length=1000, label=label) as bar:
        yield lambda done, of: bar.update(max(0, 1000 * done // max(of, 1) - bar.pos))


@click.group()
def main() -> None:
    """Run and look after the logbook."""


@main.command()
@click.option("--workers", default=2, show_default=True, help="Processes that answer requests.")
@click.option("--threads", default=4, show_default=True, help="Threads of each.")
def serve(workers: int, threads: int) -> None:
    """Serve on http://127.0.0.1:PORT with a worker beside it; Ctrl+C, or ending this process, stops both."""
    try:
        settings = from_environment()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    server = ["gunicorn", "--bind", f"127.0.0.1:{settings.port}", "--workers", str(workers), "--threads", str(threads)]
    server += ["--no-control-socket", "--log-level", "warning", "logbook.app:create_app()"]
    click.echo(f"Open http://127.0.0.1:{settings.port}")
    sys.exit(_run_beside(["logbook", "worker"], server))


def _run_beside(helper: list[str], main_module: list[str]) -> int:
    """Run two modules until the main one ends or this process is told to; end both in order, return the main's code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    running = [subprocess.Popen([sys.executable, "-m", *module]) for module in (helper, main_module)]  # noqa: S603
    try:
        return running[1].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


@main.command()
def worker() -> None:
    """Send mail and do what can wait, until stopped."""
    app = _app()
    queue = app.extensions["logbook_queue"]
    queue.create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0).run()


@main.command()
def demo() -> None:
    """Fill a new, empty database with the demo school; one that is there already is kept as it is."""
    with _in_app():
        try:
            with _progress("Making the demo school") as progress:
                outcome = make_demo(progress)
        except NotEmpty as error:
            raise click.ClickException("this database holds data already; a demo needs a new, empty one") from error
    click.echo(
        "The demo school is there already and is kept." if outcome is Outcome.KEPT else "The demo school is ready."
    )
    click.echo("Sign in with one tap as learner1, mentor1, teacher1 or anyone else of the cast, at /sign-in/demo.")


@main.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def bench(options: tuple[str, ...]) -> None:
    """Measure pages and deeds beside a bare Flask route. Needs a checkout."""
    root = Path(__file__).parent.parent
    if not (root / "bench").is_dir():
        raise click.ClickException("the bench is part of a checkout and not of an installed package")
    sys.exit(subprocess.call([sys.executable, "-m", "bench", *options], cwd=root))  # noqa: S603  # our own command


@main.group()
def database() -> None:
    """Look after the database."""


main.add_command(database, "db")


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the database to this release's shape; on a database that has it, nothing happens."""
    with _in_app():
        upgrade()


@database.command("restored")
def restored_database() -> None:
    """Say that a backup was restored: phones then send again what the school had received since."""
    with _in_app(), transaction():
        begin_epoch()
    click.echo("A new epoch has begun. Phones that come by ask what the school still knows, and send the rest again.")


@main.group()
def school() -> None:
    """Begin a school."""


@school.command("first-admin")
def first_admin() -> None:
    """Print a code with which somebody begins a school at /setup and becomes its first administrator; works once."""
    with _in_app(), transaction():
        code = make_code()
    click.echo("-".join(code[at : at + 4] for at in range(0, len(code), 4)))
    click.echo("Type it at /setup within two days; it works once. Give it to nobody else.")


@main.group()
def sheets() -> None:
    """Load and check learning sheets."""


@sheets.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
def check_sheets(folder: str | None) -> None:
    """Check the sheet files of FOLDER (default: the shipped ones); names file, place and reason of every mistake."""
    library = read_library(Path(folder) if folder else LIBRARY)
    for problem in library.problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(library.sheets)} sheets in order, {len(library.problems)} mistakes")
    sys.exit(0 if library.ok else 1)


@sheets.command("load")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--note", default="", help="What changed, for the version's history.")
def load_sheets(folder: str | None, note: str) -> None:
    """Publish the new and changed sheets of FOLDER (default: the shipped ones); the same file again changes nothing."""
    with _in_app():
        try:
            with transaction():
                published = load_library(None, read_library(Path(folder) if folder else LIBRARY), note)
        except Rejected as error:
            lines = [f"{name}: {reason}" for name, reasons in error.errors.items() for reason in reasons]
            raise click.ClickException("\n".join(lines)) from error
    for sheet_id, number in published.new:
        click.echo(f"{sheet_id}: version {number}")
    click.echo(f"{len(published.unchanged)} unchanged")


@main.group()
def summaries() -> None:
    """Look after the weekly sums that the views of a class are read from."""


@summaries.command("rebuild")
def rebuild_summaries() -> None:
    """Compute every learner's sums anew; the school keeps working meanwhile."""
    with _in_app(), _progress("Summing") as progress:
        learners = rebuild(progress)
    click.echo(f"{learners} learners summed")


@summaries.command("check")
def check_summaries() -> None:
    """Compare the stored sums with the ratings and name the learners that differ; changes nothing."""
    with _in_app(), _progress("Checking") as progress:
        differences = check(progress)
    for each in differences:
        click.echo(f"{each.learner_id}: {', '.join(map(iso_week, each.weeks))}", err=True)
    click.echo(f"{len(differences)} learners differ")
    sys.exit(1 if differences else 0)


@main.group()
def media() -> None:
    """Look after photos and spoken notes."""


@media.command("sweep")
@click.option("--delete", is_flag=True, help="Delete them; without it they are only counted.")
def sweep_stored_media(delete: bool) -> None:
    """Count what no entry and no draft named for thirty days, and delete it when asked; the school keeps working."""
    with _in_app(), _progress("Sweeping") as progress:
        swept = sweep_media(progress, delete=delete)
    click.echo(f"{swept.media} photos and notes, {swept.files} files {'deleted' if delete else 'to delete'}")


@media.command("check")
def check_stored_media() -> None:
    """Read every photo and spoken note and name those with a missing or damaged file; changes nothing."""
    with _in_app(), _progress("Checking") as progress:
        broken = check_media(progress)
    for each in broken:
        click.echo(f"{each.owner_id} {each.sha}: {each.problem}", err=True)
    click.echo(f"{len(broken)} missing or damaged")
    sys.exit(1 if broken else 0)


@main.group()
def audit() -> None:
    """Look after the sealed record of who did what."""


@audit.command("check")
@click.option("--noted", multiple=True, help="A hash that an earlier check ended with; it has to be there still.")
def check_record(noted: tuple[str, ...]) -> None:
    """Check every school's chain, name what was changed, removed or left out, and show where each chain ends."""
    with _in_app(), _progress("Checking") as progress:
        report = check_audit(progress, noted)
    for finding in report.findings:
        click.echo(str(finding), err=True)
    for chain_id, (sequence, chain) in sorted(report.heads.items()):
        click.echo(f"{chain_id}: {sequence} events, {chain}")
    click.echo(f"{report.seals} seals read, {len(report.findings)} findings")
    sys.exit(1 if report.findings else 0)


@audit.command("seal")
def seal_record() -> None:
    """Seal what is not sealed yet, however old; the worker does so every minute and for all at night."""
    with _in_app():
        sealed = seal_events(everything=True)
    click.echo(f"{sealed} events sealed")


@main.group()
def retention() -> None:
    """Look after how long what is kept."""


@retention.command("run")
@click.option("--dry-run", is_flag=True, help="Only count what would be erased.")
def run_periods(dry_run: bool) -> None:
    """Erase at every school what is older than its periods, as the worker does every night, and show how much."""
    with _in_app():
        with _progress("Looking") as progress:
            report = run_retention(progress, dry=dry_run)
        for school_id, counts in report.items():
            said = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()) if number)
            click.echo(f"{school_id}: {said or 'nothing'}")
    click.echo(f"{sum(sum(counts.values()) for counts in report.values())} {'to erase' if dry_run else 'erased'}")
