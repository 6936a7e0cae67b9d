"""What a learner's days were."""

from datetime import date as LocalDate
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.models import Id, Model


class Day(Model):
    """What a learner's local date was: at work, simulated, at school, sick, on holiday or absent; never a reason."""

    __tablename__ = "day"
    __table_args__ = (
        CheckConstraint("minutes IS NULL OR (minutes >= 0 AND minutes <= 1440)", name="minutes_of_a_day"),
    )

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    date: Mapped[LocalDate] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(12))
    minutes: Mapped[int | None]
    set_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))


DAY_STATUSES = ("workplace", "simulated", "school", "sick", "holiday", "absent")
