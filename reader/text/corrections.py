"""The notices with which a publisher says that a story was changed.

Only what says so outright: that a story "was updated" says nothing was wrong, and a false alarm is worse than none.
"""

from __future__ import annotations

from reader.text.folding import words

TITLES = ("correction", "corrected", "clarification", "erratum")
"""First words of a headline, folded."""

_STORIES = ("article", "story", "report", "post", "headline")
_CHANGED = ("corrected", "amended")
NOTICES = (
    *(f"this {what} {verb} {how}" for what in _STORIES for verb in ("was", "has been") for how in _CHANGED),
    *(f"{which} version of {this} {what}" for which in ("an earlier", "a previous") for this in ("this", "the")
      for what in _STORIES),
)  # fmt: skip
"""Phrases of a text, folded."""


def looks_corrected(title: str, body: str) -> bool:
    """Whether a story carries such a notice."""
    if words(title)[:1] and words(title)[0] in TITLES:
        return True
    text = f" {' '.join(words(f'{title} {body}'))} "
    return any(f" {notice} " in text for notice in NOTICES)
