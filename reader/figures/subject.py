"""The subject of the clause that holds a figure; "" where it is a pronoun, another figure or not to be told."""

from __future__ import annotations

from reader.figures.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    NOUN_OR_VERB,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    STOPS,
    VERBS,
)
from reader.figures.item import Item
from reader.figures.nouns import is_plural
from reader.figures.tokens import TIME_WORDS, Tokens
from reader.figures.words import is_number_word
from reader.model import FigureKind

_BOUNDARIES = frozenset('; : — – “ ” " while but although though because whereas when if'.split())
_RELATIVE = frozenset("which who that where".split())
_SOFT = frozenset("after before since as until and or than".split())
_THAT = frozenset("that while but when where because although if".split())
_SUBORDINATE = frozenset("after before since as until".split())
_SAY = frozenset("said says say believe believes think thinks thought estimated".split())
_SAID_IN = frozenset(
    """statement report interview filing reporters conference survey study website parliament television
    radio""".split()
)
_ING_SUBJECTS = frozenset(
    """housing building spending lending borrowing funding trading shipping manufacturing banking mining fishing
    warming flooding shelling fighting shooting advertising""".split()
)
_BEFORE_NUMBER = frozenset("about around over under up to than at near".split())
_FOLLOWERS = frozenset("of in from who that and at with".split())
_FILLERS = frozenset("estimated roughly further additional extra record total whole full more fewer less".split())
_INSIDE = frozenset("of in for from at on to by with and".split())
_CHAIN = frozenset({"of", "for"})
_OPENERS = frozenset("and or that but as after so then before since until while when".split())
_LOOK_BACK = 400
_LONGEST = 9


def subject(tokens: Tokens, item: Item) -> str:
    """The subject of the clause that holds `item`."""
    stop = tokens.upto(item.first)
    begin = tokens.upto(max(0, item.first - _LOOK_BACK))
    at = stop
    while at > begin:
        at -= 1
        low = tokens.lows[at]
        if low == ")":
            at = _opening_bracket(tokens, at, begin)
        elif low in _BOUNDARIES or low == "(" or (low in _RELATIVE and at > begin and not _demonstrative(tokens, at)):
            verb = tokens.first_verb(at + 1, stop)
            straight = verb > at and all(tokens.lows[k] in ADVERBS for k in range(at + 1, verb))
            if low == "who" or (low in ("which", "that") and straight) or _restricted(tokens, at):
                return _antecedent(tokens, at)
            if verb > at + 1:
                return _in_clause(tokens, at + 1, stop)
            if low == ";":
                break
        elif (
            at > begin and at + 1 < stop and (_comma_clause(tokens, at, begin, stop) or _soft(tokens, at, begin, stop))
        ):
            return _in_clause(tokens, at + 1, stop)
    return _in_clause(tokens, begin, stop)


def _opening_bracket(tokens: Tokens, at: int, begin: int) -> int:
    return next((k for k in range(at - 1, begin - 1, -1) if tokens.lows[k] == "("), at)


def _comma_clause(tokens: Tokens, at: int, begin: int, stop: int) -> bool:
    if tokens.lows[at] != ",":
        return False
    verb = tokens.first_verb(at + 1, stop)
    return (
        verb > at + 1
        and tokens.lows[at + 1] not in STOPS - DETERMINERS
        and tokens.first_verb(begin, at) >= 0
        and all(tokens.lows[k] != "," and tokens.lows[k] not in _SUBORDINATE for k in range(at + 1, verb))
    )


def _soft(tokens: Tokens, at: int, begin: int, stop: int) -> bool:
    low = tokens.lows[at]
    if low not in _SOFT or low == "or":
        return False
    verb = tokens.first_verb(at + 1, stop)
    if verb <= at + 1 or tokens.lows[at + 1] in PREPOSITIONS:
        return False
    if low in _SUBORDINATE and any(_resumes(tokens, k) for k in range(verb + 1, stop - 2)):
        return False
    return low != "and" or tokens.first_verb(begin, at) >= 0


