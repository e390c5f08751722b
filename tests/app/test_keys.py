"""Every key of the table does what the help says."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from reader.app.actions import ACTIONS
from reader.app.screens.dialogs import Choice
from reader.app.screens.help import Help
from reader.app.screens.note import NoteDialog
from reader.desk.desk import Desk
from reader.model import Entry, Listing, SourceKind
from reader.text.plain import text_document
from tests.app.conftest import NOW, TITLES, Opener


async def test_the_first_article_is_shown_in_all_three_panes(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        assert "Ferry fire kills 11" in reader.pane("list")
        assert "The owner put the number of dead" in reader.pane("text")
        assert "412" in reader.pane("figures")
        assert "6 unread of 6" in reader.lines()[0]


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["j"], 1),
        (["down", "down"], 2),
        (["j", "j", "k"], 1),
        (["j", "up"], 0),
        (["G"], 5),
        (["end", "home"], 0),
        (["G", "g"], 0),
        (["ctrl+d"], 5),
        (["G", "ctrl+u"], 0),
        (["pagedown"], 5),
        (["G", "pageup"], 0),
        (["k"], 0),
    ],
)
async def test_movement_in_the_list(desk: Desk, reading: Opener, keys: list[str], row: int) -> None:
    async with reading(desk) as reader:
        await reader.press(*keys)
        assert reader.cursor_title == TITLES[row]


async def test_half_a_page_moves_half_a_page(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(120, 13)) as reader:
        page = reader.screen.list.page_rows
        await reader.press("ctrl+d")
        assert reader.screen.list.cursor == round(page / 2)


async def test_the_same_keys_scroll_the_text_when_it_has_the_focus(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(120, 14)) as reader:
        await reader.press("2", "j", "j")
        assert reader.screen.text.scroll_offset.y == 2
        assert reader.screen.list.cursor == 0
        await reader.press("k")
        assert reader.screen.text.scroll_offset.y == 1
        await reader.press("G")
        assert reader.screen.text.at_end
        await reader.press("g")
        assert reader.screen.text.scroll_offset.y == 0


async def test_enter_opens_and_marks_read_and_escape_goes_back(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("j", "enter")
        assert reader.title == TITLES[1]
        assert reader.screen.pane == "text"
        assert desk.storage.counts(Listing()) == (5, 6)
        await reader.press("escape")
        assert reader.screen.pane == "list"
        assert reader.cursor_title == TITLES[1]


async def test_panes_by_number_and_by_tab(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        seen = []
        for key in ("2", "3", "1", "tab", "tab", "tab", "shift+tab"):
            await reader.press(key)
            seen.append(reader.screen.pane)
        assert seen == ["text", "figures", "list", "text", "figures", "list", "figures"]


async def test_space_pages_then_goes_on_to_the_next_unread(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(120, 14)) as reader:
        await reader.press("enter")
        pages = 0
        while reader.title == TITLES[0]:
            before = reader.screen.text.scroll_offset.y
            await reader.press("space")
            pages += 1
            assert reader.title != TITLES[0] or reader.screen.text.scroll_offset.y > before
        assert pages > 1
        assert reader.title == TITLES[1]


async def test_next_and_previous_unread_pass_over_what_is_read(desk: Desk, reading: Opener) -> None:
    ids = desk.storage.ids(Listing())
    desk.marks.set_read([ids[1], ids[2]], True)
    async with reading(desk) as reader:
        await reader.press("n")
        assert reader.title == TITLES[3]
        await reader.press("p")
        assert reader.title == TITLES[0]


async def test_read_mark_and_undo(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("m")
        assert "5 unread of 6" in reader.lines()[0]
        await reader.press("u")
        assert "6 unread of 6" in reader.lines()[0]
        assert "Undone" in reader.said[-1]
        await reader.press("ctrl+y")
        assert "5 unread of 6" in reader.lines()[0]


async def test_everything_read_and_back(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("A")
        assert desk.storage.counts(Listing()) == (0, 6)
        await reader.press("u")
        assert desk.storage.counts(Listing()) == (6, 6)


async def test_bookmark_shows_its_star_and_is_in_the_library(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("s")
        assert "★" in reader.pane("list").splitlines()[0]
        assert [row.title for row, _ in desk.storage.bookmarks()] == [TITLES[0]]
        await reader.press("s")
        assert "★" not in reader.pane("list").splitlines()[0]
        await reader.press("u")
        assert "★" in reader.pane("list").splitlines()[0]


async def test_bookmark_with_a_note(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("B")
        assert isinstance(reader.app.screen, NoteDialog)
        await reader.press(*"ring owner", "ctrl+s")
        [(row, bookmark)] = desk.storage.bookmarks()
        assert (row.title, bookmark.note) == (TITLES[0], "ring owner")


async def test_views_cycle(desk: Desk, reading: Opener) -> None:
    ids = desk.storage.ids(Listing())
    desk.marks.set_read([ids[0]], True)
    desk.marks.toggle_bookmark(ids[2])
    async with reading(desk) as reader:
        seen = []
        for _ in range(6):
            await reader.press("full_stop")
            seen.append((reader.screen.lists.view.name, reader.screen.list.count))
        assert seen == [
            ("Unread", 5),
            ("Bookmarks", 1),
            ("Updated", 0),
            ("Disagreements", 1),
            ("All", 6),
            ("Unread", 5),
        ]


async def test_figures_step_forward_and_back(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        figures = reader.screen.reading.figures
        assert len(figures) >= 4
        await reader.press("right_square_bracket", "right_square_bracket")
        assert reader.screen.reading.lit == figures[1]
        await reader.press("left_square_bracket")
        assert reader.screen.reading.lit == figures[0]
        await reader.press("left_square_bracket")
        assert reader.screen.reading.lit == figures[-1]


async def test_enter_on_a_figure_lights_its_words_and_sentence(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("3", "t", "j", "enter")
        figure = reader.screen.reading.lit
        assert figure is not None
        text = reader.screen.text
        assert text._active == (figure.start, figure.end)
        assert text._sentence == (figure.sentence_start, figure.sentence_end)
        active = text.get_component_rich_style("text--active", partial=True)
        lit = [
            segment.text
            for y in range(text.scrollable_content_region.height)
            for segment in text.render_line(y)
            if segment.style and segment.style.bgcolor == active.bgcolor
        ]
        assert "".join("".join(lit).split()) == "".join(figure.text.split())


async def test_order_of_the_figures(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("3", "t")
        assert reader.screen.panel.text_order
        starts = [row.targets[0].start for row in reader.screen.panel.rows if row.targets[0].figure is not None]
        assert starts == sorted(starts)
        await reader.press("t")
        assert not reader.screen.panel.text_order


async def test_copy_link(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("y")
        assert reader.app.clipboard == "https://news.example/0"


async def test_copy_offers_headline_figure_and_quote(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("right_square_bracket", "Y")
        assert isinstance(reader.app.screen, Choice)
        await reader.press("enter")
        assert reader.app.clipboard == f"{TITLES[0]}\nhttps://news.example/0"
        await reader.press("right_square_bracket", "Y", "j", "enter")
        assert "11 passengers" in reader.app.clipboard
        assert "Harbour Wire" in reader.app.clipboard
        await reader.press("Y", "j", "j", "enter")
        assert reader.app.clipboard.startswith("“")


async def test_browser_gets_the_link_and_nothing_else(desk: Desk, reading: Opener) -> None:
    with patch("reader.desk.browser.open_link") as opened:
        async with reading(desk) as reader:
            await reader.press("o")
    opened.assert_called_once_with("https://news.example/0")


async def test_reading_only_and_back(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("z")
        assert not reader.screen.list.display
        assert not reader.screen.panel.display
        await reader.press("z")
        assert reader.screen.list.display
        await reader.press("z", "escape")
        assert reader.screen.list.display


async def test_other_pane_keys(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(120, 14)) as reader:
        await reader.press("J", "J")
        assert reader.screen.text.scroll_offset.y == 2
        await reader.press("K")
        assert reader.screen.text.scroll_offset.y == 1
        await reader.press("2", "J")
        assert reader.title == TITLES[1]
        await reader.press("K")
        assert reader.title == TITLES[0]


async def test_help_lists_every_action(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, Help)
        shown = str(reader.app.screen.query_one("Static").content)
        for action in ACTIONS:
            assert action.help in shown
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_quit(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("q")
        assert not reader.app.is_running or reader.app._exit


def test_no_default_key_is_bound_twice() -> None:
    keys = [key for action in ACTIONS for key in action.keys.split(",")]
    assert sorted(keys) == sorted(set(keys))


def test_every_action_is_in_the_readme() -> None:
    from pathlib import Path

    from reader.app.actions import key_name

    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    for action in ACTIONS:
        assert f"`{key_name(action)}`" in readme, action.id


async def test_a_sum_shows_its_working_beside_its_figures(empty_desk: Desk, reading: Opener) -> None:
    body = "The number of nurses fell 18% from 502 to 412, the council said."
    source = empty_desk.storage.add_source("https://news.example/feed", SourceKind.FEED, title="Wire")
    entry = Entry(title="Fewer nurses", document=text_document(body, title="Fewer nurses"), guid="1")
    empty_desk.storage.save(source.id, [entry], when=NOW)
    async with reading(empty_desk, size=(200, 50)) as reader:
        assert "∑" in reader.pane("figures")
        assert "502" in reader.pane("figures").partition("∑")[2]


async def test_a_name_leads_to_every_article_that_has_it(empty_desk: Desk, reading: Opener) -> None:
    source = empty_desk.storage.add_source("https://news.example/feed", SourceKind.FEED, title="Wire")
    bodies = [
        "President Maria Oakes said on Monday that the harbour would close. There was no date yet, Oakes added.",
        "The mayor of Lindvik, Jonas Berg, met President Maria Oakes. “We agree,” said Berg.",
        "A quiet day on the coast.",
    ]
    saved = [
        Entry(title=f"Story {n}", document=text_document(body, title=f"Story {n}"), guid=str(n))
        for n, body in enumerate(bodies)
    ]
    empty_desk.storage.save(source.id, saved, when=NOW)
    async with reading(empty_desk, size=(200, 50)) as reader:
        for _ in saved:
            if reader.cursor_title != "Story 0":
                await reader.press("j")
        reader.screen.reading.preview()
        await reader.settle()
        assert "People" in reader.pane("figures")
        assert "Maria Oakes" in reader.pane("figures")
        await reader.press("3")
        for _ in reader.screen.panel.rows:
            if reader.screen.panel.chosen_name != "Maria Oakes":
                await reader.press("j")
        await reader.press("enter")
        assert reader.screen.text._active is not None
        first = reader.screen.text._active
        await reader.press("enter")
        assert reader.screen.text._active != first
        await reader.press("x")
        assert reader.screen.list.count == 2
        assert "Maria Oakes · 2 unread of 2" in reader.lines()[0]
        await reader.press("escape")
        assert reader.screen.list.count == 3


async def test_a_preview_that_comes_late_does_not_cut_off_an_opening(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("j")
        reader.screen.reading.open()
        reader.screen.reading.preview()
        await reader.settle()
        assert reader.title == TITLES[1]
        assert desk.storage.counts(Listing()) == (5, 6)
        assert reader.screen.reading.figures


async def test_keys_in_one_burst_act_one_after_the_other(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        for key in ("s", "j", "s", "j", "s"):
            reader.app.simulate_key(key)
        await reader.settle()
        assert {row.title for row, _ in desk.storage.bookmarks()} == set(TITLES[:3])
        for key in ("g", "m", "j", "m", "j", "m"):
            reader.app.simulate_key(key)
        await reader.settle()
        assert desk.storage.counts(Listing()) == (3, 6)


async def test_a_mark_right_after_next_unread_is_on_the_next_article(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        reader.app.simulate_key("n")
        reader.app.simulate_key("s")
        await reader.settle()
        assert [row.title for row, _ in desk.storage.bookmarks()] == [TITLES[1]]


async def test_each_article_opened_in_a_burst_is_read(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        for key in ("enter", "1", "j", "enter", "1", "j", "enter"):
            reader.app.simulate_key(key)
        await reader.settle()
        assert reader.title == TITLES[2]
        assert desk.storage.counts(Listing()) == (3, 6)


async def test_a_key_after_a_change_of_pane_goes_to_that_pane(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(120, 14)) as reader:
        for key in ("2", "G", "1", "j"):
            reader.app.simulate_key(key)
        await reader.settle()
        assert reader.cursor_title == TITLES[1]


async def test_a_persons_own_keys_act_and_are_shown(desk: Desk, reading: Opener) -> None:
    async with reading(desk, keys={"bookmark": "b"}) as reader:
        assert "b Bookmark" in reader.lines()[-1]
        await reader.press("s")
        assert not desk.storage.bookmarks()
        await reader.press("b")
        assert len(desk.storage.bookmarks()) == 1
        await reader.press("question_mark")
        lines = str(reader.app.screen.query_one("Static").content).split("\n")
        assert next(line for line in lines if "Bookmark, or" in line).split()[0] == "b"
