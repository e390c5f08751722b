"""Texts and findings as they are packed, places, and when the text index is filled."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Document, Entry, Figure, FigureKind, Findings, Listing, Source, SourceKind
from reader.store.database import Library, open_library
from reader.store.packed_findings import pack_findings, unpack_askable, unpack_findings
from reader.store.packing import pack_entry, unpack, unpack_words
from reader.store.places import free_places
from tests.store.stories import HOUR, NOON, stories, story
from tests.store.test_migrating import FOUND
from tests.store.test_together import whole

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60)


@given(TEXTS, TEXTS, TEXTS)
def test_a_text_comes_back_as_it_was_packed(title: str, byline: str, text: str) -> None:
    for whole_text in (text, title, f"{title}\n\n{text}"):
        entry = Entry(title, Document(whole_text), byline=byline, language="en")
        packed = pack_entry(entry)
        assert tuple(unpack(packed)) == (title, byline, "en", entry.document)
        assert unpack_words(packed) == (title, whole_text)


@pytest.mark.parametrize("damage", [b"", b"x", pack_entry(Entry("a", Document("b")))[:-4]])
def test_what_is_damaged_is_a_value_error(damage: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(damage)
    with pytest.raises(ValueError, match=r"."):
        unpack_findings(damage, "")


def test_findings_come_back_as_they_were_packed_down_to_the_kind_of_number() -> None:
    for text in ("", "Ada 586 passengers and 3 to 4"):
        packed = pack_findings(FOUND, text)
        assert repr(unpack_findings(packed, text)) == repr(FOUND)
        quick = unpack_askable(packed, text, figures=True, voices=True)
        assert [figure.value for figure in quick.figures] == [586.0, None]
        assert quick.voices == FOUND.voices
        assert unpack_askable(packed, text, figures=False, voices=False) == Findings()
    assert unpack_findings(pack_findings(Findings(), ""), "") == Findings()


def waiting(library: Library) -> int:
    with library.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM waiting").fetchone()[0])


def test_what_waits_for_the_index_is_found_edited_and_removed_all_the_same(
    path: Path, library: Library, wire: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "at_leisure", lambda connection: False)
    library.save(wire.id, stories(20), when=NOON)
    assert waiting(library) == 20
    library.save(wire.id, [story("Story 3", "Now of herons.", guid="story-3")], when=NOON + HOUR)
    assert len(library.ids(Listing(text="story"))) == 20
    assert waiting(library) == 0
    assert len(library.ids(Listing(text="herons"))) == 1
    library.save(wire.id, [story("Story 3", "Of gulls.", guid="story-3"), *stories(5, start=30)], when=NOON + HOUR)
    library.remove_source(wire.id, when=NOON)
    library.purge(removed_before=NOON + HOUR)
    assert waiting(library) == 0
    library.close()
    assert whole(path)


def test_many_that_wait_are_indexed_by_whoever_stores_more(
    library: Library, wire: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "at_leisure", lambda connection: False)
    monkeypatch.setattr("reader.store.indexing._BATCH", 25)
    for start in range(0, 100, 10):
        library.save(wire.id, stories(10, start=start), when=NOON)
        library.elsewhere()  # comes behind what the writing thread does by itself
        assert waiting(library) < 25
    assert len(library.ids(Listing(text="story"))) == 100


def test_what_waits_when_a_library_is_closed_is_found_by_the_next(path: Path) -> None:
    with closing(open_library(path)) as library:
        source = library.add_source("https://wire.example/", SourceKind.FEED)
        library.save(source.id, stories(3), when=NOON)
    with closing(open_library(path)) as library:
        assert len(library.ids(Listing(text="story"))) == 3


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=6), min_size=1, max_size=5))
def test_places_are_unique_and_in_the_order_of_seconds_and_coming(batches: list[list[int]]) -> None:
    """Against counting: each article takes the first free second from its own on, behind all that came before."""
    taken: set[int] = set()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE articles (place INTEGER, source_id INTEGER, read_at INTEGER)")
        connection.execute("CREATE INDEX articles_newest ON articles (place, source_id, read_at)")
        for batch in batches:
            places = free_places(connection, [second * 1_000_000 for second in batch])
            for second, place in zip(batch, places, strict=True):
                expected = next(free for free in range(second, 999) if free not in taken)
                assert place == expected
                taken.add(place)
            connection.executemany("INSERT INTO articles (place) VALUES (?)", [(place,) for place in places])


def test_an_article_is_shown_with_figures_that_have_neither_value_nor_range(library: Library, wire: Source) -> None:
    library.save(wire.id, [story()], when=NOON)
    (id_,) = library.ids(Listing())
    found = Findings((Figure("some", 0, 4, FigureKind.COUNT),))
    library.save_findings(library.article(id_).version.id, found)
    assert library.findings(id_) == found
    assert list(library.ids(Listing(query="fig:>0"))) == []
