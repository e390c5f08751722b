"""Tidying: what goes, what stays whatever the limits say, and that the library stays whole."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.tidy import VERSIONS_KEPT, Tidied, tidy
from reader.model import Bookmark, Document, Listing
from reader.store import tidying
from reader.store.protocol import NotFoundError
from tests.desk.conftest import NOON, Fill, entry

DAY = timedelta(days=1)
FIRST, TAGGED, UNREAD = 9, 8, 7  # places in the list of those that stay


@pytest.fixture
def limited(desk: Desk, fill: Fill) -> list[int]:
    """Ten articles of a source that is to keep three, all read but one, one bookmarked, one tagged; newest first."""
    ids = fill(10)
    (source,) = desk.sources()
    desk.edits.change(replace(source, keep_articles=3))
    desk.marks.set_read([id_ for id_ in ids if id_ != ids[UNREAD]], True)
    desk.marks.toggle_bookmark(ids[FIRST])
    desk.marks.add_tags([ids[TAGGED]], ["budget"])
    return ids


def sound(desk: Desk) -> bool:
    """Whether the file is whole, its text index included, and finds exactly what is there."""
    found = desk.storage.counts(Listing(text="story"))[1]
    with closing(sqlite3.connect(desk.storage.path)) as connection:  # type: ignore[attr-defined]
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'row')")
        (indexed,) = connection.execute("SELECT doc FROM temp.words WHERE term = 'story'").fetchone()
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    return desk.storage.check(full=True) == "" and found == len(desk.storage.ids(Listing())) and indexed == articles


def test_a_source_keeps_its_newest_and_all_that_is_a_persons(desk: Desk, limited: list[int]) -> None:
    stay = [*limited[:3], limited[UNREAD], limited[TAGGED], limited[FIRST]]
    assert tidy(desk.storage, NOON, dry=True) == Tidied(old=4)
    assert list(desk.storage.ids(Listing())) == limited
    assert tidy(desk.storage, NOON).old == 4
    assert list(desk.storage.ids(Listing())) == stay
    assert sound(desk)
    assert tidy(desk.storage, NOON) == Tidied()


def test_articles_go_by_their_age(desk: Desk, fill: Fill) -> None:
    ids = fill(5)
    desk.marks.set_read(ids, True)
    desk.edits.change(replace(desk.sources()[0], keep_days=1))
    assert tidy(desk.storage, NOON + DAY).old == 4  # published a minute apart, the newest at noon
    assert list(desk.storage.ids(Listing())) == ids[:1]
    desk.edits.change(replace(desk.sources()[0], keep_days=10**9 - 1))
    assert tidy(desk.storage, NOON + DAY).old == 0


def test_an_article_that_its_source_gives_again_is_not_unread(desk: Desk, limited: list[int]) -> None:
    tidy(desk.storage, NOON)
    (source,) = desk.sources()
    assert desk.storage.save(source.id, [entry(number) for number in range(10)], when=NOON).new == 4
    assert desk.storage.apply_waiting() == 4
    assert desk.sources()[0].unread == 1
    assert tidy(desk.storage, NOON).old == 4


def test_what_is_bookmarked_while_tidying_goes_on_stays(
    desk: Desk, limited: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between choosing what goes and deleting it another program writes."""
    late = limited[5]
    delete = tidying.Tidying._delete

    def bookmarked_first(self: tidying.Tidying, ids: list[int], allowed: str, *, remember: int | None) -> int:
        if late in ids:
            desk.storage.set_bookmark(late, Bookmark(late, NOON))
        return delete(self, ids, allowed, remember=remember)

    monkeypatch.setattr(tidying.Tidying, "_delete", bookmarked_first)
    assert tidy(desk.storage, NOON).old == 3
    assert desk.article(late).bookmark is not None


