"""Two people, or two phones of one, at the same moment: many rounds."""

import pytest

from tests.faults.kinds import Fault
from tests.faults.scenes import at_once, race
from tests.faults.stage import PAUSE, ROUNDS, Site, staged

TIMES = 20


@pytest.mark.parametrize("withdraw", [False, True], ids=["changes", "takes back"])
def test_an_approval_is_of_what_the_mentor_saw(site: Site, withdraw: bool) -> None:
    with staged(site) as stage:
        writer, reviewer = stage.writer(), stage.reviewer()
        for _ in range(TIMES):
            race(stage, writer, reviewer, withdraw=withdraw)
        findings = stage.end()
    assert not findings.violations, findings.text
    filed = {receipt["verdict"] for told in stage.history.told.values() for receipt in told}
    assert filed <= {"applied", "late_addition"} and "applied" in filed


def test_two_phones_change_the_same_day(site: Site) -> None:
    with staged(site) as stage:
        first, second = stage.writer(), stage.writer()
        for _ in range(TIMES):
            entry_id = first.write()
            first.phone.send_until_done(ROUNDS, PAUSE)
            first.change(entry_id, photos=1)
            second.change(entry_id)
            at_once(first.phone.send_all, second.phone.send_all)
        findings = stage.end()
    assert not findings.violations, findings.text


def test_the_same_deed_twice_at_once_is_one(site: Site) -> None:
    with staged(site) as stage:
        writer, reviewer = stage.writer(), stage.reviewer()
        stage.plan.then(*[Fault.TWICE_AT_ONCE] * 3 * TIMES)
        for _ in range(TIMES):
            writer.write()
            writer.rate_week()
            writer.phone.send_until_done(ROUNDS, PAUSE)
        stage.approve(reviewer)
        findings = stage.end()
    assert not findings.violations, findings.text
    assert not any(phone.waiting for phone in stage.phones)
