"""Generated true and false sentences: the true ones fit, the false ones do not, and plain prose makes no sum at all."""

from __future__ import annotations

import random

import pytest

from reader.figures import SumCheck, check_sums, find_figures


def sums(text: str) -> list[SumCheck]:
    return check_sums(text, find_figures(text))


CHANGE = [
    "Sales {verb} {pct}% to {new:,} from {old:,}.",
    "Arrivals {verb} by {pct}% from {old:,} to {new:,}.",
    "Profit {verb} {pct} percent to ${new:,} from ${old:,} a year earlier.",
    "Orders {verb} from {old:,} to {new:,}, {noun} of {pct}%.",
]


def _sentence(template: str, old: int, new: int, percent: float) -> str:
    up = new > old
    return template.format(
        verb="rose" if up else "fell", noun="a rise" if up else "a drop", pct=f"{abs(percent):.1f}", new=new, old=old
    )


@pytest.mark.parametrize("template", CHANGE)
@pytest.mark.parametrize("seed", range(12))
def test_stated_change(template: str, seed: int) -> None:
    rng = random.Random(seed)
    old = rng.randint(120, 9000)
    new = max(1, round(old * rng.choice([0.4, 0.7, 0.82, 0.93, 1.08, 1.25, 1.6])))
    real = 100 * (new - old) / old
    right, wrong = (sums(_sentence(template, old, new, p)) for p in (real, real * 1.5 + (5 if real > 0 else -5)))
    assert [c.agrees for c in right] == [True], right
    assert [c.agrees for c in wrong] == [False], wrong


@pytest.mark.parametrize("seed", range(12))
def test_parts_and_totals(seed: int) -> None:
    rng = random.Random(seed)
    men, women = rng.randint(3, 400), rng.randint(3, 400)
    for template in (
        "The crew has {total} members: {men} men and {women} women.",
        "A delegation of {total} people, made up of {men} men and {women} women, arrived.",
        "They hired {men} men and {women} women, for a total of {total}.",
    ):
        right = sums(template.format(total=men + women, men=men, women=women))
        wrong = sums(template.format(total=men + women + 7, men=men, women=women))
        assert [c.agrees for c in right] == [True], template
        assert [c.agrees for c in wrong] == [False], template


@pytest.mark.parametrize("seed", range(12))
def test_share_of_a_whole(seed: int) -> None:
    rng = random.Random(seed)
    whole = rng.randint(20, 900)
    part = rng.randint(1, whole - 1)
    real = 100 * part / whole
    text = "In all {part} of {whole} economists, or {share:.1f}%, expect a cut."
    assert [c.agrees for c in sums(text.format(part=part, whole=whole, share=real))] == [True]
    assert [c.agrees for c in sums(text.format(part=part, whole=whole, share=real + 6))] == [False]


def test_the_working_is_a_sentence() -> None:
    (check,) = sums("Deaths fell 18% to 412 from 502.")
    assert check.working == "412 from 502 is −17.9%; text says 18%: agrees"
    assert check.agrees


def test_percent_where_points_are_meant() -> None:
    (check,) = sums("The tax rose 2% to 7% from 5%.")
    assert not check.agrees
    assert "2 percentage points" in check.working
    assert "+40.0%" in check.working


def test_shares_past_a_hundred() -> None:
    (check,) = sums("The family owns 60% and the state holds 55%, with the rest traded freely.")
    assert (check.working, check.agrees) == ("60 + 55 is 115%; a whole has 100%: differs", False)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose 5% to $3.2bn.",
        "The bank cut its rate to 4.1% from 4.4%, while stocks rose 2%.",
        "Support grew to 40% from 35%, and 12 of 30 towns voted.",
        "Of 50 economists, 42 expect a cut and 8 do not.",
        "The fire killed 3 people and injured 12.",
        "Half of the 400 books were novels and 30% were in French.",
    ],
)
def test_no_sum_no_alarm(text: str) -> None:
    assert [c for c in sums(text) if not c.agrees] == []
