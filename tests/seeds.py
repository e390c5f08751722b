"""Score the figures found in the seeds against those that a person listed: `python -m tests.seeds [-v]`.

`seeds_expected.json` holds, for each story, every figure that a careful reader would list, in the story's order, and
strings that are no figures. A key that is left out of a figure is not judged; one marked optional may be missing.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.figures import find_figures
from reader.model import Document, Entry, Figure, ParsedFeed
from reader.resources import resource_dir
from reader.sources.files import read_file

EXPECTED = Path(__file__).parent / "seeds_expected.json"
MINOR = ("USc", "EURc", "GBX")
TOLERANCE = 1e-3  # fractions are listed with three digits
JUDGED = ("kind", "unit", "counted", "qualifier", "change")


@dataclass
class Score:
    """Counts over all stories; `notes` are the differences in words."""

    expected: int = 0
    found: int = 0
    right: int = 0
    decoys: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.expected)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    def share(self, name: str) -> float:
        """The share of right figures whose field `name` is right too."""
        return self.fields[name] / max(1, self.judged[name])


def stories() -> dict[tuple[str, str], Document]:
    """Every seed story's document by file and title."""
    found: dict[tuple[str, str], Document] = {}
    for path in sorted(resource_dir("seeds").iterdir()):
        read: Entry | ParsedFeed = read_file(path)
        for entry in read.entries if isinstance(read, ParsedFeed) else [read]:
            found[path.name, entry.title] = entry.document
    return found


def place(text: str, words: str, start: int) -> tuple[int, int] | None:
    """Where `words` stand from `start` on, a run of white space counting as one space."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.compile(rf"(?<![\w.,]){pattern}").search(text, start)
    return match.span() if match else None


def same_value(figure: Figure, expected: dict[str, Any]) -> bool:
    """Whether the values are equal, a range by both ends; cents and pence may be told in the minor unit.

    "from 502 to 412" is listed as two figures; one figure that holds both ends says as much.
    """
    if expected.get("low") is not None:
        return (figure.low, figure.high) == (expected["low"], expected["high"])
    value = expected.get("value")
    if value is None:
        return True
    if figure.value is None:
        return bool(figure.change) and value in (figure.low, figure.high)
    minor = 100 if figure.unit.partition("/")[0] in MINOR else 1
    return abs(figure.value / minor - value) <= TOLERANCE * max(1.0, abs(value))


def judge(name: str, text: str, figures: list[Figure], story: dict[str, Any], score: Score) -> None:
    """Add one story to the score."""
    at, used, again = 0, set[int](), 0
    for expected in story["figures"]:
        span = place(text, expected["text"], at)
        if span is None:
            score.notes.append(f"{name}: {expected['text']!r} does not stand in the story")
            continue
        at = span[0] + 1
        hit = next(
            (
                index
                for index, figure in enumerate(figures)
                if (index not in used or figure.value is None)
                and figure.start < span[1]
                and figure.end > span[0]
                and same_value(figure, expected)
            ),
            None,
        )
        if hit is None:
            if not expected.get("optional"):
                score.expected += 1
                near = [(f.text, f.value, f.low, f.high) for f in figures if f.start < span[1] and f.end > span[0]]
                score.notes.append(f"{name}: missed {expected['text']!r}, there is {near}")
            continue
        again += hit in used  # a figure that holds both ends of a change answers for two that are listed
        used.add(hit)
        score.expected += 1
        score.right += 1
        for key in JUDGED:
            if key in expected:
                got = getattr(figures[hit], key)
                score.judged[key] += 1
                score.fields[key] += str(got) == str(expected[key])
                if str(got) != str(expected[key]):
                    score.notes.append(f"{name}: {key} of {expected['text']!r} is {got!r}, not {expected[key]!r}")
    score.found += len(figures) + again
    for index, figure in enumerate(figures):
        if index not in used:
            score.notes.append(f"{name}: spurious {figure.text!r} ({figure.value})")
    for decoy in story["not_figures"]:
        for match in re.finditer(rf"(?<!\w){re.escape(decoy)}(?!\w)", text):
            inside = [f for i, f in enumerate(figures) if i not in used and match.start() <= f.start < match.end()]
            score.decoys += len(inside)
            score.notes += [f"{name}: the decoy {decoy!r} gave {figure.text!r}" for figure in inside]


def score_seeds() -> Score:
    """The score over every seed story."""
    documents, score = stories(), Score()
    for story in json.loads(EXPECTED.read_text("utf-8"))["stories"]:
        document = documents[story["file"], story["title"]]
        figures = find_figures(document.text, title_end=len(document.title))
        judge(story["file"], document.text, figures, story, score)
    return score


def main() -> None:
    score = score_seeds()
    if "-v" in sys.argv:
        print("\n".join(score.notes))
    print(f"figures expected {score.expected}, found {score.found}, right {score.right}; decoys taken {score.decoys}")
    print(f"value: precision {score.precision:.3f}, recall {score.recall:.3f}")
    print("on right values: " + ", ".join(f"{name} {score.share(name):.3f}" for name in JUDGED))


if __name__ == "__main__":
    main()
