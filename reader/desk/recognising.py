"""The recogniser that a person's settings ask for, and the worker that works with it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.sources.parser import ParserProcess
    from reader.sources.pool import Parser, ParserPool
    from reader.voices.recogniser import Recogniser


def choose_recogniser(spacy: str) -> tuple[Recogniser | None, str]:
    """The spaCy model that is asked for, None for ""; or None and the sentence that says why it is not here."""
    if not spacy:
        return None, ""
    from reader.voices.recogniser import RecogniserError, find_recogniser

    try:
        return find_recogniser(spacy), ""
    except RecogniserError as error:
        return None, str(error)


def figures_worker(recogniser: Recogniser | None) -> ParserPool | ParserProcess:
    """Who is asked for figures, not yet started: several workers; but one with more time and memory for a model."""
    from reader.sources import parser
    from reader.sources.pool import ParserPool

    if recogniser is None:
        return ParserPool()
    return parser.ParserProcess(seconds=parser.VOTE_SECONDS, megabytes=parser.VOTE_MEGABYTES)


async def try_recogniser(worker: Parser, recogniser: Recogniser) -> None:
    """Let a worker load the recogniser. Raises RecogniserError when it cannot."""
    from reader.sources.errors import ParseError
    from reader.voices.recogniser import RecogniserError

    try:
        await worker.ask("figures", text="", spacy=recogniser.folder)
    except ParseError as error:
        raise RecogniserError(f"No second vote on names: {error}") from error


async def ask_figures(worker: Parser, recogniser: Recogniser | None, text: str, title_end: int) -> dict[str, Any]:
    """A worker's answer to the operation `figures`, without the vote where a text breaks the recogniser alone.

    Raises ParseError.
    """
    from reader.sources.errors import ParseError

    if recogniser is not None:
        with suppress(ParseError):
            return await worker.ask("figures", text=text, title_end=title_end, spacy=recogniser.folder)
    return await worker.ask("figures", text=text, title_end=title_end)
