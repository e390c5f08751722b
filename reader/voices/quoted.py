"""Statements in quotation marks."""

from __future__ import annotations

from reader.voices.cues import AUXILIARIES, STRONG, WITH_QUOTE, WITH_THAT
from reader.voices.lexicon import PARTICLES
from reader.voices.marks import Pair, Unit
from reader.voices.phrases import FINITE, Range, main_subject, noun_like, quoted_as, subject_before, subject_behind
from reader.voices.statement import Statement, strip
from reader.voices.story import Story
from reader.voices.verbs import clause_start, is_verb, that_at

_CALLING = frozenset("called calls described describes dubbed labeled labelled branded denounced dismissed".split())
_STOPS = frozenset(', ; : . who which that " “ ”'.split())
_LONGEST_LABELLED = 12
_LONGEST_NAME = 6
_PARTICIPLES = frozenset("saying writing adding telling arguing stating tweeting declaring warning insisting".split())


def read_quotations(story: Story, unit: Unit, long: list[Pair]) -> Statement | None:
    """The statement that the long quotations of a unit make up."""
    for number, pair in enumerate(long):
        end = long[number + 1].first if number + 1 < len(long) else unit.stop
        after = _cue_after(story, pair.stop, end)
        if after is not None:
            source, cue = after
            begin = unit.first if number == 0 else long[0].first
            cut = _own_clause(story, unit, begin, pair.first)
            content = [strip(story, (cut, pair.stop))]
            content += [(other.first, other.stop) for other in long[number + 1 :]]
            return Statement(content, source, cue, unit, pairs=long)
    before = _cue_before(story, unit, long[0])
    if before is not None:
        return Statement([strip(story, (before[2], unit.stop))], before[0], before[1], unit, pairs=long)
    colon = long[0].first - 1
    named = all(story.caps[i] or story.lows[i] in PARTICLES for i in range(unit.first, colon))
    if story.words[colon] == ":" and 0 < colon - unit.first < _LONGEST_NAME and named:
        content = [(pair.first, pair.stop) for pair in long]
        return Statement(content, (unit.first, colon), (colon, colon + 1), unit, pairs=long)  # "Ada Lind: “…”"
    return None


def _own_clause(story: Story, unit: Unit, begin: int, quote: int) -> int:
    """Where the statement begins before its quotation: at the unit's start, unless a verb of saying is between."""
    for at in range(quote - 1, begin - 1, -1):
        if story.lows[at] in (":", ";") or (story.lows[at] in STRONG and subject_before(story, at, begin) is not None):
            return quote
    return begin


def _cue_after(story: Story, first: int, end: int) -> tuple[Range, Range] | None:
    """Source and cue in the words that follow a quotation."""
    lows = story.lows
    at = first
    while at < end and not story.words[at][0].isalpha():
        at += 1
    start = at
    while at < end and (lows[at] in AUXILIARIES or lows[at].endswith("ly")):
        at += 1
    if at < end and lows[at] in WITH_QUOTE and story.words[at].islower():
        source = subject_behind(story, at, end)
        if source is not None:
            return source, (at, at + 1)
    for verb in range(start + 1, min(end, start + 32)):
        low = lows[verb]
        if low in WITH_QUOTE and is_verb(story, verb, quoted=True):
            source = subject_before(story, verb, start)
            if source is not None and source[0] - start <= 2:
                return source, (verb, verb + 1)
            return None
        if low in (";", ":") or (low in FINITE and low not in AUXILIARIES):
            return None
    return None


def _cue_before(story: Story, unit: Unit, pair: Pair) -> tuple[Range, Range, int] | None:
    """Source, cue and where the content begins, in the words before a quotation."""
    lows = story.lows
    near = pair.first - 1
    while near > unit.first and lows[near] in (",", ":", "that", "—", "–", "'", "-"):
        near -= 1
    verbs = [near] if lows[near] in WITH_QUOTE else []
    verbs += [
        v for v in range(near - 1, max(unit.first, near - 8), -1) if lows[v] in _PARTICIPLES and lows[v - 1] == ","
    ]
    others = [v for v in range(unit.first + 1, pair.first) if lows[v] in WITH_QUOTE or lows[v] in WITH_THAT]
    verbs += sorted(others, key=lambda v: lows[v - 1] == "who")  # "a man who denies it told …": the man told
    for verb in verbs:
        if not is_verb(story, verb, quoted=verb == near):
            continue
        if (
            lows[verb] in WITH_THAT
            and lows[verb] not in WITH_QUOTE
            and not (verb == near or that_at(story, verb + 1, pair.first))
        ):
            continue
        source = None
        told = quoted_as(story, verb, unit.first) if lows[verb] == "saying" else None
        if told is not None:
            return told[1], (told[0], verb + 1), verb + 1
        if lows[verb].endswith("ing") and lows[verb - 1] == ",":
            source = main_subject(story, unit.first, verb)
        source = source or subject_before(story, verb, unit.first)
        if source is None and verb == near and verb > unit.first:
            continue
        if source is None or (
            not noun_like(story, source) and lows[source[0]] not in ("he", "she", "they", "it", "who", "we", "i")
        ):
            continue
        if lows[source[0]] in ("i", "we", "you") and source[1] - source[0] == 1:
            continue
        begin = clause_start(story, verb, pair.first) if verb != near else verb + 1
        while begin < pair.first and lows[begin] in (",", ":", "that"):
            begin += 1
        return source, (verb, verb + 1), begin
    return None


def labels(story: Story, unit: Unit, found: list[Statement]) -> list[Statement]:
    """Words that somebody calls a thing: "she called the plan “reckless”"."""
    labelled: list[Statement] = []
    taken = [piece for statement in found for piece in statement.content]
    for pair in unit.pairs:
        if pair.long or any(first <= pair.first < stop for first, stop in taken):
            continue
        for verb in range(pair.first - 2, max(unit.first, pair.first - _LONGEST_LABELLED), -1):
            if story.lows[verb] in _STOPS:
                break
            if story.lows[verb] not in _CALLING or not is_verb(story, verb):
                continue
            source = subject_before(story, verb, unit.first)
            if source is not None and (
                noun_like(story, source) or story.lows[source[0]] in ("he", "she", "they", "it")
            ):
                labelled.append(Statement([(verb + 1, pair.stop)], source, (verb, verb + 1), unit))
            break
    return labelled
