"""The real worker process, asked in a plain way; and what every answer of it keeps to."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import reader
from reader.sources.parser import MEGABYTES, SECONDS
from reader.sources.wire import feed_from_json
from reader.sources.worker import LIMITS_VARIABLE

DIRTY = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f\\ud800-\\udfff]"
)
CLOSING_TAG = re.compile(r"</(?:a|b|i|p|em|div|span|strong|script)\s*>", re.I)
_START = 10.0  # seconds more for the first answer: the process loads what it needs
_PATIENCE = 60.0  # seconds on a clock; what counts is the processor's time, for the machine may be busy


class SilentError(Exception):
    """The worker gave no answer in the time that the reader grants it."""


class Worker:
    """One worker process with the limits that the reader gives it. `folder` is where bodies are laid down for it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "body"
        home = str(Path(reader.__file__).parent.parent)
        environment = os.environ | {LIMITS_VARIABLE: f"{MEGABYTES}:60", "PYTHONPATH": home}
        command = [sys.executable, "-P", "-m", "reader", "worker"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        self._process.communicate()

    def ask(self, body: bytes, *, url: str = "https://quay.example/feed", content_type: str = "") -> dict[str, Any]:
        """The answer to one body of a feed. Raises SilentError when there is none in time or the process ended."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._requests += 1
        self._path.write_bytes(body)
        request = {"v": 1, "op": "feed", "id": self._requests, "path": str(self._path), "url": url}
        request["headers"] = {"content-type": content_type} if content_type else {}
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        before = self._processor_time()
        if not select.select([self._process.stdout], [], [], _PATIENCE)[0]:
            raise SilentError(f"no answer in {_PATIENCE:g} seconds")
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise SilentError("the worker died")
        if (spent := self._processor_time() - before) > SECONDS + (_START if self._requests == 1 else 0):
            raise SilentError(f"it took {spent:.1f} seconds of the processor's time")
        reply = dict(json.loads(line))
        assert reply["id"] == self._requests
        return reply

    def _processor_time(self) -> float:
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def peak(self) -> int | None:
        """The most memory that the process had, in megabytes; None where the system does not say."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return None
        match = re.search(r"VmHWM:\s+(\d+)", status)
        return int(match[1]) // 1024 if match else None


def check(reply: dict[str, Any]) -> None:
    """Fails unless an answer keeps to the contract: its fields and types, clean strings, dates with an offset."""
    dirty = [text for text in _strings(reply) if DIRTY.search(text)]
    assert not dirty, dirty[:3]
    if not reply["ok"]:
        assert reply["error"].endswith(".")
        assert reply["error"].isprintable()
        return
    feed = reply["feed"]
    assert feed["bozo"] is bool(feed["repaired"])
    assert len(feed["entries"]) <= 2000
    lines = [feed["title"], feed["link"], feed["repaired"]]
    for entry in feed["entries"]:
        assert entry["title"]
        assert len(entry["title"]) <= 1000
        assert not CLOSING_TAG.search(entry["title"])
        assert len(entry["content"]) <= 2_000_000
        lines += [entry["title"], entry["link"], entry["id"], entry["author"], entry["language"]]
        lines += [url for url, _, _ in entry["document"].get("attachments", [])]
        for moment in (entry["published"], entry["updated"]):
            assert moment is None or datetime.fromisoformat(moment).tzinfo is not None
        for link in filter(None, [entry["link"], *(a[0] for a in entry["document"].get("attachments", []))]):
            assert link.lower().startswith(("http://", "https://"))
            assert len(link) <= 8192
    assert not [line for line in filter(None, lines) if "\n" in line or "\t" in line]
    assert len(feed_from_json(feed).entries) == len(feed["entries"])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
