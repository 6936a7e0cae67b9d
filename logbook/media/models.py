"""What a learner took or recorded, by the bytes that the phone sent, and the pictures of a school's own pages."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class MediaKind(StrEnum):
    """A picture or a voice."""

    PHOTO = "photo"
    SPOKEN = "spoken"


class Media(Model):
    """One photo or spoken note of one person, named by the SHA-256 of the bytes that were sent (`sha`).

    `stored_sha` names the file that was made of it (a photo is encoded anew, so that nothing but the picture is left),
    `small_sha` its thumbnail. The same bytes of two people are two rows: a name gives nobody another's picture.
    """

    __tablename__ = "media"

    owner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    sha: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    type: Mapped[str] = mapped_column(String(40))
    stored_sha: Mapped[str] = mapped_column(String(64), index=True)
    small_sha: Mapped[str | None] = mapped_column(String(64), index=True)
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SchoolPhoto(Model):
    """One photo that belongs to a page of a school rather than to a person: it stays when who added it is erased.

    `stored_sha` and `small_sha` name its files, as those of somebody's own photo; two rows may name the same files.
    """

    __tablename__ = "school_photo"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    stored_sha: Mapped[str] = mapped_column(String(64), index=True)
    small_sha: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)
