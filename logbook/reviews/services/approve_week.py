"""A week is approved in one deed: its entries, soft skills, stages, remarks and commitments."""

from collections.abc import Iterable, Mapping

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, ProveAgain, Rejected, Stale
from logbook.core.texts import N_
from logbook.entries.models import Week, WeekState
from logbook.entries.policy import RATERS
from logbook.entries.services import (
    check_ratings,
    discard_draft,
    lock_learner,
    move_round,
    record_assessment,
    record_week_assessment,
    set_stage,
    summarise,
    week_for_update,
)
from logbook.extensions import db
from logbook.reviews import policy, queries
from logbook.reviews.queries import EntryCard, Place
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import soft_skills as soft_skills_sheet

from . import entry_states, week_states
from .commands import AGREE, RETURN, ReviewWeek
from .decisions import Decision, decide, refuse_stale
from .remarks import make_commitments, write_remarks

NOT_THIS_WEEK = N_("Aan deze fiche werd deze week niet gewerkt.")
UNKNOWN_CRITERION = N_("Dit staat niet op een fiche van deze week.")


def approve_week(actor: Actor, command: ReviewWeek) -> Week:
    """Approve a week with the entries that wait in it, as the reviewer saw them, and write down all that was said.

    Each waiting entry is agreed with (criteria corrected where the reviewer differs), returned or left. In a week that
    is approved already this approves what came later. The same approval twice is one. Raises NotFound; NotPermitted;
    ProveAgain when the sign-in lay unused too long; Stale when the week or an entry changed since it was loaded;
    Rejected with every field that is missing or wrong.
    """
    place = queries.place_of(actor, command.placement_id, command.week)
    lock_learner(place.learner_id)
    week = week_for_update(actor, place.learner_id, place.id, command.week)
    cards = queries.week_cards(actor, place, command.week)
    waiting = [card for card in cards if card.waits]
    if week.state == WeekState.APPROVED and not waiting and week.approved_by == actor.person_id:
        return week
    late = queries.is_late(place, command.week, cards)
    if place.placement.history_id or not policy.may_decide(place.relation, place.id, late):
        raise NotPermitted
    if actor.prove_again:
        raise ProveAgain
    if week.state == WeekState.APPROVED and not waiting:
        raise Stale
    refuse_stale(command, week.version, waiting)
    decisions = decide(command, waiting)
    soft_skills = soft_skills_sheet(actor)
    _check(command, cards, soft_skills)
    with db.session.no_autoflush:  # the rows of all days go out together
        _carry_out(actor, place, decisions)
    _write_down(actor, place, week, command, soft_skills)
    if week.state != WeekState.APPROVED:
        week_states.approve(actor, week, for_mentor=place.relation.teaches)
    discard_draft(actor, queries.DRAFT, queries.draft_key(place.id, command.week))
    summarise(place.learner_id, [command.week])
    return week


def _check(command: ReviewWeek, cards: Iterable[EntryCard], soft_skills: SheetContent) -> None:
    """Raise Rejected when something names what is not of this week."""
    sheets = {card.sheet.id: card.sheet for card in cards}
    known = {name for sheet in (*sheets.values(), soft_skills) for name in sheet.all_criteria}
    errors = {f"stages.{sheet_id}": [NOT_THIS_WEEK] for sheet_id in command.stages.keys() - sheets.keys()}
    for remark in command.remarks:
        if remark.criterion_id and remark.criterion_id not in known:
            errors[f"{remark.kind}s"] = [UNKNOWN_CRITERION]
    try:
        check_ratings(soft_skills, command.soft_skills, prefix="soft_skills.")
    except Rejected as rejected:
        errors |= rejected.errors
    if errors:
        raise Rejected(errors)


def _carry_out(actor: Actor, place: Place, decisions: Iterable[Decision]) -> None:
    for decision in decisions:
        entry, stage = decision.card.view.entry, decision.review.stage
        if decision.card.round and stage and stage != decision.card.round.stage:
            move_round(actor, decision.card.round.id, stage)
        if decision.verdict == RETURN:
            entry_states.send_back(actor, entry, decision.review.reason or "")
        elif decision.verdict == AGREE:
            record(actor, decision)
            entry_states.approve(actor, entry, for_mentor=place.relation.teaches)


def record(actor: Actor, decision: Decision) -> None:
    """Keep the reviewer's ratings of an entry; a blind rating that nothing was changed in stays the only one."""
    card = decision.card
    if card.round and decision.values != card.blind:
        rev = card.view.entry.current_rev
        record_assessment(actor, card.round.id, RATERS[actor.role], decision.values, on_rev=rev)


def _write_down(actor: Actor, place: Place, week: Week, command: ReviewWeek, soft_skills: SheetContent) -> None:
    values = soft_values(command, soft_skills)
    if values:
        record_week_assessment(actor, week.id, RATERS[actor.role], soft_skills.version_id, values)
    for sheet_id, stage in command.stages.items():
        set_stage(actor, place.learner_id, sheet_id, stage, clock.today())
    where = {"placement_id": place.id, "week_id": week.id}
    write_remarks(actor, place.learner_id, command.remarks, queries.day_in(command.week), **where)
    make_commitments(actor, place.learner_id, command.commitments, **where)


def soft_values(command: ReviewWeek, soft_skills: SheetContent) -> Mapping[str, str]:
    """Return the soft skills as the reviewer leaves them: what was tapped, and with `soft_rest` the others as met."""
    rest: dict[str, str] = {}
    if command.soft_rest:
        for item in soft_skills.all_criteria.values():
            rest[item.id] = next(level.id for level in item.scale.levels if level.counts_as_met)
    return {**rest, **command.soft_skills}
