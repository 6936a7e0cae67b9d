"""Words as people type them: without accents and capitals, with a letter wrong, two swapped, or one too few."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

MOST_WORDS = 8
MOST_LETTERS = 40
EXACT, BEGINS, HOLDS, NEAR = 1.0, 0.8, 0.55, 0.5
_SHORT = 2
_WORD = re.compile(r"[a-z0-9]+")
_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "’": "", "'": ""})


def folded(text: str) -> str:
    """Return `text` in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL))
    return "".join(each for each in plain if not unicodedata.combining(each))


def words_of(text: str) -> list[str]:
    """Return the words and numbers in `text`, folded."""
    return _WORD.findall(folded(text))


def asked_words(text: str) -> list[str]:
    """Return the different words that somebody looks for; what is beyond eight words or forty letters is left out."""
    found = (word[:MOST_LETTERS] for word in words_of(text[: MOST_WORDS * MOST_LETTERS]))
    return list(dict.fromkeys(found))[:MOST_WORDS]


class Vocabulary:
    """Every word that there is to find, asked by what somebody typed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._known = frozenset(self._words)
        self._trigrams: dict[str, set[str]] = defaultdict(set)
        for word in self._words:
            for trigram in _trigrams(word):
                self._trigrams[trigram].add(word)

    def like(self, asked: str) -> Mapping[str, float]:
        """Return the words meant by `asked`, each with how sure that is, from 0 to 1.

        Two letters or a number that there are mean just that: "pa", "135". Else the word itself, words that begin with
        it, words that hold it; when no word begins with it, words that it may be with a typing error too. Numbers and
        the shortest words are never guessed.
        """
        if asked in self._known and (len(asked) <= _SHORT or asked.isdigit()):
            return {asked: EXACT}
        found = {word: HOLDS for word in self._words if asked in word} if len(asked) > 2 else {}
        begun = {word: BEGINS for word in self._words if word.startswith(asked)}
        if asked in self._known:
            begun[asked] = EXACT
        return found | (begun or self._near(asked))

    def _near(self, asked: str) -> dict[str, float]:
        if len(asked) < 3 or not asked.isalpha():
            return {}
        may_differ = 1 if len(asked) < 7 else 2
        shared: dict[str, int] = defaultdict(int)
        for trigram in _trigrams(asked):
            for word in self._trigrams.get(trigram, ()):
                shared[word] += 1
        found: dict[str, float] = {}
        for word in sorted(shared, key=lambda each: (-shared[each], each))[:60]:
            steps = _steps(asked, word)
            if len(asked) > 4:  # the begin of a longer word, mistyped
                steps = min(steps, _steps(asked, word[: len(asked)]) + 0.5)
            if steps <= may_differ:
                found[word] = NEAR - 0.1 * steps
        return found


def _trigrams(word: str) -> set[str]:
    """Return the letters by three, the word's begin and end among them; of both halves, so that a swap leaves some."""
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def _steps(one: str, other: str) -> float:
    """Return how many letters to add, leave out, change or swap with their neighbour make `one` into `other`."""
    if abs(len(one) - len(other)) > 2:
        return 9
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            best = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, before[column - 2] + 1)
            line.append(best)
        before, above = above, line
    return above[-1]
