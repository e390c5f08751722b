"""Text in, figures out: the pipeline that the other modules make up."""

from __future__ import annotations

from collections.abc import Set

from reader.figures.agreement import link
from reader.figures.concept import find_concept
from reader.figures.context import read_context
from reader.figures.dates import decoys
from reader.figures.item import Item
from reader.figures.kinds import make_item
from reader.figures.money import settle
from reader.figures.numbers import has_number, scan, words_of
from reader.figures.ranges import join
from reader.figures.ranks import find_ranks
from reader.figures.salience import weigh
from reader.figures.tokens import Tokens
from reader.figures.years import find_years
from reader.model import Figure, FigureKind
from reader.text.sentences import sentences

# Prose has no sentence this long and no story so many numbers: what lies beyond is not read, which bounds the time.
_LONGEST_SENTENCE = 4_000
_MOST_IN_SENTENCE = 150
_MOST_FIGURES = 2_000


def find_figures(text: str, *, title_end: int = 0) -> list[Figure]:
    """Every figure of `text` in text order, `text[:title_end]` being its headline.

    Offsets are into `text`, with `text[figure.start:figure.end] == figure.text`; salience and the links between figures
    on the same quantity are filled in.  Any text is taken; nothing is raised.
    """
    figures: list[Figure] = []
    settled: dict[str, str] = {}
    spans = sentences(text)
    for index, (start, end) in enumerate(spans):
        stop = min(end, start + _LONGEST_SENTENCE)
        if len(figures) >= _MOST_FIGURES:
            break
        sentence = text[start:stop]
        words = words_of(sentence)
        if not has_number(sentence, words):
            continue
        for item in read_sentence(sentence, words):
            figures.append(_figure(text, item, index, start, end, settled))
    return link(text, weigh(text, figures, spans, title_end))


def read_sentence(s: str, words: Set[str]) -> list[Item]:
    """The figures of one sentence, with context and concept; `words` are its lower-case words."""
    banned = decoys(s, words)
    items: list[Item] = []
    at = 0
    for number in scan(s, words, _MOST_IN_SENTENCE):
        while at < len(banned) and banned[at][1] <= number.start:
            at += 1
        if at < len(banned) and banned[at][0] < number.end:
            continue
        if items and number.start < items[-1].end <= number.digits:
            number.start, number.currency = number.digits, ""
        item = make_item(s, number)
        if item is not None and (not items or item.first >= items[-1].end):
            items.append(item)
    items = _with(join(s, items) if items else items, [*find_ranks(s, words), *find_years(s, words)])
    tokens = Tokens(s) if items else None
    previous: Item | None = None
    for index, item in enumerate(items):
        if item.unit == "point" and _percentage_points(items, index, words):
            item.unit, item.kind = "pp", FigureKind.PERCENT
        read_context(s, item, previous)
        if tokens is not None:
            item.concept = find_concept(tokens, item, previous)
        previous = item
    return items


_POLLING = frozenset(
    """margin poll polls pollster approval support turnout swing rating ratings survey share unemployment inflation
    voters""".split()
)
_SCORING = frozenset(
    """index shares stocks league table match matches game games scored season nasdaq dow ftse nikkei points-based
    champion championship team driver""".split()
)


def _percentage_points(items: list[Item], index: int, words: Set[str]) -> bool:
    """Whether "points" are percentage points: beside a percentage, or in talk of polls and shares."""
    item = items[index]
    if not words.isdisjoint(_SCORING) or item.value is None or abs(item.value) > 60:
        return False
    if index and items[index - 1].unit in ("%", "pp") and item.first - items[index - 1].end < 40:
        return True
    follows = index + 1 < len(items) and items[index + 1].unit == "%" and items[index + 1].first - item.end < 30
    return follows or not words.isdisjoint(_POLLING)


def _with(items: list[Item], others: list[Item]) -> list[Item]:
    """Both lists in the order of the sentence; ranks and years give way to a figure that holds their words."""
    free = [r for r in others if all(r.end <= i.first or r.first >= i.end for i in items)]
    return sorted(items + free, key=lambda item: item.first) if free else items


def _figure(text: str, item: Item, sentence: int, start: int, end: int, settled: dict[str, str]) -> Figure:
    first, last = start + item.first, start + item.end
    unit = settle(text, item.unit, text[first:last], settled) if item.kind is FigureKind.MONEY else item.unit
    return Figure(
        text=text[first:last],
        start=first,
        end=last,
        kind=item.kind,
        value=item.value,
        low=item.low,
        high=item.high,
        unit=unit,
        counted=item.counted,
        head=item.head,
        concept=item.concept,
        qualifier=item.qualifier,
        change=item.change,
        sentence=sentence,
        sentence_start=start,
        sentence_end=end,
    )
