"""Entries as a source would give them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import reader
from reader.model import Block, BlockKind, Document, Entry

ROOT = Path(reader.__file__).parents[1]
"""Where another process has to stand to import the same package."""
EXTRACTOR = "figures 1"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def document(title: str, text: str) -> Document:
    """A title and one paragraph."""
    whole = f"{title}\n\n{text}"
    body = len(title) + 2
    return Document(whole, (Block(BlockKind.TITLE, 0, len(title)), Block(BlockKind.PARAGRAPH, body, len(whole))))


def story(
    title: str = "Ferry runs again",
    text: str = "The ferry took 586 passengers.",
    *,
    guid: str = "",
    link: str = "",
    byline: str = "",
    published: datetime | None = None,
    outlet: str = "",
) -> Entry:
    """One entry."""
    return Entry(
        title,
        document(title, text),
        guid=guid,
        link=link,
        byline=byline,
        published=published,
        outlet=outlet,
        language="en",
    )


def stories(count: int, *, start: int = 0) -> list[Entry]:
    """So many different entries, an hour between two of them, the newest first."""
    return [
        story(f"Story {n}", f"Text of story number {n}.", guid=f"story-{n}", published=NOON - n * HOUR)
        for n in range(start, start + count)
    ]
