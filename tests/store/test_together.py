"""Many threads and several processes on one library; and a disk that is full."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from reader.model import Bookmark, Listing, Scope, SourceKind
from reader.store.database import Library, open_library
from tests.store.stories import NOON, ROOT, stories
from tests.together import together


def whole(path: Path) -> bool:
    """Whether the file is sound, the text index included."""
    with closing(sqlite3.connect(path)) as connection:
        for table in ("search", "starts", "facts"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        counted, places = connection.execute("SELECT count(*), count(DISTINCT place) FROM articles").fetchone()
        tallies = "SELECT source_id, articles, unread FROM tallies WHERE articles > 0 ORDER BY source_id"
        kept = connection.execute(tallies).fetchall()
        counts = (
            "SELECT source_id, count(*), count(*) - count(read_at) FROM articles GROUP BY source_id ORDER BY source_id"
        )
        assert kept == connection.execute(counts).fetchall()
        assert counted == places
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def test_readers_and_writers_in_threads(path: Path, library: Library) -> None:
    sources = [library.add_source(f"https://{n}.example/", SourceKind.FEED).id for n in range(4)]

    def write(number: int) -> int:
        saved = library.save(sources[number % 4], stories(10, start=number * 10), when=NOON)
        article = library.ids(Listing(sources=(sources[number % 4],)), limit=1)[0]
        library.set_read([article], True, when=NOON)
        library.set_bookmark(article, Bookmark(article, NOON))
        return saved.new

    def read(_: int) -> bool:
        ids = library.ids(Listing())
        unread, total = library.counts(Listing())
        rows = library.rows(ids)
        found = library.counts(Listing(text="story"))[1]
        # Each call sees a state between two writes, and later calls see the same or a later one.
        return len(ids) % 10 == 0 and len(rows) == len(ids) <= total <= found and unread <= total

    with ThreadPoolExecutor(8) as pool:
        writes = [pool.submit(write, number) for number in range(24)]
        reads = [pool.submit(read, number) for number in range(48)]
        assert sum(each.result() for each in writes) == 240
        assert all(each.result() for each in reads)
    assert len(library.ids(Listing())) == 240
    assert len(library.bookmarks()) == len(library.ids(Listing(Scope.BOOKMARKED))) > 0
    library.close()
    assert whole(path)


OTHER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reader.model import Bookmark, Listing, SourceKind
from reader.store.database import open_library
from tests.together import together
from tests.store.stories import NOON, stories
library = open_library(Path(sys.argv[1]))
source = library.add_source("https://" + sys.argv[2] + ".example/", SourceKind.FEED).id
for start in range(0, 200, 10):
    library.save(source, stories(10, start=start), when=NOON)
    newest = library.ids(Listing(sources=(source,)), limit=1)[0]
    library.set_read([newest], True, when=NOON)
article = library.ids(Listing(sources=(source,)))[-1]
library.set_bookmark(article, Bookmark(article, NOON, sys.argv[2]))
library.close()
"""


@pytest.mark.slow
def test_processes_that_make_and_fill_one_library_at_once(path: Path) -> None:
    commands = [[sys.executable, "-c", OTHER, str(path), name] for name in ("one", "two", "three")]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) for command in commands]
    errors = [process.communicate(timeout=120)[1] for process in running]
    assert errors == ["", "", ""]
    with closing(open_library(path)) as library:
        assert [(source.articles, source.unread) for source in library.sources()] == [(200, 199)] * 3
        assert {bookmark.note for _, bookmark in library.bookmarks()} == {"one", "two", "three"}
        assert library.counts(Listing(text="story")) == (597, 600)
    assert whole(path)


def test_what_another_library_wrote_is_seen_at_once(path: Path, library: Library) -> None:
    assert library.sources() == []
    with closing(open_library(path)) as other:
        added = other.add_source("https://wire.example/", SourceKind.FEED)
        assert library.sources() == [added]
        other.save(added.id, stories(3), when=NOON)
        assert len(library.ids(Listing())) == 3
        assert library.counts(Listing(text="st")) == (3, 3)


@pytest.mark.slow
def test_two_that_write_and_three_that_read(path: Path) -> None:
    """A moment of it; `python -m tests.together` goes on for a minute."""
    assert together(path, 2) == []


def test_changes_of_others_are_told_from_our_own(path: Path, library: Library) -> None:
    before = library.elsewhere()
    library.add_source("https://wire.example/", SourceKind.FEED)
    library.sources()
    assert library.elsewhere() == before
    with closing(open_library(path)) as other:
        other.save(1, stories(1), when=NOON)
    after = library.elsewhere()
    assert after != before
    assert library.elsewhere() == after


def test_a_reader_sees_one_state_to_its_end(library: Library) -> None:
    source = library.add_source("https://wire.example/", SourceKind.FEED)
    with library.reading() as connection:
        count = "SELECT count(*) FROM articles"
        assert connection.execute(count).fetchone() == (0,)
        library.save(source.id, stories(3), when=NOON)
        assert connection.execute(count).fetchone() == (0,)
    assert len(library.ids(Listing())) == 3


FULL_DISK = """
import resource, sys
from pathlib import Path
from reader.model import Bookmark, Listing
from reader.store.database import open_library
from reader.store.protocol import StorageError
from tests.together import together
from tests.store.stories import NOON, stories
library = open_library(Path(sys.argv[1]))
size = 600_000
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
for start in range(100, 20_000, 100):
    try:
        library.save(1, stories(100, start=start), when=NOON)
    except StorageError as error:
        print(error)
        break
print(len(library.ids(Listing())), start, len(library.ids(Listing(text="story"))))
library.close()
"""


@pytest.mark.slow
def test_a_full_disk_is_a_sentence_and_takes_nothing(path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    with closing(open_library(path)) as library:
        source = library.add_source("https://wire.example/", SourceKind.FEED)
        library.save(source.id, stories(100), when=NOON)
    command = [sys.executable, "-c", FULL_DISK, str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, cwd=ROOT)
    sentence, counts = ended.stdout.splitlines()
    assert sentence == f"The library {path} could not be read or written: the disk is full or failing."
    kept, stopped_at, found = map(int, counts.split())
    assert kept == stopped_at  # every document before the one that failed, whole, and nothing of that one
    assert found <= kept  # the text index may lack room for the last ones; searching goes on
    with closing(open_library(path)) as library:
        assert len(library.ids(Listing())) == len(library.ids(Listing(text="story"))) == kept
        assert library.save(1, stories(100, start=stopped_at), when=NOON + timedelta(hours=1)).new == 100
    assert whole(path)
