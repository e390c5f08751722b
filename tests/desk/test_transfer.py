"""All that is a person's, out of one library and into another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.desk import Desk
from reader.desk.transfer import TransferError, export_library, import_library, is_library
from reader.model import Access, Listing, Restored, Scope, Source, SourceKind
from tests.desk.conftest import NOON, Fill, entry

FEED = "https://wire.example/feed"
LATER = NOON + timedelta(days=1)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """An empty library."""
    with Desk.open(tmp_path / "other") as opened:
        yield opened


def worked(desk: Desk, fill: Fill) -> list[int]:
    """Do a bit of everything with six articles; their ids, newest first."""
    ids = fill(6)
    desk.marks.set_read(ids[:4], True)
    desk.marks.set_note(ids[0], "Ask the port.\nTwice.")
    desk.marks.toggle_bookmark(ids[5])
    desk.marks.move_bookmark(ids[5], 1)
    desk.marks.add_tags([ids[0], ids[4]], ["Budget", "été"])
    view = desk.storage.add_view("Port", "port is:unread")
    desk.storage.move_view(view.id, -3)
    desk.storage.remove_view(4)
    source = desk.sources()[0]
    access = Access((("X-Key", "abc"),), "ann", "secret", "http://127.0.0.1:8080")
    desk.edits.change(replace(source, folder="Europe", interval=900, keep_days=30, access=access))
    return ids


def carried(desk: Desk, other: Desk, *, passwords: bool = False) -> Restored:
    written = export_library(desk.storage, passwords=passwords).encode()
    assert is_library(written)
    return import_library(other.storage, written, when=LATER)


def test_a_bookmark_survives_in_an_empty_library(desk: Desk, other: Desk, fill: Fill) -> None:
    ids = worked(desk, fill)
    came = carried(desk, other)
    assert came == Restored(sources=1, bookmarks=2, tagged=2, read=1, waiting=3, views=1)
    mine, theirs = desk.storage.bookmarks(), other.storage.bookmarks()
    assert [bookmark.note for _, bookmark in theirs] == ["Ask the port.\nTwice.", ""]
    assert [bookmark.created for _, bookmark in theirs] == [bookmark.created for _, bookmark in mine]
    before, after = desk.article(ids[0]), other.article(theirs[0][0].id)
    assert after.document == before.document
    assert (after.version.hash, after.first_seen, after.tags) == (
        before.version.hash,
        before.first_seen,
        ("Budget", "été"),
    )
    assert after.row.read
    assert [row.title for row, _ in theirs] == [row.title for row, _ in mine]
    assert [(view.name, view.query, view.hidden) for view in other.storage.views()] == [
        (view.name, view.query, view.hidden) for view in desk.storage.views()
    ]


def test_a_file_whose_fields_another_program_has_sorted_is_recognised(desk: Desk, other: Desk, fill: Fill) -> None:
    worked(desk, fill)
    written = json.dumps(json.loads(export_library(desk.storage)), sort_keys=True, indent=2).encode()
    assert is_library(written)
    assert import_library(other.storage, written, when=LATER).bookmarks == 2
    assert not is_library(b'[{"newsroom library"}]')
    assert not is_library(b'{"feeds": []}')


def test_a_source_comes_with_its_settings_and_without_its_passwords(desk: Desk, other: Desk, fill: Fill) -> None:
    worked(desk, fill)
    carried(desk, other)
    (source,) = other.sources()
    assert (source.address, source.title, source.folder) == (FEED, "Harbour Wire", "Europe")
    assert (source.interval, source.keep_days, source.access) == (900, 30, Access())


def test_passwords_come_when_they_are_asked_for(desk: Desk, other: Desk) -> None:
    added = desk.storage.add_source("https://ann:secret@wire.example/feed", SourceKind.FEED)
    access = Access((("X-Key", "abc"),), "ann", "geheim", "http://127.0.0.1:8080")
    desk.storage.set_source(replace(added, access=access))
    written = export_library(desk.storage)
    assert not any(word in written for word in ("secret", "geheim", "abc", "8080", "ann"))
    carried(desk, other, passwords=True)
    (source,) = other.sources()
    assert (source.address, source.access) == (added.address, access)


def test_read_marks_wait_for_their_articles(desk: Desk, other: Desk, fill: Fill) -> None:
    ids = worked(desk, fill)
    carried(desk, other)
    (source,) = other.sources()
    other.storage.save(source.id, [entry(number) for number in range(8)], when=LATER)
    assert other.storage.apply_waiting() == 3
    assert other.storage.apply_waiting() == 0
    read = {row.title for row in other.storage.rows(other.storage.ids(Listing())) if row.read}
    assert read == {row.title for row in desk.storage.rows(ids) if row.read}
    assert len(other.storage.ids(Listing())) == 8  # the bookmarked ones were recognised


async def test_a_refresh_makes_the_marks_that_wait(desk: Desk, other: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "a.txt").write_text("A port\n\nTwelve ships waited outside.\n", "utf-8")
    desk.add(str(folder))
    await desk.refresh()
    desk.marks.set_read(desk.storage.ids(Listing()), True)
    assert carried(desk, other).waiting == 1
    assert (await other.refresh()).new == 1
    assert [row.read for row in other.storage.rows(other.storage.ids(Listing()))] == [True]


def test_a_mark_that_waited_is_no_longer_asked_for_once_it_was_made(desk: Desk, other: Desk, fill: Fill) -> None:
    worked(desk, fill)
    carried(desk, other)
    (source,) = other.sources()
    other.storage.save(source.id, [entry(number) for number in range(6)], when=LATER)
    other.storage.apply_waiting()
    unread = other.storage.ids(Listing())
    other.marks.set_read(unread, False)
    carried_again = json.loads(export_library(other.storage))
    assert carried_again["reads"] == {}


def test_an_import_into_the_same_library_changes_nothing(desk: Desk, fill: Fill) -> None:
    worked(desk, fill)
    before = export_library(desk.storage)
    assert carried(desk, desk) == Restored()
    assert json.loads(export_library(desk.storage)) | {"written": ""} == json.loads(before) | {"written": ""}
    assert desk.marks.undo() == "Undone: changed Harbour Wire"  # nothing was put into the journal


def test_what_is_here_stays_and_the_rest_is_added(desk: Desk, other: Desk, fill: Fill) -> None:
    worked(desk, fill)
    mine = other.storage.add_source("http://www.wire.example/feed/", SourceKind.FEED, title="My wire")
    other.storage.save(mine.id, [replace(entry(0), title="Another title"), entry(1)], when=NOON)
    first, second = other.storage.ids(Listing())
    other.marks.set_note(first, "Mine.")
    other.marks.add_tags([first], ["budget"])
    came = carried(desk, other)
    assert (came.sources, came.bookmarks) == (0, 1)
    (source,) = other.sources()
    assert (source.title, source.folder, source.interval) == ("My wire", "Europe", None)
    article = other.article(first)
    assert article.bookmark is not None
    assert (article.bookmark.note, article.tags) == ("Mine.", ("budget", "été"))
    assert article.row.title == "Another title"
    assert other.storage.rows([second])[0].read


def test_an_import_is_taken_back_in_one(desk: Desk, other: Desk, fill: Fill) -> None:
    worked(desk, fill)
    carried(desk, other)
    assert other.marks.undo() == "Undone: took over 2 bookmarks, the tags of 2 articles and 1 read mark"
    assert other.storage.bookmarks() == []
    assert [view.name for view in other.storage.views() if not view.hidden] == [
        "All", "Unread", "Bookmarks", "Updated", "Disagreements",
    ]  # fmt: skip
    assert other.marks.redo() is not None
    assert len(other.storage.bookmarks()) == 2


def test_bookmarks_of_a_removed_source_are_carried_too(desk: Desk, other: Desk, fill: Fill) -> None:
    worked(desk, fill)
    desk.remove(desk.sources()[0].id)
    carried(desk, other)
    assert other.sources() == []
    assert len(other.storage.ids(Listing(Scope.BOOKMARKED))) == 2


def test_local_sources_are_carried(desk: Desk, other: Desk, tmp_path: Path) -> None:
    desk.add(str(tmp_path))
    desk.seeds()
    carried(desk, other)
    assert [(source.address, source.kind) for source in other.sources()] == [(str(tmp_path), SourceKind.FOLDER)]


GOOD_ARTICLE = {
    "source": 0, "guid": "g", "link": "https://wire.example/1", "title": "T", "byline": "", "outlet": "",
    "language": "en", "published": None, "first_seen": "2026-02-15T12:00:00+00:00", "read": None,
    "bookmark": {"created": "2026-02-15T12:00:00+00:00", "note": "", "position": 1}, "tags": [],
    "document": {"text": "T", "blocks": [["title", 0, 1, 0, ""]], "links": [], "marks": [], "folded": []},
}  # fmt: skip
GOOD_SOURCE = {
    "address": FEED, "kind": "feed", "title": "", "link": "", "kept": True, "folder": "", "paused": False,
    "interval": None, "full_text": False, "keep_articles": None, "keep_days": None,
}  # fmt: skip


def made(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"format": "newsroom library", "version": 1, "written": "", "views": []}
    return data | {"sources": [GOOD_SOURCE], "articles": [GOOD_ARTICLE], "reads": {"0": []}} | changes


def document(**changes: Any) -> dict[str, Any]:
    return made(articles=[GOOD_ARTICLE | {"document": GOOD_ARTICLE["document"] | changes}])  # type: ignore[operator]


DAMAGED = {
    "version": made(version=True),
    "newer": made(version=2),
    "no sources": made(sources={}),
    "a source that is none": made(sources=[3]),
    "a web address of no web": made(sources=[GOOD_SOURCE | {"address": "javascript:alert(1)"}]),
    "a path that is none": made(sources=[GOOD_SOURCE | {"kind": "folder", "address": "../etc"}]),
    "a path with a NUL": made(sources=[GOOD_SOURCE | {"kind": "file", "address": "/a\0b"}]),
    "a kind that is none": made(sources=[GOOD_SOURCE | {"kind": "socket"}]),
    "a header of two lines": made(
        sources=[GOOD_SOURCE | {"access": {"headers": [["A", "b\r\nC: d"]], "user": "", "password": "", "proxy": ""}}]
    ),
    "an interval below 0": made(sources=[GOOD_SOURCE | {"interval": -1}]),
    "an interval past counting": made(sources=[GOOD_SOURCE | {"interval": 2**70}]),
    "a flag that is a number": made(sources=[GOOD_SOURCE | {"kept": 1}]),
    "a view without a name": made(views=[{"name": " ", "query": "", "hidden": False}]),
    "a view without a query": made(views=[{"name": "a", "hidden": False}]),
    "a source that is not there": made(articles=[GOOD_ARTICLE | {"source": 1}]),
    "a source below 0": made(articles=[GOOD_ARTICLE | {"source": -1}]),
    "no title": made(articles=[GOOD_ARTICLE | {"title": ""}]),
    "a time without a zone": made(articles=[GOOD_ARTICLE | {"read": "2026-02-15T12:00:00"}]),
    "a time that is none": made(articles=[GOOD_ARTICLE | {"first_seen": "yesterday"}]),
    "an empty tag": made(articles=[GOOD_ARTICLE | {"tags": [""]}]),
    "a bookmark without a place": made(articles=[GOOD_ARTICLE | {"bookmark": {"created": "", "note": ""}}]),
    "a text that is a number": document(text=3),
    "a text with an escape sequence": document(text="\x1b[2J"),
    "a span outside": document(blocks=[["title", 0, 2, 0, ""]]),
    "a span that is half": document(blocks=[["title", 0, 0.5, 0, ""]]),
    "a link that runs something": document(links=[[0, 1, "javascript:alert(1)"]]),
    "a block of no kind": document(blocks=[["script", 0, 1, 0, ""]]),
    "marks of no source": made(reads={"7": []}),
    "marks of a word": made(reads={"x": []}),
    "a mark that is short": made(reads={"0": [["ab", "2026-02-15T12:00:00+00:00"]]}),
    "a mark that is no number": made(reads={"0": [["zz" * 16, "2026-02-15T12:00:00+00:00"]]}),
    "a mark without a zone": made(reads={"0": [["ab" * 16, "2026-02-15T12:00:00"]]}),
    "a mark alone": made(reads={"0": ["ab"]}),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_export_is_a_sentence_and_changes_nothing(desk: Desk, data: dict[str, Any]) -> None:
    assert import_library(desk.storage, json.dumps(made()).encode(), when=NOON).bookmarks == 1  # it is good without it
    before = export_library(desk.storage)
    with pytest.raises(TransferError) as raised:
        import_library(desk.storage, json.dumps(data).encode(), when=NOON)
    assert str(raised.value).count("\n") == 0
    assert str(raised.value).endswith(("Nothing was changed.", "update this one."))
    assert json.loads(export_library(desk.storage)) | {"written": ""} == json.loads(before) | {"written": ""}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"format": "newsroom library", "version": ' + b"9" * 5000 + b"}",
     b'{"format": "newsroom library", "version": NaN}', json.dumps(made()).encode()[:-1]],
    ids=["empty", "cut", "no UTF-8", "deep", "long number", "NaN", "cut at the end"],
)  # fmt: skip
def test_what_is_no_json_is_a_sentence(desk: Desk, content: bytes) -> None:
    with pytest.raises(TransferError, match="it is no JSON, or cut short"):
        import_library(desk.storage, content, when=NOON)


def test_what_is_read_is_clean(desk: Desk) -> None:
    hostile = "a\x1b[31m\u202eb"
    article = GOOD_ARTICLE | {"title": hostile, "byline": hostile, "tags": [hostile], "link": "javascript:alert(1)"}
    article |= {"bookmark": {"created": "2026-02-15T12:00:00+00:00", "note": hostile, "position": 1}}
    views = [{"name": hostile, "query": hostile, "hidden": False}]
    written = made(sources=[GOOD_SOURCE | {"title": hostile, "folder": hostile}], views=views, articles=[article])
    import_library(desk.storage, json.dumps(written).encode(), when=NOON)
    ((row, bookmark),) = desk.storage.bookmarks()
    (source,) = desk.sources()
    view = next(view for view in desk.storage.views() if not view.built_in)
    said = (row.title, row.byline, bookmark.note, source.title, source.folder, view.name, view.query)
    assert set(said) == {"ab"}
    assert (row.link, desk.article(row.id).tags) == ("", ("ab",))


def test_articles_of_one_guid_stay_apart(desk: Desk, other: Desk) -> None:
    source: Source = desk.storage.add_source(FEED, SourceKind.FEED)
    desk.storage.save(source.id, [replace(entry(number), guid="same") for number in range(3)], when=NOON)
    ids = list(desk.storage.ids(Listing()))
    assert len(ids) == 3
    for id_ in ids:
        desk.marks.set_note(id_, desk.article(id_).row.title)
    carried(desk, other)
    assert sorted((row.title, bookmark.note) for row, bookmark in other.storage.bookmarks()) == [
        (f"Story {number}", f"Story {number}") for number in range(3)
    ]


def test_times_are_kept_to_the_microsecond(desk: Desk, other: Desk, fill: Fill) -> None:
    (id_,) = fill(1)
    desk.marks.toggle_bookmark(id_)
    desk.marks.set_read([id_], True)
    (_, before), *_ = desk.storage.bookmarks()
    carried(desk, other)
    (_, after), *_ = other.storage.bookmarks()
    assert after.created == before.created != datetime(1970, 1, 1, tzinfo=UTC)
