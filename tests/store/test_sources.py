"""Sources: added, visited, removed, and what their servers said."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Access, Bookmark, FetchState, Listing, Scope, Source, SourceKind
from reader.store.database import Library, open_library
from reader.store.protocol import NotFoundError, Saved, StorageError
from tests.store.stories import DAY, HOUR, NOON, stories, story

FEED = "https://other.example/feed"


def test_sources_stand_by_title_with_their_counts(library: Library, wire: Source) -> None:
    second = library.add_source("https://a.example/", SourceKind.FEED)  # without a title its address counts
    third = library.add_source("/home/me/stories", SourceKind.FOLDER, title="albatross", kept=False)
    library.save(wire.id, stories(3), when=NOON)
    library.set_read(library.ids(Listing(), limit=1), True, when=NOON)
    found = library.sources()
    assert [(each.id, each.articles, each.unread) for each in found] == [
        (third.id, 0, 0),
        (wire.id, 3, 2),
        (second.id, 0, 0),
    ]
    assert found[0] == Source(third.id, "/home/me/stories", SourceKind.FOLDER, "albatross", kept=False)
    assert library.source(wire.id) == found[1]


def test_an_address_is_one_source_and_a_visited_one_becomes_kept_but_never_back(library: Library) -> None:
    visited = library.add_source(FEED, SourceKind.FEED, kept=False)
    assert visited.kept is False
    kept = library.add_source(FEED, SourceKind.FEED, title="Other")
    assert (kept.id, kept.kept, kept.title) == (visited.id, True, "Other")
    again = library.add_source(FEED, SourceKind.FEED, title="Another", kept=False)
    assert (again.id, again.kept, again.title) == (visited.id, True, "Other")


def test_what_the_server_said(library: Library, wire: Source) -> None:
    state = FetchState('W/"a b"', "Sun, 01 Mar 2026 12:00:00 GMT")
    library.record_success(wire.id, state=state, title="The Wire", link="https://wire.example/", when=NOON)
    library.record_failure(wire.id, "The server did not answer within 30 seconds.", when=NOON + HOUR)
    failed = library.source(wire.id)
    assert (failed.state, failed.title, failed.link) == (state, "The Wire", "https://wire.example/")
    assert (failed.last_tried, failed.last_success) == (NOON + HOUR, NOON)
    assert failed.error == "The server did not answer within 30 seconds."
    library.record_success(wire.id, state=FetchState(), title="", link="", when=NOON + DAY)
    well = library.source(wire.id)
    assert (well.state, well.title, well.link, well.error) == (FetchState(), "The Wire", "https://wire.example/", "")
    assert (well.last_tried, well.last_success) == (NOON + DAY, NOON + DAY)


def test_a_failure_leaves_the_articles(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(2), when=NOON)
    library.record_failure(wire.id, "Gone.", when=NOON)
    assert len(library.ids(Listing())) == 2


def test_removing_a_source_keeps_its_bookmarked_articles(library: Library, wire: Source) -> None:
    other = library.add_source(FEED, SourceKind.FEED)
    library.save(wire.id, stories(5), when=NOON)
    library.save(other.id, [story("Stays", "Elsewhere: story number 2 again.")], when=NOON)
    kept = library.ids(Listing(sources=(wire.id,)))[2]
    library.set_bookmark(kept, Bookmark(kept, NOON, "mine"))
    assert library.remove_source(wire.id, when=NOON) == 4
    assert [source.id for source in library.sources()] == [other.id]
    assert set(library.ids(Listing())) == {kept, *library.ids(Listing(sources=(other.id,)))}
    assert list(library.ids(Listing(Scope.BOOKMARKED))) == [kept]
    ((row, bookmark),) = library.bookmarks()
    assert (row.title, row.source, bookmark.note) == ("Story 2", "Harbour Wire", "mine")
    assert library.purge(removed_before=NOON) == 0  # not yet
    assert library.purge(removed_before=NOON + HOUR) == 4
    # Nothing is left of the others, neither in the text index nor for whoever still holds their ids.
    assert {row.title for row in library.rows(library.ids(Listing(text="story")))} == {"Story 2", "Stays"}
    assert library.counts(Listing(text="number")) == (2, 2)


def test_a_removed_source_is_unknown_until_it_is_added_again(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(2), when=NOON)
    library.record_success(wire.id, state=FetchState("etag"), title="", link="", when=NOON)
    kept = library.ids(Listing())[0]
    library.set_bookmark(kept, Bookmark(kept, NOON))
    library.remove_source(wire.id, when=NOON)
    for call in (
        lambda: library.source(wire.id),
        lambda: library.remove_source(wire.id, when=NOON),
        lambda: library.save(wire.id, stories(1), when=NOON),
        lambda: library.record_failure(wire.id, "Late.", when=NOON),
    ):
        with pytest.raises(NotFoundError, match=f"no source {wire.id}"):
            call()
    again = library.add_source(wire.address, SourceKind.FEED)
    assert (again.id, again.kept, again.articles, again.state) == (wire.id, True, 2, FetchState("etag"))
    library.remove_source(wire.id, when=NOON)
    library.purge(removed_before=NOON + HOUR)
    again = library.add_source(wire.address, SourceKind.FEED)
    assert (again.id, again.kept, again.articles) == (wire.id, True, 1)
    assert again.state == FetchState()  # its articles went, so it has to be read whole
    assert library.save(again.id, stories(2), when=NOON) == Saved(new=1)


def test_a_removal_taken_back_brings_everything_back(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(3), when=NOON)
    read = library.ids(Listing())[1]
    library.set_read([read], True, when=NOON)
    before = library.source(wire.id)
    library.remove_source(wire.id, when=NOON)
    assert list(library.ids(Listing())) == []
    assert library.counts(Listing(text="story")) == (0, 0)
    assert library.undo() == "removed Harbour Wire"
    assert library.source(wire.id) == before
    assert len(library.ids(Listing())) == 3
    assert [row.read for row in library.rows([read])] == [True]
    library.purge(removed_before=NOON + DAY)
    assert len(library.ids(Listing())) == 3


def test_what_a_person_sets_is_stored_and_the_state_before_is_returned(library: Library, wire: Source) -> None:
    library.record_success(
        wire.id, state=FetchState("etag", "", "https://moved.example/"), title="", link="", when=NOON
    )
    before = library.source(wire.id)
    access = Access((("X-Key", "abc"),), "desk", "secret", "http://proxy.example:8080")
    wanted = replace(
        before, title="Wire", folder="Europe", paused=True, interval=900, full_text=True, access=access, keep_days=30
    )
    assert library.set_source(wanted) == before
    assert library.source(wire.id) == wanted
    moved = replace(wanted, address="https://new.example/feed")
    library.set_source(moved)
    assert library.source(wire.id) == replace(moved, state=FetchState())  # the new server said nothing yet
    library.set_source(before)
    assert library.source(wire.id) == replace(before, state=FetchState())


def test_an_address_of_another_source_is_refused(library: Library, wire: Source) -> None:
    other = library.add_source(FEED, SourceKind.FEED)
    with pytest.raises(StorageError, match="Another source has the address"):
        library.set_source(replace(other, address=wire.address))
    assert library.source(other.id) == other


def test_many_sources_are_added_at_once_and_known_ones_stay(library: Library, wire: Source) -> None:
    library.set_source(replace(wire, folder="Europe"))
    visited = library.add_source(FEED, SourceKind.FEED, kept=False)
    wanted = [
        Source(0, wire.address, SourceKind.FEED, title="Renamed", folder="World"),
        Source(0, FEED, SourceKind.FEED, folder="World"),
        Source(0, "https://third.example/", SourceKind.FEED, title="Third", folder="World"),
    ]
    added = library.add_sources(wanted)
    assert [(each.title, each.folder, each.kept) for each in added] == [
        ("Harbour Wire", "Europe", True),
        ("", "World", True),
        ("Third", "World", True),
    ]
    assert [each.id for each in added[:2]] == [wire.id, visited.id]
    with pytest.raises(StorageError):
        library.add_sources([Source(0, "https://fourth.example/", SourceKind.FEED), replace(wire, address="\ud800")])
    assert len(library.sources()) == 3


def test_failures_are_counted_until_the_next_success(library: Library, wire: Source) -> None:
    library.record_failure(wire.id, "No.", when=NOON, not_before=NOON + HOUR)
    library.record_failure(wire.id, "Gone.", when=NOON, gone=True)
    failed = library.source(wire.id)
    assert (failed.failures, failed.gone, failed.not_before) == (2, True, None)
    library.record_success(
        wire.id, state=FetchState(), title="", link="", when=NOON, not_before=NOON + DAY, error="It is damaged."
    )
    well = library.source(wire.id)
    assert (well.failures, well.gone, well.not_before, well.error) == (0, False, NOON + DAY, "It is damaged.")


def test_the_newest_moments_of_a_source(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(5), when=NOON)
    assert library.newest_moments(wire.id, limit=2) == [NOON, NOON - HOUR]
    assert library.newest_moments(99, limit=2) == []


def test_a_source_without_bookmarks_goes_whole_and_its_ids_are_not_given_again(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(2), when=NOON)
    gone = set(library.ids(Listing()))
    assert library.remove_source(wire.id, when=NOON) == 2
    library.purge(removed_before=NOON + HOUR)
    again = library.add_source(wire.address, SourceKind.FEED)
    assert again.id != wire.id
    library.save(again.id, stories(2), when=NOON)
    assert gone.isdisjoint(library.ids(Listing()))


def test_articles_that_lost_their_bookmark_after_their_source_go_with_the_next_purge(
    library: Library, wire: Source
) -> None:
    library.save(wire.id, [story("Orphan")], when=NOON)
    (orphan,) = library.ids(Listing())
    library.set_bookmark(orphan, Bookmark(orphan, NOON))
    library.remove_source(wire.id, when=NOON)
    assert library.purge(removed_before=NOON + HOUR) == 0
    library.set_bookmark(orphan, None)
    assert library.article(orphan).row.title == "Orphan"  # so that the bookmark can still be put back
    assert library.purge(removed_before=NOON + HOUR) == 1
    assert library.rows([orphan]) == []


def test_articles_of_a_visited_source_are_shown_when_it_is_named_and_its_bookmarks_always(library: Library) -> None:
    visited = library.add_source("/tmp/a.txt", SourceKind.FILE, kept=False)
    library.save(visited.id, stories(3), when=NOON)
    assert list(library.ids(Listing())) == []
    assert library.counts(Listing()) == (0, 0)
    named = library.ids(Listing(sources=(visited.id,)))
    assert len(named) == 3
    library.set_bookmark(named[1], Bookmark(named[1], NOON))
    for listing in (Listing(), Listing(Scope.BOOKMARKED), Listing(Scope.UNREAD), Listing(text="story")):
        assert list(library.ids(listing)) == [named[1]]
    assert library.counts(Listing()) == (1, 1)
    library.add_source("/tmp/a.txt", SourceKind.FILE)
    assert library.ids(Listing()) == named


def test_sources_are_there_after_opening_again(path: Path) -> None:
    with closing(open_library(path)) as library:
        added = library.add_source(FEED, SourceKind.SEEDS, title="Seeds")
    with closing(open_library(path)) as library:
        assert library.sources() == [added]
