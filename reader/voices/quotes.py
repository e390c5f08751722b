"""Statements with their speakers: every quote of a story."""

from __future__ import annotations

from reader.model.voices import Quote, QuoteKind
from reader.voices.marks import Pair, Unit, find_units
from reader.voices.settle import Entity
from reader.voices.speakers import Speakers
from reader.voices.statement import Statement
from reader.voices.statements import read_unit
from reader.voices.story import Story

_CARRIED = 5  # words: shorter quotations without a cue are phrases and titles


def find_quotes(story: Story, entities: list[Entity]) -> list[Quote]:
    """The quotes of a story in text order."""
    speakers = Speakers(story, entities)
    quotes: list[Quote] = []
    paragraph = -1
    voice: Statement | None = None
    name: str | None = None
    open_end = False
    for unit in find_units(story):
        fresh = unit.paragraph != paragraph
        statements = read_unit(story, unit)
        if statements:
            for statement in statements:
                speaker = speakers.resolve(statement.source, unit.first)
                quotes.append(_quote(story, statement, speaker))
                voice, name = statement, speaker
            paragraph = unit.paragraph
        else:
            carried = _carried(story, unit)
            if carried and voice is not None and (not fresh or open_end or _only(story, unit)):
                if not fresh and voice.pairs:
                    voice.content += [(p.first, p.stop) for p in carried]
                    voice.pairs = voice.pairs + carried
                    quotes[-1] = _quote(story, voice, name)
                else:
                    quotes.append(
                        _quote(
                            story, Statement([(p.first, p.stop) for p in carried], voice.source, voice.cue, unit), name
                        )
                    )
                paragraph = unit.paragraph
        open_end = any(not pair.closed for pair in unit.pairs)
    return sorted(quotes, key=lambda q: q.content[0])


def _carried(story: Story, unit: Unit) -> list[Pair]:
    """Long quotations that open the unit and have no cue."""
    long = [pair for pair in unit.pairs if pair.long and pair.stop - pair.first > _CARRIED]
    if not long or long[0].first > unit.first + 1:
        return []
    return long


def _only(story: Story, unit: Unit) -> bool:
    """Whether the unit is a quotation and nothing else."""
    covered = sum(pair.stop - pair.first for pair in unit.pairs)
    return covered >= unit.stop - unit.first - 1


def _quote(story: Story, statement: Statement, speaker: str | None) -> Quote:
    content = tuple((story.starts[a], story.ends[b - 1]) for a, b in statement.content if b > a)
    inside = total = 0
    for a, b in statement.content:
        for at in range(a, b):
            if story.words[at][0].isalnum():
                total += 1
                inside += any(pair.first <= at < pair.stop for pair in (*statement.unit.pairs, *statement.pairs))
    kind = QuoteKind.DIRECT if inside == total else QuoteKind.MIXED if inside else QuoteKind.INDIRECT
    return Quote(speaker, content, _span(story, statement.source), _span(story, statement.cue), kind)


def _span(story: Story, span: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    return () if span is None else ((story.starts[span[0]], story.ends[span[1] - 1]),)
