"""`python -m tests.faults`: the long campaign, with a report of what went wrong and what was lost (nothing)."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.faults.campaign import Report, run


@click.command()
@click.option("--database", default="sqlite", help="sqlite | postgresql (an embedded one) | postgresql://…")
@click.option("--faults", default=20_000, show_default=True, help="How many faults to inject.")
@click.option("--seed", default=1, show_default=True, help="Another seed is another campaign.")
def main(database: str, faults: int, seed: int) -> None:
    """Inject faults between phones and server, then check that nothing is lost and nothing doubled."""
    with TemporaryDirectory() as folder, click.progressbar(length=faults, label=database, file=sys.stderr) as bar:
        report = run(database, Path(folder), faults, seed, lambda done: bar.update(min(done, faults) - bar.pos))
    tell(report)
    sys.exit(bool(report.findings.violations or report.waiting))


def tell(report: Report) -> None:
    """Print what a campaign came to."""
    for fault, count in report.faults.items():
        click.echo(f"{count:>8}  {fault}")
    click.echo(f"{sum(report.faults.values()):>8}  faults in {report.seconds:.0f} s")
    click.echo(f"{report.saved:>8}  ops saved, {report.received} received, {report.quarantined} in quarantine")
    click.echo(f"{len(report.findings.lost):>8}  lost")
    click.echo(f"{len(report.findings.doubled):>8}  doubled")
    click.echo(report.findings.text or "every invariant holds")


if __name__ == "__main__":
    main()
