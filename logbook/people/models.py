"""What is written when a learner goes to other hands."""

from datetime import date as LocalDate
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime

AT_SCHOOL, AT_WORK = "school", "work"


class HandOver(Model):
    """A note for who receives a learner from `from_date` on: at school for the class, at work for the placement.

    Read by the learner, by the school's staff who reach the learner, and a note at work by that placement's mentors.
    """

    __tablename__ = "hand_over"
    __table_args__ = (
        CheckConstraint("side IN ('school', 'work')", name="side_known"),
        Index("ix_hand_over_learner_id_from_date", "learner_id", "from_date"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    author_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    side: Mapped[str] = mapped_column(String(6))
    class_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("class_group.id"))
    placement_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("placement.id"))
    from_date: Mapped[LocalDate]
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
