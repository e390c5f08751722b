"""Figures get their voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.model import Figure
from reader.model.voices import Quote, Voices


def attribute(figures: Sequence[Figure], quotes: Sequence[Quote], text: str) -> list[Figure]:
    """Each figure with the `speaker` and `cue` of the smallest content span of a quote around it, or with none.

    A figure inside nested statements gets the nearest voice; the outer ones stay in `quotes`, see `Findings.via`.
    """
    around = Voices(quotes=tuple(quotes)).around([(figure.start, figure.end) for figure in figures])
    return [_voiced(figure, near[0] if near else None, text) for figure, near in zip(figures, around, strict=True)]


def _voiced(figure: Figure, quote: Quote | None, text: str) -> Figure:
    if quote is None:
        return replace(figure, speaker=None, cue=None)
    cue = " ".join(text[quote.cue[0][0] : quote.cue[0][1]].split()) if quote.cue else None
    return replace(figure, speaker=quote.speaker, cue=cue)
