"""The demo's class councils: each class has one planned that asks its members' word; a few gave theirs."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Membership
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.councils.models import Council, CouncilFile, CouncilMember, DecisionChoice, OpeningStatement
from logbook.councils.services import USUAL
from logbook.extensions import db
from logbook.training.models import ClassMember

from .casting import Apprentice
from .days import Period, moment, next_working_day
from .dice import Dice
from .ledger import Hand, Ledger

SAID = (
    "Staat elke dag op tijd klaar en vraagt zelf wat beter kan. De hoeklas gaat nu vanzelf.",
    "Werkt netjes, maar wacht nog te lang om hulp te vragen.",
    "Het meten voor het lassen vergeet hij of zij nog. Daarna gaat het goed.",
)


def tell_councils(apprentices: Sequence[Apprentice], period: Period) -> None:
    """Write a council for each class, open for statements, with those that some mentors gave."""
    ledger, told = Ledger(Dice("councils")), set()
    _choices(ledger, apprentices[0], period)
    for each in apprentices:
        class_id = _class_of(each.actor.person_id)
        if class_id not in told:
            told.add(class_id)
            group = [other for other in apprentices if _class_of(other.actor.person_id) == class_id]
            _council(ledger, class_id, group, next_working_day(period.today + timedelta(days=10)), period.today)
    ledger.write(lambda _done, _of: None)


def _class_of(learner_id: UUID) -> UUID:
    query = select(ClassMember.class_id).where(ClassMember.person_id == learner_id, ClassMember.role == "learner")
    return db.session.scalars(query.order_by(ClassMember.from_date)).first() or learner_id


def _choices(ledger: Ledger, first: Apprentice, period: Period) -> None:
    hand = Hand(ledger, first.teacher, moment(period.today - timedelta(days=6), 16), first.actor.person_id)
    for position, label in enumerate(USUAL):
        own = {"school_id": hand.actor.school_id, "label": label, "used": True}
        hand.put(DecisionChoice, id=hand.new_id(), position=position, **own)


def _council(ledger: Ledger, class_id: UUID, group: Sequence[Apprentice], day: date, today: date) -> None:
    chair, at = group[0].teacher, moment(today - timedelta(days=5), 16)
    hand = Hand(ledger, chair, at, group[0].actor.person_id)
    council = hand.put(
        Council,
        id=hand.new_id(),
        school_id=chair.school_id,
        class_id=class_id,
        held_on=day,
        first=today - timedelta(days=84),
        last=today,
        contribute_until=day - timedelta(days=1),
        state="open",
        chaired_by=chair.person_id,
        planned_by=chair.person_id,
        planned_at=at,
        started_at=None,
        closed_by=None,
        closed_at=None,
        version=2,
    )
    for person_id, role in _staff(class_id, chair):
        _seat(hand, council["id"], person_id, role, None)
    for place, each in enumerate(group):
        _seat(hand, council["id"], each.mentor.person_id, Role.MENTOR.value, each.actor.person_id)
        file_id = _file(hand, council["id"], each, place)
        if place % 3 == 0:
            by = Hand(ledger, each.mentor, moment(today - timedelta(days=2), 17, place), each.actor.person_id)
            _statement(by, file_id, SAID[place % len(SAID)])


def _staff(class_id: UUID, chair: Actor) -> list[tuple[UUID, str]]:
    """Return who sits for every file: the class's teachers and counsellors, and the coordinators."""
    teaching = select(ClassMember.person_id, ClassMember.role).where(
        ClassMember.class_id == class_id, ClassMember.role != Role.LEARNER.value
    )
    coordinating = select(Membership.person_id, Membership.role).where(
        Membership.school_id == chair.school_id, Membership.role == Role.COORDINATOR.value
    )
    found = [(row.person_id, row.role) for query in (teaching, coordinating) for row in db.session.execute(query)]
    return sorted(found, key=lambda each: str(each[0]))


def _seat(hand: Hand, council_id: UUID, person_id: UUID, role: str, learner_id: UUID | None) -> None:
    hand.put(
        CouncilMember,
        id=hand.new_id(),
        school_id=hand.actor.school_id,
        council_id=council_id,
        learner_id=learner_id,
        by_id=person_id,
        role=role,
        until_date=None,
        presence=None,
        told_at=hand.at,
    )


def _file(hand: Hand, council_id: UUID, apprentice: Apprentice, place: int) -> UUID:
    file_id = hand.new_id()
    hand.put(
        CouncilFile,
        id=file_id,
        school_id=hand.actor.school_id,
        council_id=council_id,
        learner_id=apprentice.actor.person_id,
        position=place,
    )
    return file_id


def _statement(hand: Hand, file_id: UUID, text: str) -> None:
    row = hand.put(
        OpeningStatement,
        id=hand.new_id(),
        school_id=hand.actor.school_id,
        file_id=file_id,
        learner_id=hand.learner_id,
        author_id=hand.actor.person_id,
        author_role=hand.actor.role.value,
        text=text,
        advice=None,
        evidence=[],
        given_at=hand.at,
        read_at=None,
        version=1,
    )
    hand.event("give_statement", "opening_statement", row["id"], new="given", rev=1)
