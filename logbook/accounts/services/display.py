"""How a person wants to see the app."""

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.extensions import db


def choose_display(actor: Actor, language: str, theme: str) -> None:
    """Keep the person's language (nl, fr, en) and theme ('' follows the phone, light, dark)."""
    person = db.session.get_one(Person, actor.person_id)
    if (person.language, person.theme) != (language, theme):
        person.language, person.theme = language, theme
        append_event(actor, "choose_display", "person", person.id)
