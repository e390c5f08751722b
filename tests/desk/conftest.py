"""A desk over a real library, and entries to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.model import Block, BlockKind, Document, Entry, SourceKind

NOON = datetime(2026, 2, 15, 12, tzinfo=UTC)

Fill = Callable[..., list[int]]


def entry(number: int, *, body: str = "Nothing much happened.") -> Entry:
    """An article published `number` minutes before noon."""
    title = f"Story {number}"
    text = f"{title}\n\n{body}"
    blocks = (
        Block(BlockKind.TITLE, 0, len(title)),
        Block(BlockKind.PARAGRAPH, len(title) + 2, len(text)),
    )
    return Entry(
        title=title,
        document=Document(text, blocks),
        guid=f"guid-{number}",
        link=f"https://wire.example/{number}",
        byline="Ann Lee",
        published=NOON - timedelta(minutes=number),
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def fill(desk: Desk) -> Fill:
    """Store `count` articles of one kept source; their ids, newest first."""

    def store(count: int, **fields: str) -> list[int]:
        source = desk.storage.add_source("https://wire.example/feed", SourceKind.FEED, title="Harbour Wire")
        desk.storage.save(source.id, [entry(number, **fields) for number in range(count)], when=NOON)
        from reader.model import Listing

        return list(desk.storage.ids(Listing()))

    return store
