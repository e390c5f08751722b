"""`python -m tests.kill --times 200`: each job killed so many times, at moments that differ each time."""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from tests.kill.jobs import JOBS
from tests.kill.run import kill_once


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often each job is killed")
    parser.add_argument("--job", choices=list(JOBS), action="append", help="only this one (again for more)")
    parser.add_argument("--seed", type=int, help="of the first run, to repeat one")
    chosen = parser.parse_args()
    first = random.randrange(10**6) if chosen.seed is None else chosen.seed
    for job in chosen.job or JOBS:
        acknowledged = 0
        for seed in range(first, first + chosen.times):
            with tempfile.TemporaryDirectory(prefix="newsroom-kill-") as folder:
                try:
                    acknowledged += kill_once(job, Path(folder), seed)
                except BaseException:
                    print(f"{job}: failed with --job {job} --seed {seed} --times 1", flush=True)
                    raise
        print(f"{job}: killed {chosen.times} times, {acknowledged} acknowledged, nothing lost", flush=True)


if __name__ == "__main__":
    main()
