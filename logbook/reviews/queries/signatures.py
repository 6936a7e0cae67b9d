"""Weeks signed on the learner's phone: who may sign, what is open, and what a mailed link opens."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy import or_, select

from logbook.accounts.models import Person
from logbook.accounts.queries import roles_of, sha256
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import TEACHING, Role
from logbook.extensions import db
from logbook.reviews.models import SignatureState, WeekSignature
from logbook.training.models import ClassMember, PlacementMember

from .cards import EntryCard
from .place import Place
from .week import week_page
from .week_page import WeekPage


class Obstacle(StrEnum):
    """Why a mentor cannot sign on the learner's phone."""

    BLIND = "blind"
    NO_MENTOR = "no_mentor"
    NO_ADDRESS = "no_address"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Signing:
    """A week as it can be signed on its learner's phone. `latest` is the last signature, whatever its state."""

    page: WeekPage
    mentor: Person | None
    obstacle: Obstacle | None
    latest: WeekSignature | None

    @property
    def as_reviewed(self) -> WeekPage:
        """The week as whoever decides on it sees it: with something to choose."""
        return replace(self.page, decides=True)

    @property
    def waits(self) -> bool:
        """Whether a signature of the week as it is now waits for its mentor's mail."""
        return self.latest is not None and not is_over(self.latest, self.page.version, self.page.waiting)


def is_open(signature: WeekSignature) -> bool:
    """Return whether a signature can still be confirmed, by its own state and date."""
    return signature.state == SignatureState.OPEN and clock.now() < signature.expires_at


def is_over(signature: WeekSignature, version: int, waiting: Collection[EntryCard]) -> bool:
    """Return whether a new signature may come in its place: it is closed, too old, or of a week that moved on."""
    said = {UUID(entry): each["rev"] for entry, each in signature.said["entries"].items()}
    now = {card.id: card.view.entry.current_rev for card in waiting}
    return not is_open(signature) or signature.said["version"] != version or said != now


def signing_of(actor: Actor, placement_id: UUID, week: int) -> Signing:
    """Return a learner's own week for signing. Raises NotFound for any other."""
    page = week_page(actor, placement_id, week)
    if not page.place.relation.own:
        raise NotFound
    mentor = signer_of(placement_id)
    obstacle = obstacle_of(page.place, mentor, page.waiting)
    return Signing(page, mentor, obstacle, latest_signature(placement_id, week))


def signer_of(placement_id: UUID) -> Person | None:
    """Return the placement's main mentor of today: the school says who that is, never the learner."""
    today = clock.today()
    query = (
        select(Person)
        .join(PlacementMember, PlacementMember.person_id == Person.id)
        .where(
            PlacementMember.placement_id == placement_id,
            PlacementMember.role == Role.MENTOR.value,
            PlacementMember.main.is_(True),
            PlacementMember.from_date <= today,
            or_(PlacementMember.until_date.is_(None), PlacementMember.until_date >= today),
        )
    )
    return db.session.scalar(query.limit(1))


def obstacle_of(place: Place, mentor: Person | None, waiting: Collection[EntryCard]) -> Obstacle | None:
    """Return what stands in the way of signing, if anything does."""
    if place.school.blind_first:
        return Obstacle.BLIND
    if mentor is None or mentor_actor(mentor.id, place.school.id) is None:
        return Obstacle.NO_MENTOR
    if not mentor.email:
        return Obstacle.NO_ADDRESS
    return None if waiting else Obstacle.NOTHING


def mentor_actor(person_id: UUID, school_id: UUID) -> Actor | None:
    """Return a person as a mentor of that school today, if that is what they are."""
    roles = (each for each in roles_of(person_id) if each.school_id == school_id)
    return next((each for each in roles if each.role is Role.MENTOR), None)


def latest_signature(placement_id: UUID, week: int) -> WeekSignature | None:
    """Return the signature of a week in reach that was made last."""
    query = select(WeekSignature).where(WeekSignature.placement_id == placement_id, WeekSignature.week == week)
    return db.session.scalar(query.order_by(WeekSignature.made_at.desc(), WeekSignature.id.desc()).limit(1))


def signed_weeks(actor: Actor, week: int) -> dict[UUID, WeekSignature]:
    """Return the learner's own signatures of a week that were made last, by placement, in one query."""
    query = select(WeekSignature).where(WeekSignature.learner_id == actor.person_id, WeekSignature.week == week)
    return {each.placement_id: each for each in db.session.scalars(query.order_by(WeekSignature.made_at).limit(50))}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a mailed link opens: the signature, and its mentor, who still is one (`actor`) or not any more.

    `page` is the week as it is now, for a signature that can be confirmed.
    """

    signature: WeekSignature
    mentor: Person
    actor: Actor | None
    page: WeekPage | None = None

    @property
    def can_confirm(self) -> bool:
        """Whether the mentor may still confirm it."""
        return self.actor is not None and is_open(self.signature)


def opened(token: str) -> Opened:
    """Return what the link with `token` opens.

    Raises NotFound when it never was one, is too old, or was mailed to an address that is not the mentor's any more.
    """
    query = (
        select(WeekSignature, Person)
        .join(Person, Person.id == WeekSignature.mentor_id)
        .where(WeekSignature.token_sha256 == sha256(token), WeekSignature.expires_at > clock.now())
    )
    row = db.session.execute(query).first()
    if row is None or row[0].address_sha256 != sha256(row[1].email or ""):
        raise NotFound
    signature, mentor = row
    return Opened(signature, mentor, mentor_actor(mentor.id, signature.school_id))


def opened_week(token: str) -> Opened:
    """Return what the link opens with the week as it is now, as long as it can be confirmed. Raises NotFound."""
    found = opened(token)
    if found.actor is None or not found.can_confirm:
        return found
    return replace(found, page=week_page(found.actor, found.signature.placement_id, found.signature.week))


def teachers_of(learner_id: UUID, school_id: UUID) -> list[Person]:
    """Return who teaches or counsels a learner today and has an address; at most ten."""
    today = clock.today()
    running = (
        ClassMember.from_date <= today,
        or_(ClassMember.until_date.is_(None), ClassMember.until_date >= today),
    )
    classes = select(ClassMember.class_id).where(
        ClassMember.person_id == learner_id, ClassMember.role == Role.LEARNER.value, *running
    )
    teaching = select(ClassMember.person_id).where(
        ClassMember.class_id.in_(classes), ClassMember.role.in_([role.value for role in TEACHING]), *running
    )
    query = select(Person).where(Person.id.in_(teaching), Person.email.is_not(None))
    return [each for each in db.session.scalars(query.limit(10)) if _works_at(each, school_id)]


def _works_at(person: Person, school_id: UUID) -> bool:
    return any(role.school_id == school_id and role.role in TEACHING for role in roles_of(person.id))
