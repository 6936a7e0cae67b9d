"""A council in each of its states, for tests: planned through the services, with everybody of the cast on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.models import Council, CouncilDecision, CouncilFile, DecisionChoice
from logbook.councils.queries.roster import proposed
from logbook.councils.services import Decide, GiveStatement, NewAction, PlanCouncil
from logbook.extensions import db
from tests.factories import YEAR_START, Cast, actor_of

TODAY = date(2026, 11, 20)
SITS_ON = date(2026, 11, 27)


def plan_wish(cast: Cast, **changes: Any) -> PlanCouncil:
    """Return a plan with everybody who is proposed."""
    seats = proposed(cast.group.id, cast.school.id)
    values: dict[str, Any] = {
        "id": new_id(),
        "held_on": SITS_ON,
        "first": YEAR_START,
        "last": TODAY,
        "contribute_until": date(2026, 11, 25),
        "members": tuple({f"{each.role}:{each.person_id}" for each in seats}),
    }
    return PlanCouncil(**values | changes)


def say(text: str = "Werkt rustig en netjes.", **more: Any) -> GiveStatement:
    """Return an opening statement."""
    return GiveStatement(**{"id": new_id(), "version": 0, "text": text} | more)


@dataclass
class Sitting:
    """A council and its cast."""

    cast: Cast
    council_id: UUID

    @property
    def chair(self) -> Actor:
        """Who planned it."""
        return actor_of(self.cast.teacher)

    @property
    def council(self) -> Council:
        """The row, as it is now."""
        return db.session.get_one(Council, self.council_id, populate_existing=True)

    @property
    def address(self) -> str:
        """Its page."""
        return f"/councils/{self.council_id}"

    def of(self, person: Person) -> str:
        """Return a learner's page of it."""
        return f"{self.address}/{person.id}"

    def session(self, person: Person) -> str:
        """Return the chair's screen of a learner."""
        return f"{self.address}/session/{person.id}"

    def open(self) -> "Sitting":
        """Ask for statements."""
        with transaction():
            services.open_council(self.chair, self.council_id)
        return self

    def begin(self) -> "Sitting":
        """Begin the session."""
        with transaction():
            services.start_session(self.chair, self.council_id)
        return self

    def end(self) -> "Sitting":
        """Close."""
        with transaction():
            services.close_council(self.chair, self.council_id)
        return self

    def give(self, person: Person, learner: Person, text: str, role: Role | None = None) -> None:
        """Let somebody give a statement."""
        with transaction():
            services.give_statement(actor_of(person, role), self.council_id, learner.id, say(text))

    def reveal(self, person: Person, learner: Person) -> None:
        """Let somebody open the others' statements."""
        with transaction():
            services.open_statements(actor_of(person), self.council_id, learner.id)

    def file(self, learner: Person) -> CouncilFile:
        """Return a learner's file, as it is now."""
        query = db.select(CouncilFile).where(
            CouncilFile.council_id == self.council_id, CouncilFile.learner_id == learner.id
        )
        return db.session.scalars(query.execution_options(populate_existing=True)).one()

    def decision(self, learner: Person) -> CouncilDecision:
        """Return what was decided, as it is now."""
        return db.session.get_one(CouncilDecision, self.file(learner).id, populate_existing=True)

    def choice(self, place: int = 0) -> DecisionChoice:
        """Return a decision of the school's list."""
        own = DecisionChoice.school_id == self.cast.school.id
        return list(db.session.scalars(db.select(DecisionChoice).where(own).order_by(DecisionChoice.position)))[place]

    def decide(self, learner: Person, **changes: Any) -> None:
        """Decide on a learner."""
        values = {"version": self.decision(learner).version, "choice_id": self.choice().id} | changes
        with transaction():
            services.decide(self.chair, self.council_id, learner.id, Decide(**values))

    def act(self, learner: Person, what: str = "Oefent de hoeklas", **changes: Any) -> UUID:
        """Agree on an action."""
        values = {
            "id": new_id(),
            "what": what,
            "kind": "action",
            "owner_role": "learner",
            "review_on": date(2026, 12, 18),
        } | changes
        with transaction():
            return services.add_action(self.chair, self.council_id, learner.id, NewAction(**values)).id


def sitting(cast: Cast, **changes: Any) -> Sitting:
    """Return a planned council of the cast's class."""
    with transaction():
        wish = plan_wish(cast, **changes)
        services.plan_council(actor_of(cast.teacher), cast.group.id, wish)
    return Sitting(cast, wish.id)
