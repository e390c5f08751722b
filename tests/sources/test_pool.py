"""Several worker processes behind one question."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from reader.sources.errors import ParseError
from reader.sources.pool import ParserPool

pytestmark = pytest.mark.slow


async def test_one_question_starts_one_process_and_two_at_once_a_second(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A boat sank.\n\nTwelve people were saved.\n", "utf-8")
    async with ParserPool(2) as pool:
        for _ in range(3):
            assert (await pool.ask("figures", text="12 people"))["figures"]
        assert len({parser.pid for parser in pool._idle} - {None}) == 1
        replies = await asyncio.gather(*(pool.ask("article", path=str(story), kind="text") for _ in range(6)))
        assert [reply["title"] for reply in replies] == ["A boat sank."] * 6
        assert len({parser.pid for parser in pool._idle} - {None}) == 2


async def test_a_question_that_fails_leaves_its_process_to_the_next(tmp_path: Path) -> None:
    async with ParserPool(1) as pool:
        for _ in range(2):
            with pytest.raises(ParseError):
                await pool.ask("article", path=str(tmp_path / "none.txt"), kind="text")
        assert (await pool.ask("figures", text="12 people"))["figures"]
