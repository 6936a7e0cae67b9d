"""The server dies at a named point; the phone tries again, and it is as if nothing had happened."""

import pytest

from tests.faults.crash_points import OF_A_PHOTO, OF_AN_OP
from tests.faults.stage import PAUSE, ROUNDS, Site, Stage, staged

DEEDS = [(point, 0) for point in OF_AN_OP] + [(point, 1) for point in OF_A_PHOTO]


@pytest.mark.parametrize(("point", "photos"), DEEDS, ids=[f"{'photo' if n else 'op'} {point}" for point, n in DEEDS])
def test_a_server_that_dies_loses_and_doubles_nothing(site: Site, point: str, photos: int) -> None:
    with staged(site) as stage:
        writer = stage.writer()
        writer.phone.ping()  # what is noted of a sign-in is noted before
        entry_id = writer.write(photos)
        _die(stage, point)
        writer.phone.send_until_done(ROUNDS, 5 * PAUSE)
        assert not stage.site.server.switches.on(point), f"the server never came to {point}"
        writer.change(entry_id)
        _die(stage, "before_answer")
        findings = stage.end()
    assert not findings.violations, findings.text
    assert not writer.phone.waiting and len(stage.history.told) == 2


@pytest.mark.parametrize("point", OF_AN_OP)
def test_a_review_is_whole_or_not_there(site: Site, point: str) -> None:
    with staged(site) as stage:
        writer, reviewer = stage.writer(), stage.reviewer()
        for _ in range(3):
            writer.write(day="2026-11-18")
        writer.phone.send_until_done(ROUNDS, PAUSE)
        _die(stage, point)
        stage.approve(reviewer)
        findings = stage.end()
    assert not findings.violations, findings.text
    assert not reviewer.phone.waiting and not reviewer.phone.store.now.quarantine


def _die(stage: Stage, point: str) -> None:
    stage.site.server.switches.turn(point, on=True)
