"""Read marks and bookmarks, taken back and done again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.model import ArticleRow
from reader.store.protocol import NotFoundError
from tests.desk.conftest import Fill


def row(desk: Desk, article_id: int) -> ArticleRow:
    return desk.storage.rows([article_id])[0]


def test_only_what_changed_is_told_and_taken_back(desk: Desk, fill: Fill) -> None:
    ids = fill(4)
    assert desk.marks.set_read(ids[:1], True) == (ids[0],)
    assert set(desk.marks.set_read(ids[:3], True)) == set(ids[1:3])
    assert desk.marks.undo() == "Undone: marked 2 articles read"
    assert [row(desk, id_).read for id_ in ids] == [True, False, False, False]
    assert desk.marks.undo() == "Undone: marked 1 article read"
    assert not row(desk, ids[0]).read
    assert desk.marks.undo() is None


def test_a_change_that_changes_nothing_is_not_remembered(desk: Desk, fill: Fill) -> None:
    ids = fill(1)
    assert desk.marks.set_read(ids, False) == ()
    assert desk.marks.undo() is None


def test_reading_is_toggled(desk: Desk, fill: Fill) -> None:
    ids = fill(1)
    assert desk.marks.toggle_read(ids[0])
    assert row(desk, ids[0]).read
    assert not desk.marks.toggle_read(ids[0])
    assert not row(desk, ids[0]).read
    assert desk.marks.undo() == "Undone: marked 1 article unread"
    assert row(desk, ids[0]).read


def test_a_bookmark_comes_back_with_its_note_and_time(desk: Desk, fill: Fill) -> None:
    ids = fill(1)
    assert desk.marks.toggle_bookmark(ids[0], "ask the port")
    (_, before), *_ = desk.storage.bookmarks()
    assert before.note == "ask the port"
    assert not desk.marks.toggle_bookmark(ids[0])
    assert desk.storage.bookmarks() == []
    assert desk.marks.undo() == "Undone: removed 1 bookmark"
    ((_, after),) = desk.storage.bookmarks()
    assert after == before


def test_redo_follows_undo_until_something_new_is_done(desk: Desk, fill: Fill) -> None:
    ids = fill(2)
    desk.marks.toggle_bookmark(ids[0])
    desk.marks.set_read(ids, True)
    desk.marks.undo()
    desk.marks.undo()
    assert not row(desk, ids[0]).bookmarked
    assert desk.marks.redo() == "Redone: bookmarked 1 article"
    assert row(desk, ids[0]).bookmarked
    assert desk.marks.redo() == "Redone: marked 2 articles read"
    assert desk.marks.redo() is None
    desk.marks.undo()
    desk.marks.toggle_read(ids[1])
    assert desk.marks.redo() is None


def test_a_change_of_an_article_that_went_is_passed_over(desk: Desk, fill: Fill) -> None:
    ids = fill(2)
    desk.marks.toggle_bookmark(ids[0])
    desk.marks.toggle_bookmark(ids[0])
    desk.remove(desk.sources()[0].id)
    desk.storage.purge(removed_before=datetime.max.replace(tzinfo=UTC))
    assert desk.marks.undo() is None


def test_unknown_articles_are_refused(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="no article 7"):
        desk.marks.toggle_bookmark(7)
    with pytest.raises(NotFoundError, match="no article 7"):
        desk.marks.toggle_read(7)
    assert desk.marks.undo() is None


def test_marks_are_on_the_disk_at_once(desk: Desk, fill: Fill, tmp_path: Path) -> None:
    ids = fill(2)
    desk.marks.toggle_bookmark(ids[0])
    desk.marks.set_read([ids[1]], True)
    with Desk.open(tmp_path / "data") as other:
        assert row(other, ids[0]).bookmarked
        assert row(other, ids[1]).read
