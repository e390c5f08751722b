"""The reference page tells the truth about the language, all of it, on one page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.query import SYNTAX, markdown, parse
from reader.query.parser import FIELDS
from reader.query.tree import Sort, State

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", [typed for typed, _ in SYNTAX])
def test_what_the_page_says_may_be_typed(typed: str) -> None:
    assert parse(typed, now=NOW).text


def test_nothing_is_left_out() -> None:
    page = markdown()
    assert [field for field in FIELDS if f"{field}:" not in page] == []
    assert [word for word in (*State, *Sort) if word not in page] == []
    assert page.count("\n") <= 45
    assert all(line.count("|") - line.count("\\|") == 3 for line in page.splitlines() if line.startswith("|"))
