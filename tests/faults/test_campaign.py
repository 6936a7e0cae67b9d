"""The bounded campaign; `make campaign` runs the long one."""

from pathlib import Path

import pytest

from tests.faults.campaign import run

FAULTS = 1500


def test_nothing_is_lost_and_nothing_doubled(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    report = run(request.config.getoption("--database"), tmp_path, FAULTS, seed=2026)
    assert not report.findings.violations, report.findings.text
    assert (report.findings.lost, report.findings.doubled) == (set(), set())
    assert sum(report.faults.values()) >= FAULTS and all(report.faults.values())
    assert report.waiting == report.unexpected == 0 and report.received > FAULTS // 10
