"""The checker is worth something: it catches what is known to be wrong, and nothing where nothing is."""

import pytest

from tests.faults.mutants import MUTANTS, SCENES, Mutant
from tests.faults.scenes import Scene
from tests.faults.stage import Site, staged


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_nothing_is_wrong_without_a_mutant(site: Site, scene: Scene) -> None:
    with staged(site) as stage:
        scene(stage)
        findings = stage.end()
    assert not findings.violations, findings.text
    assert stage.history.saved and not any(phone.store.now.outbox for phone in stage.phones)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_every_mutant_is_caught(site: Site, mutant: Mutant) -> None:
    with staged(site, mutant.phone) as stage:
        if mutant.switch:
            site.server.switches.turn(mutant.switch, on=True)
        mutant.scene(stage)
        findings = stage.end()
    assert mutant.caught_by & findings.violations.keys(), f"not caught; found only: {findings.text}"


def test_there_are_ten_mutants() -> None:
    assert len(MUTANTS) == 10
