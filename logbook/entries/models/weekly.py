"""The weekly summary: one wide row, so that a class over a year is read in one short query."""

from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.models import Id, Model


class Weekly(Model):
    """How many ratings one kind of rater gave a learner in a week, and how many were met, for each of the six stages.

    `n1`/`met1` is modelling, `n6`/`met6` exploration. `pairs`, `over` and `under` compare with the learner's own
    ratings of the same rounds (`over`: the learner's level is the higher one). Kind `task` sums the criteria that count
    for a sheet (V/O, not the Ja/Nee checks), kind `attitude` the soft skills under the week's stage. Recomputed from
    the week's ratings in the transaction that changes them; a command rebuilds it and one checks it.
    """

    __tablename__ = "weekly"

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    rater_role: Mapped[str] = mapped_column(String(12), primary_key=True)
    week: Mapped[int] = mapped_column(primary_key=True)
    n1: Mapped[int] = mapped_column(SmallInteger, default=0)
    met1: Mapped[int] = mapped_column(SmallInteger, default=0)
    n2: Mapped[int] = mapped_column(SmallInteger, default=0)
    met2: Mapped[int] = mapped_column(SmallInteger, default=0)
    n3: Mapped[int] = mapped_column(SmallInteger, default=0)
    met3: Mapped[int] = mapped_column(SmallInteger, default=0)
    n4: Mapped[int] = mapped_column(SmallInteger, default=0)
    met4: Mapped[int] = mapped_column(SmallInteger, default=0)
    n5: Mapped[int] = mapped_column(SmallInteger, default=0)
    met5: Mapped[int] = mapped_column(SmallInteger, default=0)
    n6: Mapped[int] = mapped_column(SmallInteger, default=0)
    met6: Mapped[int] = mapped_column(SmallInteger, default=0)
    pairs: Mapped[int] = mapped_column(SmallInteger, default=0)
    over: Mapped[int] = mapped_column(SmallInteger, default=0)
    under: Mapped[int] = mapped_column(SmallInteger, default=0)
