"""Lists: order, scopes, limits, counts, and that they are walked along an index."""

from __future__ import annotations

import random
import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.model import Bookmark, Listing, Scope, SourceKind
from reader.store.database import Library, open_library
from reader.store.selection import walk
from tests.store.stories import HOUR, NOON, story


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled library, for tests that only read."""
    path = tmp_path_factory.mktemp("lists") / "library.db"
    with closing(open_library(path)) as library:
        fill(library)
    return path


@pytest.fixture
def mixed(shelf: Path) -> Iterator[Library]:
    with closing(open_library(shelf)) as library:
        yield library


def fill(library: Library) -> None:
    """Three kept sources and a visited one, 40 articles each, some of one moment; a third read, some bookmarked."""
    chance = random.Random(1)
    for name in "abcd":
        source = library.add_source(f"https://{name}.example/", SourceKind.FEED, title=name, kept=name != "d")
        entries = [story(f"{name} {n}", guid=str(n), published=NOON - chance.randrange(30) * HOUR) for n in range(40)]
        library.save(source.id, entries, when=NOON)
    everything = library.ids(Listing(sources=(1, 2, 3, 4)))
    library.set_read(chance.sample(everything, 50), True, when=NOON)
    for article in chance.sample(everything, 12):
        library.set_bookmark(article, Bookmark(article, NOON))


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("sources", [None, (), (2,), (4,), (1, 4), (3, 2, 1, 99)])
@pytest.mark.parametrize("text", ["", "ferry", "a", "b 1"])
def test_every_listing_against_its_meaning(
    mixed: Library, scope: Scope, sources: tuple[int, ...] | None, text: str
) -> None:
    rows = mixed.rows(range(1, 161))
    assert len(rows) == 160
    in_sources = [
        row for row in rows if (row.source != "d" or row.bookmarked if sources is None else row.source_id in sources)
    ]
    meant = {
        "": in_sources,
        "ferry": in_sources,
        "a": [row for row in in_sources if row.source == "a"],
        "b 1": [row for row in in_sources if row.title.startswith("b 1")],
    }[text]
    unread = [row for row in meant if not row.read]
    expected = {Scope.ALL: meant, Scope.UNREAD: unread, Scope.BOOKMARKED: [row for row in meant if row.bookmarked]}[
        scope
    ]
    expected.sort(key=lambda row: (row.sorted_at, row.id), reverse=True)
    listing = Listing(scope, text, sources)
    assert mixed.ids(listing) == array("q", [row.id for row in expected])
    assert list(mixed.ids(listing, limit=7)) == [row.id for row in expected[:7]]
    assert list(mixed.ids(listing, limit=0)) == []
    assert mixed.counts(listing) == (len(unread), len(meant))
    assert mixed.rows(mixed.ids(listing)) == expected


def test_rows_stand_in_the_order_that_was_asked_for(mixed: Library) -> None:
    assert [row.id for row in mixed.rows(array("q", [7, 3, 999, 7, 1]))] == [7, 3, 7, 1]
    assert mixed.rows([]) == []


def plan(path: Path, listing: Listing) -> list[str]:
    """How SQLite means to answer a list, on a file without statistics."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'sqlite_stat%'").fetchone() is None
        query, parameters = walk(connection, listing).query("a.id", below=None, limit=60)
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", parameters)]


@pytest.mark.parametrize(
    ("listing", "first"),
    [
        (Listing(), "SCAN a USING COVERING INDEX articles_newest"),
        (Listing(Scope.UNREAD), "SCAN a USING COVERING INDEX articles_unread"),
        (Listing(sources=(1,)), "SEARCH a USING COVERING INDEX articles_source (source_id=?)"),
        (Listing(Scope.UNREAD, sources=(1,)), "SEARCH a USING COVERING INDEX articles_source_unread (source_id=?)"),
        (Listing(sources=(1, 2)), "SCAN a USING COVERING INDEX articles_newest"),
        (Listing(Scope.UNREAD, sources=(1, 2)), "SCAN a USING COVERING INDEX articles_unread"),
    ],
)
def test_main_lists_are_walked_along_a_covering_index(
    shelf: Path, listing: Listing, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.selection._FEW", -1)  # as of sources with many articles
    steps = plan(shelf, listing)
    assert steps[0] == first
    assert not [step for step in steps if "TEMP B-TREE" in step or step == "SCAN a"]


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.UNREAD])
def test_the_list_of_sources_with_few_articles_is_made_from_theirs(shelf: Path, scope: Scope) -> None:
    steps = plan(shelf, Listing(scope, sources=(1, 2)))
    index = "articles_source" if scope is Scope.ALL else "articles_source_unread"
    assert steps[0] == f"SEARCH a USING COVERING INDEX {index} (source_id=?)"


@pytest.mark.parametrize(
    ("listing", "first"),
    [
        (Listing(Scope.BOOKMARKED), "SCAN b"),
        (Listing(Scope.BOOKMARKED, sources=(1,)), "SCAN b"),
    ],
)
def test_bookmarks_start_from_themselves(shelf: Path, listing: Listing, first: str) -> None:
    steps = plan(shelf, listing)
    assert steps[0].startswith(first)
    assert steps[1] == "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)"


def test_no_list_touches_the_bodies(library: Library, path: Path) -> None:
    """Without the table of the texts every list is answered as before."""
    fill(library)
    listings = [Listing(scope, text) for scope in Scope for text in ("", "ferry")]
    before = [(library.rows(library.ids(each)), library.counts(each)) for each in listings]
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE versions")
    with closing(open_library(path)) as library:
        assert [(library.rows(library.ids(each)), library.counts(each)) for each in listings] == before
