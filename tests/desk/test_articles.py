"""The row source behind a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from reader.desk import Articles, Desk
from reader.model import ArticleRow, Listing, Scope
from tests.desk.conftest import Fill


def count_reads(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the pages that are read from the storage from now on."""
    reads: list[int] = []
    rows = desk.storage.rows

    def counted(ids: Sequence[int]) -> list[ArticleRow]:
        reads.append(len(ids))
        return rows(ids)

    monkeypatch.setattr(desk.storage, "rows", counted)
    return reads


def test_rows_come_newest_first_a_page_at_a_time(desk: Desk, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(150)
    articles = desk.articles(Listing())
    reads = count_reads(desk, monkeypatch)
    assert len(articles) == 150
    assert [row.title for i in range(150) if (row := articles.row(i))] == [f"Story {i}" for i in range(150)]
    assert reads == [64, 64, 22]


def test_few_pages_are_kept(desk: Desk, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(64 * 33 + 1)
    articles = desk.articles(Listing())
    reads = count_reads(desk, monkeypatch)
    for page in range(34):
        assert articles.row(page * 64) is not None
    assert len(reads) == 34
    articles.row(64 * 33)
    assert len(reads) == 34, "the newest page is kept"
    articles.row(0)
    assert len(reads) == 35, "the oldest was let go"


def test_positions_outside_the_list_hold_nothing(desk: Desk, fill: Fill) -> None:
    ids = fill(3)
    articles = desk.articles(Listing())
    assert articles.row(3) is None
    assert articles.row(-1) is None
    assert [articles.id_at(i) for i in range(3)] == ids
    for outside in (3, -1):
        with pytest.raises(IndexError):
            articles.id_at(outside)
    assert articles.index_of(ids[2]) == 2
    assert articles.index_of(999) is None


def test_an_empty_listing(desk: Desk) -> None:
    articles = desk.articles(Listing())
    assert len(articles) == 0
    assert articles.row(0) is None
    assert articles.next_unread(0) is None


def test_a_row_is_read_again_once_it_is_forgotten(desk: Desk, fill: Fill) -> None:
    ids = fill(3)
    articles = desk.articles(Listing())
    assert (row := articles.row(1)) and not row.read
    desk.marks.set_read([ids[1]], True)
    assert (row := articles.row(1)) and not row.read, "known rows stay as they are"
    articles.forget(ids[1])
    assert (row := articles.row(1)) and row.read


def test_an_article_that_went_has_no_row(desk: Desk, fill: Fill) -> None:
    fill(3)
    articles = desk.articles(Listing())
    desk.remove(desk.sources()[0].id)
    desk.storage.purge(removed_before=datetime.max.replace(tzinfo=UTC))
    assert articles.row(1) is None
    assert len(articles) == 3, "the list stands still until it is loaded again"
    articles.complete()
    assert len(articles) == 0


def test_the_first_screenfuls_then_the_rest(desk: Desk, fill: Fill) -> None:
    ids = fill(200)
    articles = Articles.load(desk.storage, Listing(), limit=70)
    assert len(articles) == 70
    assert (row := articles.row(69)) and row.id == ids[69]
    articles.complete()
    assert len(articles) == 200
    assert [articles.id_at(i) for i in range(200)] == ids


@pytest.mark.parametrize("scope", list(Scope))
def test_the_next_unread_near_by(desk: Desk, fill: Fill, scope: Scope) -> None:
    ids = fill(10)
    for id_ in ids:
        desk.marks.toggle_bookmark(id_)
    articles = desk.articles(Listing(scope))
    desk.marks.set_read([id_ for i, id_ in enumerate(ids) if i not in (2, 7)], True)
    assert articles.next_unread(0) == 2
    assert articles.next_unread(2) == 2, "the start counts"
    assert articles.next_unread(3) == 7
    assert articles.next_unread(8) is None
    assert articles.next_unread(9, -1) == 7
    assert articles.next_unread(6, -1) == 2
    assert articles.next_unread(1, -1) is None
    assert articles.next_unread(-5) == 2
    assert articles.next_unread(99) is None
    assert articles.next_unread(99, -1) == 7


def test_the_next_unread_far_away(desk: Desk, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = fill(1500)
    desk.marks.set_read([id_ for i, id_ in enumerate(ids) if i not in (5, 1400)], True)
    articles = desk.articles(Listing())
    reads = count_reads(desk, monkeypatch)
    assert articles.next_unread(6) == 1400
    assert articles.next_unread(1399, -1) == 5
    assert articles.next_unread(1401) is None
    assert articles.next_unread(9999, -1) == 1400
    assert len(reads) < 1500 / 64, "not every page was read for it"


def test_a_list_is_kept_to_its_words_when_the_next_unread_is_sought(desk: Desk, fill: Fill) -> None:
    ids = fill(700, body="Herring is up.")
    articles = desk.articles(Listing(text="herring"))
    assert len(articles) == 700
    desk.marks.set_read(ids[:-1], True)
    assert articles.next_unread(0) == 699
