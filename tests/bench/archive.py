"""An archive of invented news: articles with their figures, names and quotes, each a function of its number.

Words follow Zipf's law, as those of a language do, over 60,000 of them: English ones at the head, invented ones behind.
An article has about 500 words, 14 figures, 12 names and 6 quotes, and one word that no other has (`unique`).
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from reader.model import (
    Block,
    BlockKind,
    Document,
    Entry,
    Figure,
    FigureKind,
    Findings,
    Link,
    Name,
    NameKind,
    Quote,
    QuoteKind,
    Voices,
)

PER_SOURCE = 100
"""Articles of one source."""
LAST = datetime(2026, 1, 1, tzinfo=UTC)
APART = 94
"""Seconds between two articles: a million in three years."""

_WORDS = 60_000
_SENTENCES = 30_000
_NAMES = 40_000
_HEAD = """the of and to in a that is for on with was as it by at from his he be has are an its have will said not but
    who which this their they were been had more after or one about would up than out new also two over when her she
    first there people last year could if some into all government other years time most what against between three no
    so we police company before minister only under now them may made state court while because through such where
    many party country market
    week since percent still bank million president city world report during million law him off down
    month home day even later both group both public health school work trade oil price power energy water budget
    election vote council talks workers growth study research hospital prices shares profit demand rates
    inflation border fire storm flood road rail airport ferry harbour union strike deal tax pension housing rent
    climate""".split()
_OPEN = "b c d f g h j k l m n p r s t v w b d l m r s t ch cl gr pr sh st th tr".split()
_MIDDLE = "a e i o u a e i o ea io".split()
_CLOSE = ["", "", "", "l", "m", "n", "r", "s", "t", "nd", "ng", "st"]
_ENDS = ["", "", "", "", "", "s", "ed", "ing", "er", "al"]
_COUNTED = """people workers homes jobs schools deaths cases patients refugees vessels flights barrels voters students
    families companies shops trains arrests injuries claims hectares buses beds teachers soldiers""".split()
_UNITS = ("USD", "EUR", "GBP", "JPY", "CHF", "%", "km", "t", "day", "year")
_ROLES = ("", "", "", "minister", "chief executive", "spokesman", "mayor", "analyst", "professor")


def _word(chance: random.Random) -> str:
    parts = chance.choice((1, 1, 2, 2, 2))
    stem = "".join(chance.choice(_OPEN) + chance.choice(_MIDDLE) + chance.choice(_CLOSE) for _ in range(parts))
    return stem + chance.choice(_ENDS)


@cache
def words() -> tuple[str, ...]:
    """The vocabulary, the commonest word first."""
    chance = random.Random("words")
    known = dict.fromkeys(_HEAD)
    while len(known) < _WORDS:
        known[_word(chance)] = None
    return tuple(known)


@cache
def _sentences() -> tuple[tuple[str, int], ...]:
    chance = random.Random("sentences")
    vocabulary = words()
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
    made = []
    for _ in range(_SENTENCES):
        length = chance.randint(8, 26)
        chosen = [vocabulary[bisect(weights, chance.random() * weights[-1])] for _ in range(length)]
        made.append((" ".join(chosen), length))
    return tuple(made)


@cache
def names() -> tuple[tuple[str, NameKind], ...]:
    """Persons, organisations and places, the most named first."""
    chance = random.Random("names")
    known: dict[str, NameKind] = {}
    first = [_word(chance).title() for _ in range(400)]
    while len(known) < _NAMES:
        last, other = _word(chance).title(), chance.choice(first)
        name, kind = chance.choice(
            (
                (f"{other} {last}", NameKind.PERSON),
                (f"{other} {last}", NameKind.PERSON),
                (f"{last} {chance.choice(('Bank', 'Group', 'Union', 'Council', 'Foods'))}", NameKind.ORGANISATION),
                (last, NameKind.PLACE),
            )
        )
        known.setdefault(name, kind)
    return tuple(known.items())


@cache
def _name_weights() -> list[float]:
    return list(accumulate(1 / (rank + 5) for rank in range(_NAMES)))


def unique(number: int) -> str:
    """The word that only this article has."""
    return f"zq{number}x"


def moment(number: int, total: int) -> datetime:
    """When article `number` of `total` was published: the articles of each source are spread over the whole time."""
    source, place = divmod(number, PER_SOURCE)
    sources = -(-total // PER_SOURCE)
    return LAST - timedelta(seconds=APART) * (place * sources + source)


def article(number: int, total: int) -> tuple[Entry, Findings]:
    """Article `number` of an archive of `total`, and what is found in it."""
    chance = random.Random(number)
    pool, known, weights = _sentences(), names(), _name_weights()
    title = " ".join(pool[int(chance.random() * _SENTENCES)][0].split()[: chance.randint(5, 10)]).capitalize()
    named = dict.fromkeys(known[bisect(weights, chance.random() * weights[-1])] for _ in range(13))
    cast = list(named)
    mentions: list[list[tuple[int, int]]] = [[] for _ in cast]
    figures: list[Figure] = []
    quotes: list[Quote] = []
    blocks = [Block(BlockKind.TITLE, 0, len(title))]
    parts = [title, "\n\n"]
    at = start = len(title) + 2
    wanted, have, sentence, mentioned = chance.randint(380, 540), 0, 0, 0

    def say(words: str) -> int:
        nonlocal at
        parts.append(words)
        at += len(words)
        return at - len(words)

    while have < wanted:
        text, length = pool[int(chance.random() * _SENTENCES)]
        have += length + 2
        begin = at
        draw = chance.random()
        say(text[0].upper() + text[1:])
        who = mentioned % len(cast)
        if draw < 0.56 and len(figures) < 20:
            say(", with ")
            figures.append(_figure(chance, at, sentence, begin, cast[who][0] if draw < 0.12 else None))
            say(figures[-1].text)
        if draw < 0.24 and len(quotes) < 8:
            end = at
            say(", ")
            place = say(cast[who][0])
            mentions[who].append((place, at))
            cue = say(" said") + 1
            quotes.append(Quote(cast[who][0], ((begin, end),), ((place, cue - 1),), ((cue, at),), QuoteKind.INDIRECT))
            mentioned += 1
        elif mentioned < 16 and draw < 0.62:
            say(" for ")
            place = say(cast[who][0])
            mentions[who].append((place, at))
            mentioned += 1
        say(". ")
        sentence += 1
        if sentence % 4 == 0:
            parts[-1] = ".\n\n"
            at += 1
            blocks.append(Block(BlockKind.PARAGRAPH, start, at - 3))
            start = at
    say(f"Reference {unique(number)}.")
    blocks.append(Block(BlockKind.PARAGRAPH, start, at))
    address = f"https://wire{number // PER_SOURCE}.example/news/{number:09d}.html"
    document = Document("".join(parts), tuple(blocks), (Link(start, at, f"{address}#source"),))
    entry = Entry(title, document, address, address, cast[0][0], moment(number, total), None, "en")
    found = tuple(
        Name(name, kind, chance.choice(_ROLES) if kind is NameKind.PERSON else "", tuple(spans), round(1 / (n + 1), 4))
        for n, ((name, kind), spans) in enumerate(zip(cast, mentions, strict=True))
        if spans
    )
    return entry, Findings(tuple(figures), Voices(found, tuple(quotes)))


def articles(first: int, last: int, total: int) -> Iterator[tuple[Entry, Findings]]:
    """Articles `first` to `last` (left out) of an archive of `total`."""
    return (article(number, total) for number in range(first, last))


def _figure(chance: random.Random, at: int, sentence: int, begin: int, speaker: str | None) -> Figure:
    value = round(10 ** chance.uniform(0, 6), chance.choice((0, 0, 0, 1)))
    unit = "" if chance.random() < 0.5 else chance.choice(_UNITS)
    counted = "" if unit else chance.choice(_COUNTED)
    text = f"{value:,.0f} {counted or unit}" if value == int(value) else f"{value:,.1f} {counted or unit}"
    kind = FigureKind.COUNT if counted else FigureKind.PERCENT if unit == "%" else FigureKind.MONEY
    return Figure(
        text,
        at,
        at + len(text),
        kind,
        value,
        unit=unit,
        counted=counted,
        head=counted.removesuffix("s"),
        concept="" if chance.random() < 0.5 else words()[20 + int(chance.random() * 2_000)],
        qualifier=chance.choice("====~>"),
        change=chance.choice((None, None, None, "up", "down")),
        speaker=speaker,
        cue="said" if speaker else None,
        sentence=sentence,
        sentence_start=begin,
        sentence_end=at + len(text) + 2,
        salience=round(chance.random(), 4),
        disagrees=(0,) if chance.random() < 0.01 else (),
    )
