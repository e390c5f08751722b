"""Some thousand feeds damaged at random; `python -m tests.fuzz` does it for as long as one likes."""

from pathlib import Path

import pytest

from tests.fuzz import fuzz

pytestmark = pytest.mark.slow


def test_no_damage_breaks_the_worker(tmp_path: Path) -> None:
    tried, failures = fuzz(20240604, iter(range(2500)), tmp_path)
    assert tried == 2500
    assert not failures, [(failure.reason[:200], failure.body[:200]) for failure in failures[:3]]