def _resumes(tokens: Tokens, at: int) -> bool:
    """Whether ", and took" at token `at` goes back to the main clause after a subordinate one."""
    return tokens.lows[at] == "," and tokens.lows[at + 1] in ("and", "but") and tokens.is_verb(at + 2)


def _restricted(tokens: Tokens, at: int) -> bool:
    """Whether "that" opens a relative clause whose verb looks like a noun: "ships that call at ports"."""
    if tokens.lows[at] != "that" or at + 1 >= len(tokens.lows):
        return False
    before, follows = tokens.lows[at - 1], tokens.lows[at + 1]
    return follows in NOUN_OR_VERB and not is_plural(follows) and is_plural(before) and not tokens.is_verb(at - 1)


def _demonstrative(tokens: Tokens, at: int) -> bool:
    return tokens.lows[at] == "that" and at + 1 < len(tokens.lows) and tokens.lows[at + 1] in TIME_WORDS


def _in_clause(tokens: Tokens, first: int, stop: int) -> str:
    verb = tokens.first_verb(first, stop)
    while verb >= 0 and tokens.lows[verb] in REPORTING:
        nested = tokens.first_verb(verb + 1, stop)
        if nested < 0 and any(tokens.lows[at] == "," for at in range(verb + 2, stop)):
            return _opening(tokens, verb + 1, stop)
        if nested <= verb + 1 or any(tokens.lows[at] == "to" for at in range(verb + 1, nested)):
            raised = tokens.phrase(verb + 1)
            if raised and raised[1] + 1 < stop and tokens.lows[raised[1] + 1] == "to":
                return "" if _empty(tokens, *raised) else tokens.text(*raised)  # "expect the index to end at 7,500"
            break
        inner = verb + 1
        if tokens.lows[inner] in PREPOSITIONS or tokens.lows[inner] in TIME_WORDS:
            ends = (at + 1 for at in range(inner, min(nested, inner + 6)) if tokens.lows[at] in TIME_WORDS | _SAID_IN)
            inner = next(ends, -1)
            if inner < 0 or inner >= nested:
                break
        first, verb = inner, nested
    return _opening(tokens, first, stop) if verb < 0 else _noun_phrase(tokens, first, verb)


def _opening(tokens: Tokens, first: int, stop: int) -> str:
    """The noun phrase that opens a clause without a verb so far: "The tower, 212 metres tall, ..."."""
    while first < stop and tokens.lows[first] in ("and", "but", ",", "while", "as"):
        first += 1
    if first >= stop or tokens.lows[first].split("'")[0] in PREPOSITIONS | (PRONOUNS - DETERMINERS) | ADVERBS:
        return ""
    found = tokens.phrase(first)
    if found is None or found[1] >= stop or tokens.words[found[0]][0].isdigit() or _empty(tokens, *found):
        return ""
    return tokens.text(found[0], min(tokens.with_of(*found), stop - 1))


def _noun_phrase(tokens: Tokens, first: int, verb: int) -> str:
    """The subject among the tokens first..verb."""
    begin = _past_lead_in(tokens, first, verb)
    if begin + 2 < verb and tokens.lows[begin] in ("those", "that") and tokens.lows[begin + 1] == "of":
        begin += 2
    while begin < verb and _skipped(tokens, begin):
        if tokens.lows[begin] in ("this", "that", "these", "those") and begin + 1 == verb:
            return ""
        begin += 1
    if begin >= verb or tokens.lows[begin].split("'")[0] in PREPOSITIONS | AUXILIARIES | PRONOUNS:
        return ""
    if (
        tokens.words[begin].endswith("ing")
        and tokens.words[begin].islower()
        and tokens.lows[begin] not in _ING_SUBJECTS
    ):
        return ""
    end = begin
    for at in range(begin, verb):
        low = tokens.lows[at]
        if low in (",", "(", "—", "–", "-") or low in _RELATIVE or (low in PREPOSITIONS and low not in _INSIDE):
            break
        if low == "to" and at > begin and tokens.lows[at + 1] in VERBS | NOUN_OR_VERB:
            break  # a headline's "Firm to close its plant"
        end = at
    while end > begin and (
        tokens.lows[end] in STOPS | ADVERBS or tokens.lows[end].endswith("ly") or not tokens.words[end][0].isalnum()
    ):
        end -= 1
    if end + 1 < verb and tokens.lows[end + 1] in ("one", "ones"):
        return ""
    end = min(end, begin + _LONGEST - 1)
    return "" if _counted(tokens, begin, end) or _empty(tokens, begin, end) else tokens.text(begin, end)


