"""What can go wrong in the domain. `logbook.errors` turns each into a status and a page, fragment or problem+json."""

from typing import Any


class LogbookError(Exception):
    """Any refusal with a reason that a person can be told."""


class NotFound(LogbookError):
    """The thing is not there, or the actor may not know that it is."""


class NotPermitted(LogbookError):
    """The actor may see the thing but not do this to it."""


class Stale(LogbookError):
    """The thing changed since the actor loaded it; `fresh` is what it is now."""

    def __init__(self, fresh: Any = None) -> None:
        super().__init__("changed since it was loaded")
        self.fresh = fresh


class InvalidTransition(LogbookError):
    """The thing's state does not allow this deed."""


class ProveAgain(LogbookError):
    """The actor may do this, and must first show again who they are."""


class OpReused(LogbookError):
    """The deed's id was used before with other content."""


class Gone(LogbookError):
    """The thing was erased under the privacy rules and must not come back."""


class MediaMissing(LogbookError):
    """A deed names photos or spoken notes (`shas`) that the school does not have yet from this person."""

    def __init__(self, shas: list[str]) -> None:
        super().__init__(f"{len(shas)} missing")
        self.shas = shas


class CorruptMedia(LogbookError):
    """Bytes that are not those that were named: something went wrong under way, sending them again helps."""


class WrongType(LogbookError):
    """A file that is no photo or sound that we can read, or one that does not want to be."""


class TooLarge(LogbookError):
    """A file over the limit."""


class TooOften(LogbookError):
    """More in a short time than anybody's work takes; it can be tried again later."""


class Rejected(LogbookError):
    """Input that cannot be taken: `errors` holds the messages for each field's dotted name."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(f"rejected: {', '.join(sorted(errors))}")
        self.errors = errors
