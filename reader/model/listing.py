"""A list is a stored query: scope, words and sources together say which articles are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """The scopes that one key cycles through."""

    ALL = "all"
    UNREAD = "unread"
    BOOKMARKED = "bookmarked"


@dataclass(frozen=True, slots=True)
class Listing:
    """Which articles a list shows, newest first.

    `text` is what was typed into the search box: every word must occur in title or body (prefixes count, accents and
    case do not). `name` is a person, organisation or place that the article must name, by its full name. `sources`
    limits it to those source ids; None means every kept source, and bookmarks of any source. `query` is one of
    `reader.query`, which must hold as well.
    """

    scope: Scope = Scope.ALL
    text: str = ""
    sources: tuple[int, ...] | None = None
    name: str = ""
    query: str = ""
