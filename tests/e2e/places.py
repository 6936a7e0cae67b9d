"""Every page, and where each role can open it: a page that is not listed here fails a test."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Company, InvitationRun
from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.entries.models import Entry, EntryState, Week, WeekState
from logbook.entries.policy import may_read_entry
from logbook.extensions import db
from logbook.people.queries.access import guests
from logbook.permissions import PERMISSIONS
from logbook.privacy.models import Correction, Erasure
from logbook.privacy.models.archive import ArchiveJob, JobKind
from logbook.roster.models import RosterImport
from logbook.sheets.models import STAGES, SheetVersion
from logbook.training.models import Placement
from logbook.training.policy import Relation
from logbook.training.queries import (
    assigned_sheets,
    classes_in_reach,
    learners_in_reach,
    learners_of_class,
    placements_in_reach,
    require_relation,
)
from tests.e2e.authoring_places import AUTHORING_PAGES
from tests.e2e.company_sheets_places import COMPANY_SHEETS_PAGES
from tests.e2e.councils_places import COUNCILS_PAGES
from tests.e2e.desk_places import DESK_PAGES
from tests.e2e.insight_places import INSIGHT_PAGES
from tests.e2e.library_places import LIBRARY_PAGES
from tests.e2e.paper_places import PAPER_PAGES
from tests.e2e.placement_places import PLACEMENT_PAGES
from tests.e2e.plans_places import PLANS_PAGES
from tests.e2e.remediation_places import REMEDIATION_PAGES
from tests.e2e.school_places import SCHOOL_PAGES
from tests.e2e.visits_places import VISITS_PAGES
from tests.factories import SOFT_SKILLS, WELDING

LUBRICATION = "emt-smeren"
Arguments = dict[str, Any]


@dataclass(frozen=True)
class Around:
    """What an actor has within reach, read from the database of the school."""

    actor: Actor

    @cached_property
    def learners(self) -> list[UUID]:
        """The learners, the first of them first."""
        return [card.id for card in learners_in_reach(self.actor)]

    @cached_property
    def placements(self) -> list[UUID]:
        """The placements that the actor reaches."""
        return list(db.session.scalars(placements_in_reach(self.actor)))

    @cached_property
    def classes(self) -> list[UUID]:
        """The classes."""
        return [group.id for group in classes_in_reach(self.actor)]

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The latest entry that the actor may read in each state."""
        query = (
            select(Entry, SheetVersion.sheet_id)
            .join(SheetVersion, SheetVersion.id == Entry.sheet_version_id)
            .where(Entry.learner_id.in_(self.learners))
            .order_by(Entry.date, Entry.id)
        )
        return {entry.state: entry for entry, sheet in db.session.execute(query) if self._readable(entry, sheet)}

    def _readable(self, entry: Entry, sheet: str) -> bool:
        return may_read_entry(self.relations[entry.learner_id], entry, sheet)

    @cached_property
    def relations(self) -> dict[UUID, Relation]:
        """What the actor is to each learner."""
        return {learner: require_relation(self.actor, learner) for learner in self.learners}

    def entry(self, *states: EntryState) -> list[Arguments]:
        """Return an entry in each of the states, as an address names it."""
        return [{"entry_id": self.entries[state].id} for state in states if state in self.entries]

    @cached_property
    def weeks(self) -> list[Arguments]:
        """A week at a placement with an entry in each state, what waits first; this week where nothing happened yet."""
        states = sorted(self.entries, key=lambda state: state != EntryState.SUBMITTED)
        worked = [self.entries[state] for state in states if self.entries[state].placement_id in self.placements]
        found = dict.fromkeys((entry.placement_id, entry.week) for entry in worked)
        here = [(placement, weeks.week_number(clock.today())) for placement in self.placements[:1]]
        return [_week(*each) for each in found or here]

    @cached_property
    def approved_weeks(self) -> list[Arguments]:
        """The latest week that was approved."""
        query = select(Week).where(Week.placement_id.in_(self.placements), Week.state == WeekState.APPROVED)
        found = db.session.scalars(query.order_by(Week.week.desc()).limit(1))
        return [_week(each.placement_id, each.week) for each in found]

    @cached_property
    def own_placement(self) -> UUID | None:
        """A learner's placement."""
        return db.session.scalar(select(Placement.id).where(Placement.learner_id == self.actor.person_id))

    @property
    def imports(self) -> list[Arguments]:
        """The rosters that were sent in, whatever came of them."""
        query = select(RosterImport.id).where(RosterImport.school_id == self.actor.school_id)
        return [{"import_id": each} for each in db.session.scalars(query.limit(5))]

    @property
    def photo_company(self) -> list[Arguments]:
        """The actor's own company, or one of the school's."""
        query = select(Company.id).where(Company.school_id == self.actor.school_id).limit(1)
        return [{"company_id": self.actor.company_id or db.session.scalar(query)}]

    @property
    def histories(self) -> list[Arguments]:
        """The archives that were sent in."""
        query = select(ArchiveJob.id).filter_by(school_id=self.actor.school_id, kind=JobKind.IMPORT.value)
        return [{"job_id": each} for each in db.session.scalars(query.limit(5))]

    @cached_property
    def invitation_runs(self) -> list[Arguments]:
        """The invitations to many that the school's coordinator began."""
        own = InvitationRun.made_by == self.actor.membership_id
        return [{"run_id": run} for run in db.session.scalars(select(InvitationRun.id).where(own).limit(1))]

    @property
    def first_person(self) -> list[Arguments]:
        """The first learner, as the pages about a person name one."""
        return [{"person_id": learner} for learner in self.learners[:1]]

    @property
    def erasing(self) -> list[Arguments]:
        """Both steps of erasing somebody."""
        chosen = {"scope": "person", "ground": "request"}
        return [each | more for each in self.first_person for more in ({}, chosen)]

    @property
    def corrections(self) -> list[Arguments]:
        """The questions of the school's learners."""
        query = select(Correction.id).filter_by(school_id=self.actor.school_id)
        return [{"correction_id": each} for each in db.session.scalars(query.limit(2))]

    @property
    def erasures(self) -> list[Arguments]:
        """What was erased at the school."""
        query = select(Erasure.id).filter_by(school_id=self.actor.school_id)
        return [{"erasure_id": each} for each in db.session.scalars(query.limit(2))]

    @property
    def first_learner(self) -> list[Arguments]:
        """The first learner, as an address names one."""
        return [{"learner_id": learner} for learner in self.learners[:1]]


