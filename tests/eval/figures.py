"""Score the figures extractor on every labelled set, and time it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import Any

from reader.figures import find_figures
from reader.text.sentences import sentences
from tests.eval import cpu, gold, import_cost, peak_mib, scorer
from tests.figures.labels import rows, score, score_links
from tests.seeds import score_seeds, stories

SETS = (
    "ud-pud-dev",
    "recognizers-units-dev",
    "recognizers-numbers-dev",
    "recognizers-ranges-dev",
    "quantulum3-tests-dev",
)
NEGATIVES = "recognizers-notfigures-dev"
COLUMNS = ("value", "unit", "unit-head", "change", "concept-partial")
REPEATS = 20  # of the timed texts: enough for a second of CPU time


def predictions(records: dict[str, dict[str, Any]], quantity: Any) -> dict[str, dict[str, Any]]:
    """What the extractor says of each record, in the scorer's format; asserts that every offset is exact."""
    found = {}
    for key, record in records.items():
        figures = find_figures(record["text"])
        for figure in figures:
            assert record["text"][figure.start : figure.end] == figure.text, (key, figure)
        quantities = [quantity(figure.to_json()) for figure in figures]
        found[key] = {"id": key, "text": record["text"], "quantities": quantities}
    return found


def scores() -> dict[str, dict[str, Any]]:
    """The scorer's result for every set, by its name."""
    scoring, mapping = scorer("eval_figures"), scorer("run_worker")
    results = {}
    for name in (*SETS, NEGATIVES):
        records = gold(name)
        results[name] = scoring.score(records, predictions(records, mapping.quantity))
    return results


def main() -> None:
    """Print the table."""
    print(f"{'set':26}{'figures':>8}" + "".join(f"{name:>24}" for name in COLUMNS))
    print(f"{'':34}" + f"{'P     R    F1':>24}" * len(COLUMNS))
    for name, result in scores().items():
        print(f"{name:26}{result['gold']:>8}" + "".join(_cell(result.get(column)) for column in COLUMNS))
        if alarms := result.get("false-alarms"):
            print(f"{'':26}false alarms: {alarms}")
    for half in sorted({row["half"] for row in rows("labelled.jsonl")}):
        counts, _ = score(half)
        print(f"{'own sentences, ' + half:26}{counts['gold']:>8}   {_own(counts)}")
    for half in ("dev", "held"):
        texts = sum(row["half"] == half for row in rows("agreement.jsonl"))
        print(f"{'own links, ' + half:26}{texts:>8}   {_links(score_links(half)[0])}")
    seeds = score_seeds()
    fields = ", ".join(f"{name} {seeds.share(name):.1%}" for name in ("kind", "unit", "counted", "qualifier", "change"))
    print(f"{'seeds':26}{seeds.expected:>8}   value P {seeds.precision:.1%} R {seeds.recall:.1%}; {fields}")
    _speed()


def _cell(score: dict[str, float] | None) -> str:
    if not score or not score["n"]:
        return f"{'-':>24}"
    return f"{score['P']:>12.1f}{score['R']:6.1f}{score['F1']:6.1f}"


def _own(counts: Counter[str]) -> str:
    value = 2 * counts["found"] / (counts["predicted"] + counts["gold"])
    fields = ("unit", "counted", "head", "qualifier", "change", "concept")
    shares = ", ".join(f"{name} {counts[name] / counts['found']:.1%}" for name in fields)
    return f"value F1 {value:.1%}; {shares}; decoys {counts['decoys']}"


def _links(counts: Counter[str]) -> str:
    said = []
    for name in ("agrees", "disagrees"):
        right, false, missing = (counts[f"{name} {what}"] for what in ("right", "false", "missing"))
        said.append(
            f"{name}: precision {right / max(1, right + false):.1%}, recall {right / max(1, right + missing):.1%}"
        )
    return "; ".join(said)


def _speed() -> None:
    texts = [document.text for document in stories().values()]
    texts += [record["text"] for record in gold("names_gum_dev").values()]
    number = sum(len(sentences(text)) for text in texts)
    find_figures(texts[0])
    start = cpu()
    for _ in range(REPEATS):
        for text in texts:
            find_figures(text)
    spent = cpu() - start
    milliseconds = import_cost("reader.figures")
    print(f"{number * REPEATS / spent:,.0f} sentences of news per CPU second (seeds and Wikinews, {number} of them)")
    code = "from tests.eval.figures import memory; memory()"
    memory = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    print(f"import {milliseconds:.0f} ms; peak memory {memory} MiB for an interpreter that finds the seeds' figures")


def memory() -> None:
    """Print the peak memory of a process that has found the figures of a long text. Runs in a process of its own."""
    find_figures(
        "Sales rose 3.6% to $4.2bn from 31 million units, nearly 1,400 hectares (3,460 acres) of it.\n\n" * 2000
    )
    print(f"{peak_mib():.0f}")
