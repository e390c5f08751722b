"""The scores that must hold on the development slices, where those are at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reader.figures import find_figures
from reader.model import Voices
from reader.voices import attribute, find_voices

SHARED = Path(__file__).parents[3] / "shared"
TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation data ../shared is not here")


def scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "eval" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(name: str, only: str = "") -> list[dict[str, Any]]:
    lines = (SHARED / "eval" / name).read_text(encoding="utf-8").splitlines()
    return [record for record in map(json.loads, lines) if record["set"].startswith(only)]


def as_names(text: str, voices: Voices) -> dict[str, Any]:
    return {
        "mentions": [{"start": s, "end": e, "type": TYPES[n.kind.value]} for n in voices.names for s, e in n.mentions],
        "entities": [
            {
                "name": n.name,
                "type": TYPES[n.kind.value],
                "role": n.role,
                "names": [text[s:e] for s, e in n.mentions],
            }
            for n in voices.names
        ],
    }


@pytest.mark.parametrize(
    ("name", "only", "strict", "panel", "key"),
    [
        ("names_gum_dev.jsonl", "", 76.5, 70.5, 72),
        ("names_gum_dev.jsonl", "gum-news", 80.5, 74, 70.5),
        ("names_pud_dev.jsonl", "", 74.5, 74.5, 0),
    ],
)
def test_names(name: str, only: str, strict: float, panel: float, key: float) -> None:
    records = gold(name, only)
    found = {r["id"]: as_names(r["text"], find_voices(r["text"])) for r in records}
    scores = scorer("eval_names").score(records, found)
    assert scores["strict"]["f1"] >= strict
    assert scores["panel"]["f1"] >= panel
    assert (scores["key@6"] or 0) >= key


@pytest.mark.parametrize(
    ("only", "both", "precision", "speaker"), [("gum-news", 62, 63, 86), ("gum-interview", 45, 72, 68)]
)
def test_quotes(only: str, both: float, precision: float, speaker: float) -> None:
    records = gold("attrib_gum_dev.jsonl", only)
    found = {r["id"]: find_voices(r["text"]).to_json() for r in records}
    scores = scorer("eval_quotes").score(records, found)
    assert scores["both"]["f1"] >= both
    assert scores["both"]["p"] >= precision
    assert scores["speakerN"] >= speaker
    assert scores["figures"]["right"] >= 95
    assert scores["figures"]["false"] <= 12


def test_the_seed_story() -> None:
    path = next((SHARED / "seeds").glob("000_*.txt"))
    text = path.read_text(encoding="utf-8")
    voices = find_voices(text, title_end=text.index("\n"))
    found = {n.name: (n.kind.value, n.role) for n in voices.names}
    assert found["Hulusi Akar"] == ("person", "Turkish Defense Minister")
    assert found["Recep Tayyip Erdogan"] == ("person", "Turkish President")
    assert found["Mevlut Cavusoglu"] == ("person", "Foreign Minister")
    assert found["Bashar Al Assad"] == ("person", "Syrian President")
    for name in ("UN OCHA", "Anadolu", "Syrian Observatory for Human Rights"):
        assert found[name][0] == "organisation"
    for name in ("Idlib", "Saraqeb", "Hatay"):
        assert found[name][0] == "place"
    figures = attribute(find_figures(text, title_end=text.index("\n")), voices.quotes, text)
    speakers = {f.value: f.speaker for f in figures}
    assert speakers[586_000] == "UN OCHA"
    assert speakers[20] == "Anadolu"
    assert [f.speaker for f in figures if f.value == 1_000_000 and f.qualifier == "~"] == ["Recep Tayyip Erdogan"]
    (few,), (many,), (more,) = (
        [i for i, f in enumerate(figures) if (f.value, f.qualifier) == wanted]
        for wanted in ((586_000, "="), (1_000_000, "~"), (1_000_000, ">"))
    )
    assert set(figures[few].disagrees) == {many, more}
    assert few in figures[many].disagrees
    assert few in figures[more].disagrees
    (told,) = [q for q in voices.quotes if q.speaker == "Turkish security source"]
    (reported,) = [q for q in voices.quotes if q.speaker == "National" and q.content[0][0] < told.content[0][0]][-1:]
    assert reported.content[0][0] < told.content[0][0] < told.content[0][1] <= reported.content[0][1]
