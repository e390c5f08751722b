"""Text in, findings out: figures and voices together, each figure with the voice that gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Findings

if TYPE_CHECKING:
    from reader.voices.recogniser import Recogniser

EXTRACTOR = "2"
"""Raised whenever figures or voices find something else than before: what another version stored is found again.

It stands here, in a module that imports neither room, because opening a library needs it and nothing more.
"""


def extractor(recogniser: Recogniser | None) -> str:
    """What findings are stored under: with another recogniser's vote, or without it, others are found."""
    return EXTRACTOR if recogniser is None else f"{EXTRACTOR} + {recogniser.name}"


def find(text: str, *, title_end: int = 0, folder: str = "") -> Findings:
    """Everything in a document's text; `text[:title_end]` is its headline.

    `folder` is that of a recogniser who has a second vote on names, "" for none. With one, RecogniserError is raised
    when it cannot be used.
    """
    from reader.figures import find_figures
    from reader.text.sentences import sentences
    from reader.voices import attribute, find_voices

    vote = None
    if folder:
        from reader.voices.recogniser import ask

        vote = ask(folder, text)
    voices = find_voices(text, title_end=title_end, sentences=sentences(text), vote=vote)
    figures = find_figures(text, title_end=title_end)
    return Findings(tuple(attribute(figures, voices.quotes, text)), voices)
