"""The base of all tables and the column types that both databases share."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import BINARY, DateTime, Dialect
from sqlalchemy import Uuid as NativeUuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from logbook.extensions import Base, db

if TYPE_CHECKING:

    class Model(Base):
        """What a table's class derives from; the type checker cannot follow `db.Model`."""

        __abstract__ = True

else:
    Model = db.Model


class Id(TypeDecorator[UUID]):
    """A UUID: native on PostgreSQL, 16 bytes on SQLite (half the room of the text form, in every index too)."""

    impl = BINARY(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        return dialect.type_descriptor(NativeUuid() if dialect.name == "postgresql" else BINARY(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Return what the driver stores."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Return the UUID that was stored."""
        return value if value is None or isinstance(value, UUID) else _uuid(value)


@lru_cache(maxsize=8192)
def _uuid(stored: bytes) -> UUID:
    """Return the UUID of 16 bytes: a page that reads a learner's year meets the same few ids thousands of times."""
    return UUID(bytes=stored)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; a naive one is refused, since nobody can say what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC. Raises ValueError when it is naive."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a naive moment cannot be stored")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment, aware, in UTC."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))
