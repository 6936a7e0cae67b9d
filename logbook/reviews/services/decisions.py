"""What a review decides about each entry, checked before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from logbook.core.errors import Rejected, Stale
from logbook.core.texts import N_
from logbook.entries.services import check_ratings
from logbook.reviews.queries import EntryCard

from .commands import AGREE, RETURN, EntryReview, ReviewWeek

LOOK_AT_THIS = N_("Bekijk deze dag nog: geef akkoord of stuur de dag terug.")
RATE_FIRST = N_("Beoordeel dit eerst zelf. Daarna zie je wat de leerling koos.")
GIVE_REASON = N_("Schrijf waarom je de dag terugstuurt.")


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry, what the reviewer said of it, and what that comes to. No verdict: it was not looked at yet."""

    card: EntryCard
    review: EntryReview
    verdict: str | None

    @property
    def values(self) -> dict[str, str]:
        """The reviewer's ratings: the learner's, what was rated blind over them, the corrections over all."""
        return {**self.card.own_values, **self.card.blind, **self.review.corrections}


def refuse_stale(command: ReviewWeek, version: int, waiting: Iterable[EntryCard]) -> None:
    """Raise Stale when the week is not the one that the reviewer saw: its version, its entries, or a revision."""
    now = {card.id: card.view.entry.current_rev for card in waiting}
    seen = {entry_id: review.rev for entry_id, review in command.entries.items()}
    if command.version != version or seen != now:
        raise Stale


def decide(command: ReviewWeek, waiting: Iterable[EntryCard]) -> list[Decision]:
    """Return what the review decides of every waiting entry. Raises Rejected with everything that is missing."""
    decisions = [decision_of(card, command.entries[card.id], command.agree_all) for card in waiting]
    refuse(decisions)
    return decisions


def decision_of(card: EntryCard, review: EntryReview, agree_all: bool = False) -> Decision:
    """Return what a review comes to: who rated all that the learner rated has agreed without saying so."""
    rated_all = bool(card.own_values) and card.own_values.keys() <= review.corrections.keys()
    return Decision(card, review, review.verdict or (AGREE if agree_all or rated_all else None))


def refuse(decisions: Iterable[Decision]) -> None:
    """Raise Rejected when a decision is missing or cannot be taken; the names are those of the week's form."""
    errors: dict[str, list[str]] = {}
    for decision in decisions:
        name = f"entries.{decision.card.id}."
        errors |= _wrong_levels(decision, name)
        errors |= {name + field: [message] for field, message in _missing(decision).items()}
    if errors:
        raise Rejected(errors)


def _wrong_levels(decision: Decision, name: str) -> dict[str, list[str]]:
    try:
        check_ratings(decision.card.sheet, decision.review.corrections, prefix=f"{name}except.")
    except Rejected as rejected:
        return rejected.errors
    return {}


def _missing(decision: Decision) -> Mapping[str, str]:
    if decision.verdict is None:
        return {"verdict": RATE_FIRST if decision.card.sealed else LOOK_AT_THIS}
    if decision.verdict == RETURN and not decision.review.reason:
        return {"reason": GIVE_REASON}
    if decision.verdict == AGREE and decision.card.sealed:
        return {"verdict": RATE_FIRST}
    return {}
