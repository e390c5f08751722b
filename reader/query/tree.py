"""A query as a tree, and how it is printed.

Nodes are frozen and compare by value. Printing is canonical: reading what was printed, at the same moment, gives the
same tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.query.numbers import Number


class Field(StrEnum):
    """What a word is looked for in, when it is not the title or the text."""

    TITLE = "title"
    BODY = "body"
    SOURCE = "source"
    FOLDER = "folder"
    AUTHOR = "author"
    TAG = "tag"
    NOTE = "note"
    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    SAID = "said"  # what somebody is quoted with


class State(StrEnum):
    """What an article can be."""

    UNREAD = "unread"
    READ = "read"
    BOOKMARKED = "bookmarked"
    UPDATED = "updated"  # its text has changed since it was first seen
    CORRECTED = "corrected"  # carries a notice that says so, see `reader.text.corrections`
    NEW = "new"  # came since the reader was last left


class Sort(StrEnum):
    """The order of a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"
    FIGURES = "figures"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Text:
    """The words of `words` (as `reader.text.folding.words` has them) stand one behind the other.

    The last is the beginning of a word unless `whole`. Without a field they stand in the title or in the text behind
    it; with one, in one of its values: one tag, one name, one statement. `words` without a word in it is "": nothing
    matches that.
    """

    words: str
    whole: bool = False
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Is:
    """The article is so."""

    state: State


@dataclass(frozen=True, slots=True)
class Dates:
    """The article's moment is in [start, end), in UTC; None is open. `said` is what was typed: "since:3d"."""

    said: str
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class FigureIs:
    """One figure of the article is all of this.

    `number`: its value, or its range in part, is there. `unit`: it has that unit, without regard to case. `of`: each of
    these stands as whole words, plurals like singulars, in what it counts, its head or its concept. `change`: "up",
    "down", or "" for any.
    """

    number: Number | None = None
    unit: str = ""
    of: tuple[str, ...] = ()
    change: str = ""


@dataclass(frozen=True, slots=True)
class Disagrees:
    """Figures of the article disagree with each other; or none do."""

    yes: bool


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All articles but those."""

    part: Node


Node = Text | Is | Dates | FigureIs | Disagrees | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """Which articles, in which order (None: the list's own), and how many at most. No condition: every article."""

    condition: Node | None = None
    sort: Sort | None = None
    limit: int | None = None

    @property
    def text(self) -> str:
        """The canonical text; `parse` reads it as this query."""
        parts = [] if self.condition is None else [printed(self.condition)]
        if self.sort is not None:
            parts.append(f"sort:{self.sort.value}")
        if self.limit is not None:
            parts.append(f"limit:{self.limit}")
        return " ".join(parts)


# A word that is read as a word without quotes: no operator, no bracket, no sign and no colon that could mean more.
_PLAIN = re.compile(r"""(?!(?:and|or|not|AND|OR|NOT)$)(?![-"“”„])(?![A-Za-z]+:(?!//))[^\s()|]+""")


def printed(node: Node) -> str:
    """The canonical text of one condition."""
    match node:
        case Text():
            return f"{node.field.value}:{_quoted(node)}" if node.field else _quoted(node)
        case Is():
            return f"is:{node.state.value}"
        case Dates():
            return node.said
        case FigureIs():
            return _figure(node)
        case Disagrees():
            return "disagrees:yes" if node.yes else "disagrees:no"
        case Or():
            return " or ".join(printed(part) for part in node.parts)
        case Not():
            return "-" + _grouped(node.part)
        case And():
            figures = sum(isinstance(part, FigureIs) for part in node.parts)
            return " ".join(_member(part, figures) for part in node.parts)


def value(text: str) -> str:
    """A value behind a field's colon, in quotes where it needs them."""
    return text if _PLAIN.fullmatch(text) else f'"{text}"'


def _quoted(node: Text) -> str:
    if node.whole or not node.words:
        return f'"{node.words}"'
    return node.words if _PLAIN.fullmatch(node.words) else f'"{node.words}"*'


def _figure(node: FigureIs) -> str:
    parts = [] if node.number is None else [f"fig:{node.number}"]
    if node.unit:
        parts.append(f"unit:{value(node.unit)}")
    parts += [f"of:{value(words)}" for words in node.of]
    if node.change:
        parts.append(f"change:{node.change}")
    return " ".join(parts)


def _member(part: Node, figures: int) -> str:
    # What says no number would become part of another figure in the group.
    if isinstance(part, Or) or (isinstance(part, FigureIs) and part.number is None and figures > 1):
        return f"({printed(part)})"
    return printed(part)


def _grouped(part: Node) -> str:
    text = printed(part)
    several = isinstance(part, And | Or) or (isinstance(part, FigureIs) and len(_parts(part)) > 1)
    return f"({text})" if several else text


def _parts(figure: FigureIs) -> list[object]:
    return [part for part in (figure.number, figure.unit, *figure.of, figure.change) if part]
