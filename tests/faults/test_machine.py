"""Any order of deeds of two learners with two phones each, their mentor and a teacher does what the model says."""

import pytest
from flask import Flask
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from logbook.extensions import db
from tests.faults.machine import Machine
from tests.faults.school import found

EXAMPLES, STEPS = {"sqlite": 250, "postgresql": 50}, 50
"""PostgreSQL waits for the disk at each of some ten commits a step."""


def test_the_school_does_what_the_model_says(clean: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Machine, "school", found(clean), raising=False)
    examples = EXAMPLES[db.engine.dialect.name]
    seeded = settings(max_examples=examples, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None)
    bounded = settings(seeded, phases=[Phase.generate])  # a failure is told as it is: making it short takes minutes
    run_state_machine_as_test(Machine, settings=bounded)
