"""Wrapping keeps every offset and every character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.widgets.layout import lay_out
from reader.app.widgets.wrap import fit, wrap
from reader.model import Block, BlockKind, Document, Folded


def wrapped(text: str, width: int) -> list[str]:
    return [text[start:end].rstrip() for start, end in wrap(text, 0, len(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 80, ["one two three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("nearly 1\u00a0million people", 10, ["nearly", "1\u00a0million", "people"]),
        ("three-year-old", 8, ["three-ye", "ar-old"]),
        ("三・五パーセント", 6, ["三・五", "パーセ", "ント"]),
        ("約三割。", 6, ["約三", "割。"]),  # 。 never starts a line
        ("言う「驚いた」", 6, ["言う", "「驚い", "た」"]),  # 「 never ends one
        ("a\nb", 10, ["a", "b"]),
        ("", 10, [""]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text(alphabet="ab 、。「」三五é🚢\n\u00a0-", max_size=80), st.integers(1, 30))
@settings(max_examples=300, deadline=None)
def test_lines_follow_each_other_and_fit(text: str, width: int) -> None:
    lines = wrap(text, 0, len(text), width)
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(lines):
        assert text[end:start] in ("", "\n")
    for start, end in lines:
        shown = text[start:end].rstrip()
        assert cell_len(shown) <= width or len(shown) == 1


@given(st.text(alphabet="ab三🚢é …", max_size=40), st.integers(0, 30))
@settings(max_examples=200, deadline=None)
def test_fit_never_sticks_out(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= max(0, width)
    if cell_len(text) <= width:
        assert fit(text, width) == text


def document() -> Document:
    parts = [
        (BlockKind.TITLE, "A title that is rather long"),
        (BlockKind.PARAGRAPH, "First paragraph of the story."),
        (BlockKind.ITEM, "an item that goes over its line"),
        (BlockKind.TABLE, "Town      Deaths\nLindvik       11"),
    ]
    text, blocks = "", []
    for kind, words in parts:
        start = len(text) + 2 * bool(text)
        text += ("\n\n" if text else "") + words
        blocks.append(Block(kind, start, len(text), level=1 if kind is BlockKind.ITEM else 0))
    return Document(
        text, tuple(blocks), folded=(Folded(blocks[1].start, "Menu\nHome"), Folded(len(text), "Leave a note"))
    )


def test_layout_draws_every_block_and_tells_of_what_is_folded() -> None:
    shown = [line.text(document()) for line in lay_out(document(), 22, meta=("Wire · 3 min",))]
    assert shown[1:3] == ["A title that is rather", "long"]
    assert "Wire · 3 min" in shown
    assert "• an item that goes" in shown
    assert "  over its line" in shown
    assert "Town      Deaths" in shown
    assert "Menu" not in "\n".join(shown)
    assert shown[-1].startswith("┆ 3 lines of page fur")


def test_layout_shows_furniture_where_it_stood() -> None:
    shown = [line.text(document()) for line in lay_out(document(), 40, folded_shown=True)]
    assert shown.index("┆ Menu") < shown.index("First paragraph of the story.")
    assert "┆ Leave a note" in shown
