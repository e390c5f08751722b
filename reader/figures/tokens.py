"""The words of a sentence with their offsets, and the noun phrases among them."""

from __future__ import annotations

from bisect import bisect_left

from reader.figures.grammar import DETERMINERS, STOPS, is_verb
from reader.figures.nouns import is_plural
from reader.figures.pattern import Pattern
from reader.figures.words import is_number_word

_TOKEN = Pattern(r"[^\W\d_][\w’'&.-]*[^\W_]|[^\W\d_]|\d+(?:[.,]\d+)*(?:-[A-Za-z]+)*|[^\w\s]")

TIME_WORDS = frozenset(
    """year years month months week weeks day days hour hours minute minutes quarter quarters decade decades today
    yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december morning afternoon evening night time period end beginning
    start spring summer autumn winter century""".split()
)


class Tokens:
    """The words of the sentence `s`: as written, in lower case, and where they start."""

    __slots__ = ("headline", "lows", "s", "starts", "verbs", "words")

    def __init__(self, s: str) -> None:
        self.s = s
        found = [(m.group(), m.start()) for m in _TOKEN.finditer(s)]
        self.words = [word for word, _ in found]
        self.starts = [start for _, start in found]
        self.lows = [word.lower().replace("’", "'") for word in self.words]
        self.verbs: dict[int, bool] = {}
        letters = [word for word in self.words if len(word) > 3 and word[0].isalpha()]
        self.headline = 2 * sum(word[0].isupper() for word in letters) > len(letters)

    def upto(self, pos: int) -> int:
        """How many tokens begin before `pos`."""
        return bisect_left(self.starts, pos)

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to `last`, as they stand in the sentence."""
        return self.s[self.starts[first] : self.starts[last] + len(self.words[last])]

    def is_verb(self, at: int) -> bool:
        """Whether token `at` reads as a verb where it stands."""
        known = self.verbs.get(at)
        if known is None:
            word = self.words[at]
            capitals = word.isupper() and len(word) > 1
            # Inside a sentence a capital marks a name ("the Air Force", "Drax Supply"); not so in a headline.
            named = at > 0 and word[0].isupper() and not self.headline and self.words[at - 1][0].isalpha()
            known = self.verbs[at] = not capitals and not named and is_verb(self.lows, at)
        return known

    def first_verb(self, first: int, stop: int) -> int:
        """The first verb of the tokens first..stop, -1 when there is none."""
        return next((at for at in range(first, stop) if self.is_verb(at)), -1)

    def phrase(self, index: int, longest: int = 6) -> tuple[int, int] | None:
        """The noun phrase that begins at token `index`: (first, last), determiners left out."""
        lows, words = self.lows, self.words
        while index < len(lows) and (lows[index] in DETERMINERS or lows[index] in ("all", "such", "“", '"', "‘")):
            index += 1
        last, at = index - 1, index
        while at < len(lows) and at - index < longest:
            low, word = lows[at], words[at]
            if not word[0].isalpha() and not (word[0].isdigit() and (word[-1].isalpha() or self._named(at, index))):
                break
            if low in STOPS or low in ("more", "less") or is_number_word(low):
                names = at > index and at + 1 < len(lows) and words[at - 1][0].isupper() and words[at + 1][0].isupper()
                if low == "'s" or (low == "and" and names):
                    at += 1
                    continue
                break
            plural_next = at + 1 < len(lows) and is_plural(lows[at + 1]) and lows[at + 1] not in STOPS
            if at > index and self.is_verb(at) and not (low.endswith("ed") and plural_next):
                break
            last = at
            if at > index and is_plural(word) and not plural_next:
                break
            at += 1
        return (index, last) if last >= index else None

    def _named(self, at: int, index: int) -> bool:
        return at > index and self.words[at - 1][0].isupper()

    def with_of(self, first: int, last: int) -> int:
        """`last`, moved past an "of" phrase that follows ("sales" → "sales of heat pumps")."""
        if last + 2 < len(self.lows) and self.lows[last + 1] == "of":
            more = self.phrase(last + 2, 5)
            if more is not None and self.lows[more[0]] not in TIME_WORDS:
                return more[1]
        return last

    def back_to(self, last: int, links: frozenset[str] = frozenset({"of"})) -> int:
        """The first token of the noun phrase that ends at `last`, phrases with one of `links` included."""
        first = last
        while first > 0 and last - first < 6:
            low = self.lows[first - 1]
            if low in DETERMINERS and first > 1 and self.lows[first - 2] in links and len(links) > 1:
                first -= 1
                continue
            if not self.words[first - 1][0].isalpha() or (low in STOPS and low not in links):
                break
            if self.is_verb(first - 1) and not low.endswith("ed"):
                break
            if low in links and (first < 2 or self.lows[first - 2] in STOPS):
                break
            first -= 1
        while first < last and (self.lows[first] in STOPS or self.lows[first].endswith(("ly", "ing"))):
            first += 1
        return first
