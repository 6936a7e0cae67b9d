"""School years, holidays, classes, tracks and companies of the actor's school."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from logbook.accounts.models import Company, Person, SchoolHoliday, SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.people.policy import IN_CLASS
from logbook.training.models import ClassGroup, ClassMember, Placement, Track, Workplace
from logbook.web.paging import Page, paged

MOST = 500


def years_of(actor: Actor) -> list[SchoolYear]:
    """Return the school's years, the latest first."""
    query = select(SchoolYear).where(SchoolYear.school_id == actor.school_id)
    return list(db.session.scalars(query.order_by(SchoolYear.starts_on.desc()).limit(30)))


def holidays_of(actor: Actor, first: date, last: date) -> list[SchoolHoliday]:
    """Return the days off between two dates, in their order."""
    query = select(SchoolHoliday).where(
        SchoolHoliday.school_id == actor.school_id, SchoolHoliday.last >= first, SchoolHoliday.first <= last
    )
    return list(db.session.scalars(query.order_by(SchoolHoliday.first).limit(MOST)))


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class as a list shows it."""

    id: UUID
    name: str
    starts_on: date
    until_date: date | None
    learners: int


def classes_of_school(actor: Actor, year_id: UUID | None = None, limit: int = MOST) -> list[ClassRow]:
    """Return the school's classes with today's learners counted, of one year when given; the latest year first."""
    today = clock.today()
    learners = (
        select(func.count())
        .where(
            ClassMember.class_id == ClassGroup.id,
            ClassMember.role == Role.LEARNER.value,
            ClassMember.from_date <= today,
            or_(ClassMember.until_date.is_(None), ClassMember.until_date >= today),
        )
        .scalar_subquery()
    )
    query = (
        select(ClassGroup.id, ClassGroup.name, SchoolYear.starts_on, ClassGroup.until_date, learners)
        .join(SchoolYear, SchoolYear.id == ClassGroup.school_year_id)
        .where(ClassGroup.school_id == actor.school_id)
        .order_by(SchoolYear.starts_on.desc(), ClassGroup.name)
        .limit(limit)
    )
    if year_id:
        query = query.where(ClassGroup.school_year_id == year_id)
    return [ClassRow(*row) for row in db.session.execute(query)]


def open_classes(actor: Actor) -> list[ClassRow]:
    """Return the classes that have not ended, for a form to choose from."""
    today = clock.today()
    return [row for row in classes_of_school(actor) if row.until_date is None or row.until_date >= today]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a class, with their dates."""

    id: UUID
    name: str
    from_date: date
    until_date: date | None

    def on(self, day: date) -> bool:
        """Return whether they are in it on `day` or later."""
        return self.until_date is None or self.until_date >= day


def members_of(group: ClassGroup) -> dict[Role, list[Member]]:
    """Return who is or was in a class, by role; the caller found the class in reach."""
    query = (
        select(ClassMember.role, Person.id, Person.given_name, Person.family_name, ClassMember.from_date)
        .add_columns(ClassMember.until_date)
        .join(Person, Person.id == ClassMember.person_id)
        .where(ClassMember.class_id == group.id)
        .order_by(Person.search, ClassMember.from_date)
        .limit(MOST)
    )
    members: dict[Role, list[Member]] = {role: [] for role in IN_CLASS}
    for role, person_id, given, family, first, last in db.session.execute(query):
        members[Role(role)].append(Member(person_id, f"{given} {family}", first, last))
    return members


def tracks_of(actor: Actor) -> list[tuple[Track, int]]:
    """Return every track with the number of the school's placements in it that run today."""
    today = clock.today()
    running = (
        select(func.count())
        .where(
            Placement.track_id == Track.id,
            Placement.school_id == actor.school_id,
            Placement.from_date <= today,
            or_(Placement.until_date.is_(None), Placement.until_date >= today),
        )
        .scalar_subquery()
    )
    return [
        (track, count) for track, count in db.session.execute(select(Track, running).order_by(Track.id).limit(MOST))
    ]


def all_tracks() -> list[Track]:
    """Return the tracks, for a form to choose from."""
    return list(db.session.scalars(select(Track).order_by(Track.id).limit(MOST)))


def companies_page(actor: Actor, q: str, number: int) -> Page[Company]:
    """Return a page of the school's companies whose name holds the words, by name; those that ended last."""
    query = select(Company).where(Company.school_id == actor.school_id)
    for word in q.lower().split()[:6]:
        query = query.where(func.lower(Company.name).contains(word, autoescape=True))
    return paged(query.order_by(Company.until_date.is_not(None), Company.name, Company.id), number)


def open_companies(actor: Actor) -> list[Company]:
    """Return the companies that the actor may give roles at: the school's, or the own one."""
    query = select(Company).where(
        Company.school_id == actor.school_id, or_(Company.until_date.is_(None), Company.until_date >= clock.today())
    )
    if actor.role is not Role.COORDINATOR:
        query = query.where(Company.id == actor.company_id)
    return list(db.session.scalars(query.order_by(Company.name).limit(2 * MOST)))


def workplaces_of(company_id: UUID) -> list[Workplace]:
    """Return the workplaces of a company that the caller found in reach."""
    query = select(Workplace).where(Workplace.company_id == company_id)
    return list(db.session.scalars(query.order_by(Workplace.until_date.is_not(None), Workplace.name).limit(200)))
