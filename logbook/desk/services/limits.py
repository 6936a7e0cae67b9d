"""What a school calls late, waiting long, stuck or falling."""

from sqlalchemy import select

from logbook.accounts.models import School
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Stale
from logbook.core.events import append_event
from logbook.desk.models import AttentionLimits
from logbook.desk.policy import Limits, may_set_limits
from logbook.desk.queries import SchoolLimits, limits_of
from logbook.extensions import db


def set_limits(actor: Actor, limits: Limits, version: int) -> SchoolLimits:
    """Keep the school's limits; the ones in force already are kept as they are. Raises NotPermitted, Stale.

    `version` is the one that the form was made from: 0 as long as nobody changed them.
    """
    if not may_set_limits(actor.role):
        raise NotPermitted
    db.session.execute(select(School.id).where(School.id == actor.school_id).with_for_update())
    now = limits_of(actor)
    if now.limits == limits:
        return now
    if now.version != version:
        raise Stale(now)
    kept = db.session.get(AttentionLimits, actor.school_id)
    if kept is None:
        kept = AttentionLimits(school_id=actor.school_id, version=0)
        db.session.add(kept)
    kept.limits, kept.version = limits.as_json(), version + 1
    kept.changed_by, kept.changed_at = actor.person_id, clock.now()
    append_event(actor, "set_limits", "attention_limits", actor.school_id, new="changed", rev=kept.version)
    return SchoolLimits(kept.version, limits)
