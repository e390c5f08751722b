"""The screen at each size, and what it says when there is nothing to show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from reader.desk.desk import Desk
from reader.model import Attachment, Listing
from tests.app.conftest import NOW, TITLES, Opener, entries


async def test_one_pane_at_a_time_at_eighty_columns(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(80, 24)) as reader:
        assert reader.screen.list.display
        assert not reader.screen.text.display
        await reader.press("enter")
        assert reader.screen.text.display
        assert not reader.screen.list.display
        assert not reader.screen.panel.display
        await reader.press("3")
        assert reader.screen.text.display
        assert reader.screen.panel.display
        await reader.press("enter")
        assert reader.screen.reading.lit is not None
        await reader.press("escape")
        assert not reader.screen.panel.display
        await reader.press("escape")
        assert reader.screen.list.display


async def test_three_panes_from_a_hundred_columns_on(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(80, 24)) as reader:
        await reader.pilot.resize_terminal(120, 40)
        await reader.settle()
        assert all(pane.display for pane in (reader.screen.list, reader.screen.text, reader.screen.panel))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 50), (40, 12)])
async def test_no_line_is_wider_than_the_terminal(desk: Desk, reading: Opener, size: tuple[int, int]) -> None:
    async with reading(desk, size=size) as reader:
        for keys in (["j"], ["j", "j", "enter"], ["3"], ["question_mark"]):
            await reader.press(*keys)
            assert max(cell_len(line) for line in reader.lines()) <= size[0]


async def test_the_place_is_kept_when_the_width_changes(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(120, 14)) as reader:
        await reader.press("2", "j", "j", "j", "j")
        text = reader.screen.text
        before = text._lines[int(text.scroll_offset.y)].start
        await reader.pilot.resize_terminal(104, 14)
        await reader.settle()
        line = text._lines[int(text.scroll_offset.y)]
        assert line.start <= before <= max(line.end, line.start)


async def test_help_and_quit_stay_in_the_key_bar(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(40, 12)) as reader:
        assert reader.lines()[-1].endswith("? Help  q Quit")


async def test_an_empty_library_says_what_to_do(empty_desk: Desk, reading: Opener) -> None:
    async with reading(empty_desk) as reader:
        assert "a adds a feed or a folder," in reader.pane("list")
        assert "? shows every key." in reader.pane("text")
        for key in (
            "enter",
            "space",
            "n",
            "s",
            "m",
            "y",
            "Y",
            "o",
            "r",
            "right_square_bracket",
            "u",
            "A",
            "3",
            "enter",
        ):
            await reader.press(key)
        assert not [words for words in reader.said if "did not work" in words]


async def test_no_bookmarks_and_nothing_unread_say_so(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("A", "full_stop")
        assert "Everything is read." in reader.pane("list")
        await reader.press("full_stop")
        assert "No bookmarks yet." in reader.pane("list")


async def test_the_mouse_chooses_opens_and_lights(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.pilot.click("#list", offset=(10, 4))
        await reader.settle()
        assert reader.cursor_title == TITLES[1]
        await reader.pilot.click("#list", offset=(10, 4))
        await reader.settle()
        assert reader.title == TITLES[1]
        await reader.pilot.click("#figures", offset=(6, 2))
        await reader.settle()
        assert reader.screen.reading.lit is not None


async def test_a_click_on_the_key_bar_does_what_the_key_does(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        at = reader.lines()[-1].index("Bookmark")
        await reader.pilot.click("#keys", offset=(at, 0))
        await reader.settle()
        assert [row.title for row, _ in desk.storage.bookmarks()] == [TITLES[0]]


@pytest.mark.parametrize("theme", ["newsroom-dark", "newsroom-light", "ansi-dark", "nord", "textual-light"])
async def test_every_theme_has_what_the_style_sheet_asks(desk: Desk, reading: Opener, theme: str) -> None:
    async with reading(desk, theme=theme) as reader:
        assert reader.app.theme == theme


async def test_an_unknown_theme_is_said_and_passed_over(desk: Desk, reading: Opener) -> None:
    async with reading(desk, theme="nosuch") as reader:
        assert reader.app.theme == "newsroom-dark"
        assert "nosuch" in reader.said[0]


async def test_no_color_leaves_no_colour(desk: Desk, reading: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(desk, theme="newsroom-light") as reader:
        assert reader.app.theme == "ansi-dark"
        assert "●" in reader.pane("list")
        assert reader.pane("list").startswith("▌")


async def test_attached_files_are_listed_below_the_text(desk: Desk, reading: Opener) -> None:
    (first, *_) = entries()
    files = (Attachment("https://news.example/a.mp3", "audio/mpeg", 12_345_678), Attachment("https://news.example/b"))
    document = replace(first.document, attachments=files)
    desk.storage.save(1, [replace(first, document=document, title="With sound", guid="sound")], when=NOW)
    newest = desk.storage.ids(Listing())[0]
    assert desk.article(newest).document.attachments == files
    async with reading(desk, size=(200, 50)) as reader:
        assert "⊕ audio · 12.3 MB · https://news.example/a.mp3" in reader.pane("text")
        assert "⊕ file · https://news.example/b" in reader.pane("text")
