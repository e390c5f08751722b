"""Runs of capitalised words, cut where one name ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator

from reader.voices.candidate import Candidate
from reader.voices.gazetteer import gazetteer
from reader.voices.lexicon import (
    COMPASS,
    EVENT_NOUNS,
    FUNCTION_WORDS,
    HONORIFICS,
    KNOWN_ORGS,
    KNOWN_PHRASES,
    MONTHS_AND_DAYS,
    NAME_PREFIXES,
    ORDINARY,
    ORG_NOUNS,
    PARTICLES,
    PARTY_ADJECTIVES,
    PLACE_NOUNS,
    POSSESSIVE_OPENERS,
    SUFFIXES,
    TITLE_MODIFIERS,
    TITLES,
    WEAK_ORG_NOUNS,
)
from reader.voices.story import Story

_LONGEST_RUN = 12
_LONGEST_OWNER = 4  # words before a title that belong to the role: "New Zealand Prime Minister"
# In front of "of" and "for" they hold a name together: "University of Leeds", "Gulf of Aden".
_OF_HEADS = (
    ORG_NOUNS
    | PLACE_NOUNS
    | frozenset(
        "Republic Kingdom Isle Strait Gulf Bay Cape Duchy Emirate Horn Church House Sea Port Mount Tower Bank".split()
    )
    | frozenset(
        """Daughters Sons Friends Knights Order Museum People Community Organization Rights Hall Voice
        Confederation""".split()
    )
    | frozenset(
        "Chamber Board State Commonwealth City Province States Centers Societies Institutes Islands League".split()
    )
)
_FOR_HEADS = ORG_NOUNS | frozenset(
    "Mothers Doctors Parents Students Lawyers Reporters Citizens Campaigners Physicians".split()
)
_AND_HEADS = frozenset(
    """Food Health Securities Science Arts Trade Research Education Housing Customs Immigration Fisheries
    Agriculture Trinidad Bosnia Antigua Marks Johnson Procter Standard Water Energy Environment Oceanic Human
    Culture Transport Work Children Families Homeland Oversight Commerce Industry Law Medicine Technology
    Planning Safety Training Information Emergency Parks Fire Army Oil Coast Police Relief Development Finance
    Tourism Sports Alcohol Tobacco Bar Smith Dun Disease Economic Social Political Defense Defence Foreign
    Justice Gas Revenue Land Labour Labor Media""".split()
)
_TITLE_OBJECTS = frozenset(
    """State Defense Defence Treasury Commerce Interior Health Education Justice Labor Labour Staff Parliament
    Finance Energy Transportation Agriculture Police Operations Homeland War Wales York Edinburgh Sussex
    Cambridge Canterbury""".split()
)
_AFTER_TITLE = frozenset("Executive Elect Designate Emeritus Officer Whip".split())
_ADJECTIVES = frozenset("new great north south east west northern southern eastern western central".split())
_PARTISANS = frozenset("Republican Republicans Democrat Democrats".split())
_DEMONYMS = frozenset(
    "Briton Swede Dane Finn Pole Turk Scot Spaniard Frenchman Englishman Irishman Welshman Dutchman Frenchwoman".split()
)
_EPITHETS = frozenset("Great Elder Younger Terrible Conqueror".split())


def runs(story: Story, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The runs of capitalised words among the tokens first..stop, as token ranges."""
    at = first
    while at < stop:
        if not story.caps[at] or story.words[at] in MONTHS_AND_DAYS:
            at += 1
            continue
        end = _extend(story, at, stop)
        yield at, end
        at = end


