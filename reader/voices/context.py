"""What the words beside a candidate tell of its kind."""

from __future__ import annotations

import re

from reader.voices.candidate import ORGANISATION, PERSON, PLACE, Candidate
from reader.voices.cues import SPEECH
from reader.voices.gazetteer import Gazetteer
from reader.voices.lexicon import (
    LOCAL_PREPOSITIONS,
    ORG_CLASSES,
    ORG_NOUNS,
    ORG_POSSESSIONS,
    PLACE_CLASSES,
    ROLE_NOUNS,
)
from reader.voices.story import Story

Verdict = tuple[str, float]
"""A kind and how far to trust it."""

_NOTHING: Verdict = ("", 0.0)
_WINNING = frozenset(
    "beat beats defeated defeats drew thrashed edged lost won trounced hosted visited downed outlasted".split()
)
_WINNING_OVER = frozenset(
    "beat beats defeated defeats thrashed edged trounced against over downed outlasted v vs".split()
)
_POINTS = frozenset("innings wickets runs goals goal wicket penalties overtime inning".split())
_RESULT = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_TRADED = frozenset(
    """rose fell gained slipped jumped climbed tumbled dropped closed surged eased shed soared slid rallied
    plunged""".split()
)
_MOVING = frozenset(
    "flew fly travelled traveled went returned moved fled drove came sailed trip flight journey".split()
)
_INSIDE = frozenset("in near outside around across throughout".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten some many several few these those".split())


def plays(story: Story, found: Candidate, sentence: tuple[int, int]) -> bool:
    """Whether the name stands beside a verb of winning or losing in a sentence with a result: a club, not its town."""
    after = story.lows[found.stop] if found.stop < sentence[1] else ""
    before = story.lows[found.first - 1] if found.first > sentence[0] else ""
    if after not in _WINNING and before not in _WINNING_OVER:
        return False
    stop = min(sentence[1], found.stop + 40)
    if not _POINTS.isdisjoint(story.lows[found.first : stop]):
        return True
    return _RESULT.search(story.text, story.starts[found.first], story.ends[stop - 1]) is not None


def indefinite(story: Story, found: Candidate, begin: int) -> bool:
    """Whether an article or a number makes it a thing among others: "a Polaroid", "two Oscars"."""
    if found.first <= begin or found.title:
        return False
    low = story.lows[found.first - 1]
    return low in ("a", "an") or (found.words[-1].endswith("s") and (low in _NUMBERS or low[0].isdigit()))


def context_verdict(story: Story, found: Candidate, sentence: tuple[int, int], lists: Gazetteer) -> Verdict:
    """The kind that the words beside the candidate tell, the strongest voice first."""
    lows, words = story.lows, story.words
    first, stop = found.first, found.stop
    begin, end = sentence
    low = lows[first - 1] if first > begin else ""
    low2 = lows[first - 2] if first - 1 > begin else ""
    after = lows[stop] if stop < end else ""
    after2 = lows[stop + 1] if stop + 1 < end else ""
    size = stop - first
    options: list[Verdict] = []
    add = options.append
    person = size <= 4 and not (low == "the" and not found.title)
    common = size > 1 and not found.title and any(word in lists.word for word in lows[first:stop])
    if (
        low in PLACE_CLASSES
        and size <= 3
        and low2
        in (
            "the",
            "a",
            "of",
            "in",
            "his",
            "her",
            "its",
            "southern",
            "northern",
            "eastern",
            "western",
            "capital",
            "port",
        )
    ):
        add((PLACE, 1.8))
    if low == "of" and low2 in PLACE_CLASSES and size <= 3:
        add((PLACE, 2.5))
    if after in PLACE_CLASSES and size <= 3 and low not in ("'s",):
        add((PLACE, 1.6))
    if low in ("of", "off") and low2 in (
        "north",
        "south",
        "east",
        "west",
        "outskirts",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "coast",
        "miles",
        "km",
        "kilometres",
        "kilometers",
        "border",
        "streets",
    ):
        add((PLACE, 2.2))
    if after in ORG_CLASSES or (
        after in ("news", "state", "security", "political", "tech", "media", "football", "rights")
        and after2 in ORG_CLASSES
    ):
        add((ORGANISATION, 1.4))
    if low == "," and low2 in ORG_CLASSES and after in (",", ".") and size <= 4:
        add((ORGANISATION, 1.5))  # "its operator, Nordkraft."
    if low in ORG_CLASSES and size <= 4 and after != "'s":
        add((ORGANISATION, 1.5))
    if after == "'s" and (after2 in ORG_POSSESSIONS or (stop + 2 < end and lows[stop + 2] in ORG_POSSESSIONS)):
        add((ORGANISATION, 1.3))
    if (
        after == "'s"
        and stop + 2 < end
        and story.caps[stop + 1]
        and story.caps[stop + 2]
        and words[stop + 1] in lists.first
    ):
        add((ORGANISATION, 1.1))
    named = first - 2 >= begin and story.caps[first - 2] and not words[first - 2].isupper()
    if low == "of" and size > 1 and named and words[first - 2] not in ORG_NOUNS:
        add((ORGANISATION, 0.8))
    if after in (
        "shares",
        "stock",
        "shareholders",
        "executives",
        "officials",
        "employees",
        "spokesman",
        "spokeswoman",
        "spokesperson",
    ):
        add((ORGANISATION, 1.3))
    if (
        person
        and low in ROLE_NOUNS
        and low not in ("member", "forward", "center", "guard", "trade", "ally", "rival", "rebel")
    ):
        add((PERSON, 2.0))
    if (
        person
        and after == ","
        and stop + 2 < end
        and words[stop + 1].isdigit()
        and len(words[stop + 1]) < 3
        and lows[stop + 2] in (",", ".")
    ):
        add((PERSON, 2.5))
    if person and after == "," and after2 == "now" and stop + 2 < end and words[stop + 2].isdigit():
        add((PERSON, 2.5))
    if person and (after == "who" or (after == "," and after2 in ("who", "whose"))):
        add((PERSON, 1.5))
    if after == "," and after2 in ("a", "an", "the", "its", "one"):
        add(_apposition(story, stop + 2, end))
    elif after == ",":
        add(_apposition(story, stop + 1, end))
    coined = words[first] not in lists.nationality and (size > 1 or lows[first] not in lists.word)
    if after in ROLE_NOUNS and stop + 1 < end and story.caps[stop + 1] and coined:
        add((ORGANISATION, 1.2))  # "Nordhavn analyst Ada Example"
    if (
        (after in SPEECH and after2 == "it")
        or (after2 == "its" and after in lists.word)
        or (size > 1 and after in _TRADED)
    ):
        add((ORGANISATION, 1.8))  # "Lindvik Pacific said it …"
    within = low in ("at", "of", "for", "from", "in", "with")
    if within and low not in ("in", "of") and (low2 in ROLE_NOUNS or low2.removesuffix("s") in ROLE_NOUNS):
        add((ORGANISATION, 1.3))
    if size == 1 and after in ("reported", "reports") and lows[first] not in lists.word:
        add((ORGANISATION, 1.1))
    if person and not within and (after in SPEECH or (after in ("also", "later", "then") and after2 in SPEECH)):
        add((PERSON, 1.0) if low != "the" and not common else (ORGANISATION, 0.8))
    if (
        person
        and low in SPEECH
        and low not in ("called", "call", "calls", "told", "asked")
        and low2 in ('"', "”", ",", "''")
    ):
        add((PERSON, 1.2))
    if (
        after == "("
        and stop + 2 < end
        and lows[stop + 2] == ")"
        and words[stop + 1].isupper()
        and 1 < len(words[stop + 1]) < 8
        and size > 1
    ):
        add((ORGANISATION, 2.4))
    if low == "(" and after == ")" and found.text.isupper() and first - 2 >= begin and story.caps[first - 2]:
        add((ORGANISATION, 1.8))
    if low in ("to", "from") and low2 in _MOVING and size <= 3:
        add((PLACE, 1.6))
    ordinary = size == 1 and lows[first] in lists.word
    if low in LOCAL_PREPOSITIONS and size <= 3 and (size == 1 or not options) and not ordinary:
        strength = 1.0 if low in _INSIDE else 0.5
        add((PLACE, strength if size == 1 else strength / 2))
    if size > 1 and not common:
        if low == "the" or any(word in lists.country for word in words[first:stop]):
            add((ORGANISATION, 0.9))
        elif size <= 3 and all(story.caps[first:stop]) and words[first] not in lists.nationality:
            add((PERSON, 0.7))
    if low in ("mr", "mrs", "ms"):
        add((PERSON, 3.0))
    return max(options, key=lambda option: option[1], default=_NOTHING)


def _apposition(story: Story, at: int, end: int) -> Verdict:
    """What the phrase behind the comma calls the name before it."""
    stop = min(end, at + 9)
    for index in range(at, stop):
        low = story.lows[index]
        if low in (",", ".", ";", "said", "says", "who", "which", "has", "had", "is", "was"):
            break
        if low in ("of", "in", "at", "for", "and") and index > at:
            before = story.lows[index - 1]
            return _noun(before)
        if low == "'s":
            continue
    else:
        return _NOTHING
    return _noun(story.lows[index - 1]) if index > at else _NOTHING


def _noun(low: str) -> Verdict:
    if low in ROLE_NOUNS or low in ("man", "woman", "editor"):
        return PERSON, 1.8
    if low in ORG_CLASSES:
        return ORGANISATION, 1.5
    if low in PLACE_CLASSES:
        return PLACE, 1.8
    return _NOTHING
