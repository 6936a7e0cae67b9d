"""The database fails: it is locked, its connections end, it comes back from a backup."""

from threading import Thread
from uuid import UUID

from tests.faults import backup, chaos
from tests.faults.stage import PAUSE, ROUNDS, Site, staged

TIMES = 3


def test_a_database_that_fails_loses_and_doubles_nothing(site: Site) -> None:
    with staged(site) as stage:
        writer = stage.writer()
        for _ in range(TIMES):
            entry_id = writer.write(photos=1)
            failing = Thread(target=chaos.fail_database, args=(site.school.app,))
            failing.start()
            writer.phone.send_until_done(ROUNDS, PAUSE)
            failing.join()
            writer.change(entry_id)
        findings = stage.end()
    assert not findings.violations, findings.text
    assert not writer.phone.waiting


def test_what_a_restored_backup_does_not_know_is_sent_again(site: Site) -> None:
    app = site.school.app
    with staged(site) as stage:
        writer, reviewer = stage.writer(), stage.reviewer()
        entry_id = writer.write(photos=1)
        for phone in stage.phones:
            phone.send_until_done(ROUNDS, PAUSE)
            phone.ping()
        kept = backup.take(app)
        after = [writer.change(entry_id, photos=1), writer.change(writer.write(photos=2))]
        writer.phone.send_until_done(ROUNDS, PAUSE)
        stage.approve(reviewer)
        backup.restore(app, kept)
        stage.history.begin_life()
        assert stage.check().lost >= set(after)
        for phone in stage.phones:
            phone.ping()
        assert {UUID(op.op_id) for op in writer.phone.waiting} >= set(after)
        findings = stage.end()
    assert not findings.violations, findings.text
