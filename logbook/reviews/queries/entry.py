"""One entry as its reviewer sees it."""

from dataclasses import dataclass
from uuid import UUID

from logbook.accounts.models import Person, School
from logbook.accounts.queries import names_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Rater, Role
from logbook.core.weeks import week_days
from logbook.entries.models import Entry
from logbook.entries.policy import RATERS, sealed_rounds
from logbook.entries.queries import attached_to, entry_for, rated_rounds
from logbook.extensions import db
from logbook.reviews.policy import mentor_is_late, waits_since
from logbook.sheets.queries import version
from logbook.training.policy import Relation
from logbook.training.queries import require_relation

from .cards import EntryCard, Reviewer, card


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry with its learner, what the actor is to them, and whether its mentor is late."""

    card: EntryCard
    relation: Relation
    learner: Person
    late: bool

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.card.view.entry


def entry_page(actor: Actor, entry_id: UUID) -> EntryPage:
    """Return an entry that the actor may read, for review. Raises NotFound."""
    view = entry_for(actor, entry_id)
    entry, week = view.entry, week_days(view.entry.week)
    school = db.session.get_one(School, entry.school_id)
    rounds = rated_rounds(actor, [entry.learner_id], week[0], week[-1])
    sheet = version(actor, entry.sheet_version_id)
    sealed: frozenset[UUID] = frozenset()
    if school.blind_first and actor.role is Role.MENTOR:
        same_sheet = [each for each in rounds if each.sheet_version_id == entry.sheet_version_id]
        sealed = sealed_rounds(actor.person_id, same_sheet, {sheet.version_id: sheet.id})
    raters = {rating.rater_id for each in rounds for rating in each.ratings if rating.role is Rater.SUPERVISOR}
    reviewer = Reviewer(
        actor.person_id, RATERS.get(actor.role, Rater.MENTOR), names_of(raters) if raters else {}, sealed
    )
    since = waits_since(entry.week, clock.local(entry.submitted_at).date())
    return EntryPage(
        card=card(view, sheet, rounds, reviewer, attached_to(view, sheet)),
        relation=require_relation(actor, entry.learner_id),
        learner=db.session.get_one(Person, entry.learner_id),
        late=entry.placement_id is not None and mentor_is_late(since, clock.today(), school.mentor_late_days),
    )