Addresses = Callable[[Around], list[Arguments]]


def _week(placement: UUID | None, week: int) -> Arguments:
    return {"placement_id": placement, "iso_week": weeks.iso_week(week)}


def _once(_around: Around) -> list[Arguments]:
    return [{}]


def _weeks_alone(_around: Around) -> list[Arguments]:
    this = weeks.week_number(clock.today())
    return [{"iso_week": weeks.iso_week(week)} for week in (this, this - 1, this - 60)]


def _entries(around: Around) -> list[Arguments]:
    shown = around.entry(*EntryState)
    if around.actor.role is not Role.LEARNER:
        return shown
    day = clock.today().isoformat()
    begun = [{"entry_id": new_id(), "sheet": sheet, "date": day} for sheet in assigned_sheets(around.actor.person_id)]
    return shown + [{**each, "edit": 1} for each in around.entry(EntryState.SUBMITTED)] + begun


def _own_week(around: Around) -> list[Arguments]:
    this = weeks.week_number(clock.today())
    return [_week(around.own_placement, week) for week in (this, this - 3) if around.own_placement]


def _three_party(around: Around) -> list[Arguments]:
    filters: list[Arguments] = [{}, {"sheet": SOFT_SKILLS}, {"party[]": ["learner", "mentor"]}]
    return [{**learner, **chosen} for learner in around.first_learner for chosen in filters]


def _evidence(around: Around) -> list[Arguments]:
    cells = [{"sheet": WELDING, "criterion": "crack_free", "stage": stage} for stage in STAGES[:2]]
    return [{**learner, **cell} for learner in around.first_learner for cell in cells]


def _classes(around: Around) -> list[Arguments]:
    last_week = weeks.iso_week(weeks.week_number(clock.today()) - 1)
    chosen: list[Arguments] = [{}, {"week": last_week}]
    return [{"class_id": group, **each} for group in around.classes[:1] for each in chosen]


def _as_mentor(addresses: Addresses) -> Addresses:
    """Return the addresses for a mentor alone: a teacher comes there for a mentor who is late, and sees the same."""
    return lambda around: addresses(around) if around.actor.role is Role.MENTOR else []


def _own_round(around: Around) -> list[Arguments]:
    return [{**learner, **sheet} for learner in around.first_learner for sheet in ({}, {"sheet": WELDING})]


def _files(around: Around) -> list[Arguments]:
    first = [(group, learner.id) for group in around.classes[:1] for learner in learners_of_class(group)[:1]]
    return [{"class_id": group, "learner_id": learner} for group, learner in first]


def _choice_of_class(around: Around) -> list[Arguments]:
    return [{}] if len(around.classes) != 1 else []  # who has one class is led to it


def _criteria(_around: Around) -> list[Arguments]:
    return [{"slug": WELDING, "criterion_id": "crack_free"}, {"slug": SOFT_SKILLS, "criterion_id": "punctuality"}]


