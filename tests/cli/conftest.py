"""The command line, in this process and in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reader.cli import main
from tests.desk.server import FeedServer, serve

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command printed, and the status it left with."""

    status: int
    out: str
    err: str

    @property
    def items(self) -> list[dict[str, Any]]:
        """The JSON objects it printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the data folder beside it."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NEWSROOM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NEWSROOM_CONFIG", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


@pytest.fixture
def newsroom(home: Path) -> Command:
    """Run a command line in this process."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> Ran:
        result = CliRunner().invoke(main, list(arguments), input=stdin)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


def start(*arguments: str, program: tuple[str, ...] = ("-m", "reader"), **options: Any) -> subprocess.Popen[bytes]:
    """Start a command line in a process of its own; its streams are pipes unless told otherwise."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    options["env"] = os.environ | {"PYTHONPATH": path} | options.pop("env", {})
    return subprocess.Popen([sys.executable, *program, *arguments], **(pipes | options))


def finish(process: subprocess.Popen[bytes], stdin: bytes | None = None) -> Ran:
    """Wait for a started command line."""
    with process:
        out, err = process.communicate(stdin, timeout=60)
    return Ran(process.returncode, (out or b"").decode(), (err or b"").decode())


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    with serve() as server:
        yield server


STORY = """Port reopens after storm

By Ann Lee

The port reopened on Monday with 12 ships waiting outside, the harbour master said.

About 3,000 people had left the town before the storm.
"""
