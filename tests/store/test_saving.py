"""Which stored article an entry is, and what saving it changes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread

import pytest

from reader.model import (
    ArticleRow,
    Block,
    BlockKind,
    Bookmark,
    Document,
    Entry,
    Folded,
    Link,
    Listing,
    Mark,
    MarkKind,
    Source,
    SourceKind,
)
from reader.store.database import Library, open_library
from reader.store.protocol import NotFoundError, Saved
from tests.store.stories import DAY, HOUR, NOON, stories, story


def listed(library: Library) -> list[ArticleRow]:
    return library.rows(library.ids(Listing()))


def titles(library: Library) -> list[str]:
    return [row.title for row in listed(library)]


@dataclass(frozen=True)
class Case:
    """Documents of one source, saved one after the other; how many articles stand there afterwards, and how many of
    them count as updated."""

    name: str
    documents: tuple[tuple[Entry, ...], ...]
    articles: int
    updated: int = 0


A, B = "The ferry took 586 passengers.", "Rates rose to 4.5%."
CASES = [
    Case("the same guid is the same article", ((story(guid="1"),), (story(guid="1"),)), 1),
    Case("another text is a version", ((story(guid="1"),), (story(guid="1", text=B),)), 1, 1),
    Case("another title is a version", ((story("Old", guid="1"),), (story("New", guid="1"),)), 1, 1),
    Case("another byline is a version", ((story(guid="1"),), (story(guid="1", byline="Ada"),)), 1, 1),
    Case(
        "the guid goes before the link", ((story(guid="1", link="http://a/1"), story(guid="2", link="http://a/1")),), 2
    ),
    Case("without a guid the link counts", ((story(link="http://a/1"),), (story(link="http://a/1", text=B),)), 1, 1),
    Case("with neither, title and date", ((story(published=NOON),), (story(published=NOON, text=B),)), 1, 1),
    Case("another date, another article", ((story(published=NOON),), (story(published=NOON + DAY, text=B),)), 2),
    Case("guids count byte for byte", ((story(guid="a"), story(guid="A"), story(guid=" a")),), 3),
    Case("a guid twice: the first wins", ((story(guid="1"), story(guid="1", text=B)),), 1),
    Case(
        "a guid twice with one link: the first wins",
        ((story(guid="1", link="http://a/1"), story(guid="1", link="http://a/1", text=B)),),
        1,
    ),
    Case(
        "a guid twice with one text: the first wins",
        ((story(guid="1", link="http://a/1"), story(guid="1", link="http://a/2")),),
        1,
    ),
    Case(
        "one guid for different articles: the link tells them apart, also when they come and go",
        (
            (story("A", A, guid="1", link="http://a/a"),),
            (story("B", B, guid="1", link="http://a/b"), story("A", A, guid="1", link="http://a/a")),
            (story("A", A, guid="1", link="http://a/a"), story("B", B, guid="1", link="http://a/b")),
            (story("A", A, guid="1", link="http://a/a"),),
            (story("B", B, guid="1", link="http://a/b"),),
            (story("C", "Rain.", guid="1", link="http://a/c"), story("B", B, guid="1", link="http://a/b")),
        ),
        3,
    ),
    Case(
        "a guid that was shared before is not taken from its article",
        (
            (story("A", A, guid="1", link="http://a/a"),),
            (story("B", B, guid="1", link="http://a/b"), story("A", A, guid="1", link="http://a/a")),
            (story("C", "Rain.", guid="1", link="http://a/c"),),
        ),
        3,
    ),
    Case(
        "one text under a guid that is shared: the first wins",
        (
            (
                story("A", A, guid="1", link="http://a/a"),
                story("B", B, guid="1", link="http://a/b"),
                story("A", A, guid="1", link="http://a/c"),
            ),
        ),
        2,
    ),
    Case(
        "another story at a link that had one without a guid, whose guid is shared later",
        (
            (story("X", "Fog.", link="http://a/a"),),
            (story("A", A, guid="1", link="http://a/a"),),
            (story("A", A, guid="1", link="http://a/a"), story("B", B, guid="1", link="http://a/b")),
        ),
        3,
    ),
    Case(
        "one link for different articles: title and date tell them apart",
        (
            (story("A", A, link="http://a/"),),
            (story("B", B, link="http://a/"), story("A", A, link="http://a/")),
            (story("B", B, link="http://a/"), story("A", A, link="http://a/")),
        ),
        2,
    ),
    Case("http becomes https", ((story(guid="http://a/1"),), (story(guid="https://a/1", text=B),)), 1, 1),
    Case("a slash at the end", ((story(link="http://a/1"),), (story(link="https://www.a/1/"),)), 1),
    Case("a moved feed", ((story(guid="http://old/1"),), (story(guid="https://new/1", text=B),)), 1, 1),
    Case(
        "a moved feed whose guids stay the same words",
        ((story(link="http://old/1?x=2"),), (story("Other", link="https://new/1?x=2"),), (story(link="http://new/1"),)),
        3,
    ),
    Case(
        "new guids, same addresses and dates",
        (
            (story(guid="7", link="http://a/1", published=NOON),),
            (story(guid="x7", link="https://a/1", text=B, published=NOON),),
            (story(guid="x7", link="https://a/1", text=B, published=NOON),),
        ),
        1,
        1,
    ),
    Case(
        "a feed that begins to give guids",
        ((story(link="http://a/1"),), (story(guid="g", link="http://a/1"),), (story(guid="g", link="http://a/2"),)),
        1,
    ),
    Case(
        "the same path at another host is another story",
        ((story("A", A, guid="http://a/?p=1"),), (story("B", B, guid="http://b/?p=1"),)),
        2,
    ),
    Case(
        "... also beside it",
        ((story("A", A, guid="http://a/?p=1"), story("A", B, guid="http://b/?p=1")),),
        2,
    ),
    Case(
        "an alias that leads to two articles leads to none",
        ((story("A", A, guid="http://a/1"), story("A", B, guid="http://b/1")), (story("A", A, guid="http://c/1"),)),
        3,
    ),
    Case(
        "an article that is still there has not moved",
        ((story("A", A, guid="http://a/1"),), (story("A", B, guid="http://b/1"), story("A", A, guid="http://a/1"))),
        2,
    ),
    Case("no alias for a bare host", ((story(link="http://a/"),), (story("B", B, link="https://b/"),)), 2),
    Case("broken addresses", ((story(guid="http://["), story(guid="http:\t//a/b"), story(guid="://", link="x")),), 3),
    Case(
        "the same story with and without its guid, in one document",
        (
            (story("A", A, guid="g", link="http://a/a"), story("B", B, guid="g", link="http://a/b")),
            (story("A", A, guid="g", link="http://a/a"), story("A", "More.", link="http://a/a")),
        ),
        2,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_identity(library: Library, wire: Source, case: Case) -> None:
    marked: set[int] = set()
    for number, entries in enumerate(case.documents):
        library.save(wire.id, entries, when=NOON + number * HOUR)
        marked |= set(library.set_read(library.ids(Listing()), True, when=NOON))
    rows = listed(library)
    assert (len(rows), sum(row.updated for row in rows)) == (case.articles, case.updated)
    assert {row.id for row in rows} == marked  # none went, none came back unread
    # The same document again changes nothing, and only what is in it may lead to an article.
    assert library.save(wire.id, case.documents[-1], when=NOON + DAY) == Saved()
    assert listed(library) == rows


def test_the_same_guid_in_two_sources_is_two_articles(library: Library, wire: Source) -> None:
    other = library.add_source("https://other.example/", SourceKind.FEED)
    for source in (wire, other):
        assert library.save(source.id, [story(guid="1")], when=NOON) == Saved(new=1)
    assert len(listed(library)) == 2


def test_counts_of_what_changed(library: Library, wire: Source) -> None:
    assert library.save(wire.id, stories(5), when=NOON) == Saved(new=5)
    assert library.save(wire.id, [], when=NOON) == Saved()
    edited = [replace(entry, byline="Ada") for entry in stories(2)]
    assert library.save(wire.id, edited + stories(4, start=3), when=NOON) == Saved(new=2, updated=2)


def test_a_moved_article_keeps_its_marks_and_gets_its_new_link(library: Library, wire: Source) -> None:
    old, new = (story(guid=f"{at}/1", link=f"{at}/1.html") for at in ("http://old.example", "https://new.example"))
    library.save(wire.id, [old], when=NOON)
    (article,) = library.ids(Listing())
    library.set_read([article], True, when=NOON)
    library.set_bookmark(article, Bookmark(article, NOON, "call them"))
    for _ in range(2):
        assert library.save(wire.id, [new], when=NOON + DAY) == Saved()
        (row,) = listed(library)
        assert (row.id, row.read, row.bookmarked, row.updated) == (article, True, True, False)
        assert row.link == "https://new.example/1.html"


def test_a_new_version_replaces_the_text_and_keeps_what_the_person_did(library: Library, wire: Source) -> None:
    library.save(wire.id, [story("Nine dead", "Nine people died.", guid="1", published=NOON)], when=NOON)
    (before,) = (library.article(id_) for id_ in library.ids(Listing()))
    library.set_read([before.row.id], True, when=NOON)
    library.set_bookmark(before.row.id, Bookmark(before.row.id, NOON))
    edited = story("Eleven dead", "Eleven people died.", guid="1", byline="Ada Lum", published=NOON + DAY)
    assert library.save(wire.id, [edited], when=NOON + HOUR) == Saved(updated=1)
    after = library.article(before.row.id)
    assert after.document == edited.document
    assert after.version.id != before.version.id
    assert (after.version.title, after.version.byline, after.version.seen) == ("Eleven dead", "Ada Lum", NOON + HOUR)
    assert after.version.hash == sha256(b"Eleven dead\nAda Lum\nEleven dead\n\nEleven people died.").hexdigest()
    assert after.row == replace(
        before.row, title="Eleven dead", byline="Ada Lum", read=True, bookmarked=True, updated=True
    )
    assert after.first_seen == before.first_seen == NOON


def test_an_article_comes_back_as_it_was_stored(library: Library, wire: Source) -> None:
    text = "Überschrift 📰\n\n日本の記事。 With *stress*.\n\nName  12\nLonger  3"
    whole = Document(
        text,
        (
            Block(BlockKind.TITLE, 0, 14),
            Block(BlockKind.PARAGRAPH, 16, 37),
            Block(BlockKind.TABLE, 39, len(text)),
            Block(BlockKind.ITEM, 39, 39, 2, "•"),
        ),
        (Link(16, 18, "https://wire.example/日?a=1&b='"),),
        (Mark(MarkKind.STRONG, 18, 20),),
        (Folded(39, "Leave a Reply"),),
    )
    when = datetime(2026, 3, 1, 14, 30, 1, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    entry = Entry("Überschrift 📰", whole, "g", "https://wire.example/1", "Ada", when, None, "de", "The Outlet")
    library.save(wire.id, [entry], when=NOON)
    (id_,) = library.ids(Listing())
    article = library.article(id_)
    assert article.document == whole
    assert (article.language, article.first_seen, article.bookmark) == ("de", NOON, None)
    assert article.row == ArticleRow(
        id_, wire.id, "The Outlet", "Überschrift 📰", "Ada", "https://wire.example/1", when, when, False, False
    )
    assert library.rows([id_]) == [article.row]


@pytest.mark.parametrize(
    ("title", "address", "outlet", "shown"),
    [
        ("Wire", "https://w/", "Outlet", "Outlet"),
        ("Wire", "https://w/", "", "Wire"),
        ("", "https://w/", "", "https://w/"),
    ],
)
def test_the_source_a_row_names(library: Library, title: str, address: str, outlet: str, shown: str) -> None:
    source = library.add_source(address, SourceKind.FEED, title=title)
    library.save(source.id, [story(outlet=outlet)], when=NOON)
    assert [row.source for row in listed(library)] == [shown]


FAR = timezone(-timedelta(hours=23, minutes=59))


@pytest.mark.parametrize(
    ("published", "sorted_at"),
    [
        (None, NOON),
        (NOON - 400 * DAY, NOON - 400 * DAY),
        (NOON + DAY, NOON + DAY),
        (NOON + DAY + timedelta(seconds=1), NOON),
        (datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)),
        (datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), NOON),
        (datetime(1601, 1, 1, tzinfo=UTC), NOON),
        (datetime.max.replace(tzinfo=FAR), NOON),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), NOON),
    ],
)
def test_the_moment_an_article_is_sorted_by(
    library: Library, wire: Source, published: datetime | None, sorted_at: datetime
) -> None:
    library.save(wire.id, [story(published=published)], when=NOON)
    assert [row.sorted_at for row in listed(library)] == [sorted_at]


def test_entries_without_dates_stay_in_the_order_of_their_source(library: Library, wire: Source) -> None:
    library.save(wire.id, [story("c"), story("d")], when=NOON)
    library.save(wire.id, [story("a"), story("b")], when=NOON + HOUR)
    assert titles(library) == ["a", "b", "c", "d"]


def test_the_first_date_stands(library: Library, wire: Source) -> None:
    """Some feeds date every entry anew whenever they are asked: their articles may not climb for it."""
    library.save(wire.id, [story(guid="1", published=NOON)], when=NOON)
    assert library.save(wire.id, [story(guid="1", published=NOON + HOUR)], when=NOON + HOUR) == Saved()
    (row,) = listed(library)
    assert (row.published, row.sorted_at) == (NOON, NOON)


def test_hostile_words_are_words(library: Library, wire: Source) -> None:
    bad = "'); DROP TABLE articles; --"
    library.save(wire.id, [story(bad, bad, guid=bad, link=bad, byline=bad, outlet=bad)], when=NOON)
    (row,) = listed(library)
    assert (row.title, row.byline, row.link, row.source) == (bad, bad, bad, bad)


def test_an_unknown_source_or_article(library: Library, wire: Source) -> None:
    with pytest.raises(NotFoundError, match="no source 99"):
        library.save(99, [story()], when=NOON)
    with pytest.raises(NotFoundError, match="no article 99"):
        library.article(99)
    assert library.rows([99]) == []


def test_a_large_document_in_one_transaction(library: Library, wire: Source) -> None:
    many = stories(2_000)
    assert library.save(wire.id, many, when=NOON) == Saved(new=2_000)
    assert titles(library) == [entry.title for entry in many]


def test_two_libraries_save_the_same_document_at_once(path: Path, library: Library, wire: Source) -> None:
    """As two processes would: each has its own connections. One of them stores it, the other finds it stored."""
    saved: list[Saved] = []
    barrier = Barrier(2)

    def save(into: Library, entries: Sequence[Entry]) -> None:
        barrier.wait()
        saved.append(into.save(wire.id, entries, when=NOON))

    with closing(open_library(path)) as second:
        for start in range(0, 400, 20):
            threads = [Thread(target=save, args=(each, stories(20, start=start))) for each in (library, second)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    assert sum(each.new for each in saved) == 400
    assert len(library.ids(Listing())) == 400


def test_a_document_without_blocks_is_found_by_its_words(library: Library, wire: Source) -> None:
    library.save(wire.id, [Entry("Plain", Document("Only words about Idlib."))], when=NOON)
    assert len(library.ids(Listing(text="idlib"))) == 1
