"""What a casting says: a school, its classes, and the workplaces with their people."""

from dataclasses import dataclass
from uuid import UUID

from logbook.core.actor import Actor

from .patterns import Habit, Pattern

Name = tuple[str, str]
TASK_SHEET = "lassen-constructie-geintegreerde-lasopdracht-hoeklas-pa"
THEME_SHEET = "emt-smeren"
ATTITUDE_SHEET = "soft-skills"


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner, `age` years old today, with the sheets to work on."""

    name: Name
    pattern: Pattern
    age: int = 17
    sheets: tuple[str, ...] = (TASK_SHEET,)


@dataclass(frozen=True, slots=True)
class Site:
    """A workplace with its mentor and at most three learners."""

    company: str
    mentor: Name
    habit: Habit
    learners: tuple[Learner, ...]
    hall: str = "Hal 1"
    simulated: bool = False
    track: str = "lassen_constructie_duaal"


@dataclass(frozen=True, slots=True)
class Group:
    """A class: its teacher, its days at the workplace (ISO numbers as text) and the hours of such a week."""

    name: str
    teacher: Name
    weekdays: str
    hours: int
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Casting:
    """Everybody of a school; the last three belong to the first workplace and its first learner.

    `handles` names everyone for the demo's sign-in page.
    """

    school: str
    groups: tuple[Group, ...]
    counsellor: Name
    coordinator: Name
    supervisor: Name
    company_coordinator: Name
    guardian: Name
    handles: bool = True


@dataclass(frozen=True, slots=True)
class Apprentice:
    """A learner in a placement with everyone who acts around it: what a history is made from.

    `nth` is the learner's place among the mentor's, from 0; `minutes` those of a working day.
    """

    actor: Actor
    nth: int
    pattern: Pattern
    habit: Habit
    placement_id: UUID
    weekdays: frozenset[int]
    minutes: int
    sheets: tuple[str, ...]
    simulated: bool
    mentor: Actor
    teacher: Actor
    supervisor: Actor | None
