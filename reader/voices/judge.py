"""What kind of name a candidate is, from its own words and from those beside it."""

from __future__ import annotations

import re

from reader.voices.candidate import ORGANISATION, PERSON, PLACE, Candidate
from reader.voices.context import Verdict, context_verdict, indefinite, plays
from reader.voices.cues import SPEECH
from reader.voices.gazetteer import Gazetteer, gazetteer
from reader.voices.lexicon import (
    AMBIGUOUS_PLACES,
    COMPASS,
    EVENT_NOUNS,
    HONORIFICS,
    KNOWN_ORGS,
    KNOWN_PHRASES,
    LOCAL_OPENERS,
    MONTHS_AND_DAYS,
    NAME_PREFIXES,
    NOT_ACRONYMS,
    ORG_NOUNS,
    PARTICLES,
    PLACE_NOUNS,
    SPORTS,
    SUFFIXES,
    TITLE_MODIFIERS,
    TITLES,
    WEAK_ORG_NOUNS,
)
from reader.voices.story import Story

_INITIAL = re.compile(r"(?:[A-Z]\.)+\Z")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z&-]{1,6}s?\Z|[A-Z]{2,5}\d?\Z")
_TWO_PART = re.compile(r"[A-Z][a-zé]+-[a-z]+\Z")  # Jong-un, Chi-fung
_ARABIC = re.compile(r"(?:al|el|ul|ad|ar|as|ash|an|az|at|Al|El)-[A-Z]")
_SITE = re.compile(r"\w+\.(?:com|org|net|co|gov|edu|info|tv|io)\b")
_ROMAN = re.compile(r"[IVXLC]{2,}\Z")
_MODEL = re.compile(r"[A-Z]{1,4}-?\d+[A-Za-z]?\Z")  # IE6, STS-1, F-16
_PAPERS = frozenset(
    """Times Post Tribune Herald Journal Guardian Telegraph Independent Observer National Mirror Sun Mail Express Star
    Globe Gazette Chronicle Register Inquirer Standard Monitor Examiner""".split()
)
_VESSELS = frozenset(
    "ferry ship vessel boat tanker yacht trawler freighter frigate submarine destroyer liner tug".split()
)
_SEAT = re.compile(r"[DRI]-[A-Z]")  # D-N.M., R-Fla.
_NOTHING: Verdict = ("", 0.0)


def judge(story: Story, found: Candidate, sentence: tuple[int, int]) -> None:
    """Fill in `kind` and `trust` of `found`; no kind is "not a name"."""
    lists = gazetteer()
    if found.text in _PAPERS and _cited(story, found, sentence):
        found.kind, found.trust = ORGANISATION, 2.0
        return
    if found.first > sentence[0] and story.lows[found.first - 1] in _VESSELS:
        found.kind, found.trust = "", -3.0
        return
    found.kind, found.trust = _from_words(story, found, lists)
    weak = found.kind == PLACE or (found.kind in ("", PERSON) and 0 <= found.trust < 1.6)
    if weak and found.text not in lists.country and len(found.words) < 4 and plays(story, found, sentence):
        found.kind, found.trust = ORGANISATION, 2.2
        return
    if found.kind and found.trust >= 3:
        return
    if found.trust < 1.3 and found.kind != PERSON and indefinite(story, found, sentence[0]):
        found.kind, found.trust = "", -2.0
        return
    kind, trust = context_verdict(story, found, sentence, lists)
    if not found.kind and found.trust < 0:
        return
    if trust > found.trust:
        found.kind, found.trust = kind, trust
    elif kind == found.kind:
        found.trust = min(2.9, found.trust + trust / 2)


def _cited(story: Story, found: Candidate, sentence: tuple[int, int]) -> bool:
    """Whether "the Tribune" stands where a source does: before a verb of saying, or behind "according to" or "told"."""
    first, stop = found.first, found.stop
    if first <= sentence[0] or story.lows[first - 1] != "the":
        return False
    before = story.lows[first - 2] if first - 2 >= sentence[0] else ""
    after = story.lows[stop] if stop < sentence[1] else ""
    return after in SPEECH or after == "reports" or before in ("to", "told", "by")


