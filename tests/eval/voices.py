"""Score names, quotes and the voices of figures on every labelled set, and time them together with the figures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from reader.findings import find
from reader.model import Voices
from tests.eval import cpu, gold, import_cost, peak_mib, scorer

NAME_SETS = {"names_gum_dev": ("", "news", "interview"), "names_pud_dev": ("",)}
QUOTE_SETS = {"attrib_gum_dev": ("", "news", "interview")}
TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}
WORDS_AN_ARTICLE = 400


def voices_of(records: dict[str, dict[str, Any]], folder: str) -> dict[str, Voices]:
    """What is found in each record, with the vote of a recogniser's `folder`; asserts that every offset lies in it."""
    found = {}
    for key, record in records.items():
        voices = find(record["text"], folder=folder).voices
        spans = [span for name in voices.names for span in name.mentions]
        spans += [span for quote in voices.quotes for span in (*quote.content, *quote.source, *quote.cue)]
        assert all(0 <= start < end <= len(record["text"]) for start, end in spans), key
        found[key] = voices
    return found


def name_predictions(records: dict[str, dict[str, Any]], found: dict[str, Voices]) -> dict[str, dict[str, Any]]:
    """Names in the scorer's format, the entities in the panel's order."""
    predictions = {}
    for key, record in records.items():
        names = sorted(found[key].names, key=lambda name: -name.salience)
        text = record["text"]
        predictions[key] = {
            "id": key,
            "mentions": [
                {"start": start, "end": end, "type": TYPES[name.kind.value]}
                for name in names
                for start, end in name.mentions
            ],
            "entities": [
                {
                    "name": name.name,
                    "type": TYPES[name.kind.value],
                    "role": name.role,
                    "names": [text[start:end] for start, end in name.mentions],
                }
                for name in names
            ],
        }
    return predictions


def scores(folder: str = "") -> dict[str, dict[str, Any]]:
    """The scorers' results, by set and genre: "names_gum_dev", "names_gum_dev news", …; `folder` as for `find`."""
    names, quotes = scorer("eval_names"), scorer("eval_quotes")
    results: dict[str, dict[str, Any]] = {}
    for name, genres in NAME_SETS.items():
        records = gold(name)
        predictions = name_predictions(records, voices_of(records, folder))
        for genre in genres:
            results[f"{name} {genre}".strip()] = names.score(list(_of_genre(records, genre)), predictions)
    for name, genres in QUOTE_SETS.items():
        records = gold(name)
        found = voices_of(records, folder)
        predictions = {key: voices.to_json() for key, voices in found.items()}
        for genre in genres:
            results[f"{name} {genre}".strip()] = quotes.score(list(_of_genre(records, genre)), predictions)
    return results


def _of_genre(records: dict[str, dict[str, Any]], genre: str) -> Iterable[dict[str, Any]]:
    return (record for record in records.values() if genre in record["id"])


def main(folder: str = "") -> None:
    """Print the table, without a recogniser's vote or with that of the model in a folder."""
    for name, result in scores(folder).items():
        if "strict" in result:
            parts = [f"{what} {result[what]['f1']}" for what in ("strict", "panel", "PER", "ORG", "LOC")]
            parts += [f"{what} {result[what]}" for what in ("full", "key@6") if result[what] is not None]
        else:
            parts = [f"content {result['content']['f1']}", f"both {result['both']['f1']} (P {result['both']['p']})"]
            parts.append(f"resolved speaker {result['speakerN']}")
            parts.append(f"figures right {result['figures']['right']}, false {result['figures']['false']}")
        print(f"{name:26}" + "  ".join(parts))
    _speed(folder)


def _speed(folder: str) -> None:
    texts = [record["text"] for record in gold("names_gum_dev").values()]
    articles = sum(len(text.split()) for text in texts) / WORDS_AN_ARTICLE
    find(texts[0], folder=folder)
    start, rounds = cpu(), 3
    for _ in range(rounds):
        for text in texts:
            find(text, folder=folder)
    spent = cpu() - start
    print(f"{articles * rounds / spent:.0f} articles of 400 words per CPU second: figures, names and quotes together")
    milliseconds = import_cost("reader.voices")
    code = f"from tests.eval.voices import memory; memory({folder!r})"
    memory = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    print(f"import of reader.voices {milliseconds:.0f} ms; peak memory {memory} MiB")


def memory(folder: str) -> None:
    """Print the peak memory of a process that has read a long text. Runs in a process of its own."""
    text = "President Maria Oakes of Lindvik said that 412 people had left. “We will stay,” said Jonas Berg.\n\n" * 2000
    find(text, folder=folder)
    print(f"{peak_mib():.0f}")
