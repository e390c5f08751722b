"""A story as words: found once, and read by the names and by the quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

# Prose has no longer sentence: what lies beyond is not read, which bounds the time.
LONGEST_SENTENCE = 4_000

_WORD = re.compile(
    r"""(?:[A-Z]\.){2,}                                   # U.S., J.R.
      | (?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Brig|Rev|Hon|Supt|Det|Insp|St|Ste|Mt
          |Ft|Jr|Sr|Inc|Corp|Ltd|Cos?|Bros|Pres|Mme|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Calif|Esq)\.
      | [A-Z]\.(?=[ \n]?[^\W\d_a-z])                       # an initial
      | [^\W\d_]\w*(?:(?:['’](?![sS]\b)|[-‐‑&]|\.(?=[a-z]{2}))\w+)*
      | ['’][sS]\b
      | \d+(?:[.,:]\d+)*\w*
      | [^\w\s]""",
    re.VERBOSE,
)
_JOINED = re.compile(r"(?:al|el|ul|ad|ar|as|ash|an|az|at|bin|ibn|de|d|l)[-'’][^\W\d_a-z]")
# "London-based", "US-led": no name, whatever the capital.
_ADJECTIVE = re.compile(
    r"-(?:based|led|backed|born|style|owned|run|controlled|held|wide|only|like|made|funded|sponsored|trained|dominated|occupied"
    r"|brokered|supported|mandated|allied|linked|level|winning|winner|related|era|bound|listed|speaking|majority|friendly|free)\Z"
)
OPEN_MARKS = frozenset("\"“„«‘'([:—–-•*…|/")
_GAP = re.compile(r"\n[^\S\n]*\n")


class Story:
    """The words of `text` in order, with where they stand.

    `words[i]` lies at `starts[i]:ends[i]`; `lows` are in lower case with straight apostrophes; `caps[i]` says that the
    word begins like a name; `sentences` are token ranges (first, behind the last), `spans` the same as offsets, and
    `paragraphs[s]` numbers the paragraph of sentence `s`.
    """

    __slots__ = ("caps", "ends", "lows", "paragraphs", "sentences", "spans", "starts", "text", "title_end", "words")

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], title_end: int) -> None:
        self.text = text
        self.title_end = title_end
        self.spans = list(spans)
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.paragraphs: list[int] = []
        words, starts, ends = self.words, self.starts, self.ends
        paragraph = 0
        before = 0
        for start, end in self.spans:
            if before and _GAP.search(text, before, start):
                paragraph += 1
            before = end
            first = len(words)
            for match in _WORD.finditer(text, start, min(end, start + LONGEST_SENTENCE)):
                words.append(match.group())
                starts.append(match.start())
                ends.append(match.end())
            self.sentences.append((first, len(words)))
            self.paragraphs.append(paragraph)
        self.lows = [word.lower().replace("’", "'") for word in words]
        self.caps = [
            (word[0].isupper() and _ADJECTIVE.search(word) is None)
            or (word[0].islower() and _JOINED.match(word) is not None)
            for word in words
        ]

    def phrase(self, first: int, stop: int) -> str:
        """The text of the tokens first..stop, line breaks and runs of space as one space."""
        return " ".join(self.text[self.starts[first] : self.ends[stop - 1]].split())

    def at(self, offset: int) -> int:
        """The first token that begins at or behind `offset`."""
        return bisect_left(self.starts, offset)

    def opens(self, index: int, first: int) -> bool:
        """Whether token `index` opens its sentence (which starts at token `first`), a quotation or a line."""
        return (
            index == first
            or self.words[index - 1] in OPEN_MARKS
            or (index - 1 == first and not self.words[first][0].isalpha())
        )
