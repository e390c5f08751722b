"""Which figures of a story speak of the same quantity, and whether they agree.

Two counts are on the same quantity when they share what happened (uprooted, killed, arrested...) and whom it happened
to;
amounts only when they share unit and concept.  A missing link costs a reader little, a false one costs trust: wherever
time, place or a "from ... to" sets two figures apart, they are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from reader.figures.anaphora import antecedents
from reader.figures.grammar import STOPS
from reader.figures.nouns import singular
from reader.figures.pattern import Pattern
from reader.model import Figure, FigureKind

_EVENTS = {
    "displaced": r"uproot\w*|displac\w*|fle[de]\w*|fled|homeless|evacuat\w*|forced\s(?:from|out|to\sleave)"
    r"|driven\sfrom|(?:from|out\sof)\stheir\shomes|(?:left|leave|abandon\w*)\stheir\shomes",
    "killed": r"kill\w*|dead|d(?:ied|ying|ies|eaths?)|fatal\w*|toll|los[te]\w*\stheir\slives"
    r"|lives\slost|perish\w*|slain|bod(?:y|ies)\b|massacr\w*|lost\stheir\slives|claimed\b",
    "injured": r"injur\w*|wound\w*|hurt\b|hospitali[sz]ed",
    "missing": r"missing|unaccounted",
    "arrested": r"arrest\w*|detain\w*|custody|jailed|rounded\sup",
    "infected": r"infect\w*|test(?:ed|ing)\spositive|confirmed\scases|sickened|fallen\sill|fell\sill|contract\w*\sthe",
    "cut": r"(?:job|staff|posts?|positions?|workforce)\w*\s(?:cuts?|loss\w*)|lay(?:ing)?\s?offs?|laid\soff|redundan\w*"
    r"|(?:cut|cutting|axed?|axing|shed|shedding|slash\w*|eliminat\w*)\b",
    "protested": r"protest\w*|march\w*|demonstrat\w*|rall(?:y|ied)|took\sto\sthe\sstreets|turned\sout|gathered",
    "attended": r"attend\w*|audience|crowd",
    "rescued": r"rescu\w*|saved\b|pulled\sfrom",
    "freed": r"freed|releas(?:e[sd]?|ing)|set\sfree",
    "trapped": r"trapped|stranded|stuck",
    "destroyed": r"destroy\w*|damag\w*|raz\w*|flatten\w*|burn(?:ed|t)",
    "powerless": r"without\s(?:power|electricity)|lost\spower|blackout|outage",
}
_EVENT = Pattern("|".join(rf"(?P<{name}>\b(?:{pattern}))" for name, pattern in _EVENTS.items()), re.I)
_PEOPLE = frozenset(
    """person individual resident civilian man woman child villager citizen inhabitant local victim soul refugee
    migrant worker employee passenger soldier officer protester demonstrator fan supporter student family household
    human life death fatality casualty dead body staff job post position patient case infection injury wounded
    injured homeless missing marcher activist evacuee""".split()
)
_GENERIC = frozenset(
    """person individual soul human victim life death fatality casualty dead body injury wounded injured homeless
    missing evacuee case""".split()
)
_ALIKE = {
    **dict.fromkeys("job post position staff worker employee redundancy".split(), "job"),
    **dict.fromkeys("protester demonstrator marcher".split(), "protester"),
    **dict.fromkeys("household home customer property house".split(), "household"),
}
_PART = Pattern(
    r"\b(?:including|among\sthem|of\swhom|of\sthem|of\sthose|of\sthe(?:se|m)?|at\sleast\s\w+\sof|among\sthe|both"
    r"|another|others?|more(?=\s$)|additional|further|each|per|every|half|a\sday|in\sone|one\sof)\b",
    re.I,
)
_PART_AFTER = Pattern(
    r"\s(?:of\s(?:whom|them|the|those|these)|others?\b|more\b|each\b|a\s(?:day|week|month|year)\b|per\b)", re.I
)
_WHEN = Pattern(
    r"\b(?:in|since|by|during|of)\s(?:early\s|late\s|mid-)?((?:19|20)\d\d)\b|\b(last\s(?:year|month|week|summer"
    r"|winter|decade)|a\syear\s(?:ago|earlier|before)|previous(?:ly)?\s(?:year|month|week)|the\syear\sbefore|"
    r"next\s(?:year|month|week)|(?:the\s)?(?:first|second|third|fourth)\s(?:quarter|half)|in\s(?:january|february"
    r"|march|april|may|june|july|august|september|october|november|december)|"
    r"on\s(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|overnight|(?:so\sfar\s)?this\s(?:year|month|week|season)|in\sthe\spast)\b",
    re.I,
)
_FORECAST = Pattern(
    r"\b(?:expect\w*|forecast\w*|predict\w*|could|may|might|target\w*|goal|plans?\sto|would|will|aim\w*|project\w*"
    r"|hop(?:es|ed)\sto)\b",
    re.I,
)
_CONTRAST = Pattern(
    r"\b(?:said|says|according|while|but|whereas|put\sthe|reported|stated|told|per\b|however|although|earlier\sreport"
    r"|initial|gave|not\b|counted|puts?\b)",
    re.I,
)
# Amounts that a story states as fixed facts; prices and rates differ from one moment to the next without disagreeing.
_SETTLED = frozenset(
    """damage loss cost fine budget bill compensation deal turnout population depth magnitude ransom aid contract toll
    debt deficit""".split()
)
_WORD = Pattern(r"[^\W\d_]{3,}")
_REACH = 120
_TOLERANCE = 0.005


class _Facts(NamedTuple):
    place: int
    event: str
    noun: str
    low: float
    high: float
    when: str
    part: bool
    forecast: bool
    concept: frozenset[str]
    places: frozenset[str]
    anaphor: bool = False


def link(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures with `agrees` and `disagrees` set, each link on both ends."""
    agrees: dict[int, set[int]] = defaultdict(set)
    disagrees: dict[int, set[int]] = defaultdict(set)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = [_key(text, figure) for figure in figures]
    back = antecedents(text, figures, keys)
    for index, place in back.items():
        keys[place] = keys[index] = keys[place] or ("noun", _ALIKE.get(figures[place].head, figures[place].head))
    for index, figure in enumerate(figures):
        key = keys[index]
        if key is not None:
            groups[key].append(index)
        if index and _converted(text, figures[index - 1], figure):
            agrees[index].add(index - 1)
            agrees[index - 1].add(index)
    for key, members in groups.items():
        if len(members) > 1:
            facts = [_facts(text, i, figures[i], key) for i in members[:60]]
            known = {fact.place: fact for fact in facts}
            for at, fact in enumerate(facts):
                if (earlier := back.get(fact.place)) in known:
                    facts[at] = _inherited(fact, known[earlier])
            _pair(text, figures, facts, agrees, disagrees)
    return [
        replace(f, agrees=tuple(sorted(agrees[i])), disagrees=tuple(sorted(disagrees[i] - agrees[i])))
        if agrees[i] or disagrees[i]
        else f
        for i, f in enumerate(figures)
    ]


