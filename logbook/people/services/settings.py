"""What a school decides for itself."""

from typing import Any

from logbook.accounts.models import School
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.extensions import db


def keep_settings(actor: Actor, **settings: Any) -> School:
    """Keep the school's name and rules; nothing happens when they are as they were."""
    school = db.session.get_one(School, actor.school_id, with_for_update=True)
    changed = [name for name, value in settings.items() if getattr(school, name) != value]
    for name in changed:
        setattr(school, name, settings[name])
    if changed:
        append_event(actor, "keep_settings", "school", school.id, new=", ".join(changed)[:24])
    return school
