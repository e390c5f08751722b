"""A library of an older format becomes one of today's: nothing is lost, and everything is found."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.model import (
    Entry,
    Figure,
    FigureKind,
    Findings,
    Listing,
    Name,
    NameKind,
    Quote,
    QuoteKind,
    Scope,
    SourceKind,
    Voices,
)
from reader.store import schema
from reader.store.database import open_library
from reader.store.identity import name_entries
from reader.store.moments import stored
from tests.store.stories import HOUR, NOON, stories, story
from tests.store.test_together import whole

FOUND = Findings(
    (
        Figure("586 passengers", 19, 33, FigureKind.COUNT, 586.0, counted="passengers", head="passenger", salience=0.5),
        Figure(
            "3 to 4", 0, 6, FigureKind.MONEY, None, 3.0, 4.0, unit="EUR", agrees=(0,), disagrees=(0,), speaker="Ada"
        ),
    ),
    Voices(
        (Name("Ada", NameKind.PERSON, "captain", ((0, 3), (5, 8)), 1.0),),
        (Quote("Ada", ((0, 5), (8, 12)), ((13, 16),), ((17, 21),), QuoteKind.MIXED),),
    ),
)


def old_library(path: Path, entries: list[Entry], version: int) -> None:
    """A file as the program wrote it that knew so many migrations, with these articles and what was done with them."""
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection:
        for steps in schema.MIGRATIONS[:version]:
            for step in steps:
                assert isinstance(step, str)
                connection.execute(step)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(
            "INSERT INTO sources (id, address, kind, title, kept) VALUES (3, 'https://w/', 'feed', 'W', 1)"
        )
        for id_, named in enumerate(name_entries(entries), start=1):
            entry = named.entry
            layout = entry.document.to_json()
            text = layout.pop("text")
            at = stored(entry.published)
            values = (id_, named.identity, named.alias, entry.guid, entry.link, entry.title, entry.byline, at, at, id_)
            connection.execute(
                """INSERT INTO articles (id, source_id, identity, alias, guid, link, outlet, title, byline, published,
                    sort_at, first_seen, version_id, fed_id)
                    VALUES (?1, 3, ?2, ?3, ?4, ?5, '', ?6, ?7, ?8, ?9, 0, ?10, ?10)""",
                values,
            )
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)",
                (id_, id_, named.hash, entry.title, entry.byline, entry.language, json.dumps(layout), text),
            )
        connection.execute("UPDATE articles SET read_at = 5 WHERE id % 3 = 0")
        connection.execute("INSERT INTO bookmarks (article_id, created, note) VALUES (2, 7, 'mine')")
        annotate(connection, 2)
        for table in ("articles", "versions"):  # an id that must not come again
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (len(entries),))
        connection.commit()


def annotate(connection: sqlite3.Connection, version_id: int) -> None:
    connection.execute("INSERT INTO annotations VALUES (?, 'figures 1')", (version_id,))
    for number, figure in enumerate(FOUND.figures):
        data = figure.to_json()
        values = {**data, "agrees": json.dumps(data["agrees"]), "disagrees": json.dumps(data["disagrees"])}
        columns = ", ".join(values)
        connection.execute(
            f"INSERT INTO figures (version_id, number, {columns}) VALUES (?, ?{', ?' * len(values)})",
            (version_id, number, *values.values()),
        )
    for number, name in enumerate(FOUND.voices.names):
        connection.execute(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)",
            (version_id, number, name.name, name.kind.value, name.role, name.salience, json.dumps(name.mentions)),
        )
    for number, quote in enumerate(FOUND.voices.quotes):
        spans = map(json.dumps, (quote.content, quote.source, quote.cue))
        connection.execute(
            "INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?)",
            (version_id, number, quote.speaker, quote.kind.value, *spans),
        )
    connection.execute("UPDATE articles SET extractor = 'figures 1', figures = 2, disagreements = 1 WHERE id = 2")


@pytest.mark.parametrize("version", [3, 4, 5])
def test_a_library_of_an_older_format_keeps_all_there_is(path: Path, version: int) -> None:
    chance = random.Random(5)
    # Many of one moment, links that are guids and some that are not.
    entries = [
        story(
            f"Story {n} café",
            f"The ferry took {n} passengers to Zürich.",
            guid=f"https://w/{n}" if n % 2 else f"g{n}",
            link=f"https://w/{n}",
            byline="Ada Lum",
            published=NOON - chance.randrange(20) * HOUR,
        )
        for n in range(600)
    ]
    old_library(path, entries, version)
    kept = sorted(range(1, 600), key=lambda id_: (entries[id_ - 1].published, id_), reverse=True)
    with closing(open_library(path, "figures 1")) as library:
        ids = list(library.ids(Listing()))
        assert ids == kept
        assert {id_: library.article(id_).document for id_ in ids} == {id_: entries[id_ - 1].document for id_ in ids}
        first = library.article(kept[0])
        assert (first.row.byline, first.language, first.row.link) == ("Ada Lum", "en", entries[kept[0] - 1].link)
        assert library.counts(Listing()) == (600 - 1 - 199, 599)
        assert [row.id for row, bookmark in library.bookmarks() if bookmark.note == "mine"] == [2]
        assert list(library.ids(Listing(Scope.BOOKMARKED))) == [2]
        assert library.findings(2) == FOUND
        assert [repr(figure.value) for figure in library.findings(2).figures] == ["586.0", "None"]  # type: ignore[union-attr]
        assert list(library.ids(Listing(query="author:lum"))) == kept
        for query in ("fig:586 of:passenger", "person:ada", "fig:>3 unit:EUR", "disagrees:yes"):
            assert list(library.ids(Listing(query=query))) == [2]
        assert list(library.ids(Listing(name="ada"))) == [2]
        assert list(library.ids(Listing(text="cafe zurich"))) == kept
        assert list(library.ids(Listing(query='"586"'))) == [587]
        # Nothing is new, nothing changed; and an id that went does not come back.
        assert library.save(3, entries[:599], when=NOON).new == 0
        assert library.ids(Listing()) == library.ids(Listing(text="ferry"))
        library.save(3, [story("Brand new", guid="brand")], when=NOON + HOUR)
        assert library.ids(Listing(text="brand"))[0] > 600
        library.save(3, [story("Story 1 café", "Edited.", guid="https://w/1", link="https://w/1")], when=NOON + HOUR)
        library.save_findings(library.article(2).version.id, Findings())
        assert list(library.ids(Listing(name="ada"))) == []
    assert whole(path)
    with closing(sqlite3.connect(path)) as connection:  # and what it took before was given back
        assert connection.execute("PRAGMA page_size").fetchone() == (16_384,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] < 10


def test_a_small_library(path: Path) -> None:
    old_library(
        path,
        [
            story("Only", guid="1", published=NOON),
            story("Kept", guid="2", published=NOON),
            story("Gone", guid="3", published=NOON),
        ],
        3,
    )
    with closing(open_library(path)) as library:
        assert len(library.ids(Listing())) == 2
        library.save(3, stories(3), when=NOON)
    assert whole(path)


def test_a_library_of_format_8_gets_finer_figures_and_authors(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, bo = story("Ada's", "The ferry took 586.", byline="Ada Lum"), story("Bo's", "No figures.", byline="Bo Ek")
    with closing(open_library(path, "figures 1")) as library:
        source = library.add_source("https://w/", SourceKind.FEED)
        library.save(source.id, [ada, bo], when=NOON)
        first, second = library.ids(Listing())
        library.save_findings(library.article(first).version.id, FOUND)
        library.index_all()
        library.save(source.id, [story("Late", "It waits.", byline="Ada Lum")], when=NOON)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE authors")
        connection.execute("DROP TABLE waiting_starts")
        connection.execute("INSERT INTO facts (facts) VALUES ('delete-all')")
        connection.execute("INSERT INTO facts (rowid, tokens) VALUES (5, 'coarse')")
        connection.execute("PRAGMA user_version = 8")
        connection.commit()
    told: list[str] = []
    monkeypatch.setattr("reader.store.connections._LARGE", 1_000)
    with closing(open_library(path, "figures 1", told.append)) as library:
        assert ["takes minutes" in sentence for sentence in told] == [True]
        assert list(library.ids(Listing(query="fig:586"))) == [first]
        assert list(library.ids(Listing(query="author:bo"))) == [second]
        assert len(library.ids(Listing(query="author:ada"))) == 2
        assert library.check(full=True) == ""
    told.clear()
    open_library(path, "figures 1", told.append).close()
    assert told == []
