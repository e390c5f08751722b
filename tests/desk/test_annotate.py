"""Finding the figures of stored articles."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from reader.desk import Desk
from reader.model import Findings
from reader.sources import parser
from reader.sources.errors import ParseError
from tests.desk.conftest import Fill

BODY = "Some 586,000 people left the town."


def test_figures_are_found_once_and_then_kept(desk: Desk, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    (article_id,) = fill(1, body=BODY)
    assert desk.storage.findings(article_id) is None
    found = desk.findings(article_id)
    people = [figure for figure in found.figures if figure.head == "person" or "people" in figure.text]
    assert [figure.value for figure in people] == [586000.0]
    assert desk.storage.findings(article_id) == found
    monkeypatch.setattr("reader.findings.find", None)
    assert desk.findings(article_id) == found


@pytest.mark.slow
async def test_all_articles_are_annotated(desk: Desk, fill: Fill) -> None:
    ids = fill(70, body=BODY)
    seen: list[tuple[int, int]] = []
    await desk.annotate(lambda done, known: seen.append((done, known)))
    assert seen == [(16, 64), (32, 64), (48, 64), (64, 64), (70, 70)]
    assert all(row.figures for row in desk.storage.rows(ids))
    assert desk.storage.unannotated(limit=1) == []


@pytest.mark.slow
async def test_one_article_that_breaks_the_parser_stops_no_other(
    desk: Desk, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(3, body=BODY)

    class Choosy(parser.ParserProcess):
        async def ask(self, op: str, **fields: Any) -> dict[str, Any]:
            if fields["text"].startswith("Story 1"):
                raise ParseError("It took too long.")
            return await super().ask(op, **fields)

    monkeypatch.setattr(parser, "ParserProcess", Choosy)
    await desk.annotate()
    assert desk.storage.findings(ids[1]) == Findings()
    assert desk.storage.findings(ids[0])
    assert desk.storage.findings(ids[2])


@pytest.mark.slow
async def test_a_parser_that_cannot_start_leaves_all_for_the_next_time(
    desk: Desk, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(2, body=BODY)
    monkeypatch.setattr(parser, "ParserProcess", partial(parser.ParserProcess, command=("false",)))
    await desk.annotate()
    assert [desk.storage.findings(id_) for id_ in ids] == [None, None]
