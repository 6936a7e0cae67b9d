"""Who looked at a learner's logbook, and what they said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, desc, null, select, type_coerce, union_all

from logbook.accounts.models import Look, Person
from logbook.extensions import db
from logbook.reviews.models import Remark


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who said something (`text`, of a `kind`), or who only looked (neither)."""

    at: datetime
    by: str
    role: str
    kind: str | None
    text: str | None


def voices(learner_id: UUID, said: int = 2, looked: int = 3) -> list[Voice]:
    """Return the latest remarks and the latest looks at a learner's logbook, the newest first, in one query."""
    names = (Person.given_name, Person.family_name)
    words = (
        select(Remark.written_at.label("at"), *names, Remark.author_role, Remark.kind, Remark.text)
        .join(Person, Person.id == Remark.author_id)
        .where(Remark.learner_id == learner_id)
        .order_by(Remark.written_at.desc())
        .limit(said)
    )
    nothing = type_coerce(null(), String)
    eyes = (
        select(Look.at, *names, Look.role, nothing.label("kind"), nothing.label("text"))
        .join(Person, Person.id == Look.viewer_id)
        .where(Look.learner_id == learner_id)
        .order_by(Look.at.desc())
        .limit(looked)
    )
    query = union_all(select(words.subquery()), select(eyes.subquery())).order_by(desc("at"))
    return [
        Voice(at, f"{given} {family}", role, kind, text)
        for at, given, family, role, kind, text in db.session.execute(query)
    ]
