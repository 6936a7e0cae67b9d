"""How a person wants to see the app."""

from dataclasses import dataclass

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.extensions import db


@dataclass(frozen=True, slots=True)
class Display:
    """A language (nl, fr, en), a theme ('' follows the phone, light, dark), large print, and one question at a time."""

    language: str
    theme: str = ""
    large_print: bool = False
    easy_mode: bool = False


def choose_display(actor: Actor, wish: Display) -> None:
    """Keep how the person wants to see the app; the same again changes nothing."""
    person = db.session.get_one(Person, actor.person_id)
    if Display(person.language, person.theme, person.large_print, person.easy_mode) != wish:
        person.language, person.theme = wish.language, wish.theme
        person.large_print, person.easy_mode = wish.large_print, wish.easy_mode
        append_event(actor, "choose_display", "person", person.id)
