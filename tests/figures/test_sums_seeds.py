"""Sums on the bundled stories and on the labelled sentences: wrong ones are shown, right ones agree, no false alarm."""

from __future__ import annotations

import random

import pytest

from reader.figures import SumCheck, check_sums, find_figures
from tests.figures.labels import rows
from tests.seeds import stories

WRONG = {"northgate-ledger-school-budget.txt"}


def sums(text: str) -> list[SumCheck]:
    return check_sums(text, find_figures(text))


def of_file(name: str) -> list[SumCheck]:
    return [check for (file, _), document in stories().items() if file == name for check in sums(document.text)]


def test_wrong_sums_are_shown() -> None:
    said = [check.working for check in of_file("northgate-ledger-school-budget.txt") if not check.agrees]
    assert said == [
        "3,600,000 from 3,200,000 is +12.5%; text says 25%: differs",
        "48,200,000 less 46,100,000 is 2,100,000; text says 3,000,000: differs",
    ]


def test_right_sums_agree() -> None:
    checks = of_file("northgate-ledger-council-budget.txt")
    assert len(checks) >= 5
    assert [check for check in checks if not check.agrees] == []


def test_no_false_alarm() -> None:
    for file in {name for name, _ in stories()} - WRONG:
        assert [check for check in of_file(file) if not check.agrees] == [], file
    for row in rows("labelled.jsonl") + rows("agreement.jsonl"):
        assert [check for check in sums(row["text"]) if not check.agrees] == [], row["id"]


@pytest.mark.parametrize("seed", range(12))
def test_differences(seed: int) -> None:
    rng = random.Random(seed)
    old, step = rng.randint(1200, 9000), rng.randint(20, 900)
    for template, new in (
        ("The town will have {new:,} teachers next year, {step:,} more than the {old:,} of today.", old + step),
        ("The town will have {new:,} teachers next year, {step:,} fewer than its present {old:,}.", old - step),
        ("A household will pay ${new:,}, up ${step:,} from ${old:,}.", old + step),
        ("The town will spend ${new:,} on buses. That is ${step:,} less than the ${old:,} of this year.", old - step),
    ):
        right = sums(template.format(new=new, step=step, old=old))
        wrong = sums(template.format(new=new, step=step + 13, old=old))
        assert [check.agrees for check in right] == [True], template
        assert [check.agrees for check in wrong] == [False], template
