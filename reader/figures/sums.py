"""Does the arithmetic of a sentence hold?  Each check shows its working and passes no verdict on the story.

Looked at: a stated change against the two stated values, a share against its part and whole, parts against a stated
total, shares of one whole that pass 100%, and per cent where percentage points are meant.  Rounding counts for the
text: a check agrees when the numbers, each as exact as it is written, can be made to fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reader.figures.pattern import Pattern
from reader.model import Figure, FigureKind

_TO = Pattern(
    r"\bto\s(?:(?:just|about|around|nearly|almost|some|over|a\srecord|only|more\sthan|less\sthan|under)\s){0,2}$", re.I
)
_FROM = Pattern(
    r"\b(?:from|compared\s(?:with|to)|against|versus|up\son|down\son)\s(?:(?:just|about|around|nearly|almost|some"
    r"|over|a\srecord|only|the|more\sthan|less\sthan|under)\s){0,2}$",
    re.I,
)
_SHARE = Pattern(
    r"^\s?(?:,\s?or\s|\sor\s|\(|,\s|\s\()(?:(?:about|around|nearly|almost|just\sover|just\sunder|roughly|some)\s)?$",
    re.I,
)
_OF = Pattern(r"^\s(?:out\s)?of\s(?:the\s|its\s|all\s|their\s)?(?:\w+\s)?$", re.I)
_MADE_OF = Pattern(
    r"^[^.;]{0,60}?(?:\bmade\sup\sof|\bcomprising|\bcomprises|\bconsisting\sof|\bconsists\sof|:|\s[—–]\s"
    r"|\bnamely)\s(?:\w+\s){0,2}$",
    re.I,
)
_IN_ALL = Pattern(
    r"^[^.;]{0,40}?\b(?:(?:for|making|giving|with)\sa\s(?:combined\s|grand\s)?total\sof|totall?ing"
    r"|bringing\sthe\stotal\sto|adding\sup\sto|(?:which|that)\sadds?\sup\sto)\s(?:about\s|some\s)?$",
    re.I,
)
_LIST = Pattern(r"^[^.;:()\d]{0,40}(?:,|\band\b|\bplus\b)[^.;:()\d]{0,20}$", re.I)
_SPLIT = Pattern(
    r"\b(?:the\srest|the\sremainder|the\sremaining|undecided|shareholders|split\sbetween|divided\s(?:between|among))\b",
    re.I,
)
_MORE_THAN = Pattern(
    r"\s(?:(?P<up>more|higher|above)|(?P<down>fewer|less|lower|below))(?:\sthan)?\s(?:[a-z’']+\s){0,4}(?:of\s)?$", re.I
)
_UP_OR_DOWN = Pattern(r"\b(up|down)\s(?:by\s)?$", re.I)
_ASIDE = Pattern(r"[^.;:()\d]{0,36},\s(?:which\sis\s|that\sis\s|up\s|down\s|or\s|some\s|about\s)?$", re.I)
_THAT_IS = Pattern(r"(?:That|This|It)\s(?:is|was)\s(?:some\s|about\s|almost\s|nearly\s)?$")
_DIGITS = Pattern(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class SumCheck:
    """One sum: the figures it uses (indexes), the working in a sentence, and whether the numbers fit."""

    figures: tuple[int, ...]
    working: str
    agrees: bool


def check_sums(text: str, figures: Sequence[Figure]) -> list[SumCheck]:
    """Every sum that a sentence of `text` states, in text order; `figures` are those of `find_figures(text)`."""
    checks: list[SumCheck] = []
    for _, group in groupby(range(len(figures)), key=lambda i: figures[i].sentence):
        members = list(group)
        if 2 <= len(members) <= 30:
            for found in (_changes, _shares, _totals, _splits):
                checks.extend(found(text, figures, members))
        if len(members) <= 30:
            checks.extend(_differences(text, figures, members))
    return checks


def _step(figure: Figure, value: float) -> float:
    """Half of the last place in which `value` of `figure` is written ("3.6 million": 50,000)."""
    match = _DIGITS.search(figure.text)
    if match is None:
        return abs(value) * 0.005
    written = float(match.group().replace(",", ""))
    scale = abs(value) / written if written and figure.value is not None else 1.0
    digits = match.group().replace(",", "")
    place = 10.0 ** -len(match.group(1)) if match.group(1) else 1.0
    if not match.group(1) and digits.endswith("000"):
        place = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    loose = 2.0 if figure.qualifier != "=" else 1.0
    return 0.5 * place * max(scale, 1e-12) * loose


def _show(value: float) -> str:
    return f"{value:,.10g}"


def _signed(value: float) -> str:
    return f"{value:+.1f}%".replace("-", "−")


def _check(figures: tuple[int, ...], done: str, stated: str, fits: bool) -> SumCheck:
    return SumCheck(figures, f"{done}; {stated}: {'agrees' if fits else 'differs'}", fits)


def _changes(text: str, figures: Sequence[Figure], members: list[int]) -> Iterator[SumCheck]:
    """ "fell 18% to 412 from 502", "from 502 to 412, a fall of 18%"."""
    percents = [
        i
        for i in members
        if figures[i].kind is FigureKind.PERCENT
        and figures[i].unit == "%"
        and figures[i].change
        and figures[i].value is not None
    ]
    if not percents:
        return
    stated = percents[0]
    change = figures[stated]
    for new, old, used in _pairs(text, figures, members, stated):
        if len(percents) > 1 and figures[used[0]].unit != "%":
            return
        if old[0] == 0 or (new[0] - old[0] > 0) != (change.change == "up"):
            continue
        real = 100 * (new[0] - old[0]) / old[0]
        low = 100 * ((new[0] - new[1]) / (old[0] + old[1]) - 1)
        high = 100 * ((new[0] + new[1]) / max(old[0] - old[1], 1e-12) - 1)
        said = abs(change.value or 0.0) * (1 if change.change == "up" else -1)
        slack = _step(change, abs(said)) + (abs(said) * 0.1 if change.qualifier == "~" else 0.0)
        fits = _within(said, slack, low, high, change.qualifier)
        unit = "%" if figures[used[0]].unit == "%" else ""
        points = abs(new[0] - old[0]) if unit else None
        said_text = f"{_show(abs(said))}%"
        if points is not None and abs(points - abs(said)) <= slack + new[1] + old[1] and not fits:
            real_text = f"{_show(round(points, 6))} percentage points, or {_signed(real)}"
        else:
            real_text = _signed(real)
        done = f"{_show(new[0])}{unit} from {_show(old[0])}{unit} is {real_text}"
        yield _check((stated, *used), done, f"text says {said_text}", fits)
        return


def _within(said: float, slack: float, low: float, high: float, qualifier: str) -> bool:
    """Whether the stated change can be the real one, in low..high; "more than" and "less than" leave one side open."""
    if qualifier == ">":
        return max(abs(low), abs(high)) >= abs(said) - slack
    if qualifier == "<":
        return min(abs(low), abs(high)) <= abs(said) + slack
    return low <= said + slack and high >= said - slack


_Value = tuple[float, float]


def _pairs(
    text: str, figures: Sequence[Figure], members: list[int], stated: int
) -> Iterator[tuple[_Value, _Value, tuple[int, ...]]]:
    """(new, old, figures used), each value with its rounding: a "from A to B" range, or "to B" beside "from A"."""
    near = [i for i in members if i != stated and abs(i - stated) <= 2]
    for i in near:
        figure = figures[i]
        if (
            figure.low is not None
            and figure.high is not None
            and figure.change
            and figure.kind is not FigureKind.SCORE
            and abs(i - stated) == 1
        ):
            down = figure.change == "down"
            new, old = (figure.low, figure.high) if down else (figure.high, figure.low)
            yield (new, abs(new) * 0.0005 + _step(figure, new)), (old, abs(old) * 0.0005 + _step(figure, old)), (i,)
    for i in near:
        for j in near:
            a, b = figures[i], figures[j]
            if (
                i == j
                or a.value is None
                or b.value is None
                or a.kind is not b.kind
                or a.unit != b.unit
                or (a.head != b.head and a.head and b.head)
            ):
                continue
            if (
                a.kind
                not in (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE, FigureKind.PERCENT, FigureKind.INDEX)
                or abs(i - j) != 1
            ):
                continue
            to = _TO.search(text[max(a.sentence_start, a.start - 30) : a.start])
            since = _FROM.search(text[max(b.sentence_start, b.start - 30) : b.start])
            if to and since and len(text[min(a.end, b.end) : max(a.start, b.start)]) <= 60:
                yield (a.value, _step(a, a.value)), (b.value, _step(b, b.value)), (i, j)


def _shares(text: str, figures: Sequence[Figure], members: list[int]) -> Iterator[SumCheck]:
    """ "42 of 50 economists, or 84%"."""
    for i, j, k in zip(members, members[1:], members[2:], strict=False):
        part, whole, share = figures[i], figures[j], figures[k]
        if (
            share.unit != "%"
            or share.value is None
            or part.value is None
            or not whole.value
            or part.kind is not FigureKind.COUNT
            or whole.kind is not FigureKind.COUNT
        ):
            continue
        if not _OF.match(text[part.end : whole.start]) or not _SHARE.match(text[whole.end : share.start]):
            continue
        real = 100 * part.value / whole.value
        slack = _step(share, share.value) + 100 * _step(part, part.value) / whole.value * (part.qualifier != "=")
        fits = _within(share.value, slack, real, real, share.qualifier) or (
            share.qualifier == "~" and abs(real - share.value) <= 3
        )
        done = f"{_show(part.value)} of {_show(whole.value)} is {real:.1f}%"
        yield _check((i, j, k), done, f"text says {_show(share.value)}%", fits)


def _totals(text: str, figures: Sequence[Figure], members: list[int]) -> Iterator[SumCheck]:
    """ "30 people: 18 men and 12 women", "18 men and 12 women, for a total of 30"."""
    plain = [
        i for i in members if figures[i].value is not None and figures[i].kind in (FigureKind.COUNT, FigureKind.MONEY)
    ]
    for at, i in enumerate(plain):
        total = figures[i]
        after = plain[at + 1 :]
        parts = (
            _run(text, figures, after, total)
            if after and _MADE_OF.match(text[total.end : figures[after[0]].start])
            else []
        )
        if not parts and at >= 2 and _IN_ALL.match(text[figures[plain[at - 1]].end : total.start]):
            parts = _run(text, figures, plain[:at][::-1], total)[::-1]
        if len(parts) < 2:
            continue
        amounts = [figures[p].value or 0.0 for p in parts]
        real = sum(amounts)
        slack = sum(
            _step(figures[p], figures[p].value or 0.0)
            for p in parts
            if figures[p].value != int(figures[p].value or 0.0) or (figures[p].value or 0) > 1e5
        )
        slack += _step(total, total.value or 0.0) if (total.value or 0.0) > 1e5 or total.qualifier != "=" else 0.0
        fits = abs(real - (total.value or 0.0)) <= slack + 1e-9
        done = f"{' + '.join(map(_show, amounts))} is {_show(real)}"
        yield _check((i, *parts), done, f"text says {_show(total.value or 0.0)}", fits)
        return


def _run(text: str, figures: Sequence[Figure], indexes: list[int], total: Figure) -> list[int]:
    """The figures that stand in one list with the first of `indexes`, of the kind and unit of the total."""
    parts: list[int] = []
    for i in indexes:
        figure = figures[i]
        if (
            figure.kind is not total.kind
            or figure.unit != total.unit
            or (parts and not _listed(text, figures[parts[-1]], figure))
        ):
            break
        parts.append(i)
    return parts


def _listed(text: str, a: Figure, b: Figure) -> bool:
    first, second = (a, b) if a.start < b.start else (b, a)
    return bool(_LIST.match(text[first.end : second.start]))


def _differences(text: str, figures: Sequence[Figure], members: list[int]) -> Iterator[SumCheck]:
    """ "£27m, £2.5m more than the £24.5m of last year", "up £60 from £1,580", "That is £3m more than ..."."""
    for step, old in pairwise(members):
        more, base = figures[step], figures[old]
        if more.value is None or base.value is None or not _comparable(more, base):
            continue
        up = _more_or_less(text, more, base)
        new = _whole_before(text, figures, step) if up else -1
        if not up or new < 0 or not _comparable(figures[new], base):
            continue
        whole = figures[new]
        assert whole.value is not None
        real = whole.value - base.value
        said = more.value if up == "up" else -more.value
        slack = _step(more, more.value) + _step(base, base.value) + _step(whole, whole.value)
        fits = _within(said, slack, real, real, more.qualifier) if real * said > 0 else abs(real - said) <= slack
        done = f"{_show(whole.value)} less {_show(base.value)} is {_show(round(real, 6))}".replace("-", "−")
        yield _check((new, step, old), done, f"text says {_show(round(said, 6))}".replace("-", "−"), fits)


def _comparable(a: Figure, b: Figure) -> bool:
    """Whether both are amounts in one unit, or counts of one thing (one may leave the noun out)."""
    if a.kind is not b.kind or a.unit != b.unit or a.kind not in (FigureKind.COUNT, FigureKind.MONEY):
        return False
    return a.head == b.head or not a.head or not b.head


def _more_or_less(text: str, step: Figure, base: Figure) -> str:
    """Whether the words say that `step` is added to or taken from `base`: "up", "down" or ""."""
    if base.start - step.end > 40:
        return ""
    gap = text[step.end : base.start]
    if than := _MORE_THAN.match(gap):
        return "up" if than.group("up") else "down"
    before = _UP_OR_DOWN.search(text[max(step.sentence_start, step.start - 8) : step.start])
    if before and _FROM.match(gap.lstrip()):
        return before.group(1).lower()
    return ""


def _whole_before(text: str, figures: Sequence[Figure], step: int) -> int:
    """The figure that the difference is told of: just before it, or the first of the sentence before "That is"; -1."""
    figure = figures[step]
    if step == 0:
        return -1
    before = figures[step - 1]
    if before.sentence == figure.sentence:
        near = _ASIDE.match(text[before.end : figure.start])
        return step - 1 if near and before.value is not None else -1
    if before.sentence != figure.sentence - 1 or not _THAT_IS.match(text[figure.sentence_start : figure.start]):
        return -1
    first = next(i for i in range(step) if figures[i].sentence == before.sentence)
    return first if figures[first].value is not None else -1


def _splits(text: str, figures: Sequence[Figure], members: list[int]) -> Iterator[SumCheck]:
    """Shares of one whole that pass 100%, where the words say that nothing is counted twice."""
    shares = [i for i in members if figures[i].unit == "%" and figures[i].value is not None and not figures[i].change]
    if len(shares) < 2 or not _SPLIT.search(text[figures[shares[0]].start : figures[shares[-1]].sentence_end]):
        return
    if any(not _listed(text, figures[a], figures[b]) for a, b in pairwise(shares)):
        return
    amounts = [figures[i].value or 0.0 for i in shares]
    total = sum(amounts)
    fits = total <= 100 + sum(_step(figures[i], a) for i, a in zip(shares, amounts, strict=True))
    yield _check(tuple(shares), f"{' + '.join(map(_show, amounts))} is {_show(total)}%", "a whole has 100%", fits)
