"""What a stretch of words may be."""

from __future__ import annotations

from dataclasses import dataclass, field

PERSON, ORGANISATION, PLACE = "person", "organisation", "place"


@dataclass
class Candidate:
    """The tokens first..stop of a story, read as `kind` with `trust` (0 a guess, 3 certain; below 0
    no name here, -2 nor elsewhere unless something says so, -3 nor elsewhere at all).

    `opening`: nothing but its place in the sentence gives it a capital. `title`: a title stands before it. `fixed`: its
    kind is its own, whatever the rest of the story makes of the same words: the club of a table is not its town.
    """

    first: int
    stop: int
    text: str
    kind: str = ""
    trust: float = 0.0
    opening: bool = False
    title: str = ""
    headline: bool = False
    fixed: bool = False
    alias: str = ""
    words: tuple[str, ...] = field(default=())
