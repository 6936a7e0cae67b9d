"""What lies ready for the browser beside the demo: a council in each state, with what was said and decided."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.councils import services
from logbook.councils.models import Council
from logbook.councils.queries.pages import choices_of
from logbook.councils.queries.roster import proposed
from logbook.councils.services import Decide, GiveStatement, NewAction, PlanCouncil
from logbook.extensions import db
from logbook.training.queries import classes_in_reach, learners_of_class
from tests import factories


def fill() -> None:
    """Put it there, in the open transaction."""
    chair, mentor, learner = _actor("teacher1"), _actor("mentor1"), _actor("learner1").person_id
    group = classes_in_reach(chair)[0].id
    learner = learner if learner in {each.id for each in learners_of_class(group)} else learners_of_class(group)[0].id
    taken = set(db.session.scalars(select(Council.held_on).where(Council.class_id == group)))
    free = [day for n in range(2, 30) if (day := clock.today() + timedelta(days=n)) not in taken]
    _planned(chair, group, free[0])
    for place, steps in ((1, 1), (2, 2), (3, 3)):
        council_id = _planned(chair, group, free[place])
        services.open_council(chair, council_id)
        _give(chair, council_id, learner, "Werkt rustig en meet na. Durft nog te weinig te vragen.")
        _give(mentor, council_id, learner, "Staat elke dag op tijd klaar. De hoeklas gaat nu vanzelf.")
        if steps > 1:
            services.start_session(chair, council_id)
            _meet(chair, council_id, learner)
        if steps > 2:
            services.close_council(chair, council_id)
            services.add_addendum(chair, council_id, learner, new_id(), "De proefles staat op 3 december.")


def _actor(handle: str) -> Actor:
    person = db.session.scalars(select(Person).where(Person.handle == handle)).one()
    return factories.actor_of(person, Role(handle.rstrip("0123456789")))


def _planned(chair: Actor, group: UUID, day: date) -> UUID:
    members = tuple({f"{each.role}:{each.person_id}" for each in proposed(group, chair.school_id)})
    today = clock.today()
    wish = PlanCouncil(new_id(), day, today - timedelta(days=60), today, day, members)
    return services.plan_council(chair, group, wish).id


def _give(actor: Actor, council_id: UUID, learner: UUID, text: str) -> None:
    services.give_statement(actor, council_id, learner, GiveStatement(new_id(), 0, text, "Verder zo."))


def _meet(chair: Actor, council_id: UUID, learner: UUID) -> None:
    choice = choices_of(chair)[1]
    services.decide(
        chair,
        council_id,
        learner,
        Decide(1, "Last netjes en veilig.", "Werkt nog traag.", choice.id, "Samen bekeken.", "Durf sneller."),
    )
    review = clock.today() + timedelta(days=28)
    services.add_action(
        chair, council_id, learner, NewAction(new_id(), "Oefent de hoeklas in PB", "remediation", "learner", review)
    )
    services.add_action(
        chair, council_id, learner, NewAction(new_id(), "Belt het bedrijf", "action", "coordinator", review)
    )