def _inherited(fact: _Facts, earlier: _Facts) -> _Facts:
    """A number that points back, with what is known of the one it points to."""
    return fact._replace(
        noun=earlier.noun,
        when=fact.when or ("" if earlier.anaphor else earlier.when),
        places=fact.places or earlier.places,
        concept=earlier.concept,
        anaphor=True,
    )


def _around(text: str, figure: Figure) -> tuple[str, str]:
    left = text[max(figure.sentence_start, figure.start - _REACH) : figure.start]
    return left, text[figure.end : min(figure.sentence_end, figure.end + _REACH)]


def _key(text: str, figure: Figure) -> tuple[str, ...] | None:
    """What figures must share to be compared at all; None for figures that are never compared."""
    if figure.kind is FigureKind.SCORE:
        return None
    if figure.kind is FigureKind.COUNT and not figure.unit:
        event = _event(figure, *_around(text, figure))
        if event:
            return ("event", event)
        noun = _ALIKE.get(figure.head, figure.head)
        return ("noun", noun) if noun and noun not in _PEOPLE and noun != "time" and figure.value != 1 else None
    if figure.kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE) and figure.concept:
        return (figure.kind.value, figure.unit, str(figure.change))
    return None


def _facts(text: str, place: int, figure: Figure, key: tuple[str, ...]) -> _Facts:
    left, right = _around(text, figure)
    when = _WHEN.search(_clause(left, right)) or _WHEN.search(right) or _WHEN.match(text, figure.sentence_start)
    concept = frozenset(singular(w.lower()) for w in _WORD.findall(figure.concept)) - STOPS
    part = bool(
        (_PART.search(left[-28:]) and figure.qualifier != ">") or _PART_AFTER.match(right) or _PART.search(figure.text)
    )
    return _Facts(
        place,
        key[1] if key[0] == "event" else "",
        _ALIKE.get(figure.head, figure.head),
        *_bounds(figure),
        (when.group(1) or when.group(2)).lower() if when else "",
        part,
        bool(_FORECAST.search(left[-60:] + right[:30])),
        concept,
        _places(left, right),
    )


def _clause(left: str, right: str) -> str:
    cut = max(left.rfind(","), left.rfind(";"))
    stop = re.search(r"[,;]|\b(?:and|but|while)\b", right)
    return left[cut + 1 :] + " " + (right[: stop.start()] if stop else right)


def _places(left: str, right: str) -> frozenset[str]:
    found = re.findall(r"\b(?:in|at|near|from|across)\s(?:the\s)?([A-Z][\w-]+)", _clause(left, right))
    return frozenset(w for w in found if w not in _MONTHS)


_MONTHS = frozenset(
    """January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday""".split()
)


