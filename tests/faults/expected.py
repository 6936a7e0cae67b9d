"""What the model says to an op that a phone is about to send."""

import json
from uuid import UUID

from tests.faults.history import Intention
from tests.faults.model import Model
from tests.faults.school import School
from tests.faults.store import Op


def expected(model: Model, school: School, meant: Intention, op: Op) -> tuple[str, int]:
    """Return the verdict and revision that the receipt will have. Raises Refused with the code of the problem."""
    sent = json.loads(op.body)
    if op.kind == "week.review":
        return _review(model, school, op, sent["fields"])
    learner = next(n for n, each in enumerate(school.learners) if each.owner.person_id == meant.person_id)
    if op.kind == "week.self_rate":
        return model.rate_week(learner)
    assert meant.entry_id
    if op.kind == "withdraw":
        day = model.day(meant.entry_id)
        day.withdraw()
        return "applied", day.current
    placed = sent["fields"]["placement_id"] == str(school.learners[learner].placement_id)
    return model.submit(learner, meant.entry_id, sent["base_rev"], placed=placed)


def _review(model: Model, school: School, op: Op, fields: dict[str, dict[str, dict[str, object]]]) -> tuple[str, int]:
    learner = next(n for n, each in enumerate(school.learners) if str(each.placement_id) in op.url)
    days = {UUID(entry_id): each for entry_id, each in fields["entries"].items()}
    back = {entry_id for entry_id, each in days.items() if each["verdict"] == "return"}
    seen = {entry_id: int(str(each["rev"])) for entry_id, each in days.items()}
    return model.review(learner, (int(str(fields["version"])), seen), back)
