"""Floors for the labelled sentences: both halves, and the links between figures."""

from __future__ import annotations

import pytest

from tests.figures.labels import rows, score, score_links


@pytest.mark.parametrize("half", ["dev", "held", "held2"])
def test_labelled_sentences(half: str) -> None:
    counts, errors = score(half)
    found = counts["found"]
    assert 2 * found / (counts["predicted"] + counts["gold"]) >= 0.95, errors
    assert counts["decoys"] == 0, errors
    floors = {"unit": 0.95, "head": 0.95, "qualifier": 0.95, "change": 0.9, "concept": 0.85}
    assert {name: counts[name] / found for name in floors if counts[name] / found < floors[name]} == {}, errors


def test_halves_are_what_they_say() -> None:
    assert [r["half"] for r in rows("labelled.jsonl")] == ["dev"] * 30 + ["held"] * 30 + ["held2"] * 30
    assert [r["half"] for r in rows("agreement.jsonl")] == ["dev"] * 44 + ["held"] * 30


@pytest.mark.parametrize("half", ["dev", "held"])
def test_links_are_rarely_false(half: str) -> None:
    counts, errors = score_links(half)
    for name in ("agrees", "disagrees"):
        right, false, missing = (counts[f"{name} {k}"] for k in ("right", "false", "missing"))
        assert right / (right + false) >= 0.9, errors
        assert right / (right + missing) >= 0.7, errors
