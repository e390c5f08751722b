"""Text in, names and quotes out."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.voices import Voices, Vote
from reader.text.sentences import sentences as find_sentences


def find_voices(
    text: str,
    *,
    title_end: int = 0,
    sentences: Sequence[tuple[int, int]] | None = None,
    vote: Vote | None = None,
) -> Voices:
    """Who is in `text`, whose headline is `text[:title_end]`, and who said what.

    `sentences` are those of `reader.text.sentences`, found here when not given; `vote` is what a recogniser says of the
    text, where there is one: it counts where the rules only guess. Names are ranked by salience; quotes stand in text
    order. Offsets are into `text`. Any text is taken; nothing is raised.
    """
    from reader.voices.pipeline import read  # word lists and patterns: a program that reads no story need not load them

    return read(text, title_end, find_sentences(text) if sentences is None else sentences, vote)