def _extend(story: Story, at: int, stop: int) -> int:
    """Where the run that begins at token `at` ends."""
    words, lows, caps = story.words, story.lows, story.caps
    end = at + 1
    linked = False
    while end < stop and end - at < _LONGEST_RUN:
        word = words[end]
        if words[end - 1] in ("Jr.", "Sr.", "Inc.", "Corp.", "Ltd.") and end - at > 1 and word not in ("of", "&"):
            break
        if caps[end]:
            if word in FUNCTION_WORDS or (word in MONTHS_AND_DAYS and not _surname_may(story, at, end, stop)):
                break
            end += 1
            continue
        after = end + 1
        low = lows[end]
        if low == "party" and end - at == 1 and words[at] in PARTY_ADJECTIVES:
            return after
        if after >= stop:
            break
        if low in PARTICLES and word not in ("la", "le"):
            behind = after
            while behind < stop and lows[behind] in PARTICLES and behind - end < 3:
                behind += 1
            romance = low in ("de", "du", "des", "di", "del", "do", "da")  # "Banque de Lindvik"
            if behind < stop and caps[behind] and (romance or words[end - 1] not in ORG_NOUNS):
                end = behind + 1
                continue
            break
        if low in ("of", "for", "on", "in") and words[end - 1][0].isupper():
            heads = _OF_HEADS if low == "of" else _FOR_HEADS
            fits = (
                linked
                or words[end - 1] in heads
                or (low == "of" and words[end - 1] in TITLES and words[after] in _TITLE_OBJECTS)
            )
            if low in ("on", "in"):
                fits = (
                    words[end - 1] in ("Council", "Committee", "Commission", "Institute", "Programme", "Conference")
                    and low == "on"
                )
            behind = after + 1 if lows[after] == "the" else after
            if fits and behind < stop and caps[behind] and words[behind] not in MONTHS_AND_DAYS:
                linked = True
                end = behind + 1
                continue
            break
        if low == "&" and caps[after]:
            end = after + 1
            continue
        if low == "and" and caps[after]:
            if (linked and words[end - 1] not in ORG_NOUNS) or words[end - 1] in _AND_HEADS:
                tail = after
                while tail < stop and caps[tail] and tail - after < 4:
                    tail += 1
                if linked or words[tail - 1] in ORG_NOUNS or words[end - 1] in ("Trinidad", "Bosnia", "Antigua"):
                    end = after + 1
                    continue
            break
        if low == "'s" and caps[after] and words[end - 1] in POSSESSIVE_OPENERS:
            end = after + 1
            continue
        if low == "'s" and caps[after] and words[at] in ("St.", "Saint") and words[after] in PLACE_NOUNS:
            end = after + 1
            continue
        if low == "the" and words[after] in _EPITHETS:
            end = after + 1
            continue
        if low == "," and words[end - 1] == "Washington" and words[after] in ("D.C.", "DC"):
            end = after + 1
            continue
        break
    return end


def _surname_may(story: Story, at: int, end: int, stop: int) -> bool:
    """Whether a month is somebody's surname: behind a first name alone, and before no number ("Theresa May")."""
    if end - at != 1 or story.words[at] not in gazetteer().first or story.lows[end] not in ("may", "march", "august"):
        return False
    return end + 1 == stop or not (story.words[end + 1][0].isdigit() or story.lows[end + 1] == "of")


def segments(story: Story, run: tuple[int, int], sentence: int) -> Iterator[Candidate]:
    """The names of a run: titles, ordinary openers and known names before a person are cut off.

    `sentence` is the first token of the sentence.
    """
    first, stop = run
    words, lows = story.words, story.lows
    lists = gazetteer()
    opening = story.opens(first, sentence)
    if opening:
        while first < stop and lows[first] in ORDINARY and not _known_at(story, first, stop):
            if lows[first] in _ADJECTIVES and first + 1 < stop and story.caps[first + 1]:
                break  # an adjective keeps its capital only in a name: "New Harbour Party"
            first += 1
            opening = False
            while first < stop and not story.caps[first]:
                first += 1
        if first == stop:
            return
        opening = first == run[0]
    while stop - 1 > first and words[stop - 1] in ("I", "Who", "What", "Why", "How"):
        stop -= 1
    if words[first] == "I" or (stop - first == 1 and words[first] in ("The", "A", "An")):
        return
    if words[first] in ("The", "A", "An"):
        first += 1
    if first >= stop:
        return
    whole = story.phrase(first, stop)
    organised = words[stop - 1] in ORG_NOUNS or _head(story, first, stop) in ORG_NOUNS or words[stop - 1] in PLACE_NOUNS
    if whole in KNOWN_PHRASES or whole in lists.country or whole in lists.region or whole in lists.city:
        yield _candidate(story, first, stop, opening)
        return
    title = (
        _title(story, first, stop) if not organised or words[first] in HONORIFICS or words[stop - 1] in TITLES else -1
    )
    if title >= 0:
        begin = first
        while begin < title and words[begin] not in TITLES and words[begin] not in TITLE_MODIFIERS:
            begin += 1
        person = title + 1
        while person < stop - 1 and words[person] in _AFTER_TITLE:
            person += 1
        if person < stop and lows[person] == "of":
            person += 2
            if person < stop and lows[person - 1] == "the":
                person += 1
            while person < stop and words[person] in TITLE_MODIFIERS:
                person += 1
        if begin > first:
            yield from _before_title(story, first, begin, opening)
        if person < stop:
            found = _candidate(story, person, stop, opening=False)
            found.title = story.phrase(first if begin - first <= _LONGEST_OWNER else begin, person)
            yield found
        return
    origin = _origin(story, first, stop)
    if origin and not organised:
        found = _candidate(story, first + origin, stop, opening=False)
        found.title = story.phrase(first, first + origin)
        yield found
        return
    cut = 0 if organised else _organisation_before(story, first, stop)
    if cut:
        yield _candidate(story, first, cut, opening)
        yield from segments(story, (cut, stop), sentence)
        return
    if (
        stop - first >= 3
        and words[first] not in lists.first
        and words[first + 1] in lists.first - NAME_PREFIXES
        and (opening or words[first].endswith(("ist", "crat", "partisan", "ian", "ican", "can")))
        and not _known_at(story, first, stop)
        and words[first] not in KNOWN_ORGS
    ):
        found = _candidate(story, first + 1, stop, opening=False)
        found.title = words[first]
        yield found
        return
    if words[stop - 1] in _PARTISANS and stop - first > 1 and _known_at(story, first, stop - 1) == stop - 1 - first:
        yield _candidate(story, first, stop - 1, opening)  # "the Utah Republican"
        return
    known = _known_at(story, first, stop)
    if stop - first == 2 and words[first] in lists.nationality and words[first + 1] in KNOWN_ORGS:
        yield _candidate(story, first + 1, stop, opening=False)
        return
    if (
        known
        and first + known < stop
        and not organised
        and (
            (
                stop - first - known >= 2
                and (words[first + known] in lists.first or (known > 1 and words[stop - 1] not in EVENT_NOUNS))
            )
            or words[first + known] in lists.country
        )
    ):
        yield _candidate(story, first, first + known, opening)
        yield from segments(story, (first + known, stop), sentence)
        return
    yield _candidate(story, first, stop, opening)


