"""The screen of bookmarks, notes and tags."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from reader.app.screens.bookmarks import BookmarksScreen
from reader.app.screens.note import NoteDialog, edited
from reader.desk.desk import Desk
from reader.model import Listing
from tests.app.conftest import TITLES, Opener, Reader


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """Three bookmarks, the newest first: 2, 1, 0."""
    for number in range(3):
        desk.marks.toggle_bookmark(desk.storage.ids(Listing())[number], f"note {number} [red]")
    return desk


def order(desk: Desk) -> list[str]:
    return [row.title for row, _ in desk.storage.bookmarks()]


def listed(reader: Reader) -> list[str]:
    return [line for line in reader.lines() if "★ " in line]


async def test_bookmarks_show_their_notes_and_lead_to_their_article(marked: Desk, reading: Opener) -> None:
    async with reading(marked) as reader:
        await reader.press("b")
        assert "3 bookmarks" in reader.lines()[0]
        assert [title[:12] for title in TITLES[2::-1]] == [line.partition("★ ")[2][:12] for line in listed(reader)]
        assert "note 1 [red]" in reader.text()
        await reader.press("j", "enter")
        assert reader.title == TITLES[1]
        assert reader.screen.pane == "text"


async def test_the_order_is_the_persons(marked: Desk, reading: Opener) -> None:
    async with reading(marked) as reader:
        await reader.press("b", "J", "J")
        assert order(marked) == [TITLES[1], TITLES[0], TITLES[2]]
        await reader.press("K", "u", "u", "u")
        assert order(marked) == [TITLES[2], TITLES[1], TITLES[0]]


async def test_notes_and_tags(marked: Desk, reading: Opener) -> None:
    async with reading(marked) as reader:
        await reader.press("b", "n")
        dialog = reader.app.screen
        assert isinstance(dialog, NoteDialog)
        assert dialog.query_one(TextArea).text == "note 2 [red]"
        dialog.query_one(TextArea).text = "ask the port\nand the owner"
        await reader.press("ctrl+s", "t", *"Ferry, Lindvik", "enter")
        first = marked.storage.bookmarks()[0]
        assert first[1].note == "ask the port\nand the owner"
        assert marked.storage.tags_of([first[0].id])[first[0].id] == ("Ferry", "Lindvik")
        assert "#Ferry #Lindvik · ask the port and the owner" in reader.text()
        await reader.press("n", "escape", "u", "u")
        assert marked.storage.bookmarks()[0][1].note == "note 2 [red]"


async def test_search_in_bookmarks_and_back(marked: Desk, reading: Opener) -> None:
    async with reading(marked) as reader:
        await reader.press("b", "slash", *"council", "enter")
        assert len(listed(reader)) == 1
        assert "1 bookmark for “council”" in reader.lines()[0]
        await reader.press("escape")
        assert isinstance(reader.app.screen, BookmarksScreen)
        assert len(listed(reader)) == 3
        await reader.press("slash", *"zeppelin", "enter")
        assert "Nothing is like this." in reader.text()


async def test_export_writes_a_document_and_replaces_none(marked: Desk, reading: Opener, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    async with reading(marked) as reader:
        for _ in range(2):
            await reader.press("b", "x", "j", "j", "enter")
            reader.app.screen.query_one(Input).value = str(target)
            await reader.press("enter", "escape")
    assert [item["note"] for item in json.loads(target.read_text())] == [f"note {n} [red]" for n in (2, 1, 0)]
    assert f"Written to {target}." in reader.said[-2]
    assert "exists" in reader.said[-1] or "there" in reader.said[-1]


async def test_removing_and_bringing_back(marked: Desk, reading: Opener) -> None:
    async with reading(marked, size=(80, 24)) as reader:
        await reader.press("b", "d", "d", "d")
        assert "No bookmarks yet." in reader.text()
        await reader.press("u", "u")
        assert order(marked) == [TITLES[1], TITLES[0]]
        assert "Esc" in reader.lines()[-1]


async def test_tags_from_the_list(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("T", *"budget", "enter", "slash", *"tag:budget")
        assert reader.screen.list.count == 1
        assert reader.cursor_title == TITLES[0]


def test_the_persons_editor_writes_the_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nprintf "%s" "seen: $(cat "$2") $1\033]0;x\007" > "$2"\n')
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{editor}' --wait")
    assert edited("a note") == "seen: a note --wait"
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    with pytest.raises(OSError, match="No such file"):
        edited("a note")
