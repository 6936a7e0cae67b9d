"""What is somebody else's and what is nowhere get one answer, so that trying addresses tells nothing."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask, url_for

from logbook.core.ids import new_id
from logbook.extensions import db
from tests.access.table import REACH, TABLE, Rule
from tests.access.test_matrix import ARGUMENTS
from tests.access.things import make_things
from tests.factories import Cast
from tests.pages import Page


def _nowhere(values: dict[str, Any]) -> dict[str, Any]:
    """Return ids that nobody has; a photo of the learners here is the same file, so its hash is another one too."""
    made = {name: new_id() if isinstance(value, UUID) else value for name, value in values.items()}
    return made | ({"sha": "f" * 64} if "sha" in values else {})


def _is_out(name: str, endpoint: str, rule: Rule) -> bool:
    return "own" not in REACH[name] and (name, "own") not in rule.also and not rule.post and not rule.deed


@pytest.mark.parametrize("name", ["other_learner", "other_mentor", "outsider", "foreign_learner", "other_teacher"])
def test_somebody_elses_and_nobodys_look_the_same(name: str, clean: Flask, cast: Cast, client_for: Any) -> None:
    things, client = make_things(cast)["own"], client_for(getattr(cast, name)).client
    pairs = []
    with clean.test_request_context():
        for endpoint, rule in TABLE.items():
            if not _is_out(name, endpoint, rule):
                continue
            there, more = things.address[rule.thing], rule.more | ARGUMENTS.get(endpoint, {})
            pairs.append([url_for(endpoint, **values, **more) for values in (there, _nowhere(there))])
    db.session.commit()
    assert len(pairs) > 20
    for theirs, nobodys in pairs:
        if theirs == nobodys:
            continue
        answers = [client.get(path, buffered=True) for path in (theirs, nobodys)]
        first, second = ((each.status_code, Page(each).text, each.headers.get("Location")) for each in answers)
        assert first == second, theirs
