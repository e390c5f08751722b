"""The seeds are read, and their figures found, as a careful reader would."""

from __future__ import annotations

import json

import pytest

from reader.model import BlockKind
from tests.seeds import EXPECTED, score_seeds, stories


def test_every_seed_is_read_with_its_title() -> None:
    listed = {(story["file"], story["title"]) for story in json.loads(EXPECTED.read_text("utf-8"))["stories"]}
    assert len(listed) >= 14
    assert listed == set(stories())


@pytest.mark.parametrize("words", ["comment", "cookie", "newsletter", "sign up", "subscribe"])
def test_no_seed_shows_page_furniture(words: str) -> None:
    for document in stories().values():
        headings = [*document.of_kind(BlockKind.HEADING), *document.of_kind(BlockKind.ITEM)]
        assert not [heading for heading in headings if words in heading.casefold()]


def test_the_seeds_have_furniture_to_fold() -> None:
    assert sum(bool(document.folded) for document in stories().values()) >= 3


def test_figures_of_the_seeds() -> None:
    score = score_seeds()
    assert score.recall >= 0.95, score.notes
    assert score.precision >= 0.95, score.notes
    assert score.decoys <= 10, score.notes
    for name, least in {"kind": 0.93, "unit": 0.93, "counted": 0.95, "qualifier": 0.97, "change": 0.95}.items():
        assert score.share(name) >= least, (name, score.notes)
