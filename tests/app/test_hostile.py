"""Outside text is shown as it is and never acts."""

from __future__ import annotations

import pytest

from reader.app.guard import Guard
from reader.desk.desk import Desk
from reader.model import Entry, SourceKind
from reader.text.plain import text_document
from tests.app.conftest import NOW, TITLES, Opener

MARKUP = "[red]x[/nosuch] [@click=app.quit]y[/] [b"


async def test_markup_in_titles_is_literal_in_every_pane(desk: Desk, reading: Opener) -> None:
    async with reading(desk, size=(200, 50)) as reader:
        await reader.press("j", "j", "j", "enter")
        assert TITLES[3] in reader.pane("list")
        assert TITLES[3] in reader.pane("text")
        await reader.press("Y")
        assert TITLES[3] in reader.text()
        await reader.press("escape")
        assert reader.app.is_running


async def test_markup_in_sources_errors_figures_and_search(empty_desk: Desk, reading: Opener) -> None:
    source = empty_desk.storage.add_source("https://x.example/", SourceKind.FEED, title=MARKUP)
    body = f"In [Saraqeb] 12 [b]people[/b] died. {MARKUP}"
    entry = Entry(title=MARKUP, document=text_document(body, title=MARKUP), guid="1", byline=MARKUP)
    empty_desk.storage.save(source.id, [entry], when=NOW)
    empty_desk.storage.record_failure(source.id, f"It failed: {MARKUP}", when=NOW)
    async with reading(empty_desk, size=(200, 50)) as reader:
        assert MARKUP in reader.pane("list")
        assert "[Saraqeb]" in reader.pane("text")
        await reader.press("S")
        assert f"It failed: {MARKUP}" in reader.text()
        await reader.press("escape", "slash")
        reader.screen.query_one("#search").value = MARKUP  # type: ignore[attr-defined]
        await reader.settle()
        assert MARKUP in reader.text()
        reader.screen.tell(MARKUP)
        await reader.settle()
        assert reader.app.is_running


@pytest.mark.parametrize(
    "payload",
    [
        "\x1b]0;pwn\x07",
        "\x1b]52;c;\x1b]0;x\x07",
        "\x1b]8;;http://evil.example\x1b\\",
        "\x1bP$q\x1b\\",
        "\x1b[6n",
        "\x1b[c",
        "\x1b_x\x1b\\",
        "\x9b31m",
        "\x90x\x9c",
        "\x00\x07\x0e",
        "\x1b[201~",
    ],
)
def test_the_guard_lets_no_foreign_control_through(payload: str) -> None:
    guard = Guard()
    passed = guard(f"before{payload}after")
    assert guard.dropped > 0
    assert passed.startswith("before")
    assert passed.endswith("after")
    assert not [character for character in passed if character < " " or "\x7f" <= character <= "\x9f"]


@pytest.mark.parametrize(
    "own",
    [
        "\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2026$p\x1b[>1u\x1b[<u",
        "\x1b[?2026h\x1b[1;1H\x1b[1;38;2;1;2;3;48;2;4;5;6mtext\x1b[0m\x1b[?2026l",
        "\x1b]52;c;aGVsbG8=\x07",
        "\x1b]22;pointer\x1b\\",
        "plain 新北 🚢",
    ],
)
def test_the_guard_leaves_the_programs_own_sequences_alone(own: str) -> None:
    guard = Guard()
    assert guard(own) == own
    assert guard.dropped == 0
