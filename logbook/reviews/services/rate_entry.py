"""Ratings of an entry beside the mentor's week: a supervisor's, a teacher's, and the mentor's blind one."""

from collections.abc import Mapping
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.entries.models import Entry, EntryState
from logbook.entries.policy import RATERS
from logbook.entries.services import check_ratings, record_assessment, summarise
from logbook.reviews import policy
from logbook.reviews.queries import EntryPage

from . import entry_states
from .commands import AGREE, RETURN, EntryReview
from .decisions import GIVE_REASON, decision_of
from .locking import locked_page, require, require_revision

RATE_SOMETHING = N_("Duid minstens één punt aan.")


def rate_entry(actor: Actor, entry_id: UUID, review: EntryReview) -> Entry:
    """Add a supervisor's or teacher's own rating of an entry; a teacher's verdict on work at school decides on it.

    `agree` takes the learner's ratings over where the actor says nothing else. The same approval twice is one. Raises
    NotFound, NotPermitted, Stale, Rejected (the names are those of the form: `except.<criterion>`, `reason`).
    """
    page = locked_page(actor, entry_id)
    entry = page.entry
    decides = policy.may_decide(page.relation, entry.placement_id)
    require(policy.may_rate(page.relation, entry.placement_id, page.card.sheet.id))
    require(decides or review.verdict != RETURN)
    if decides and entry.state == EntryState.APPROVED and entry.approved_by == actor.person_id:
        return entry
    require_revision(page, review.rev)
    if review.verdict == RETURN:
        entry_states.send_back(actor, entry, _reason(review))
        return entry
    decision = decision_of(page.card, review)
    _rate(actor, page, decision.values if decision.verdict == AGREE else review.corrections)
    if decides and decision.verdict == AGREE and entry.state == EntryState.SUBMITTED:
        entry_states.approve(actor, entry)
    return entry


def rate_blind(actor: Actor, entry_id: UUID, rev: int, values: Mapping[str, str]) -> Entry:
    """Rate an entry before seeing the learner's own ratings; frozen from then on. The same again is success.

    Raises NotFound, NotPermitted, Stale, Rejected, and InvalidTransition when there is nothing to rate blind.
    """
    page = locked_page(actor, entry_id)
    require(page.relation.mentors(page.entry.placement_id))
    if page.card.blind and page.card.blind == values:
        return page.entry
    if not page.card.sealed:
        raise InvalidTransition
    require_revision(page, rev)
    _rate(actor, page, values, blind=True)
    return page.entry


def _reason(review: EntryReview) -> str:
    if not review.reason:
        raise Rejected({"reason": [GIVE_REASON]})
    return review.reason


def _rate(actor: Actor, page: EntryPage, values: Mapping[str, str], *, blind: bool = False) -> None:
    """Keep the actor's ratings of the entry, with the event and the week's sums. Raises Rejected."""
    check_ratings(page.card.sheet, values, prefix="except.")
    if not values or page.card.round is None:
        raise Rejected({"except": [RATE_SOMETHING]})
    entry, round_id = page.entry, page.card.round.id
    record_assessment(actor, round_id, RATERS[actor.role], values, on_rev=entry.current_rev, blind=blind)
    deed = "rate_blind" if blind else "rate_entry"
    append_event(actor, deed, "round", round_id, learner_id=entry.learner_id, rev=entry.current_rev)
    summarise(entry.learner_id, [entry.week])
