"""The index in which sheets are found: a line for each that a school may use, and the words by which it is meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select

from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetContent, SheetKind, SheetVersion, Text, Weld

from .stored import contents
from .weld_words import weld_words
from .words import Vocabulary, asked_words, words_of

_ORDER = (SheetKind.TASK, SheetKind.THEME, SheetKind.ATTITUDE)
_EVERY_TRACK = "all"
_KEPT_SCHOOLS = 200
_KEPT_LINES = 5000
_KEPT_ASKED = 400
_NAME, _ABOUT, _PART = 10.0, 4.0, 2.0

_usable = (
    Sheet.kind.in_([kind.value for kind in _ORDER]),
    Sheet.history.is_(False),
    or_(Sheet.school_id.is_(None), Sheet.school_id == bindparam("school")),
)
_latest = (Sheet.id == SheetVersion.sheet_id) & (Sheet.latest == SheetVersion.number)
_LISTED = select(SheetVersion.id).join(Sheet, _latest).where(*_usable).order_by(Sheet.id)
# How many there are, how many versions they have together, and the last version of all (ids follow time): no sheet
# changes without changing these.
_STATE = select(
    func.count(),
    func.sum(Sheet.latest),
    select(SheetVersion.id).order_by(SheetVersion.id.desc()).limit(1).scalar_subquery(),
).where(*_usable)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet as a list or a matrix shows it. `own` says whether it is a school's own, `counting` what counts."""

    id: str
    kind: SheetKind
    version_id: UUID
    number: int
    title: Text
    short_title: Text
    summary: Text
    tracks: tuple[str, ...]
    weld: Weld | None
    own: bool
    counting: frozenset[str] = field(repr=False, compare=False)
    words: Mapping[str, float] = field(repr=False, compare=False)
    """Every word by which it is found, in all languages, with how much that word says of it."""

    def of_track(self, track_id: str | None) -> bool:
        """Whether it belongs to a track; with None, to any."""
        return track_id is None or track_id in self.tracks or _EVERY_TRACK in self.tracks


class Index:
    """The lines of one school, and which of them are meant by what somebody types."""

    def __init__(self, lines: tuple[SheetLine, ...]) -> None:
        self.lines = lines
        self.by_id = {line.id: line for line in lines}
        self.tracks = frozenset(track for line in lines for track in line.tracks) - {_EVERY_TRACK}
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, line in enumerate(lines):
            for word, weight in line.words.items():
                self._holders[word].append((place, weight))
        self._vocabulary = Vocabulary(self._holders)
        self._asked: dict[str, dict[int, float]] = {}

    def find(self, text: str) -> tuple[SheetLine, ...]:
        """Return the lines that hold every word of `text`, best first; when none does, those that hold most of them."""
        words = asked_words(text)
        scores: dict[int, list[float]] = defaultdict(list)
        for word in words:
            for place, score in self._meant(word).items():
                scores[place].append(score)
        most = max(map(len, scores.values()), default=0)
        if most * 2 < len(words):
            return ()
        found = [(-sum(each), self._length(place), place) for place, each in scores.items() if len(each) == most]
        return tuple(self.lines[place] for _score, _length, place in sorted(found))

    def _length(self, place: int) -> int:
        """Of two that are found alike, the one with the shorter name is meant: it has nothing more to it."""
        return len(self.lines[place].short_title.get("nl", ""))

    def _meant(self, word: str) -> dict[int, float]:
        """Return how well each line answers to one word."""
        if (known := self._asked.get(word)) is not None:
            return known
        best: dict[int, float] = {}
        for meant, sure in self._vocabulary.like(word).items():
            for place, weight in self._holders[meant]:
                best[place] = max(best.get(place, 0), sure * weight)
        if len(self._asked) >= _KEPT_ASKED:
            self._asked.clear()
        self._asked[word] = best
        return best


_lines: dict[UUID, SheetLine] = {}
_indexes: dict[UUID, tuple[tuple[Any, ...], Index]] = {}


def sheet_index(actor: Actor) -> Index:
    """Return the index of the sheets that are worked on at the actor's school. One small query when nothing changed."""
    asked = {"school": actor.school_id}
    state = tuple(db.session.execute(_STATE, asked).one())
    kept = _indexes.get(actor.school_id)
    if kept is None or kept[0] != state:
        if len(_indexes) >= _KEPT_SCHOOLS or len(_lines) >= _KEPT_LINES:
            _indexes.clear()
            _lines.clear()
        kept = _indexes[actor.school_id] = (state, Index(_lines_of(db.session.scalars(_LISTED, asked))))
    return kept[1]


def _lines_of(ids: Iterable[UUID]) -> tuple[SheetLine, ...]:
    """Return the lines of these versions: tasks, themes, then attitude. Those that are new are read and kept."""
    wanted = list(ids)
    for version_id, content in contents(each for each in wanted if each not in _lines).items():
        _lines[version_id] = _line(content)
    return tuple(sorted((_lines[each] for each in wanted), key=lambda line: (_ORDER.index(line.kind), line.id)))


def _line(content: SheetContent) -> SheetLine:
    return SheetLine(
        id=content.id,
        kind=content.kind,
        version_id=content.version_id,
        number=content.number,
        title=content.title,
        short_title=content.short_title,
        summary=content.summary,
        tracks=content.tracks,
        weld=content.weld,
        own=content.school_id is not None,
        counting=content.counting_ids,
        words=_words(content),
    )


def _words(content: SheetContent) -> dict[str, float]:
    """Return the words of a sheet: its names and its weld say most, what it is about less, its parts least."""
    found: dict[str, float] = {}
    parts = [text for each in content.all_criteria.values() for text in (each.text, each.short)]
    parts += [each.name for each in content.imperfections.values()]
    parts += [each.text for each in content.introduction]
    parts += [each.text for each in content.header]
    _put(found, _PART, (words_of(word) for text in parts for word in text.values()))
    _put(found, _PART, ([*each.iso] for each in content.all_criteria.values()))
    _put(found, _PART, [[*content.imperfections]])
    _put(found, _ABOUT, (words_of(word) for word in content.summary.values()))
    _put(found, _NAME, (words_of(word) for text in (content.title, content.short_title) for word in text.values()))
    if content.weld:
        _put(found, _NAME, [weld_words(content.weld)])
    return found


def _put(found: dict[str, float], weight: float, words: Iterable[Iterable[str]]) -> None:
    for each in words:
        for word in each:
            found[word] = max(weight, found.get(word, 0))
