"""Which blocks of a page hold the lines that an extractor calls the story."""

from __future__ import annotations

import pytest

from reader.model.document import BlockKind
from reader.text.builder import Draft
from reader.text.extraction import story_blocks, story_lines
from reader.text.html import read_page

STORY = [
    "The council of Lindvik voted on Tuesday to rebuild the north quay.",
    "Work will begin in May and cost 31 million crowns.",
    "A report is due in autumn.",
]


def blocks(*lines: str) -> list[Draft]:
    return [Draft(BlockKind.PARAGRAPH, line) for line in lines]


def test_a_block_counts_by_its_words_whatever_the_lines_are_cut_into() -> None:
    lines = ["- The council of Lindvik voted", "on Tuesday to rebuild the north quay.", " ".join(STORY[1:])]
    assert story_blocks(blocks("Menu", *STORY, "Footer of the page"), lines) == [False, True, True, True, False]


def test_a_short_block_counts_only_as_a_whole_line() -> None:
    assert story_blocks(blocks("May", "Costs", *STORY), ["Costs", *STORY]) == [False, True, True, True, True]
    assert story_blocks(
        blocks("市议会周二投票决定重建北码头并于五月开工"), ["前言。市议会周二投票决定重建北码头并于五月开工。"]
    ) == [True]


def test_the_same_block_again_is_no_story() -> None:
    assert story_blocks(blocks(*STORY, STORY[0]), STORY) == [True, True, True, False]
    assert story_blocks(blocks(*STORY, STORY[0]), [*STORY, STORY[0]]) == [True, True, True, True]


def test_lines_that_the_blocks_hardly_hold_are_no_guide() -> None:
    assert story_blocks(blocks(STORY[2], "Menu"), STORY) == [False, False]
    assert story_blocks([], STORY) == []
    assert story_blocks(blocks("Menu"), []) == [False]


def test_prose_between_two_blocks_of_the_story_is_the_story_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.text.html.story_lines", lambda _: [STORY[0], STORY[2]])
    page = "<title>Quay</title><h1>Quay</h1>" + "".join(f"<p>{line}</p>" for line in STORY)
    assert read_page(page).document.text == "\n\n".join(["Quay", *STORY])
    aside = page.replace("<p>Work", "<p class=related>Work").replace("A report", "No. A report")
    assert STORY[1] not in read_page(aside).document.text


def test_an_xml_declaration_of_another_encoding_does_no_harm() -> None:
    body = "".join(f"<p>{line} Ünï.</p>" for line in STORY * 3)
    lines = story_lines(
        f'<?xml version="1.0" encoding="iso-8859-1"?><html><body><article>{body}</article></body></html>'
    )
    assert any("Ünï" in line for line in lines)
