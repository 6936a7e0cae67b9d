"""A teacher moves learners in the middle of a sheet to a newer version. Nothing else ever does."""

from collections.abc import Mapping
from uuid import UUID

from logbook.authoring.policy import check_may_author
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.texts import N_
from logbook.entries.services.worked import BEGUN, move_to
from logbook.sheets.queries import numbered_version
from logbook.training.queries import require_relation

NOBODY = N_("Duid minstens één leerling aan.")


def move_learners(actor: Actor, sheet_id: str, number: int, learners: Mapping[UUID, int]) -> int:
    """Let learners go on with version `number`, or none of them; return how many moved.

    `learners` says for each the version that the teacher saw. Who is on the new version already stays there: the same
    twice is one move. What was made and rated before is not touched. Raises NotFound, NotPermitted, Rejected, and
    Stale when a learner works with another version by now.
    """
    check_may_author(actor)
    target = numbered_version(actor, sheet_id, number)
    if target.kind not in BEGUN:
        raise NotFound
    if not learners:
        raise Rejected({"learners": [NOBODY]})
    for learner_id in learners:
        require_relation(actor, learner_id)  # staff reach the own classes, a coordinator the school
    return sum(move_to(actor, learner_id, target, learners[learner_id]) for learner_id in sorted(learners))