def _bounds(figure: Figure) -> tuple[float, float]:
    """The values that the figure allows: "nearly 1 million" is a little less, "more than 40" leaves room above."""
    if figure.value is None:
        return figure.low or 0.0, figure.high or 0.0
    value = figure.value
    slack = abs(value) * (0.1 if figure.qualifier == "~" else _TOLERANCE)
    if figure.qualifier == ">":
        return value - slack, value + abs(value) * 0.3
    if figure.qualifier == "<":
        return value - abs(value) * 0.3, value + slack
    return value - slack, value + slack


def _event(figure: Figure, left: str, right: str) -> str:
    """What happened to those counted: the nearest event word behind the figure in its clause, else before it."""
    inside = _EVENT.search(figure.text)
    if inside and inside.lastgroup in ("killed", "injured", "missing", "displaced"):
        return inside.lastgroup
    after = _EVENT.search(re.split(r"[;,]|\b(?:and|but|while|after|as|when)\b", right, maxsplit=1)[0])
    before = list(_EVENT.finditer(re.split(r"[;]|\b(?:and|but|while)\b", left)[-1]))
    if after and after.start() < 45:
        return after.lastgroup or ""
    if before and len(left) - before[-1].end() < 45:
        return before[-1].lastgroup or ""
    return (after.lastgroup or "") if after else ""


def _pair(
    text: str, figures: list[Figure], members: list[_Facts], agrees: dict[int, set[int]], disagrees: dict[int, set[int]]
) -> None:
    for i, a in enumerate(members):
        for b in members[i + 1 :]:
            verdict = _compare(text, figures[a.place], figures[b.place], a, b)
            if verdict:
                side = agrees if verdict == "agrees" else disagrees
                side[a.place].add(b.place)
                side[b.place].add(a.place)


def _compare(text: str, a: Figure, b: Figure, x: _Facts, y: _Facts) -> str:
    """ "agrees", "disagrees" or "" for two figures of one group."""
    same = x.low <= y.high and y.low <= x.high
    if same and a.qualifier in "<>" and b.qualifier in "<>" and not _close(a, b):
        # "over 700" and "over 900" do not contradict each other, nor do they say the same.
        return ""
    if x.part != y.part or (x.part and not same) or x.forecast != y.forecast:
        return ""
    if x.when != y.when and ((x.when and y.when) or (not same and not x.event)):
        return ""
    if x.places and y.places and not x.places & y.places:
        return ""
    if x.event:
        if not _nouns_fit(x.noun, y.noun):
            return ""
        if not same and a.sentence == b.sentence and not _CONTRAST.search(text[a.end : b.start]):
            return ""
    elif x.anaphor or y.anaphor:
        if x.noun != y.noun or (not same and a.sentence == b.sentence and not _CONTRAST.search(text[a.end : b.start])):
            return ""
    elif x.noun:
        if (
            not same
            or a.counted.lower() != b.counted.lower()
            or not (x.concept & y.concept)
            or min(abs(x.high), abs(y.high)) < 5
        ):
            return ""
    elif (
        (not same and not (x.concept & _SETTLED))
        or not _concepts_fit(x, y)
        or (a.sentence == b.sentence and not (same or _CONTRAST.search(text[a.end : b.start])))
    ):
        return ""
    if same:
        return "agrees"
    if (a.qualifier == ">" and y.low > x.high) or (b.qualifier == ">" and x.low > y.high):
        return ""
    if (a.qualifier == "<" and y.high < x.low) or (b.qualifier == "<" and x.high < y.low):
        return ""
    ratio = max(abs(x.high), abs(y.high)) / max(min(abs(x.low), abs(y.low)), 1e-9)
    return "disagrees" if ratio <= 10 else ""


def _close(a: Figure, b: Figure) -> bool:
    first, second = a.value or a.high or 0.0, b.value or b.high or 0.0
    return abs(first - second) <= 0.1 * max(abs(first), abs(second))


def _nouns_fit(a: str, b: str) -> bool:
    if a == b or not a or not b:
        return not a or a in _PEOPLE or a == b
    return a in _PEOPLE and b in _PEOPLE and (a in _GENERIC or b in _GENERIC)


def _concepts_fit(x: _Facts, y: _Facts) -> bool:
    return x.concept == y.concept or (
        len(x.concept & y.concept) >= 2 and (x.concept <= y.concept or y.concept <= x.concept)
    )


def _converted(text: str, a: Figure, b: Figure) -> bool:
    """Whether `b` is `a` in another unit: "1,400 hectares (3,460 acres)"."""
    if (
        a.sentence != b.sentence
        or a.kind is not b.kind
        or a.unit == b.unit
        or a.kind not in (FigureKind.MONEY, FigureKind.MEASURE)
    ):
        return False
    gap = text[a.end : b.start].strip().lower()
    return len(gap) < 20 and gap.startswith(("(", "[", "/")) and ")" not in gap and a.concept == b.concept
