"""Lines whose capitals say nothing: title case and all capitals.  Datelines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.voices.candidate import ORGANISATION, PLACE, Candidate
from reader.voices.gazetteer import gazetteer
from reader.voices.lexicon import KNOWN_ORGS, MONTHS_AND_DAYS, SPORTS
from reader.voices.story import Story

_LONGEST_HEADLINE = 150  # characters
_DATELINE = 14  # tokens: place, date, agency
_DASHES = frozenset("- – —".split())
_SMALL = 4  # shorter words are often in lower case in a title-case line
_SHARE = 0.85
_JOINING = frozenset("a an the of in on at to for from by with and or but as is s after over under into".split())


def headline_end(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where the headline of a text ends whose reader was not told: its first line, if that is short and has no stop."""
    if len(spans) < 2 or spans[0][1] > _LONGEST_HEADLINE:
        return 0
    start, end = spans[0]
    alone = "\n\n" in text[end : spans[1][0]] and text[end - 1] not in '.?!”"'
    return end if alone and len(text[start:end].split()) >= _SMALL else 0


def is_headline(story: Story, first: int, stop: int) -> bool:
    """Whether at least 85% of the longer words of a sentence are capitalised, four of them or more.

    A line that ends like a sentence may have no other word in lower case than "of", "the" and their like.
    """
    words = story.words[first:stop]
    caps = story.caps[first:stop]
    # Most sentences are prose, and a look at their longer words tells.
    long = [cap for word, cap in zip(words, caps, strict=True) if len(word) >= _SMALL and word[0].isalpha()]
    upper = sum(long)
    if upper < _SHARE * len(long):
        return False
    letters = [word for word in words if word[0].isalpha()]
    if len(letters) > 1 and all(word.isupper() for word in letters):
        return True
    ended = words[-1] in (".", "?", "!", "”", '"')
    if ended and any(word.islower() and word not in _JOINING for word in letters):
        return False
    return len(long) >= _SMALL


def in_headline(story: Story, first: int, stop: int) -> Iterator[Candidate]:
    """Places and organisations that the lists know, found in a line of capitals."""
    lists = gazetteer()
    shouted = all(word.isupper() for word in story.words[first:stop] if word[0].isalpha())
    at = first
    while at < stop:
        if not story.caps[at]:
            at += 1
            continue
        size = 0
        for length in (3, 2, 1):
            if at + length > stop:
                continue
            text = " ".join(story.words[at : at + length])
            place = lists.capitals.get(text, "") if shouted else text
            known = place in lists.country or place in lists.region or (place in lists.city and (shouted or length > 1))
            known = known or (place in lists.city and place not in lists.first and at > first)
            if known or text in KNOWN_ORGS:
                size = length
                yield Candidate(
                    at,
                    at + length,
                    place or text,
                    kind=PLACE if known else ORGANISATION,
                    trust=1.9,
                    headline=True,
                    words=tuple(story.words[at : at + length]),
                )
                break
        at += size or 1


def dateline(story: Story, first: int, stop: int) -> tuple[int, int] | None:
    """The tokens of the place that a paragraph's dateline names ("LONDON (Reuters) -", "PARIS 1996-08-22"), if any."""
    words = story.words
    if is_headline(story, first, stop):
        return None
    end = first
    while (
        end < stop
        and end - first < 4
        and words[end].isupper()
        and len(words[end]) > 1
        and words[end].replace("-", "").isalpha()
    ):
        end += 1
    if end == first or end >= stop or words[first].lower() in SPORTS:
        return None
    after = words[end]
    if after == "," and end + 1 < stop and story.caps[end + 1]:
        at = end + 1
        while at < stop and story.caps[at] and at - end < 5:
            at += 1
        follows = words[at] if at < stop else ""
        return (first, end) if follows in ("(", "-", "–", "—", ",") or follows[:1].isdigit() else None
    if after in ("-", "–", "—") or _year(after) or after in MONTHS_AND_DAYS:
        return first, end
    if after == "(" and end + 2 < stop and story.caps[end + 1] and ")" in words[end + 2 : end + 5]:
        behind = words.index(")", end + 2) + 1
        return (first, end) if behind >= stop or words[behind] in ("-", "–", "—") or story.caps[behind] else None
    return None


def behind_dateline(story: Story, first: int, stop: int) -> int:
    """The first token of the report that a dateline opens, `first` without one that a dash ends."""
    place = dateline(story, first, stop)
    if place is None:
        return first
    return next((i + 1 for i in range(place[1], min(stop, place[1] + _DATELINE)) if story.words[i] in _DASHES), first)


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()