def _candidate(story: Story, first: int, stop: int, opening: bool) -> Candidate:
    return Candidate(
        first,
        stop,
        story.phrase(first, stop),
        opening=opening and stop - first == 1,
        words=tuple(story.words[first:stop]),
    )


def _before_title(story: Story, first: int, stop: int, opening: bool) -> Iterator[Candidate]:
    """Whose title it is: "NASA" of "NASA Administrator", but not "Turkish" of "Turkish President"."""
    lists = gazetteer()
    while stop > first and (story.words[stop - 1] in TITLE_MODIFIERS or not story.caps[stop - 1]):
        stop -= 1
    if stop > first and not all(word in lists.nationality for word in story.words[first:stop]):
        yield _candidate(story, first, stop, opening)


def _title(story: Story, first: int, stop: int) -> int:
    """The token of the last title in the run, -1 without one. A title word that is a known first name is none."""
    for at in range(stop - 1, first - 1, -1):
        word = story.words[at]
        if word in TITLES and not (word not in HONORIFICS and _is_surname(story, first, at, stop)):
            return at
    return -1


def _is_surname(story: Story, first: int, at: int, stop: int) -> bool:
    """Whether a word that could be a title ends a name: "Bernice A. King", "Martin Luther King Jr."."""
    if at == first or (at + 1 < stop and story.words[at + 1] not in SUFFIXES):
        return False
    before = story.words[at - 1]
    return before in gazetteer().first or (len(before) == 2 and before.endswith("."))


def _origin(story: Story, first: int, stop: int) -> int:
    """How many words tell where the person whose names follow is from: "South African" Ada Example, "Briton"."""
    lists = gazetteer()
    size = 2 if story.words[first] in COMPASS else 1
    word = story.words[first + size - 1] if first + size < stop else ""
    known = word in lists.nationality or word in _DEMONYMS
    return size if known and stop - first - size > 1 and story.words[first + size] in lists.first else 0


def _organisation_before(story: Story, first: int, stop: int) -> int:
    """Behind the organisation that a person's two names follow ("Refugee Council Enver Solomon"), 0 without one."""
    for at in range(stop - 3, first, -1):
        word = story.words[at]
        if word in ORG_NOUNS and word not in WEAK_ORG_NOUNS and story.words[at + 1] in gazetteer().first:
            return at + 1
    return 0


def _head(story: Story, first: int, stop: int) -> str:
    """The word before the first "of" or "for", or the last one."""
    for at in range(first + 1, stop):
        if story.lows[at] in ("of", "for", "on"):
            return story.words[at - 1]
    return story.words[stop - 1]


def _known_at(story: Story, first: int, stop: int) -> int:
    """How many tokens from `first` on make up a known country, region, city or organisation."""
    lists = gazetteer()
    words = story.words
    for phrase in lists.phrases.get(words[first], ()):
        size = len(phrase)
        if first + size <= stop and tuple(words[first : first + size]) == phrase:
            return size
    if first + 1 < stop and f"{words[first]} {words[first + 1]}" in KNOWN_PHRASES:
        return 2
    word = words[first]
    return int(word in lists.country or word in lists.region or word in KNOWN_ORGS or word in lists.city)