def _from_words(story: Story, found: Candidate, lists: Gazetteer) -> Verdict:
    """The kind that the words themselves tell; trust -1 when they are no name at all."""
    words, text = found.words, found.text
    last = words[-1]
    if not any(len(word) > 1 for word in words) or (
        all(word in lists.nationality or word in MONTHS_AND_DAYS for word in words)
        and text not in lists.country
        and text not in lists.region
    ):
        return "", -1.0
    if text in KNOWN_PHRASES:
        return KNOWN_PHRASES[text], 3.0
    plain = text.removesuffix(".") if len(words) == 1 else text
    honoured = found.title.split()[-1:] != [] and found.title.split()[-1] in HONORIFICS
    if honoured and not _organised(words):
        return PERSON, 3.0
    if text in lists.country or text in lists.region:
        return PLACE, 2.0 if found.title or text in AMBIGUOUS_PLACES else 3.0
    if text in KNOWN_ORGS:
        return ORGANISATION, 3.0
    if len(words) == 2 and words[0] in COMPASS and last in lists.nationality:
        return "", -1.0
    if all(word in TITLE_MODIFIERS for word in words) and last not in ORG_NOUNS:
        return "", -1.0
    if _ROMAN.match(last) and len(words) == 1:
        return "", -1.0
    if _MODEL.match(last) or _SEAT.match(words[0]) or (words[0] == "Group" and len(words) == 2):
        return "", -1.0
    if words[:2] == ("Space", "Shuttle") or words[0] in (
        "USS",
        "HMS",
        "HMCS",
        "MV",
        "SS",
        "Hurricane",
        "Typhoon",
        "Operation",
        "Tropical",
    ):
        return "", -1.0
    if words[-2:] == ("Geological", "Survey"):
        return ORGANISATION, 2.8
    if last in EVENT_NOUNS and (not found.title or all(word.lower() in lists.word for word in words)):
        return "", -1.0
    if len(words) == 1 and story.words[found.stop : found.stop + 1] == ["$"]:
        return "", -1.0
    if len(words) > 1:
        verdict = _compound(words, lists)
        if verdict[0]:
            return verdict
    if found.title and len(words) <= 4:
        return PERSON, 2.6
    if len(words) == 1:
        return _single(plain, found, lists)
    return _person(words, lists)