def _skipped(tokens: Tokens, at: int) -> bool:
    low = tokens.lows[at]
    return low in DETERMINERS or low in ADVERBS or low in _OPENERS or not tokens.words[at][0].isalnum()


def _counted(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether the phrase is a figure of its own ("some 40 people")."""
    first = tokens.words[begin]
    if first[0].isdigit() and not first[-1].isalpha():
        return True
    if is_number_word(tokens.lows[begin]) or tokens.lows[begin] in ("dozens", "hundreds", "thousands", "millions"):
        return True
    return first.islower() and any(
        is_number_word(tokens.lows[at]) or (tokens.words[at][0].isdigit() and not tokens.words[at][-1].isalpha())
        for at in range(begin, min(begin + 3, end))
    )


def _empty(tokens: Tokens, begin: int, end: int) -> bool:
    weak = TIME_WORDS | {
        "last",
        "next",
        "this",
        "same",
        "other",
        "others",
        "such",
        "first",
        "second",
        "third",
        "latter",
    }
    return all(tokens.lows[at] in weak for at in range(begin, end + 1)) or tokens.lows[begin] in PRONOUNS


def _past_lead_in(tokens: Tokens, first: int, verb: int) -> int:
    """Past "In the first quarter," and "Meanwhile,": a comma ends what starts with a preposition or an adverb."""
    low = tokens.lows[first] if first < verb else ""
    if low in PREPOSITIONS | ADVERBS or low in (
        "first",
        "second",
        "third",
        "finally",
        "when",
        "while",
        "although",
        "if",
    ):
        commas = [
            at
            for at in range(first, verb)
            if tokens.lows[at] == "," and at + 1 < len(tokens.words) and not tokens.words[at + 1][0].isdigit()
        ]
        if commas and commas[0] + 1 < verb:
            return commas[0] + 1
    return first


def _antecedent(tokens: Tokens, relative: int) -> str:
    last = relative - 1
    while last >= 0 and not tokens.words[last][0].isalpha():
        last -= 1
    if last < 0 or tokens.lows[last] in STOPS or tokens.is_verb(last) or tokens.s[tokens.starts[last] - 1].isdigit():
        return ""
    return tokens.text(tokens.back_to(last, _CHAIN), last)


def is_subject(tokens: Tokens, item: Item) -> bool:
    """Whether the counted thing is itself the subject ("37 people were killed"): then it is about nothing else."""
    after = tokens.upto(item.end)
    follows = tokens.lows[after] if after < len(tokens.lows) else ""
    at = tokens.upto(item.first) - 1
    steps = 0
    while at >= 0 and steps < 5 and (tokens.lows[at] in STOPS or tokens.lows[at] in _FILLERS):
        low = tokens.lows[at]
        if low in _SOFT - {"than"} or low in AUXILIARIES or low in _THAT:
            break
        if low in PREPOSITIONS and low not in _BEFORE_NUMBER:
            return False
        at -= 1
        steps += 1
    low = tokens.lows[at] if at >= 0 else ""
    if item.kind is FigureKind.COUNT and (low in _SAY or low == "that"):
        return True
    verb = after < len(tokens.lows) and tokens.is_verb(after) and item.kind is not FigureKind.AGE
    loose = item.kind is FigureKind.COUNT and low != "," and follows in _FOLLOWERS
    if not verb and not loose:
        return False
    return (
        at < 0 or low in _SOFT - {"than", "or"} or low in _BOUNDARIES or low in _THAT or low in REPORTING or low == ","
    )
