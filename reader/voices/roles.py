"""The role that a story gives a person: a title before the name, a noun phrase beside it, whose they are, an age."""

from __future__ import annotations

from reader.voices.lexicon import HONORIFICS, ROLE_NOUNS, TITLE_MODIFIERS, TITLES
from reader.voices.phrases import PASTS
from reader.voices.settle import Entity
from reader.voices.story import Story

_LONGEST = 14
_STOPS = frozenset(
    """who which that whose said says told was is has had were are will would ; : . " “ ” ( ) and's""".split()
)
_BREAKS = frozenset(
    """, . ; : " “ ” ( ) the a an his her its their and or but by to from in at on for with as of said says told that
    while when where after before when if is was are were has had have will would not 's like include included including
    critics between - – —""".split()
)
_DETERMINERS = frozenset("a an the his her its their our my one".split())


def find_role(story: Story, entity: Entity, sentence_of: list[int]) -> str:
    """The best role among the mentions of a person, "" without one."""
    age = owner = ""
    for mention in entity.mentions[:6]:
        if mention.headline:
            continue
        begin, end = story.sentences[sentence_of[mention.first]]
        role = _title(mention.title) or _before(story, mention.first, begin) or _behind(story, mention.stop, end)
        if role:
            return role
        age = age or _age(story, mention.stop, end)
        owner = owner or _owner(story, mention.first, begin)
    return owner or age


def _title(title: str) -> str:
    words = title.split()
    while words and words[0] in HONORIFICS and len(words) > 1:
        words = words[1:]
    if not words or (
        len(words) == 1
        and words[0] in HONORIFICS - {"Dr", "Dr.", "Prof", "Prof.", "Sen.", "Rep.", "Gov.", "Gen.", "Rev."}
    ):
        return ""
    return " ".join(words)


def _before(story: Story, first: int, begin: int) -> str:
    """A role in front: "spokeswoman X", "Malaysia's Prime Minister, X", "Governor of Washington X"."""
    at = first - 1
    if at > begin and story.lows[at] == ",":
        at -= 1
    if at < begin:
        return ""
    word, low = story.words[at], story.lows[at]
    if low not in ROLE_NOUNS and word not in TITLES - HONORIFICS:
        return _of_before(story, at, begin) if at == first - 1 else ""
    start = at
    while start > begin and at - start < 5:
        before, known = story.lows[start - 1], story.words[start - 1]
        if before == "'s" and start - 2 >= begin and story.caps[start - 2]:
            start -= 2
            while start > begin and story.caps[start - 1] and at - start < 8:
                start -= 1
            break
        verb = known.islower() and (before in PASTS or before.endswith(("ed", "ly")))
        if before in _BREAKS or not known[0].isalpha() or verb:
            break
        start -= 1
    if start == begin and at - start == 0 and low in ROLE_NOUNS and word.islower() is False and word not in TITLES:
        return ""
    return story.phrase(start, at + 1)


def _of_before(story: Story, at: int, begin: int) -> str:
    """ "Governor of Washington", "CEO of the Refugee Council" that end right before the name."""
    start = at
    while start > begin and at - start < 6 and (story.caps[start] or story.lows[start] == "the"):
        start -= 1
    if (
        start > begin
        and start < at
        and story.lows[start] in ("of", "to", "for")
        and (story.words[start - 1] in TITLES or story.lows[start - 1] in ROLE_NOUNS)
    ):
        first = start - 1
        while first > begin and (story.words[first - 1] in TITLE_MODIFIERS or story.words[first - 1] in TITLES):
            first -= 1
        return story.phrase(first, at + 1)
    return ""


def _behind(story: Story, stop: int, end: int) -> str:
    """An apposition: ", the chief executive of Y,"."""
    if stop + 1 >= end or story.lows[stop] not in (",", "(", "—", "–"):
        return ""
    first = stop + 1
    if first + 1 < end and story.words[first].isdigit() and story.lows[first + 1] == ",":
        first += 2
    at = first
    role = False
    while at < end and at - first < _LONGEST and story.lows[at] not in _STOPS and story.lows[at] not in (",", ")"):
        if not role and (
            story.lows[at] in ROLE_NOUNS or (story.words[at] in TITLES and story.words[at] not in HONORIFICS)
        ):
            role = all(story.lows[i] not in ("to", "in", "at", "from", "by", "with") for i in range(first, at))
        at += 1
    if not role or at >= end or at == first:
        return ""
    if story.lows[at] in ("said", "says", "told") or story.lows[at] in (",", ".", ")", ";", "—", "–", "who"):
        begin = first + 1 if story.lows[first] in _DETERMINERS else first
        return story.phrase(begin, at) if at > begin else ""
    return ""


def _owner(story: Story, first: int, begin: int) -> str:
    """Whose somebody is: "Civic Party" of "Civic Party's Ada Example"."""
    start = first - 1
    if start <= begin or story.lows[start] != "'s":
        return ""
    while start > begin and (
        story.caps[start - 1]
        or (story.lows[start - 1] in ("of", "for") and story.caps[start - 2])
        or (story.lows[start - 1] == "the" and story.lows[start - 2] in ("of", "for"))
    ):
        start -= 1
    return story.phrase(start, first - 1) if start < first - 1 else ""


def _age(story: Story, stop: int, end: int) -> str:
    if (
        stop + 2 < end
        and story.lows[stop] == ","
        and story.words[stop + 1].isdigit()
        and len(story.words[stop + 1]) <= 3
    ):
        return story.words[stop + 1] if story.lows[stop + 2] in (",", ".") else ""
    return ""