PAGES: dict[str, Addresses] = {
    **SCHOOL_PAGES,
    **PLACEMENT_PAGES,
    **INSIGHT_PAGES,
    **DESK_PAGES,
    **VISITS_PAGES,
    **REMEDIATION_PAGES,
    **AUTHORING_PAGES,
    **COMPANY_SHEETS_PAGES,
    **LIBRARY_PAGES,
    **PAPER_PAGES,
    **PLANS_PAGES,
    **COUNCILS_PAGES,
    "people.class_phones": lambda around: [{"class_id": group} for group in around.classes[:1]],
    "people.phones": lambda around: around.first_learner,
    "accounts.me": _once,
    "accounts.prove": _once,
    "accounts.school_sign_in": _once,
    "sheets.show": lambda _around: [{"slug": slug} for slug in (WELDING, SOFT_SKILLS, LUBRICATION)],
    "sheets.criterion": _criteria,
    "sheets.stages": _once,
    "sheets.stage": lambda _around: [{"stage_id": stage} for stage in STAGES[:2]],
    "entries.show": _entries,
    "entries.soft_skills": _own_week,
    "insight.today": _once,
    "insight.week": _weeks_alone,
    "insight.progress": _once,
    "insight.learners": _once,
    "insight.learner_progress": lambda around: around.first_learner,
    "insight.classes": _choice_of_class,
    "insight.class_view": _classes,
    "insight.three_party": _three_party,
    "insight.evidence": _evidence,
    "reviews.inbox": _once,
    "reviews.week": lambda around: around.weeks,
    "reviews.return_form": _as_mentor(lambda around: around.entry(EntryState.SUBMITTED)),
    "reviews.reopen_form": _as_mentor(lambda around: around.entry(EntryState.APPROVED)),
    "reviews.reopen_week_form": _as_mentor(lambda around: around.approved_weeks),
    "reviews.rate_form": lambda around: around.entry(EntryState.SUBMITTED, EntryState.APPROVED),
    "reviews.blind_form": lambda around: around.entry(EntryState.SUBMITTED),
    "reviews.round_form": _own_round,
    "reviews.sign_form": lambda around: around.weeks,
    "roster.index": _once,
    "archive.show": lambda around: around.first_learner,
    "archive.imports": _once,
    "promise.show": _once,
    "archive.photos": lambda around: around.photo_company,
    "archive.preview": lambda around: around.histories,
    "roster.show": lambda around: around.imports,
    "privacy.about": _once,
    "privacy.own": _once,
    "privacy.corrections": lambda around: around.first_learner,
    "privacy.asked": _once,
    "privacy.correction": lambda around: around.corrections,
    "privacy.subject": lambda around: around.first_person,
    "privacy.at_learner": lambda around: around.first_person,
    "privacy.seen": lambda around: around.first_person,
    "privacy.erase_form": lambda around: around.erasing,
    "privacy.erasures": _once,
    "privacy.erasure": lambda around: around.erasures,
    "privacy.periods": _once,
    "privacy.period": lambda _around: [{"document": "entries"}],
    "people.invitations": _once,
    "people.access": lambda around: [{"person_id": each.person.id} for each in guests(around.actor, None).items[:1]],
    "people.invitation_run": lambda around: around.invitation_runs,
    "councils.index": _once,
    "councils.class_file": lambda around: [{"class_id": group} for group in around.classes[:1]],
    "councils.learner_file": _files,
}
# Addresses that only lead to one of the pages above, and what is not a page.
LEADING_ON = frozenset(
    {
        "accounts.unlock",
        "accounts.new_pin",
        "accounts.back_from_provider",
        "home",
        "insight.this_week",
        "reviews.first",
        "entries.new",
    }
)
FILES = frozenset(
    {
        "archive.file",
        "authoring.schema",
        "authoring.take_out",
        "company_sheets.photo",
        "company_sheets.small_photo",
        "councils.class_sheet",
        "councils.frozen_pdf",
        "councils.learner_pdf",
        "plans.annex",
        "councils.print_file",
        "paper.empty",
        "paper.filled",
        "paper.print_file",
        "presence.feed",
        "privacy.at_learner_file",
        "privacy.seen_file",
        "roster.example",
        "visits.own_calendar",
        "visits.one_calendar",
        "entries.photo",
        "entries.small_photo",
        "entries.spoken",
    }
)
CALLS = frozenset({"sync.api.changes", "sync.api.entry"})
NOT_A_PAGE = FILES | CALLS | {"archive.key", "archive.schema", "assets.file", "sync.worker", "sync.manifest"}
KEYS = frozenset({"accounts.second_factor", "accounts.new_passkey", "accounts.app"})
"""What the tests of passkeys and second proofs look at, on an address that has a name."""
SIGNED_OUT = frozenset(
    {
        "people.set_up",
        "accounts.sign_in",
        "accounts.pair",
        "accounts.code",
        "accounts.demo",
        "sync.offline",
        "sync.outbox",
        "sync.shared",
    }
) | {"accounts.invitation", "reviews.signature"}  # the last are opened by a link in a mail

# Mentors of a school where they rate before they see what the learner thinks.
BLIND = {"entries.show", "reviews.inbox", "reviews.week", "reviews.blind_form"}
VISITORS = {role: f"{role.value}1" for role in Role}
NEWCOMERS = {role: f"new_{role.value}" for role in Role}


def visits(people: dict[Role, str]) -> list[tuple[str, str]]:
    """Return every page with everyone of `people` who may open it."""
    return [
        (people[role], endpoint)
        for endpoint in PAGES
        for role in Role
        if endpoint in PERMISSIONS and role in (PERMISSIONS[endpoint] or Role)
    ]
