"""The rows of a casting: school, year, classes, companies, people, placements."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from logbook.accounts.models import Company, Guardianship, Membership, Person, School, SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.clock import LOCAL_ZONE
from logbook.core.roles import FROM_OUTSIDE, Role
from logbook.training.models import AssignedSheet, ClassGroup, ClassMember, Placement, PlacementMember, Workplace

from .casting import TASK_SHEET, Apprentice, Casting, Group, Name, Site
from .ledger import Ledger


def settle(ledger: Ledger, casting: Casting, year_starts_on: date) -> list[Apprentice]:
    """Put the people and places of `casting` in the ledger and return its learners in their places."""
    return list(_Settlement(ledger, casting, year_starts_on).apprentices())


class _Settlement:
    """One school being settled; everything in it begins with its year."""

    def __init__(self, ledger: Ledger, casting: Casting, starts_on: date) -> None:
        self.ledger, self.casting, self.starts_on = ledger, casting, starts_on
        self.made_at = datetime.combine(starts_on, time(8), LOCAL_ZONE)
        self.people: Counter[str] = Counter()
        self.school_id, self.year_id = self.new_id(), self.new_id()
        ledger.put(
            School,
            id=self.school_id,
            name=casting.school,
            blind_first=False,
            late_entry_days=7,
            mentor_late_days=7,
            guardians_read=True,
        )
        ends_on = date(clock.today().year + (clock.today().month > 8), 8, 31)
        ledger.put(SchoolYear, id=self.year_id, school_id=self.school_id, starts_on=starts_on, ends_on=ends_on)

    def apprentices(self) -> Iterator[Apprentice]:
        counsellor = self.person(self.casting.counsellor, Role.COUNSELLOR)
        self.person(self.casting.coordinator, Role.COORDINATOR)
        for group in self.casting.groups:
            class_id, teacher = self.new_id(), self.person(group.teacher, Role.TEACHER)
            self.ledger.put(
                ClassGroup, id=class_id, school_id=self.school_id, school_year_id=self.year_id, name=group.name
            )
            for member in (counsellor, teacher):
                self.join_class(class_id, member)
            for site in group.sites:
                yield from self.site(group, class_id, site, teacher)

    def site(self, group: Group, class_id: UUID, site: Site, teacher: Actor) -> Iterator[Apprentice]:
        company_id, workplace_id = self.new_id(), self.new_id()
        self.ledger.put(Company, id=company_id, school_id=self.school_id, name=site.company)
        self.ledger.put(
            Workplace,
            id=workplace_id,
            school_id=self.school_id,
            company_id=company_id,
            name=site.hall,
            kind="simulated" if site.simulated else "company",
        )
        mentor = self.person(site.mentor, Role.MENTOR, company_id)
        supervisor = None
        if site is self.casting.groups[0].sites[0]:
            supervisor = self.person(self.casting.supervisor, Role.SUPERVISOR, company_id)
            self.person(self.casting.company_coordinator, Role.COMPANY_COORDINATOR, company_id)
        for nth, learner in enumerate(site.learners):
            actor = self.person(learner.name, Role.LEARNER, age=learner.age)
            self.join_class(class_id, actor)
            for position, sheet in enumerate(learner.sheets):
                self.ledger.put(AssignedSheet, learner_id=actor.person_id, sheet_id=sheet, position=position)
            placement_id = self.placement(group, site, workplace_id, actor)
            self.join_placement(placement_id, mentor, main=True)
            if supervisor:
                self.join_placement(placement_id, supervisor, sheets=(TASK_SHEET,))
                if nth == 0:
                    self.guardian(actor)
            yield Apprentice(
                actor=actor,
                nth=nth,
                pattern=learner.pattern,
                habit=site.habit,
                placement_id=placement_id,
                weekdays=frozenset(map(int, group.weekdays)),
                minutes=group.hours * 60 // len(group.weekdays),
                sheets=learner.sheets,
                simulated=site.simulated,
                mentor=mentor,
                teacher=teacher,
                supervisor=supervisor,
            )

    def placement(self, group: Group, site: Site, workplace_id: UUID, learner: Actor) -> UUID:
        """Add a placement; a simulated workplace always takes the SAO, a week of 20 hours or more the OAO."""
        placement_id = self.new_id()
        self.ledger.put(
            Placement,
            id=placement_id,
            school_id=self.school_id,
            learner_id=learner.person_id,
            workplace_id=workplace_id,
            track_id=site.track,
            agreement_kind="sao" if site.simulated or group.hours < 20 else "oao",
            from_date=self.starts_on,
            until_date=None,
            weekdays=group.weekdays,
            hours_per_week=group.hours,
        )
        return placement_id

    def join_placement(
        self, placement_id: UUID, actor: Actor, *, main: bool = False, sheets: tuple[str, ...] = ()
    ) -> None:
        self.ledger.put(
            PlacementMember,
            placement_id=placement_id,
            person_id=actor.person_id,
            role=actor.role.value,
            main=main,
            from_date=self.starts_on,
            until_date=None,
            sheets=list(sheets),
        )

    def join_class(self, class_id: UUID, actor: Actor) -> None:
        self.ledger.put(
            ClassMember,
            class_id=class_id,
            person_id=actor.person_id,
            role=actor.role.value,
            from_date=self.starts_on,
            until_date=None,
        )

    def guardian(self, learner: Actor) -> None:
        guardian = self.person(self.casting.guardian, Role.GUARDIAN)
        self.ledger.put(
            Guardianship, guardian_id=guardian.person_id, learner_id=learner.person_id, school_id=self.school_id
        )

    def person(self, name: Name, role: Role, company_id: UUID | None = None, age: int | None = None) -> Actor:
        """Add a person with one role and an address that nobody can have."""
        person_id, membership_id = self.new_id(), self.new_id()
        self.people[role] += 1
        number = self.people[role]
        self.ledger.put(
            Person,
            id=person_id,
            given_name=name[0],
            family_name=name[1],
            email=f"{role.value.replace('_', '-')}{number}@{'demo' if self.casting.handles else 'bench'}.example.org",
            handle=f"{role.value}{number}" if self.casting.handles else None,
            born_on=age and _birthday(age, number),
            language="nl",
            theme="",
        )
        self.ledger.put(
            Membership,
            id=membership_id,
            person_id=person_id,
            school_id=self.school_id,
            company_id=company_id,
            role=role.value,
            from_date=self.starts_on,
            until_date=None,
            confidential_at=self.made_at if role in FROM_OUTSIDE else None,
        )
        school = self.casting.school
        return Actor(person_id, " ".join(name), role, self.school_id, school, membership_id, company_id)

    def new_id(self) -> UUID:
        return self.ledger.dice.id_at(self.made_at)


def _birthday(age: int, number: int) -> date:
    """Return the date of birth of somebody who turned `age` in this or the past months."""
    today = clock.today()
    return date(today.year - age, max(1, today.month - number % 4 - 1), 1 + number % 28)
