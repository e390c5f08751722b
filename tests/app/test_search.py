"""The search box filters as one types, and never loses the list."""

from __future__ import annotations

import pytest

from reader.desk.desk import Desk
from tests.app.conftest import TITLES, Opener


async def test_the_list_follows_each_letter(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"herons")
        assert reader.screen.list.count == 1
        assert TITLES[2] in reader.pane("list")
        assert "1 found for “herons”" in reader.lines()[0]
        await reader.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
        assert reader.screen.list.count == len(TITLES)


async def test_words_of_the_text_are_found_and_lit(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"aboard", "enter", "enter")
        assert reader.title == TITLES[0]
        document = reader.screen.text.document
        assert [document.text[start:end] for start, end in reader.screen.text._hits] == ["aboard"]


async def test_enter_goes_to_the_list_and_escape_clears(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"sao tome", "enter")
        assert reader.screen.pane == "list"
        assert reader.cursor_title == TITLES[4]
        await reader.press("escape")
        assert reader.screen.lists.searched == ""
        assert reader.screen.list.count == len(TITLES)
        assert reader.cursor_title == TITLES[4]


async def test_nothing_found_says_so(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"zeppelin")
        assert "Nothing is like this." in reader.pane("list")
        assert reader.screen.text.document.text == ""


@pytest.mark.parametrize("odd", ['"', "*", "NEAR(", "a-b", "[red]", "'; drop table articles; --"])
async def test_odd_input_is_only_text(desk: Desk, reading: Opener, odd: str) -> None:
    async with reading(desk) as reader:
        await reader.press("slash")
        reader.screen.query_one("#query").value = odd  # type: ignore[attr-defined]
        await reader.settle()
        await reader.press("escape")
        assert reader.screen.list.count == len(TITLES)
        assert not [words for words in reader.said if "did not work" in words]
