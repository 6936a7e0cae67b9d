"""Any order of deeds of two learners with two phones each, their mentor and a teacher does what the model says."""

import pytest
from flask import Flask
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.machine import Machine
from tests.faults.school import found

EXAMPLES, STEPS = 250, 50


def test_the_school_does_what_the_model_says(clean: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Machine, "school", found(clean), raising=False)
    seeded = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None)
    bounded = settings(seeded, phases=[Phase.generate])  # a failure is told as it is: making it short takes minutes
    run_state_machine_as_test(Machine, settings=bounded)
