"""Score the extractor on `labelled.jsonl` and `agreement.jsonl`: sentences and short texts labelled by hand.

A figure is found when its span overlaps a labelled one and the values are equal (a range by both ends); unit,
counted noun, qualifier, change and concept are judged on found figures only.  A concept is right when it shares a
content word with one of the labels, or when both are empty.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from reader.figures import find_figures
from reader.figures.nouns import singular
from reader.model import Figure

HERE = Path(__file__).parent
_SMALL = {"the", "a", "an", "of", "in", "on", "for", "to", "and", "at", "its", "new"}


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a label file."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def _words(text: str) -> set[str]:
    return {singular(w.lower()) for w in re.findall(r"[\w-]+", text)} - _SMALL


def _same_value(figure: Figure, label: dict[str, Any]) -> bool:
    value = label["value"]
    if isinstance(value, list):
        return figure.low is not None and figure.high is not None and sorted((figure.low, figure.high)) == sorted(value)
    return figure.value is not None and abs(figure.value - value) <= 1e-6 * max(1.0, abs(value))


def _judge(figure: Figure, label: dict[str, Any]) -> dict[str, bool]:
    concept = _words(figure.concept)
    return {
        "unit": figure.unit == label["unit"],
        "counted": figure.counted == label["counted"],
        "head": figure.head == (singular(label["counted"].split()[-1].lower()) if label["counted"] else "")
        or not label["counted"],
        "qualifier": figure.qualifier in label["qualifier"],
        "change": figure.change in label["change"],
        "concept": any(bool(_words(c) & concept) or (not c and not concept) for c in label["concept"]),
    }


def score(half: str) -> tuple[Counter[str], list[str]]:
    """Counts (gold, found, predicted, decoys and one for each judged field) and the errors in words."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for row in rows("labelled.jsonl"):
        if row["half"] != half:
            continue
        figures = find_figures(row["text"])
        used: set[int] = set()
        counts["gold"] += len(row["figures"])
        counts["predicted"] += len(figures)
        counts["decoys"] += sum(any(f.start < e and f.end > s for f in figures) for s, e in row["decoys"])
        for label in row["figures"]:
            hit = next(
                (
                    i
                    for i, f in enumerate(figures)
                    if i not in used and f.start < label["end"] and f.end > label["start"] and _same_value(f, label)
                ),
                None,
            )
            if hit is None:
                errors.append(f"{row['id']} missed {label['text']!r}")
                continue
            used.add(hit)
            counts["found"] += 1
            for name, right in _judge(figures[hit], label).items():
                counts[name] += right
                if not right:
                    errors.append(f"{row['id']} {name} of {label['text']!r}: {figures[hit]}")
        errors += [f"{row['id']} spurious {f.text!r} {f.value}" for i, f in enumerate(figures) if i not in used]
    return counts, errors


def _named(figures: list[Figure], text: str, surface: str) -> int:
    """The index of the figure at the last place where `surface` stands; -1 when none was found there."""
    at = text.rfind(surface)
    return next((i for i, f in enumerate(figures) if f.start < at + len(surface) and f.end > at), -1)


def score_links(half: str = "") -> tuple[Counter[str], list[str]]:
    """Right, missing and false links over one half of `agreement.jsonl` or both, for "agrees" and "disagrees" apart."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for row in rows("agreement.jsonl"):
        if half not in ("", row["half"]):
            continue
        figures = find_figures(row["text"])
        text = row["text"]
        for name in ("agrees", "disagrees"):
            gold = {tuple(sorted(_named(figures, text, surface) for surface in pair)) for pair in row[name]}
            got = {(i, j) for i, f in enumerate(figures) for j in getattr(f, name) if i < j}
            counts[f"{name} right"] += len(gold & got)
            counts[f"{name} missing"] += len(gold - got)
            counts[f"{name} false"] += len(got - gold)
            errors += [f"{row['id']} {name} missing {p}: {text}" for p in gold - got]
            errors += [
                f"{row['id']} {name} false {figures[i].text!r} {figures[j].text!r}: {text}" for i, j in got - gold
            ]
    return counts, errors
