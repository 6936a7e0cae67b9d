"""Photos and spoken notes of an entry as pages show them."""

from dataclasses import dataclass, replace
from uuid import UUID

from logbook.sheets.models import Text


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo of an entry. `criterion` is empty, and `label` None, for one of the whole work; `marks` lie over it."""

    entry_id: UUID
    sha: str
    width: int
    height: int
    criterion: str = ""
    label: Text | None = None
    marks: str = ""

    @property
    def url(self) -> str:
        """The address of the photo. Written here: asking the router for each would cost a week more than its query."""
        return f"/entries/{self.entry_id}/photos/{self.sha}"

    @property
    def small_url(self) -> str:
        """The address of its thumbnail."""
        return f"{self.url}/small"

    @property
    def bare(self) -> "ShownPhoto":
        """The same photo without what its learner says with it."""
        return replace(self, criterion="", label=None, marks="")


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A spoken note of an entry."""

    entry_id: UUID
    sha: str

    @property
    def url(self) -> str:
        """The address of the sound."""
        return f"/entries/{self.entry_id}/spoken/{self.sha}"


@dataclass(frozen=True, slots=True)
class Attached:
    """What belongs to one entry, in the learner's order."""

    photos: tuple[ShownPhoto, ...] = ()
    spoken: tuple[ShownNote, ...] = ()

    @property
    def blind(self) -> "Attached":
        """What a mentor sees who rates before seeing the learner's own rating.

        A photo is the work itself and stays. What was circled on it, which criterion it is of and what was said are the
        learner's judgement and wait with the ratings.
        """
        return Attached(tuple(photo.bare for photo in self.photos))

    def about(self, criterion_id: str) -> "Attached":
        """What shows one criterion: its photos, those of the whole work, and what was said."""
        return Attached(tuple(photo for photo in self.photos if photo.criterion in ("", criterion_id)), self.spoken)


NOTHING = Attached()
"""What belongs to most entries."""
