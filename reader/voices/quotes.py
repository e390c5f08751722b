"""Statements with their speakers: every quote of a story."""

from __future__ import annotations

from reader.model.voices import Quote, QuoteKind
from reader.voices.headline import behind_dateline
from reader.voices.interview import answers, interviewee, is_interview
from reader.voices.marks import Pair, Unit, find_units
from reader.voices.settle import Entity
from reader.voices.speakers import Speakers
from reader.voices.statement import Statement
from reader.voices.statements import read_unit
from reader.voices.story import Story

_CARRIED = 5  # tokens: shorter quotations without a cue are phrases and titles


def find_quotes(story: Story, entities: list[Entity]) -> list[Quote]:
    """The quotes of a story in text order."""
    speakers = Speakers(story, entities)
    found: list[tuple[Statement, str | None]] = []
    marked = bytearray(len(story.words))  # 1 inside quotation marks
    paragraph = before = -1
    asked = is_interview(story)
    answering = interviewee(entities) if asked else None
    unclosed = False
    for whole in find_units(story):
        opens = whole.paragraph != before
        before = whole.paragraph
        unit = whole._replace(first=behind_dateline(story, whole.first, whole.stop)) if opens else whole
        for pair in unit.pairs:
            marked[pair.first : pair.stop] = b"\1" * (pair.stop - pair.first)
        statements = read_unit(story, unit)
        for statement in statements:
            found.append((statement, speakers.resolve(statement.source)))
        if asked and not statements:
            found += [(statement, answering) for statement in answers(story, unit)]
        again = unit.paragraph == paragraph
        carried = _carried(unit, again=again) if found and not statements else []
        if carried:
            voice, name = found[-1]
            content = [(pair.first, pair.stop) for pair in carried]
            if again and voice.pairs:
                voice.content += content  # "…," she said. "…": one statement
            elif again or unclosed or _nothing_else(unit):
                found.append((Statement(content, voice.source, voice.cue, unit, carried), name))
        if statements or carried:
            paragraph = unit.paragraph
        unclosed = any(not pair.closed for pair in unit.pairs)
    return sorted((_quote(story, statement, name, marked) for statement, name in found), key=lambda q: q.content[0])


def _carried(unit: Unit, *, again: bool) -> list[Pair]:
    """The quotations of a unit that opens with one and has no cue; short ones only behind others (`again`)."""
    least = 0 if again and _nothing_else(unit) else _CARRIED
    long = [pair for pair in unit.pairs if pair.long and pair.stop - pair.first > least]
    return long if long and long[0].first <= unit.first + 1 else []


def _nothing_else(unit: Unit) -> bool:
    """Whether the unit is a quotation and nothing else."""
    return sum(pair.stop - pair.first for pair in unit.pairs) >= unit.stop - unit.first - 1


def _quote(story: Story, statement: Statement, speaker: str | None, marked: bytearray) -> Quote:
    inside = total = 0
    for first, stop in statement.content:
        for at in range(first, stop):
            if story.words[at][0].isalnum():
                total += 1
                inside += marked[at]
    kind = QuoteKind.DIRECT if inside == total else QuoteKind.MIXED if inside else QuoteKind.INDIRECT
    return Quote(
        speaker=speaker,
        content=tuple((story.starts[first], story.ends[stop - 1]) for first, stop in statement.content if stop > first),
        source=_span(story, statement.source),
        cue=_span(story, statement.cue),
        kind=kind,
    )


def _span(story: Story, span: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    return () if span is None else ((story.starts[span[0]], story.ends[span[1] - 1]),)
