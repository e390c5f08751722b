"""Figures get their voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Figure
from reader.model.voices import Quote


def attribute(figures: Sequence[Figure], quotes: Sequence[Quote], text: str) -> list[Figure]:
    """Each figure with the `speaker` and `cue` of the smallest content span of a quote around it, or with none.

    A figure inside nested statements gets the nearest voice; the outer one stays in `quotes`.
    """
    spans = [(end - start, start, end, quote) for quote in quotes if quote.speaker for start, end in quote.content]
    spans.sort(key=lambda span: -span[0])
    order = sorted(range(len(figures)), key=lambda i: figures[i].start)
    starts = [figures[i].start for i in order]
    voices: list[Quote | None] = [None] * len(figures)
    for _, start, end, quote in spans:  # the longest first, so that the smallest has the last word
        for at in range(bisect_left(starts, start), bisect_left(starts, end)):
            if figures[order[at]].end <= end:
                voices[order[at]] = quote
    return [_voiced(figure, quote, text) for figure, quote in zip(figures, voices, strict=True)]


def _voiced(figure: Figure, quote: Quote | None, text: str) -> Figure:
    if quote is None:
        return replace(figure, speaker=None, cue=None)
    cue = " ".join(text[quote.cue[0][0] : quote.cue[0][1]].split()) if quote.cue else None
    return replace(figure, speaker=quote.speaker, cue=cue)