def _organised(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and words[-1] in ORG_NOUNS and words[-1] not in WEAK_ORG_NOUNS


def _compound(words: tuple[str, ...], lists: Gazetteer) -> Verdict:
    """Several words with a noun among them that says what they name."""
    last, head = words[-1], words[-1]
    for at in range(1, len(words)):
        if words[at] in ("of", "for", "on", "de", "du"):
            head = words[at - 1]
            break
    text = " ".join(words)
    if text in lists.city:
        return PLACE, 2.0
    if last in ("Center", "Centre", "Complex") and words[-2] in (
        "Convention",
        "Shopping",
        "Visitor",
        "Exhibition",
        "Sports",
        "Detention",
        "Space",
        "Science",
        "Art",
        "Arts",
        "Trade",
    ):
        return PLACE, 2.4
    if head is not last and head in ORG_NOUNS:
        return ORGANISATION, 2.8
    if words[0] in _FIRST_HEADS:
        return ORGANISATION, 2.4
    if last in ORG_NOUNS:
        if last not in WEAK_ORG_NOUNS:
            return ORGANISATION, 2.7
        if words[0] not in lists.first or len(words) > 2:
            return (PLACE, 1.6) if last in PLACE_NOUNS else (ORGANISATION, 1.7)
    if head is not last and head in PLACE_NOUNS:
        return PLACE, 2.4
    if last in PLACE_NOUNS:
        if len(words) == 2 and words[0] in lists.first and last in _SURNAMES:
            return PERSON, 1.5
        return PLACE, 2.2
    if words[0] in LOCAL_OPENERS:
        return PLACE, 2.2
    if words[0] in COMPASS and (words[1] in lists.country or words[1] in lists.region or words[1] in lists.city):
        return PLACE, 2.4
    if words[0] in COMPASS and len(words) == 2 and words[0] not in ("New", "Great", "Old", "Central"):
        return PLACE, 1.2
    if last in lists.city and len(words) == 2 and words[0] not in lists.first and words[0] not in COMPASS:
        return ORGANISATION, 1.2  # "Bayern Munich"
    if last in ("East", "West", "North", "South") and len(words) == 2 and words[0] not in lists.first:
        return PLACE, 1.2
    if last in ("party", "TV"):
        return ORGANISATION, 2.6
    if any(word in _FIRM_WORDS for word in words) or "&" in words:
        return ORGANISATION, 2.5
    if words[-2] == ("St.") or words[0] in ("St.", "San", "Santa", "Sao", "São", "Los", "Las", "Puerto", "Fort"):
        return PLACE, 1.2
    if words[0] in KNOWN_ORGS and len(words) <= 3:
        return ORGANISATION, 2.0
    if any(_ACRONYM.match(word) and word not in SUFFIXES and word not in NOT_ACRONYMS for word in words):
        return ORGANISATION, 0.4 if any(word.lower() in lists.word for word in words) else 1.2
    return _NOTHING


_SURNAMES = frozenset(
    "Hill Hills Park Bay Banks Rivers Field Fields Street Ford Bridges Woods Forest Lake Land Lane Castle".split()
) | {
    "Manor",
    "Ridge",
    "Falls",
    "Mills",
    "Wells",
    "Lodge",
    "Towers",
    "Gardens",
    "Heights",
    "Island",
    "Drive",
} - {"Manor", "Ridge", "Falls", "Gardens", "Heights", "Island", "Drive"}
# In other languages the head stands first: "Banca Lariana".
_FIRST_HEADS = frozenset(
    """Banca Banco Banque Banka Cassa Caja Caisse Credit Crédit Credito Groupe Grupo Gruppo Compagnie Compania Societe
    Société Societa Deutsche Bayerische Radio Partido Parti Partito""".split()
)
_FIRM_WORDS = frozenset(
    "Inc Inc. Corp Corp. Ltd Ltd. LLC PLC Plc GmbH AG Co. Bancorp Holdings Airlines Airways News Times Herald Tribune "
    "Gazette Petroleum Pharmaceuticals Motors Telecom Industries Partners Associates Railways Newspapers".split()
)


def _person(words: tuple[str, ...], lists: Gazetteer) -> Verdict:
    """Several words without a telling noun: a first name, initials, a particle."""
    size = len(words)
    last = words[-1]
    if size > 5 or any(not word[0].isalpha() for word in words):
        return _NOTHING
    if last in SUFFIXES:
        return PERSON, 2.5
    if words[0] in lists.first and words[1] not in lists.nationality:
        if words[0] in lists.city and (words[1] in lists.country or words[1] in lists.region):
            return PLACE, 1.5
        if words[0].lower() in lists.word and last.lower() in lists.word and size == 2:
            return PERSON, 0.9  # "Summer Games", but "Grace Page" too
        if size == 2 and last.lower() in lists.word and _place(words[0], lists):
            return ORGANISATION, 0.8  # "London Underground"
        return PERSON, 2.5 if not _place(words[0], lists) or size > 2 else 1.8
    if _INITIAL.match(words[0]) and words[0] not in lists.country and not _DOTTED.match(last):
        return PERSON, 2.4
    if any(_INITIAL.match(word) for word in words[1:-1]):
        return PERSON, 2.5
    if any(_TWO_PART.match(word) for word in words) or any(_ARABIC.match(word) for word in words):
        return PERSON, 1.9
    if any(word in PARTICLES or word in NAME_PREFIXES for word in words[1:-1]) or words[0] in NAME_PREFIXES - {
        "La",
        "Le",
    }:
        return PERSON, 1.5
    if words[0] in lists.nationality or words[0] in lists.country or words[0] in lists.region:
        return ORGANISATION, 0.9
    if words[0] in lists.city:
        return ORGANISATION, 0.8
    if last in lists.first and size == 2 and last.lower() not in lists.word:
        return PERSON, 1.2
    return _NOTHING


def _place(word: str, lists: Gazetteer) -> bool:
    return word in lists.city or word in lists.country or word in lists.region


def _single(word: str, found: Candidate, lists: Gazetteer) -> Verdict:
    """One word: a city, an acronym, a first name."""
    if word in ORG_NOUNS or word in PLACE_NOUNS or word in TITLES or word in EVENT_NOUNS or word in TITLE_MODIFIERS:
        return "", -1.0
    if word.upper() in NOT_ACRONYMS or word in NOT_ACRONYMS or (word.isupper() and word.lower() in SPORTS):
        return "", -1.0
    if word in lists.city:
        return PLACE, 1.4 if word in lists.first else 2.0
    if word.isupper() and len(word) > 2 and word in lists.capitals:
        return PLACE, 1.8
    if _SITE.match(word):
        return ORGANISATION, 1.5
    if _DOTTED.match(found.text):
        return ORGANISATION, 1.3
    if _ACRONYM.match(word) and len(word) > 1:
        return ("", -1.0) if word[-1] == "s" else (ORGANISATION, 1.6)  # "MLAs" are people or things
    if (
        any(letter.isupper() for letter in word[2:])
        and word[0].isupper()
        and "-" not in word
        and word[:2] not in ("Mc", "O'", "De", "Di")
        and not word.startswith("Mac")
    ):
        return ORGANISATION, 1.1
    if _ARABIC.match(word) or _TWO_PART.match(word):
        return ("", -1.0) if word.rpartition("-")[2] in lists.word else (PERSON, 0.9)  # "Lesser-known", but "Chi-fung"
    if word in lists.first:
        return PERSON, 0.5 if found.opening else 0.9
    return _NOTHING
