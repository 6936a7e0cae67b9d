"""A school's periods, and what its nightly runs did."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from logbook.extensions import db
from logbook.privacy.models import RetentionRule, RetentionRun, Unit
from logbook.privacy.policy.periods import DOCUMENTS, Document, Period


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a school keeps one class of documents; `own` says that it chose so itself."""

    document: Document
    period: Period
    own: bool


def periods_of(school_id: UUID) -> dict[str, Kept]:
    """Return a school's period for every class of documents."""
    query = select(RetentionRule).where(RetentionRule.school_id == school_id)
    own = {rule.document: rule for rule in db.session.scalars(query)}
    return {each.id: _kept(each, own.get(each.id)) for each in DOCUMENTS}


def _kept(document: Document, rule: RetentionRule | None) -> Kept:
    if rule is None:
        return Kept(document, document.default, own=False)
    return Kept(document, Period(rule.amount, Unit(rule.unit), rule.source, rule.source_on), own=True)


def last_runs(school_id: UUID, limit: int = 14) -> list[RetentionRun]:
    """Return the latest runs at a school, the newest first."""
    query = select(RetentionRun).where(RetentionRun.school_id == school_id)
    return list(db.session.scalars(query.order_by(RetentionRun.ran_at.desc()).limit(limit)))
