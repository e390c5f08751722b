"""Quality numbers that anyone can run: `python -m tests.eval figures`."""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

DATA = Path(__file__).parents[2] / ".." / "shared" / "eval"


def data_missing() -> str:
    """A sentence when the labelled data is not there, else ""."""
    if DATA.is_dir():
        return ""
    return "The labelled data is not here: ../shared/eval beside the project is missing, so nothing was measured."


def scorer(name: str) -> ModuleType:
    """A scoring script of the data folder, as a module."""
    spec = importlib.util.spec_from_file_location(name, DATA / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(DATA))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(DATA))
    return module


def gold(name: str) -> dict[str, dict[str, Any]]:
    """The records of a labelled file, by id."""
    records = map(json.loads, (DATA / f"{name}.jsonl").read_text("utf-8").splitlines())
    return {record["id"]: record for record in records}


def import_cost(module: str) -> float:
    """Milliseconds that importing a module costs a fresh interpreter with its bytecode at hand; the best of five."""
    code = f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", code]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True, env=environment) for _ in range(6)]
    return min(float(run.stdout) for run in runs[1:]) * 1000


def cpu() -> float:
    """CPU seconds of this process so far."""
    return time.process_time()


def peak_mib() -> float:
    """Peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
