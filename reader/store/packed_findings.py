"""Findings as one packed value a version: columns instead of records, and nothing that the text itself says.

A figure's words are its place in the text; a name is its first mention; a speaker is mostly one of the names. A version
with 14 figures, 12 names and 6 quotes takes some 600 bytes so, a fifth of its text, against twice the text as rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, fields
from itertools import accumulate, chain
from typing import Any

from reader.model import Figure, FigureKind, Findings, Name, NameKind, Quote, QuoteKind, Voices
from reader.store.packing import pack_json, unpack_json

Span = tuple[int, int]

_SPOKEN = ("speaker",)
_SPANS = ("text", "start", "end", "sentence_start", "sentence_end")
_PLAIN = tuple(field.name for field in fields(Figure) if field.name not in (*_SPANS, *_SPOKEN))
_READ: dict[str, Callable[[Any], Any]] = {
    "kind": FigureKind,
    "value": float,
    "low": float,
    "high": float,
    "salience": float,
    "agrees": tuple,
    "disagrees": tuple,
}
"""What JSON does not give back by itself."""
_QUANTITY = ("kind", "value", "low", "high", "unit", "counted", "head", "concept", "change", "disagrees")
_NAME_KINDS = {kind.value[:2]: kind for kind in NameKind}
_QUOTE_KINDS = {kind.value[:1]: kind for kind in QuoteKind}
_DEFAULTS = {field.name: None if field.default is MISSING else field.default for field in fields(Figure)}


def pack_findings(findings: Findings, text: str) -> bytes:
    """What was found in `text`."""
    figures, names, quotes = findings.figures, findings.voices.names, findings.voices.quotes
    known = {name.name: number for number, name in enumerate(names)}
    columns: dict[str, list[Any]] = {}
    for column in _PLAIN:
        values = [getattr(figure, column) for figure in figures]
        if any(value != _DEFAULTS[column] for value in values):
            columns[column] = [_short(value) for value in values]
    return pack_json(
        [
            columns,
            [None if text[figure.start : figure.end] == figure.text else figure.text for figure in figures],
            _steps(figure.start for figure in figures),
            [figure.end - figure.start for figure in figures],
            [figure.start - figure.sentence_start for figure in figures],
            [figure.sentence_end - figure.end for figure in figures],
            _speakers((figure.speaker for figure in figures), known),
            [None if _first(name.mentions, text) == name.name else name.name for name in names],
            [name.kind.value[:2] for name in names],
            [name.role for name in names],
            [name.salience for name in names],
            [_flat(name.mentions) for name in names],
            _speakers((quote.speaker for quote in quotes), known),
            [quote.kind.value[:1] for quote in quotes],
            [[_flat(quote.content), _flat(quote.source), _flat(quote.cue)] for quote in quotes],
        ]
    )


def unpack_findings(packed: bytes, text: str) -> Findings:
    """The inverse of `pack_findings`. Raises ValueError for anything else."""
    try:
        return _findings(unpack_json(packed), text)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(str(error)) from error


def unpack_askable(packed: bytes, text: str, *, figures: bool, voices: bool) -> Findings:
    """What a query looks at, in a third of the time: the figures without their words and places, and the voices.

    `text` is of no matter without the voices. Raises ValueError as `unpack_findings` does.
    """
    try:
        columns, *others = unpack_json(packed)
        read = {column: _read(column, columns[column]) for column in _QUANTITY if column in columns}
        count = len(columns.get("kind", ())) if figures else 0
        return Findings(
            tuple(
                Figure("", 0, 0, **{column: values[number] for column, values in read.items()})
                for number in range(count)
            ),
            _voices(text, *others[_VOICES:])[0] if voices else Voices(),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(str(error)) from error


def _read(column: str, values: list[Any]) -> list[Any]:
    read = _READ.get(column)
    return values if read is None else [None if value is None else read(value) for value in values]


def _findings(data: list[Any], text: str) -> Findings:
    columns, words, starts, lengths, before, behind, speakers, *others = data
    voices, called = _voices(text, *others)
    figures = []
    kept = {column: _read(column, values) for column, values in columns.items() if column in _PLAIN}
    for number, start in enumerate(accumulate(starts)):
        end = start + lengths[number]
        figures.append(
            Figure(
                text=text[start:end] if words[number] is None else words[number],
                start=start,
                end=end,
                sentence_start=start - before[number],
                sentence_end=end + behind[number],
                speaker=_speaker(speakers[number], called),
                **{column: values[number] for column, values in kept.items()},
            )
        )
    return Findings(tuple(figures), voices)


_VOICES = 6
"""Lists before those of the voices, without the columns."""


def _voices(
    text: str,
    names: list[str | None],
    kinds: list[str],
    roles: list[str],
    saliences: list[float],
    mentions: list[list[int]],
    speakers: list[int | str | None],
    quote_kinds: list[str],
    places: list[list[list[int]]],
) -> tuple[Voices, list[str]]:
    """The names and quotes, and the names' words by their numbers."""
    spans = [_spans(each) for each in mentions]
    called: list[str] = [text[slice(*at[0])] if name is None else name for name, at in zip(names, spans, strict=True)]
    quotes = [
        Quote(_speaker(speaker, called), _spans(content), _spans(source), _spans(cue), _QUOTE_KINDS[kind])
        for speaker, kind, (content, source, cue) in zip(speakers, quote_kinds, places, strict=True)
    ]
    found = [
        Name(name, _NAME_KINDS[kind], role, at, float(salience))
        for name, kind, role, at, salience in zip(called, kinds, roles, spans, saliences, strict=True)
    ]
    return Voices(tuple(found), tuple(quotes)), called


def _short(value: Any) -> Any:
    """A whole number without its ".0"; `_READ` makes it a float again."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _steps(values: Iterable[int]) -> list[int]:
    steps, last = [], 0
    for value in values:
        steps.append(value - last)
        last = value
    return steps


def _flat(spans: Sequence[Span]) -> list[int]:
    return _steps(chain.from_iterable(spans))


def _spans(steps: Sequence[int]) -> tuple[Span, ...]:
    ends = iter(accumulate(steps))
    return tuple(zip(ends, ends, strict=True))


def _first(spans: Sequence[Span], text: str) -> str | None:
    return text[slice(*spans[0])] if spans else None


def _speakers(speakers: Iterable[str | None], known: dict[str, int]) -> list[int | str | None]:
    return [speaker if speaker is None else known.get(speaker, speaker) for speaker in speakers]


def _speaker(stored: int | str | None, called: Sequence[str]) -> str | None:
    return called[stored] if isinstance(stored, int) else stored
