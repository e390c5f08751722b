"""What a figure counts: the noun phrase behind the number and its singular head."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.figures.grammar import NOUN_OR_VERB, STOPS, is_verb
from reader.figures.pattern import Pattern
from reader.figures.words import is_number_word
from reader.text.plurals import NOT_PLURAL
from reader.text.plurals import singular as singular  # for the modules that read nouns

# Nouns that are plural without showing it: they end a counted phrase as a plural does.
_COLLECTIVE = frozenset(
    """people police staff crew aircraft cattle sheep fish deer troops personnel spacecraft hovercraft watercraft
    offspring salmon trout shrimp squid bison moose swine poultry livestock youth infantry cavalry clergy faculty
    gentry kin folk rugby dead injured wounded missing homeless unemployed elderly disabled headcount jobless head
    series species seater strong men women children teeth feet geese mice media criteria phenomena bacteria alumni
    oxen dice fungi nuclei""".split()
)
_ATTRIBUTIVE_PLURALS = frozenset(
    """sports sales arms news operations savings customs systems communications veterans affairs goods rights services
    works securities futures games human-rights elections resources studies women's men's children's mens womens
    overseas sports' united states airlines motors earnings homes hearts""".split()
)
_LEFT_OVER = frozenset("found felt left lost won led meant known given taken let wound bound shot hit held".split())
_ING_NOUNS = frozenset(
    """building meeting hearing painting wedding ceiling filing sitting landing offering ruling warning wing king ring
    spring string thing""".split()
)
_LEADS = frozenset("more further extra additional another fewer less such".split())
_PARTITIVE = Pattern(
    r"\s+of\s+(?:the|its|their|his|her|our|my|your|these|those|all|them|us|whom|which)\b(?:\s+(?:other|same))?", re.I
)
_OR_MORE = Pattern(r"\s+or\s+(?:more|so|fewer|less)\b|\s*-?\s?(?:plus|odd)\b|\+", re.I)
_WORD = Pattern(
    r"(?:(?P<join>\s{1,2})|(?P<comma>,\s))(?P<word>[^\W\d_][\w’'&./-]*)"
    r"|\s(?P<quote>[“\"‘'])(?P<quoted>[^\W\d_][\w-]*)[”\"’']"
)
_HYPHEN = Pattern(r"\s?[-‐‑]\s?(?P<word>[^\W\d_][\w]*)")
# People told in pairs count together: "12 men and women", "412 passengers and crew".
_PAIR = Pattern(
    r"\s(?:and|or)\s(?:women|men|children|girls|boys|crew|staff|families|officers|sailors)\b(?!\s(?:members?|of)\b)"
)
_PAIRED = frozenset(
    "men women children boys girls passengers soldiers teachers pupils students officers parents mothers".split()
)
_CONTAINERS = frozenset(
    """cases pairs types kinds pieces members rounds categories counts copies sets forms units acts lots sorts bottles
    boxes bags cans packs tons tranches""".split()
)
_OF = Pattern(
    r"\s+of\s+(?!the\b|its\b|his\b|her\b|their\b|a\b|an\b|this\b|that\b|these\b|our\b)([a-z][\w-]*(?:\s[a-z]+s\b)?)"
)
_STRONG = Pattern(r"\s+([a-z]+)\b")
_NOT_COUNTED = frozenset(
    """am pm gmt est edt bst noon midnight etc strong ago least later percent respectively apiece according earlier
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
_LONGEST = 6


class Counted(NamedTuple):
    """The counted words `start:end` and the singular head."""

    start: int
    end: int
    head: str


def is_plural(word: str) -> bool:
    """Whether the word, as written, reads as a plural noun."""
    low = word.lower()
    if low in _COLLECTIVE:
        return True
    if low in NOT_PLURAL or low.endswith(("ss", "us", "is", "'s", "’s", "ous")):
        return low.endswith(("s'", "s’"))
    if low.endswith("men") and len(low) > 4:
        return True
    return len(low) > 2 and low.endswith("s") and not (word.isupper() and len(word) < 4)


def counted_after(s: str, pos: int, one: bool) -> Counted | None:
    """The counted noun phrase that begins at `pos`; `one` when the value is 1, which takes a singular noun."""
    more = _OR_MORE.match(s, pos)
    if more:
        pos = more.end()
    hyphen = _HYPHEN.match(s, pos)
    if hyphen:
        return _compound(s, hyphen)
    part = _PARTITIVE.match(s, pos)
    if part:
        if one:
            return None
        pos = part.end()
    words, spans = _phrase(s, pos, one)
    if not words:
        return None
    start, end = spans[0][0], spans[-1][1]
    head = singular(words[-1].lower().strip("'’.").rstrip("’'"))
    pair = None if one else _PAIR.match(s, end)
    if pair and words[-1].lower() in _PAIRED:
        end = pair.end()
    if words[-1].lower() in _CONTAINERS:
        of = _OF.match(s, end)
        if of and of.group(1).split()[0] not in STOPS:
            end = of.end()
    return Counted(start, end, head)


def _compound(s: str, hyphen: re.Match[str]) -> Counted | None:
    word = hyphen.group("word")
    if word.lower() in ("strong", "member"):
        team = _STRONG.match(s, hyphen.end())
        if word.lower() == "strong":
            return (
                Counted(team.start(1), team.end(1), singular(team.group(1)))
                if team and team.group(1) not in STOPS
                else None
            )
    if word.lower() in STOPS or word.lower() in ("and", "fold", "something", "plus", "odd", "ish", "time", "man's"):
        return None
    return Counted(hyphen.start("word"), hyphen.end("word"), singular(word.lower()))


def _phrase(s: str, pos: int, one: bool) -> tuple[list[str], list[tuple[int, int]]]:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    lows: list[str] = [""]
    at, joined = pos, False
    while len(words) < _LONGEST:
        match = _WORD.match(s, at, at + 50)
        if match is None:
            break
        group = "word" if match.group("word") else "quoted"
        word = match.group(group)
        if match.group("comma") and (not words or not _adjectives_run_on(s, match.start("word"), words)):
            break
        bare = word.rstrip(".,'’/-&")
        low = bare.lower()
        if not words and low in _LEADS:
            at = match.start(group) + len(bare)
            lows = [low]
            continue
        if low in ("and", "or", "&") and words and not joined and _runs_to_plural(s, match.end(group)):
            joined, at = True, match.end(group)
            words.append(bare)
            spans.append((match.start(group), match.end(group)))
            lows.append(low)
            continue
        if low == "others" and not words:
            return [bare], [(match.start(group), match.start(group) + len(bare))]
        if low in STOPS or low in _NOT_COUNTED or is_number_word(low) or not bare:
            break
        if one and words and low.endswith("ing") and low not in _ING_NOUNS:
            break
        if low not in _COLLECTIVE and _verb_here(s, match.end(group), lows, low, one) and not (joined and words):
            break
        words.append(bare)
        spans.append((match.start(group), match.start(group) + len(bare)))
        lows.append(low)
        at = match.start(group) + len(bare)
        if bare != word and not word.endswith(("'", "’")):
            break
        if is_plural(bare) and not one and not (low in _ATTRIBUTIVE_PLURALS or word.endswith(("'", "’"))):
            break
        if is_plural(bare) and not one and low in _ATTRIBUTIVE_PLURALS and not _noun_next(s, at):
            break
    while words and words[-1].lower() in ("and", "or", "&"):
        words.pop()
        spans.pop()
    if not one:
        last = next((i for i in range(len(words) - 1, -1, -1) if is_plural(words[i])), -1)
        words, spans = words[: last + 1], spans[: last + 1]
    elif words and words[-1].lower().endswith("ly"):
        words.pop()
        spans.pop()
    return words, spans


def _verb_here(s: str, end: int, lows: list[str], low: str, one: bool) -> bool:
    """Whether `low`, which ends at `end`, is a verb that closes the phrase; in "two passenger trains" none does."""
    opening = len(lows) == 1
    if low in NOUN_OR_VERB and (opening or not one):
        return opening and one and low in _LEFT_OVER
    if not is_verb(["x", low] if opening else [*lows, low], 1 if opening else len(lows)):
        return False
    return not _ed_adjective(s, end, low) or (one and not opening)


def _noun_next(s: str, pos: int) -> bool:
    match = _WORD.match(s, pos, pos + 40)
    return bool(
        match and match.group("word") and is_plural(match.group("word")) and match.group("word").lower() not in STOPS
    )


def _ed_adjective(s: str, pos: int, low: str) -> bool:
    """Whether a participle modifies a plural just behind it ("20 displaced families")."""
    match = _WORD.match(s, pos, pos + 40)
    if match is None or not match.group("word"):
        return False
    follower = match.group("word").lower().rstrip(".,")
    if follower in STOPS:
        return False
    if is_plural(follower):
        return True
    return low.endswith("ed") and _noun_next(s, match.end("word")) and not is_verb(["x", follower], 1)


def _runs_to_plural(s: str, pos: int) -> bool:
    at = pos
    for _ in range(3):
        match = _WORD.match(s, at, at + 40)
        if match is None or not match.group("word") or match.group("comma"):
            return False
        low = match.group("word").lower().rstrip(".,")
        if low in STOPS or is_number_word(low) or is_verb(["x", low], 1):
            return False
        if is_plural(match.group("word").rstrip(".,")):
            return True
        at = match.end("word")
    return False


def _adjectives_run_on(s: str, pos: int, words: list[str]) -> bool:
    """Whether "two large, wooden boxes" goes on behind its comma."""
    if any(w[0].isupper() or is_plural(w) for w in words):
        return False
    return s[pos].islower() and _runs_to_plural(s, pos - 1)
