"""`python -m tests.faults`: the long campaign, with a report of what went wrong and what was lost (nothing)."""

import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import click

from tests.faults.campaign import Report, run


@click.command()
@click.option("--database", default="sqlite", help="sqlite | postgresql (an embedded one) | postgresql://…")
@click.option("--faults", default=20_000, show_default=True, help="How many faults to inject.")
@click.option("--seed", default=1, show_default=True, help="Another seed is another campaign.")
def main(database: str, faults: int, seed: int) -> None:
    """Inject faults between phones and server, then check that nothing is lost and nothing doubled.

    Ctrl-C ends it early; what happened until then is checked and told.
    """
    stopped = Event()
    signal.signal(signal.SIGINT, lambda *_: stopped.set())
    with TemporaryDirectory() as folder, click.progressbar(length=faults, label=database, file=sys.stderr) as bar:

        def progress(done: int) -> bool:
            bar.update(min(done, faults) - bar.pos)
            return not stopped.is_set()

        report = run(database, Path(folder), faults, seed, progress)
    tell(report)
    sys.exit(bool(report.findings.violations or report.waiting or report.unexpected))


def tell(report: Report) -> None:
    """Print what a campaign came to."""
    lines: list[tuple[int, str]] = [(count, fault) for fault, count in report.faults.items()]
    lines += [
        (sum(report.faults.values()), f"faults in {report.seconds:.0f} s"),
        (report.saved, f"ops saved; {report.received} received, {report.quarantined} in quarantine"),
        (report.waiting, "still waiting"),
        (report.unexpected, "unexpected errors of the server"),
        (len(report.findings.lost), "lost"),
        (len(report.findings.doubled), "doubled"),
    ]
    for number, words in lines:
        click.echo(f"{number:>8}  {words}")
    click.echo(report.findings.text or "every invariant holds")


if __name__ == "__main__":
    main()
