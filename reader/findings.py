"""Text in, findings out: figures and voices together, each figure with the voice that gives it."""

from __future__ import annotations

from reader.model import Findings

EXTRACTOR = "1"
"""Raised whenever figures or voices find something else than before: what another version stored is found again.

It stands here, in a module that imports neither room, because opening a library needs it and nothing more.
"""


def find(text: str, *, title_end: int = 0) -> Findings:
    """Everything in a document's text; `text[:title_end]` is its headline."""
    from reader.figures import find_figures
    from reader.text.sentences import sentences
    from reader.voices import attribute, find_voices

    voices = find_voices(text, title_end=title_end, sentences=sentences(text))
    figures = find_figures(text, title_end=title_end)
    return Findings(tuple(attribute(figures, voices.quotes, text)), voices)
