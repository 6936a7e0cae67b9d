"""Builders of people, places and work, invented and obviously so. Each adds to the open transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from logbook.accounts.models import Company, Guardianship, Membership, Person, School, SchoolYear
from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import (
    AssignedSheet,
    ClassGroup,
    ClassMember,
    Placement,
    PlacementMember,
    Track,
    Workplace,
)

YEAR_START = date(2026, 9, 1)
WELDING = "lassen-constructie-geintegreerde-lasopdracht-hoeklas-pa"
SOFT_SKILLS = "soft-skills"
FOUR_LEVELS = "soft-skills-four-levels"


def add(thing: Any) -> Any:
    """Add a row and return it, flushed."""
    db.session.add(thing)
    db.session.flush()
    return thing


def make_school(name: str = "Technisch Instituut Proef", **settings: Any) -> School:
    """Return a school."""
    school: School = add(School(name=name, **settings))
    return school


def make_person(given: str, family: str = "Proefpersoon", **more: Any) -> Person:
    """Return a person with an address of their own."""
    email = more.pop("email", f"{given}.{new_id().hex[-6:]}@example.org".lower())
    person: Person = add(Person(given_name=given, family_name=family, email=email, **more))
    return person


def make_member(person: Person, school: School, role: Role, company: Company | None = None, **dates: Any) -> Membership:
    """Give a person a role."""
    dates.setdefault("from_date", YEAR_START)
    dates.setdefault("confidential_at", clock.now())
    membership: Membership = add(
        Membership(
            person_id=person.id, school_id=school.id, role=role.value, company_id=company and company.id, **dates
        )
    )
    return membership


def make_year(school: School) -> SchoolYear:
    """Return the school's year 2026-2027."""
    year: SchoolYear = add(SchoolYear(school_id=school.id, starts_on=YEAR_START, ends_on=date(2027, 8, 31)))
    return year


def make_class(school: School, year: SchoolYear, name: str = "6 LAS-d") -> ClassGroup:
    """Return a class."""
    group: ClassGroup = add(ClassGroup(school_id=school.id, school_year_id=year.id, name=name))
    return group


def join_class(group: ClassGroup, person: Person, role: Role, until: date | None = None) -> None:
    """Put a person in a class from the start of the year."""
    add(ClassMember(class_id=group.id, person_id=person.id, role=role.value, from_date=YEAR_START, until_date=until))


def make_workplace(school: School, company: Company, name: str = "Hal 1", kind: str = "company") -> Workplace:
    """Return a workplace."""
    workplace: Workplace = add(Workplace(school_id=school.id, company_id=company.id, name=name, kind=kind))
    return workplace


def make_placement(school: School, learner: Person, workplace: Workplace, **more: Any) -> Placement:
    """Return a placement, from 1 September, Wednesday to Friday."""
    if db.session.get(Track, "lassen_constructie_duaal") is None:
        add(Track(id="lassen_constructie_duaal", name={"nl": "Lassen-constructie duaal"}, hours_per_week=20))
    values = {
        "track_id": "lassen_constructie_duaal",
        "agreement_kind": "oao",
        "from_date": YEAR_START,
        "weekdays": "12345",
        "hours_per_week": 20,
    } | more
    placement: Placement = add(
        Placement(school_id=school.id, learner_id=learner.id, workplace_id=workplace.id, **values)
    )
    return placement


def join_placement(placement: Placement, person: Person, role: Role, main: bool = False, **more: Any) -> None:
    """Put a mentor or supervisor in a placement."""
    more.setdefault("from_date", YEAR_START)
    add(PlacementMember(placement_id=placement.id, person_id=person.id, role=role.value, main=main, **more))


def assign(learner: Person, *sheets: str) -> None:
    """Assign sheets to a learner, in order."""
    for position, sheet in enumerate(sheets):
        add(AssignedSheet(learner_id=learner.id, sheet_id=sheet, position=position))


def actor_of(person: Person, role: Role | None = None) -> Actor:
    """Return the actor that a person is (in `role`)."""
    return next(actor for actor in roles_of(person.id) if role in (None, actor.role))


