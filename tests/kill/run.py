"""Killing a process at a random moment of its work, and looking at what it left."""

from __future__ import annotations

import random
import select
import signal
import subprocess
import sys
from pathlib import Path

from tests.kill.jobs import JOBS
from tests.store.stories import ROOT

MOST_LINES = 12
LONGEST = 0.02  # seconds after a line


def kill_once(job: str, folder: Path, seed: int) -> int:
    """Start a job in a process of its own, kill it, check its library; returns how much it had acknowledged.

    Which moment it is hit in depends on the seed and on the machine. Raises AssertionError when something is lost.
    """
    make, look, _, check = JOBS[job]
    path = folder / f"{job}-{seed}" / "library.db"
    make(path)
    before = look(path)
    chance = random.Random(seed)
    command = [sys.executable, "-m", "tests.kill.jobs", job, str(path), str(seed)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        said = b""
        for _ in range(chance.randint(1, 1 if job == "migrate" else MOST_LINES)):
            said += process.stdout.readline()
        # Into the next piece of work, however far: what it says in the meantime counts as said.
        select.select([], [], [], chance.uniform(0, LONGEST))
        process.send_signal(signal.SIGKILL)
        rest, errors = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, errors.decode()
    acknowledged = [line.decode() for line in (said + rest).splitlines(keepends=True) if line.endswith(b"\n")]
    check(path, [line.rstrip("\n") for line in acknowledged], before)
    return len(acknowledged)
