"""Read marks and bookmarks, and that no death of the process takes one."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from reader.model import Bookmark, Listing, Scope, Source, SourceKind
from reader.store.database import Library, open_library
from reader.store.protocol import NotFoundError
from tests.store.stories import HOUR, NOON, ROOT, stories


@pytest.fixture
def ids(library: Library, wire: Source) -> list[int]:
    library.save(wire.id, stories(4), when=NOON)
    return list(library.ids(Listing()))


def test_marking_read_and_unread_tells_what_changed(library: Library, ids: list[int]) -> None:
    assert library.set_read(ids[:2], True, when=NOON) == tuple(sorted(ids[:2]))
    assert library.set_read(ids[:3], True, when=NOON) == (ids[2],)
    assert [row.read for row in library.rows(ids)] == [True, True, True, False]
    assert library.set_read([*ids, 999], False, when=NOON) == tuple(sorted(ids[:3]))
    assert library.set_read([], True, when=NOON) == ()
    assert library.counts(Listing()) == (4, 4)


def test_a_bookmark_is_set_replaced_and_removed_and_the_one_before_is_told(library: Library, ids: list[int]) -> None:
    first = Bookmark(ids[1], NOON, "Ask the ministry.\n“Really?” — [red]")
    second = Bookmark(ids[1], NOON + timedelta(microseconds=1))
    assert library.set_bookmark(ids[1], first) is None
    assert library.article(ids[1]).bookmark == first
    assert library.set_bookmark(ids[1], second) == first
    assert [row.bookmarked for row in library.rows(ids)] == [False, True, False, False]
    assert library.set_bookmark(ids[1], None) == second
    assert library.set_bookmark(ids[1], None) is None
    assert library.bookmarks() == []
    with pytest.raises(NotFoundError, match="no article 999"):
        library.set_bookmark(999, first)


def test_bookmarks_stand_by_their_own_age(library: Library, ids: list[int]) -> None:
    for hours, place in enumerate((2, 0, 3)):
        library.set_bookmark(ids[place], Bookmark(ids[place], NOON + hours * HOUR))
    assert [row.id for row, _ in library.bookmarks()] == [ids[3], ids[0], ids[2]]
    assert list(library.ids(Listing(Scope.BOOKMARKED))) == [ids[0], ids[2], ids[3]]  # a list stands by its articles


def test_a_refresh_touches_no_mark(library: Library, wire: Source, ids: list[int]) -> None:
    library.set_read(ids, True, when=NOON)
    library.set_bookmark(ids[0], Bookmark(ids[0], NOON, "n"))
    library.save(wire.id, stories(6), when=NOON + HOUR)
    assert [row.read for row in library.rows(ids)] == [True] * 4
    assert library.article(ids[0]).bookmark == Bookmark(ids[0], NOON, "n")
    assert library.counts(Listing()) == (2, 6)


MARK_AND_DIE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.model import Bookmark, Listing
from reader.store.database import open_library
library = open_library(Path(sys.argv[1]))
for article in library.ids(Listing()):
    library.set_bookmark(article, Bookmark(article, datetime(2026, 3, 1, tzinfo=UTC), "kept"))
    library.set_read([article], True, when=datetime(2026, 3, 1, tzinfo=UTC))
    print(article, flush=True)
    if article == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_a_mark_that_was_made_survives_kill_9(path: Path) -> None:
    with closing(open_library(path)) as library:
        source = library.add_source("https://wire.example/", SourceKind.FEED)
        library.save(source.id, stories(20), when=NOON)
        ids = list(library.ids(Listing()))
    for killed_at in (ids[0], ids[7], ids[19]):
        command = [sys.executable, "-c", MARK_AND_DIE, str(path), str(killed_at)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        marked = [int(line) for line in ended.stdout.split()]
        assert marked[-1] == killed_at
        with closing(open_library(path)) as library:
            rows = {row.id: row for row in library.rows(ids)}
            assert all(rows[id_].read and rows[id_].bookmarked for id_ in marked)
            assert library.article(killed_at).bookmark is not None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_marks_are_written_through_to_the_disk_and_fetched_text_need_not_be(library: Library, wire: Source) -> None:
    """What a power cut would take cannot be tried here; the setting that decides it can be asked for."""
    asked: dict[bool, int] = {}
    for durable in (True, False):
        asked[durable] = library.serially(lambda c: c.execute("PRAGMA synchronous").fetchone()[0], durable=durable)
    assert asked == {True: 2, False: 1}  # FULL, NORMAL
