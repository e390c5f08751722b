"""Verbs of saying where they stand: whether one is a verb, and where what was said begins behind it."""

from __future__ import annotations

from reader.voices.cues import WITH_HEARER
from reader.voices.lexicon import MONTHS_AND_DAYS
from reader.voices.phrases import FINITE, PASTS
from reader.voices.story import Story

_NOUNS = frozenset(
    "states estimates reports claims notes shows hopes fears promises points finds concludes stresses".split()
)
_BE = frozenset("is are was were be been being 's".split())
_NO_VERB_BEHIND = frozenset(
    "the a an his her its their of this these those to my our your no any some each for".split()
)
_TIME = frozenset(
    """today yesterday tomorrow late early earlier later last next this morning afternoon evening night week month year
    recently""".split()
)
_OF_HEARERS = frozenset("of in at on from".split())
_SUBJECTS = frozenset("he she it they there".split())
_OCCASION = frozenset(
    """on in a an the at statement interview news conference reporters to his her speech report letter blog post email
    tweet briefing""".split()
)
_HEARERS = frozenset("him her me them us you it reporters journalists lawmakers parliament investors analysts".split())


def is_verb(story: Story, at: int, *, quoted: bool = False) -> bool:
    """Whether the word of saying at `at` is a verb with a subject: no noun, infinitive or passive."""
    if not story.words[at].islower() or at == 0:
        return False
    low, before = story.lows[at], story.lows[at - 1]
    after = story.lows[at + 1 : at + 3]
    if after[:1] == ["to"] and after[1:] in (["be"], ["have"]):
        return False  # "the road, said to be closed"
    if low in _NOUNS and after[:1] and after[0] in FINITE:
        return False  # "member states have agreed"
    if before in (",", "first", "as") and story.lows[at + 1 : at + 2] == ["by"]:
        return False  # "the letter, first reported by Northwire"
    if before in _NO_VERB_BEHIND or before in ("to", "'s") or (before == "would" and not quoted):
        return False
    if low.endswith("ing"):
        return True
    if before in _BE or (before in ("being", "been") and not low.endswith("ing")):
        return False
    return not (at > 1 and before.endswith("ly") and story.lows[at - 2] in _BE)


def that_at(story: Story, at: int, end: int) -> bool:
    """Whether a word that opens a clause stands at `at`."""
    return at < end and story.lows[at] in ("that", "whether", "if", "how", "why")


def clause_start(story: Story, verb: int, end: int) -> int:
    """Where the clause begins behind a verb of saying: hearers, time and place, and "that" are skipped."""
    lows = story.lows
    at = verb + 1
    if at < end and lows[at] == "out" and lows[verb].startswith("point"):
        at += 1
    if lows[verb] in WITH_HEARER:
        for index in range(at, min(end, at + 12)):
            if that_at(story, index, end):
                return index + 1 if lows[index] == "that" else index
            if lows[index] in (",", ":"):
                return index + 1
            if lows[index] in FINITE:
                break
        if at < end and lows[at] in _HEARERS:
            return at + 1
        if at < end and lows[at] in ("the", "a", "his", "her"):
            at += 1
            while at < end and story.caps[at]:
                at += 1
            at = at + 1 if at == verb + 2 else at
            return at if at >= end or lows[at] not in _OF_HEARERS else _behind_hearer(story, at, end)
        begin = at
        while at < end and (story.caps[at] or lows[at] == "'s") and at - begin < 5:
            at += 1
        return at
    if at + 1 < end and lows[at].endswith("ly") and that_at(story, at + 1, end):
        at += 1  # "said privately that"
    if that_at(story, at, end):
        return at + 1 if lows[at] == "that" else at
    skipping = at
    while (
        skipping < end
        and (lows[skipping] in _TIME or story.words[skipping] in MONTHS_AND_DAYS or lows[skipping] == "on")
        and skipping - at < 4
    ):
        skipping += 1
    if at < skipping < end and (story.words[skipping - 1] in MONTHS_AND_DAYS or lows[skipping - 1] in _TIME):
        at = skipping
    if at < end and lows[at] in (
        "in",
        "at",
        "during",
        "to",
        "through",
        "via",
        "on",
        "by",
        "after",
        "before",
        "about",
        "of",
    ):
        for index in range(at, min(end, at + 16)):
            if lows[index] in ("that", "whether") or lows[index] == ",":
                return index + 1
        return end
    if that_at(story, at, end):
        return at + 1 if lows[at] == "that" else at
    return at


def _behind_hearer(story: Story, at: int, end: int) -> int:
    """The subject of the clause whose hearer goes on at `at`: "told a panel of nine members | the bank had"."""
    finite = next((i for i in range(at, min(end, at + 16)) if story.lows[i] in FINITE), -1)
    for index in range(finite - 1, at, -1):
        if story.lows[index] in _NO_VERB_BEHIND or story.lows[index] in _SUBJECTS:
            return index
    return at


def has_verb(story: Story, first: int, end: int, *, loose: bool) -> bool:
    """Whether a clause begins at `first`: a verb form that only a clause has, in its first words."""
    for at in range(first, min(end, first + 14)):
        low = story.lows[at]
        if low in FINITE or low.endswith(("n't", "'re", "'ll", "'ve")):
            return True
        behind = at > first + 1 or (at == first + 1 and story.lows[first] in _SUBJECTS)
        if loose and behind and (low in PASTS or low.endswith("ed")) and after_noun(story, at):
            return True
        if low in ("that", "which", "who", ";") and at > first:
            return False
    return False


def after_noun(story: Story, at: int) -> bool:
    """Whether token `at` follows a noun, so that it can be its verb."""
    before = story.lows[at - 1]
    return before not in _NO_VERB_BEHIND and before not in (
        "and",
        "of",
        "by",
        "in",
        "for",
        "with",
        "on",
        "to",
        "or",
        ",",
    )


def over_time(story: Story, first: int, end: int) -> int:
    """The first token from `first` on that is not part of a day, an hour or an occasion of speaking."""
    at = first
    while at < end:
        word, low = story.words[at], story.lows[at]
        if word not in MONTHS_AND_DAYS and low not in _TIME and low not in _OCCASION and not word[0].isdigit():
            break
        at += 1
    return at if at >= end or story.lows[at] in (",", ".", "?", "!") else first
