"""What was acknowledged is there whatever a process did when it was killed; `python -m tests.kill` tries it longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kill.jobs import JOBS
from tests.kill.run import kill_once

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("job", JOBS)
def test_a_process_that_is_killed_loses_nothing(job: str, seed: int, tmp_path: Path) -> None:
    assert kill_once(job, tmp_path, seed) > 0
