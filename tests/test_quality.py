"""Floors under the quality numbers that `python -m tests.eval` prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.eval import data_missing

pytestmark = pytest.mark.skipif(bool(data_missing()), reason=data_missing() or "the labelled data is here")

FLOORS = {
    ("ud-pud-dev", "value"): 96,
    ("ud-pud-dev", "unit-head"): 96,
    ("recognizers-units-dev", "value"): 90,
    ("recognizers-units-dev", "unit"): 76,
    ("recognizers-units-dev", "unit-head"): 81,
    ("recognizers-numbers-dev", "value"): 76,
    ("recognizers-ranges-dev", "value"): 75,
    ("quantulum3-tests-dev", "value"): 81,
    ("quantulum3-tests-dev", "unit"): 73,
}


def test_figures_on_the_labelled_data() -> None:
    from tests.eval.figures import NEGATIVES, scores

    results = scores()
    low = {key: results[key[0]][key[1]]["F1"] for key in FLOORS if results[key[0]][key[1]]["F1"] < FLOORS[key]}
    assert not low
    assert results["ud-pud-dev"]["false-alarms"]["year"].startswith("0/")
    assert results[NEGATIVES]["false-alarms"]["phonenumber"].startswith("0/")
    dates, _, _ = results[NEGATIVES]["false-alarms"]["date/time"].partition("/")
    assert int(dates) <= 40


def test_a_model_that_is_missing_is_one_sentence() -> None:
    command = [sys.executable, "-m", "tests.eval", "voices", "--spacy", "en_core_web_none"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert (run.returncode, run.stdout) == (1, "")
    (line,) = run.stderr.splitlines()
    assert line.startswith("Nothing was measured. The setting “spacy” asks for the model “en_core_web_none”, ")