def test_a_removed_source_goes_after_a_month(desk: Desk, limited: list[int]) -> None:
    desk.remove(desk.sources()[0].id)
    now = datetime.now(UTC)
    assert tidy(desk.storage, now + 29 * DAY).removed == 0
    assert tidy(desk.storage, now + 31 * DAY, dry=True).removed == 9
    assert tidy(desk.storage, now + 31 * DAY).removed == 9
    assert list(desk.storage.ids(Listing())) == [limited[FIRST]]
    assert sound(desk)


def test_more_articles_than_one_transaction_deletes(
    desk: Desk, limited: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "_BATCH", 3)
    assert tidy(desk.storage, NOON).old == 4
    assert sound(desk)


def versions(desk: Desk, article_id: int) -> list[int]:
    with closing(sqlite3.connect(desk.storage.path)) as connection:  # type: ignore[attr-defined]
        query = "SELECT id FROM versions WHERE article_id = ? ORDER BY id"
        return [id_ for (id_,) in connection.execute(query, (article_id,))]


def test_of_many_texts_the_newest_stay_and_those_that_are_shown(desk: Desk, fill: Fill) -> None:
    (article,) = fill(1)
    (source,) = desk.sources()
    shown = replace(entry(0), document=Document("The whole page."))
    desk.storage.save_page(article, shown, when=NOON)
    page = desk.article(article).version.id
    for hour in range(14):
        desk.storage.save(source.id, [entry(0, body=f"Changed {hour} times.")], when=NOON + timedelta(hours=hour))
    before = versions(desk, article)
    assert len(before) == 16
    assert tidy(desk.storage, NOON, dry=True).versions == 5
    assert tidy(desk.storage, NOON).versions == 5
    assert versions(desk, article) == [page, *before[-VERSIONS_KEPT:]]
    assert desk.article(article).document == shown.document
    desk.storage.show_page(article, False)
    assert "Changed 13 times." in desk.article(article).document.text
    assert sound(desk)


def test_the_file_gets_smaller_when_much_of_it_is_free(desk: Desk, fill: Fill, tmp_path: Path) -> None:
    ids = fill(200, body=random.Random(1).randbytes(3000).hex())  # which packs badly
    desk.marks.set_read(ids, True)
    desk.edits.change(replace(desk.sources()[0], keep_articles=1))
    desk.storage.compact()
    file = tmp_path / "data" / "library.db"
    before = file.stat().st_size
    assert tidy(desk.storage, NOON).freed > before // 2
    assert file.stat().st_size < before // 2
    assert file.with_name("library.db-wal").stat().st_size == 0
    assert sound(desk)


def test_a_damaged_library_is_told_and_left_alone(desk: Desk, limited: list[int], tmp_path: Path) -> None:
    desk.storage.compact()
    desk.close()
    file = tmp_path / "data" / "library.db"
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'versions_article'"
        page, size = connection.execute(query).fetchone()
    with file.open("r+b") as raw:
        raw.seek(size * (page - 1))
        raw.write(b"\xff" * size)
    with Desk.open(tmp_path / "data") as damaged:
        done = tidy(damaged.storage, NOON)
        assert done.damage.startswith("The library is damaged")
        assert done == Tidied(damage=done.damage)


def test_a_text_index_that_lost_something_is_found_by_the_full_check(desk: Desk, fill: Fill) -> None:
    fill(3)
    desk.storage.counts(Listing(text="story"))  # the index is filled when it is asked
    with closing(sqlite3.connect(desk.storage.path)) as connection, connection:  # type: ignore[attr-defined]
        connection.execute("DELETE FROM search_data WHERE id > 10")
    assert desk.storage.check(full=False) == ""
    assert "search" in desk.storage.check(full=True)


def test_marks_of_what_went_are_passed_over(desk: Desk, limited: list[int]) -> None:
    tidy(desk.storage, NOON)
    with pytest.raises(NotFoundError):
        desk.article(limited[4])
    assert desk.marks.undo() == "Undone: tagged 1 article “budget”"
    assert desk.marks.undo() == "Undone: bookmarked 1 article"
    assert desk.marks.undo() == "Undone: marked 9 articles read"
