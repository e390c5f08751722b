"""What a process does until it is killed, and what must be so of its library afterwards.

A job says what it is about to do and what it has done, a line each. Whatever it said it had done must be there; what it
was about to do may be there or not, but whole.
"""

from __future__ import annotations

import itertools
import json
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reader.desk.tidy import tidy
from reader.desk.transfer import export_library, import_library
from reader.model import Bookmark, Listing, Scope, SourceKind
from reader.store import schema
from reader.store.connections import connect
from reader.store.database import Library, open_library
from reader.store.identity import name_entries
from reader.store.moments import stored
from tests.store.decisions import State, decisions
from tests.store.stories import DAY, NOON, stories

LATE = datetime.max.replace(tzinfo=UTC)
FEED = "https://wire.example/feed"
OLD = 2
"""The version of the file that `migrate` starts from: before what a person sets for a source."""

Said = list[str]


def say(*words: object) -> None:
    """A line that whoever kills this process reads at once."""
    print(*words, flush=True)


def sound(library: Library) -> None:
    """The file is whole, its text index and what refers to what included."""
    assert library.check(full=True) == ""


def filled(path: Path) -> None:
    """A library of forty articles, ten of them bookmarked."""
    with closing(open_library(path)) as library:
        source = library.add_source(FEED, SourceKind.FEED, title="Harbour Wire")
        library.save(source.id, stories(40), when=NOON)
        for id_ in library.ids(Listing(), limit=10):
            library.set_bookmark(id_, Bookmark(id_, NOON, "from before"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM journal")


# mark, bookmark, note, tag, view and source, in any order, and taken back and done again in between


def act(library: Library, chance: random.Random, number: int) -> None:
    """One thing that a person does; `number` makes it another than all before."""
    ids = list(library.ids(Listing()))
    chosen = chance.sample(ids, chance.randint(1, len(ids)))
    match chance.randrange(8):
        case 0 | 1:
            library.set_read(chosen, chance.random() < 0.7, when=NOON)
        case 2:
            library.set_bookmark(chosen[0], Bookmark(chosen[0], NOON, f"note {number}"))
        case 3:
            library.add_tags(chosen, [f"tag {number}"])
        case 4:
            library.add_view(f"view {number}", "port")
        case 5:
            library.set_source(replace(library.sources()[0], folder=f"folder {number}"))
        case 6:
            library.undo()
        case _:
            library.redo()


def do_marks(path: Path, chance: random.Random) -> None:
    """Act on and on; each act ends with the state that it left."""
    with closing(open_library(path)) as library:
        for number in itertools.count():
            act(library, chance, number)
            say(json.dumps(decisions(path)))


def check_marks(path: Path, said: Said, before: State) -> None:
    """The last state that was told stands, or the one after it, and the journal leads back to the first."""
    told = said[-1] if said else json.dumps(before)
    with closing(open_library(path)) as library:
        sound(library)
        near = [json.dumps(decisions(path))]
        for there, back in ((library.undo, library.redo), (library.redo, library.undo)):
            if there() is not None:
                near.append(json.dumps(decisions(path)))
                back()
        assert told in near, "what was acknowledged is lost"
        while library.undo() is not None:
            pass
        assert decisions(path) == before, "the journal is of other changes than were made"


# a refresh


def do_refresh(path: Path, chance: random.Random) -> None:
    """Save one document after the other, some with changed texts."""
    with closing(open_library(path)) as library:
        for number in itertools.count(1):
            start = chance.randrange(0, number * 10)
            library.save(1, stories(10, start=start), when=NOON)
            say(start)


def check_refresh(path: Path, said: Said, before: State) -> None:
    with closing(open_library(path)) as library:
        sound(library)
        titles = {row.title for row in library.rows(library.ids(Listing()))}
        for line in said:
            assert {f"Story {number}" for number in range(int(line), int(line) + 10)} <= titles
        found = library.counts(Listing(text="story"))[1]
        assert found == len(library.ids(Listing())), "the text index and the articles differ"
    assert decisions(path)["bookmarks"] == before["bookmarks"]


# an import


def do_import(path: Path, chance: random.Random) -> None:
    """Import one library after the other, of seven bookmarks each."""
    written = []
    with closing(open_library(path.with_name("other.db"))) as other:
        source = other.add_source(FEED, SourceKind.FEED)
        for start in range(100, 300, 7):
            known = set(other.ids(Listing()))
            other.save(source.id, stories(7, start=start), when=NOON)
            for id_ in set(other.ids(Listing())) - known:
                other.set_bookmark(id_, Bookmark(id_, NOON, str(start)))
            written.append(export_library(other).encode())
            while other.undo() is not None:
                pass
    with closing(open_library(path)) as library:
        for number, content in enumerate(written):
            import_library(library, content, when=NOON)
            say(100 + 7 * number)


def check_import(path: Path, said: Said, before: State) -> None:
    with closing(open_library(path)) as library:
        sound(library)
        came: dict[str, int] = {}
        for _, bookmark in library.bookmarks():
            came[bookmark.note] = came.get(bookmark.note, 0) + 1
        assert came.pop("from before") == 10
        assert set(came.values()) <= {7}, "an import came in part"
        assert {line.strip() for line in said} <= set(came), "an import that was acknowledged is lost"
        while library.undo() is not None:
            pass
    assert decisions(path)["bookmarks"] == before["bookmarks"]


# tidying


def do_tidy(path: Path, chance: random.Random) -> None:
    """Read, bookmark and throw away."""
    with closing(open_library(path)) as library:
        library.set_source(replace(library.sources()[0], keep_articles=5))
        for number in itertools.count(1):
            library.save(1, stories(40, start=40 * number), when=NOON)
            ids = list(library.ids(Listing()))
            kept = ids[-1]
            library.set_bookmark(kept, Bookmark(kept, NOON, "kept"))
            say("bookmark", kept)
            unread = ids[chance.randrange(len(ids))]
            library.set_read([id_ for id_ in ids if id_ != unread], True, when=NOON)
            tidy(library, NOON + DAY, full=False)
            if number % 3 == 0:
                other = library.add_source(f"https://{number}.example/", SourceKind.FEED)
                library.save(other.id, stories(30), when=NOON)
                library.remove_source(other.id, when=NOON)
                library.purge(removed_before=LATE)


def check_tidy(path: Path, said: Said, before: State) -> None:
    with closing(open_library(path)) as library:
        sound(library)
        bookmarked = set(library.ids(Listing(Scope.BOOKMARKED)))
        assert {int(line.split()[1]) for line in said} <= bookmarked
        assert {id_ for id_, *_ in before["bookmarks"]} <= bookmarked
        shown = library.ids(Listing())
        assert library.counts(Listing(text="story"))[1] == len(shown), "the text index and the articles differ"


# bringing an old file to this version


def old(path: Path) -> None:
    """A library as an earlier version left it: forty articles, ten bookmarks."""
    path.parent.mkdir()
    path.touch(0o600)
    articles, versions, bookmarks = [], [], []
    for id_, named in enumerate(reversed(name_entries(stories(40))), start=1):
        entry = named.entry
        layout = entry.document.to_json()
        text = layout.pop("text")
        at = stored(entry.published or NOON)
        names = (named.identity, named.alias, entry.guid, entry.link, "", entry.title, "")
        articles.append((id_, 1, *names, at, at, stored(NOON), id_))
        versions.append((id_, id_, stored(NOON), named.hash, entry.title, "", "en", json.dumps(layout), text))
        if id_ > 30:
            bookmarks.append((id_, stored(NOON), "from before"))
    with closing(connect(path, read_only=False)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for statement in itertools.chain(*schema.MIGRATIONS[:OLD]):
            assert isinstance(statement, str)
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {OLD}")
        connection.execute(
            "INSERT INTO sources (id, address, kind, title, kept) VALUES (1, ?, 'feed', 'Harbour Wire', 1)", (FEED,)
        )
        for rows, table in ((articles, _OLD_ARTICLES), (versions, "versions"), (bookmarks, "bookmarks")):
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


_OLD_ARTICLES = """articles (id, source_id, identity, alias, guid, link, outlet, title, byline, published, sort_at,
    first_seen, version_id)"""


def do_migrate(path: Path, chance: random.Random) -> None:
    """Open the old file; there is nothing more to it."""
    say("opening")
    with closing(open_library(path)):
        say("opened")
        sys.stdin.read()


def check_migrate(path: Path, said: Said, before: State) -> None:
    with closing(open_library(path)) as library:
        assert library.check(full=False) == ""
        assert [(row.id, bookmark.note) for row, bookmark in library.bookmarks()] == [
            (id_, note) for id_, _, note in sorted(before["bookmarks"], reverse=True)
        ]
        assert len(library.ids(Listing())) == 40
        assert len(library.views()) == schema.BUILT_IN_VIEWS


def old_state(path: Path) -> State:
    """The bookmarks of an old file."""
    with closing(sqlite3.connect(path)) as connection:
        return {"bookmarks": connection.execute("SELECT * FROM bookmarks").fetchall()}


Job = tuple[
    Callable[[Path], None],
    Callable[[Path], State],
    Callable[[Path, random.Random], None],
    Callable[[Path, Said, State], None],
]
JOBS: dict[str, Job] = {
    "marks": (filled, decisions, do_marks, check_marks),
    "refresh": (filled, decisions, do_refresh, check_refresh),
    "import": (filled, decisions, do_import, check_import),
    "tidy": (filled, decisions, do_tidy, check_tidy),
    "migrate": (old, old_state, do_migrate, check_migrate),
}
"""By name: what makes the library, what it holds before, what is done to it, and what is checked."""


if __name__ == "__main__":
    JOBS[sys.argv[1]][2](Path(sys.argv[2]), random.Random(int(sys.argv[3])))
