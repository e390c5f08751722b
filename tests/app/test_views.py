"""Saved views, and queries in the search box."""

from __future__ import annotations

from textual.widgets import Input, OptionList

from reader.app.screens.form import Form
from reader.app.screens.views import ViewsScreen
from reader.desk.desk import Desk
from tests.app.conftest import TITLES, Opener, Reader


def hint(reader: Reader) -> str:
    return next(line for line in reader.lines()[::-1][1:3] if line.strip())


async def test_a_query_knows_numbers(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"fig:>3m unit:EUR")
        assert reader.screen.list.count == 1
        assert reader.cursor_title == TITLES[0]
        await reader.press("enter", "escape", "slash", *"fig:>3m unit:USD")
        assert reader.screen.list.count == 0


async def test_a_wrong_query_says_why_and_keeps_the_list(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"herons")
        assert reader.screen.list.count == 1
        await reader.press(*" is:unred ")
        assert "There is no is:unred; did you mean is:unread?" in reader.text()
        assert reader.screen.list.count == 1, "the list is the last one that could be read"
        await reader.press("tab")
        assert reader.screen.query_one("#query", Input).value.strip() == "herons is:unread"
        assert reader.screen.list.count == 1
        assert "did you mean" not in reader.text()


async def test_an_unfinished_query_is_no_mistake(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"herons title:")
        assert reader.screen.list.count == 1
        assert "needs a value" not in reader.text()


async def test_what_may_follow_is_offered_and_taken_by_tab(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"source:har")
        assert 'source:"Harbour Wire"' in reader.text()
        await reader.press("tab")
        assert reader.screen.query_one("#query", Input).value == 'source:"Harbour Wire"'
        assert reader.screen.list.count == 6


async def test_a_search_inside_a_view(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("m", "full_stop", "slash", *"ferry or herons")
        assert reader.screen.list.count == 1, "the ferry is read"
        assert reader.cursor_title == TITLES[2]


async def test_views_have_counts_and_keep_a_search(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("slash", *"fig:>10 -herons", "enter", "V")
        assert isinstance(reader.app.screen, ViewsScreen)
        assert "All  6 unread of 6" in reader.text()
        assert "Disagreements  1 unread of 1" in reader.text()
        await reader.press("a")
        form = reader.app.screen
        assert isinstance(form, Form)
        assert form.query_one("#field-query", Input).value == "fig:>10 -herons"
        form.query_one("#field-name", Input).value = "Big [b]"
        await reader.press("enter")
        assert [view.name for view in desk.storage.views()][-1] == "Big [b]"
        reader.app.screen.query_one(OptionList).action_last()
        await reader.press("enter", "escape")
        assert reader.screen.lists.view.name == "Big [b]"
        assert "Big [b]" in reader.lines()[0]


async def test_views_are_ordered_hidden_and_brought_back(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("V", "J", "J", "d")
        names = {view.name: view.hidden for view in desk.storage.views()}
        assert list(names)[:3] == ["Unread", "Bookmarks", "All"]
        assert names["All"]
        await reader.press("u", "u", "u", "escape")
        assert next(view.name for view in desk.storage.views() if not view.hidden) == "All"


async def test_a_view_that_cannot_be_read_is_told(desk: Desk, reading: Opener) -> None:
    desk.storage.add_view("Broken", "is:unred")
    async with reading(desk) as reader:
        await reader.press("V")
        reader.app.screen.query_one(OptionList).action_last()
        await reader.press("e")
        await reader.press("enter")
        assert "There is no is:unred" in reader.text()
        await reader.press("escape", "enter")
        assert "The view “Broken” cannot be read" in reader.said[-1]
        assert reader.screen.list.count == 6
