"""Quotation marks, paired within a paragraph, and the units that must not be cut inside a pair."""

from __future__ import annotations

from typing import NamedTuple

from reader.voices.story import Story

_OPEN = {"“": "”", "„": "“”", "«": "»", "‟": "”"}
_SMALL = 4  # shorter words are often in lower case in a title
_MOST_WORDS_OF_A_PHRASE = 4  # fewer quoted words are a phrase inside the writer's sentence


class Pair(NamedTuple):
    """The tokens first..stop are a quotation, marks included; `long` when it is one of its own and no quoted phrase.

    `closed`: a closing mark ends it, rather than its paragraph.
    """

    first: int
    stop: int
    long: bool
    closed: bool


class Unit(NamedTuple):
    """A sentence, or several that one quotation spans: the tokens first..stop with their pairs."""

    first: int
    stop: int
    paragraph: int
    pairs: tuple[Pair, ...]


def find_units(story: Story) -> list[Unit]:
    """The units of a story in order."""
    units: list[Unit] = []
    at = 0
    count = len(story.sentences)
    while at < count:
        last = at
        while last + 1 < count and story.paragraphs[last + 1] == story.paragraphs[at]:
            last += 1
        _paragraph(story, at, last, units)
        at = last + 1
    return units


def _paragraph(story: Story, first: int, last: int, units: list[Unit]) -> None:
    start, stop = story.sentences[first][0], story.sentences[last][1]
    pairs = _pairs(story, start, stop)
    at = 0
    begin = start
    held = 0
    for sentence in range(first, last + 1):
        end = story.sentences[sentence][1]
        while at < len(pairs) and pairs[at].stop <= end:
            at += 1
        if end < stop and at < len(pairs) and pairs[at].first < end:
            continue
        if end > begin:
            units.append(Unit(begin, end, story.paragraphs[sentence], tuple(pairs[held:at])))
        begin, held = end, at


def _pairs(story: Story, start: int, stop: int) -> list[Pair]:
    pairs: list[Pair] = []
    words = story.words
    at = start
    while at < stop:
        word = words[at]
        if word == '"' and _closes(story, at, start, stop):
            end = -1  # six inches, or the end of a quotation that never began
        elif word == '"':
            end = _close(story, at + 1, stop, '"')
        elif word in _OPEN:
            end = _close(story, at + 1, stop, _OPEN[word])
        elif word == "”" and not pairs:
            end = -1
        elif word in ("'", "‘") and at + 1 < stop and words[at + 1] == word and story.ends[at] == story.starts[at + 1]:
            end = _close(story, at + 2, stop, "''")
        elif word in ("‘", "'") and (at == start or story.ends[at - 1] < story.starts[at]):
            end = _close_single(story, at + 1, stop)
        else:
            end = -1
        if end < 0:
            at += 1
            continue
        pairs.append(_pair(story, at, min(end, stop), closed=end <= stop))
        at = min(end, stop)
    return pairs


def _closes(story: Story, at: int, start: int, stop: int) -> bool:
    """Whether a straight mark hangs on the word before it and not on the one behind."""
    hangs = at > start and story.ends[at - 1] == story.starts[at] and story.words[at - 1][0].isalnum()
    return hangs and (at + 1 == stop or story.starts[at + 1] > story.ends[at])


def _close(story: Story, at: int, stop: int, closers: str) -> int:
    """Behind the closing mark; behind the paragraph (stop + 1) when none closes."""
    words = story.words
    if closers == "''":
        for index in range(at, stop - 1):
            if (
                words[index] in ("'", "’")
                and words[index + 1] == words[index]
                and story.ends[index] == story.starts[index + 1]
            ):
                return index + 2
        return stop + 1
    for index in range(at, stop):
        if words[index] in closers:
            return index + 1
        if words[index] == "’" and words[index + 1 : index + 2] == ["’"] and closers == "”":
            return index + 2
        if words[index] == "“" and closers == "”":
            return index
    return stop + 1


def _close_single(story: Story, at: int, stop: int) -> int:
    """Behind a single mark that closes a statement: it stands behind punctuation; -1 without one."""
    for index in range(at, min(stop, at + 120)):
        if story.words[index] in ("’", "'") and index > at and story.words[index - 1] in (",", ".", "?", "!"):
            return index + 1
        if story.words[index] == "‘":
            return -1
    return -1


def _pair(story: Story, first: int, stop: int, *, closed: bool) -> Pair:
    words = sum(story.words[i][0].isalnum() for i in range(first + 1, min(stop, first + 12)))
    last = stop - 1 - closed
    while last > first and story.words[last] in ("'", "’"):
        last -= 1
    ended = last > first and story.words[last] in (",", ".", "?", "!", "…")
    outside = stop < len(story.words) and story.words[stop] in (",", ".")
    if words <= 3 and first > 0 and story.words[first - 1][0].isalnum():
        ended = False  # "because of a “bad climate,” he said"
    if (
        first > 0
        and (story.words[first - 1][0].isalnum() or story.lows[first - 1] == "'s")
        and _title(story, first, last)
    ):
        return Pair(first, stop, False, closed)  # "told “Meet the Press.”"
    long = words > _MOST_WORDS_OF_A_PHRASE or (ended and words > 0) or (words > 2 and outside and _starts(story, first))
    return Pair(first, stop, long, closed)


def _title(story: Story, first: int, last: int) -> bool:
    """Whether a quotation is two words or more, the longer ones capitalised: the name of a broadcast or a book."""
    words = [i for i in range(first + 1, last + 1) if story.words[i][0].isalpha()]
    return len(words) > 1 and all(story.caps[i] or len(story.words[i]) < _SMALL for i in words) and story.caps[words[0]]


def _starts(story: Story, first: int) -> bool:
    """Whether the quotation opens with a capital: a sentence of its own."""
    return (
        first + 1 < len(story.words)
        and story.caps[first + 1]
        and first > 0
        and story.words[first - 1] in (",", ":", ".")
    )