@dataclass
class Cast:
    """Everyone who may or may not look at the learner's logbook."""

    school: School
    other_school: School
    group: ClassGroup
    other_group: ClassGroup
    company: Company
    placement: Placement
    other_placement: Placement
    foreign_placement: Placement
    learner: Person
    other_learner: Person
    foreign_learner: Person
    mentor: Person
    other_mentor: Person
    supervisor: Person
    teacher: Person
    other_teacher: Person
    counsellor: Person
    coordinator: Person
    company_coordinator: Person
    guardian: Person
    outsider: Person

    def actor(self, name: str) -> Actor:
        """Return a cast member as the actor of the first role."""
        return actor_of(getattr(self, name))

    @property
    def placement_id(self) -> UUID:
        """The id of the learner's placement."""
        return self.placement.id


def make_cast() -> Cast:
    """Build the cast: one school with a learner and everyone around her, and a second school that must see nothing."""
    school, other_school = make_school(), make_school("Instituut Elders")
    year = make_year(school)
    group, other_group = make_class(school, year), make_class(school, year, "5 LAS-d")
    company: Company = add(Company(school_id=school.id, name="Staalwerk Fictief nv"))
    other_company: Company = add(Company(school_id=school.id, name="Constructie Verzonnen bv"))
    people = _people(school, company, other_company)
    people |= _foreign(other_school)
    placement = make_placement(school, people["learner"], make_workplace(school, company))
    other = make_placement(school, people["other_learner"], make_workplace(school, other_company, "Hal 2"))
    join_placement(placement, people["mentor"], Role.MENTOR, main=True)
    join_placement(placement, people["supervisor"], Role.SUPERVISOR, sheets=[WELDING])
    join_placement(other, people["other_mentor"], Role.MENTOR, main=True)
    for name in ("learner", "other_learner"):
        join_class(group, people[name], Role.LEARNER)
        assign(people[name], WELDING)
    join_class(group, people["teacher"], Role.TEACHER)
    join_class(group, people["counsellor"], Role.COUNSELLOR)
    join_class(other_group, people["other_teacher"], Role.TEACHER)
    add(Guardianship(guardian_id=people["guardian"].id, learner_id=people["learner"].id, school_id=school.id))
    return Cast(
        school=school,
        other_school=other_school,
        group=group,
        other_group=other_group,
        company=company,
        placement=placement,
        other_placement=other,
        **people,
    )


def _people(school: School, company: Company, other_company: Company) -> dict[str, Any]:
    roles: dict[str, tuple[str, Role, Company | None]] = {
        "learner": ("Lotte", Role.LEARNER, None),
        "other_learner": ("Otto", Role.LEARNER, None),
        "mentor": ("Piet", Role.MENTOR, company),
        "other_mentor": ("Mia", Role.MENTOR, other_company),
        "supervisor": ("Bob", Role.SUPERVISOR, company),
        "teacher": ("Tess", Role.TEACHER, None),
        "other_teacher": ("Theo", Role.TEACHER, None),
        "counsellor": ("Cas", Role.COUNSELLOR, None),
        "coordinator": ("Cleo", Role.COORDINATOR, None),
        "company_coordinator": ("Kim", Role.COMPANY_COORDINATOR, company),
        "guardian": ("Greet", Role.GUARDIAN, None),
    }
    people: dict[str, Any] = {}
    for name, (given, role, at) in roles.items():
        born = date(2010, 3, 4) if role is Role.LEARNER else None
        people[name] = make_person(given, born_on=born)
        make_member(people[name], school, role, at)
    return people


def _foreign(school: School) -> dict[str, Any]:
    """Return the people of the other school: a learner in a placement there, and a teacher who is the outsider."""
    company: Company = add(Company(school_id=school.id, name="Elders Metaal"))
    learner, outsider = make_person("Fien"), make_person("Uma")
    make_member(learner, school, Role.LEARNER)
    make_member(outsider, school, Role.TEACHER)
    placement = make_placement(school, learner, make_workplace(school, company))
    assign(learner, WELDING)
    return {"foreign_learner": learner, "outsider": outsider, "foreign_placement": placement}
