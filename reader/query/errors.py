"""What is wrong with a query, in one sentence, and the right word next to it."""

from __future__ import annotations

from collections.abc import Iterable


class QueryError(ValueError):
    """A query that cannot be read.

    `text[position : position + length]` is what is wrong; `suggestion` may stand there instead ("" where nothing right
    is near). `message` is one sentence. `unfinished`: nothing is wrong but that the query does not end here, as it
    looks while someone types.
    """

    def __init__(
        self, position: int, length: int, message: str, suggestion: str = "", *, unfinished: bool = False
    ) -> None:
        super().__init__(message)
        self.position = position
        self.length = length
        self.message = message
        self.suggestion = suggestion
        self.unfinished = unfinished


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, or ""."""
    from difflib import get_close_matches

    if len(word) < 3:  # of two letters every second word is near
        return ""
    found = get_close_matches(word, list(known), n=1, cutoff=0.76)
    return found[0] if found else ""


class TermError(ValueError):
    """A value that cannot be read, told to the parser, which knows where it stands.

    `unfinished` counts only where the value ends the query: what begins like a right value may become one.
    """

    def __init__(self, message: str, suggestion: str = "", *, unfinished: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        self.unfinished = unfinished
