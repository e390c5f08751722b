"""A library in a real file, and stories to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model import Source, SourceKind
from reader.store.database import Library, open_library
from tests.store.stories import EXTRACTOR


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = open_library(path, EXTRACTOR)
    yield opened
    opened.close()


@pytest.fixture
def wire(library: Library) -> Source:
    """A kept source."""
    return library.add_source("https://wire.example/feed", SourceKind.FEED, title="Harbour Wire")
