"""The client of the parsing process: starts it, asks it, and kills it when it takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import site
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import reader
from reader.sources.errors import ParseError
from reader.sources.worker import LIMITS_VARIABLE

SECONDS = 5.0  # for one request
MEGABYTES = 512  # of address space
VOTE_SECONDS = 20.0  # where a recogniser has a vote: it loads its model and reads a long article, on a busy machine
VOTE_MEGABYTES = 2048  # of address space; a model with vectors took 770 for the longest text that it is given
_LONGEST_REPLY = 256_000_000  # bytes
_CHUNK = 256 * 1024  # bytes read at a time
_START = 5.0  # seconds more for the first request to a process: it is started and loads what it needs meanwhile
_GRACE = 2  # seconds after which a worker whose owner is gone ends itself, beyond what a request may take
# -P: the folder that the reader is started in may hold anything, and a json.py there must not be imported.
_COMMAND = (sys.executable, "-P", "-m", "reader", "worker")


class ParserProcess:
    """One worker process, started when it is first needed and started again after it was killed.

    `seconds` a request may take and `megabytes` the process may use; `command` is what is started. One request is
    answered at a time; others wait for their turn.
    """

    def __init__(
        self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES, command: Sequence[str] = _COMMAND
    ) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._command = command
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._requests = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        async with self._turn:
            await self._end(kill=False)

    @property
    def pid(self) -> int | None:
        """The process id of the worker that is running, None while there is none."""
        return self._process.pid if self._process else None

    async def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        """The worker's answer to one request; the operations and fields are those of the JSON contract.

        Raises ParseError, with a sentence to be shown, when it cannot do it, dies of it, or takes too long. Cancelling
        it kills the worker, for its answer would be taken for that to the next request.
        """
        async with self._turn:
            self._requests += 1
            request = {"v": 1, "op": op, "id": self._requests, **fields}
            limit = self._seconds + (0 if self._is_running() else _START)
            try:
                async with asyncio.timeout(limit):
                    reply = await self._exchange(json.dumps(request).encode("ascii") + b"\n")
            except TimeoutError:
                await self._end(kill=True)
                raise ParseError(f"It took longer than {self._seconds:g} seconds to parse and was stopped.") from None
            except (OSError, EOFError, ValueError, TypeError):
                await self._end(kill=True)
                raise ParseError("Parsing it broke the parser, which was started again.") from None
            except BaseException:
                await self._end(kill=True)
                raise
        if reply.get("id") != request["id"] or not reply.get("ok"):
            raise ParseError(str(reply.get("error") or "The parser gave no usable answer."))
        return reply

    async def _exchange(self, line: bytes) -> dict[str, Any]:
        if not self._is_running():
            self._process = await self._start()
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None, "started with pipes"
        process.stdin.write(line)
        await process.stdin.drain()
        parts: list[bytes] = []
        size = 0
        while not (parts and parts[-1].endswith(b"\n")):
            part = await process.stdout.read(_CHUNK)
            size += len(part)
            if not part or size > _LONGEST_REPLY:
                raise EOFError
            parts.append(part)
        # In a thread: a feed of fifty articles takes some milliseconds, and who waits may be drawing a screen.
        return dict(await asyncio.to_thread(json.loads, b"".join(parts)))

    def _is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def _start(self) -> asyncio.subprocess.Process:
        environment = os.environ | {LIMITS_VARIABLE: f"{self._megabytes}:{int(self._seconds + _START) + _GRACE}"}
        environment["OPENBLAS_NUM_THREADS"] = "1"  # a recogniser's numpy reserves address space for every thread
        if (home := _package_home()) is not None:
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # no terminal: Ctrl-C there is not for the worker
        )

    async def _end(self, *, kill: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if kill:
            _kill(process)
        # Whoever is cancelled meanwhile waits too: it takes moments, and else the process and its pipes would be left.
        ending = asyncio.ensure_future(self._see_off(process))
        cancelled = False
        while not ending.done():
            try:
                await asyncio.wait([ending])
            except asyncio.CancelledError:
                cancelled = True
        ending.result()
        if cancelled:
            raise asyncio.CancelledError

    async def _see_off(self, process: asyncio.subprocess.Process) -> None:
        """The end of its input ends it; what is left of its output is read, and it is waited for."""
        assert process.stdin is not None, "started with pipes"
        process.stdin.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(self._seconds):
                await process.communicate()
            return
        _kill(process)
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(_GRACE):  # a process that is gone may leave its pipes for good
                await process.communicate()


def _kill(process: asyncio.subprocess.Process) -> None:
    # Not process.kill(): that asks first whether it is gone, and so takes the news from whoever waits for it.
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)


def _package_home() -> str | None:
    """The folder that a child must be told to find this package in; None when any Python process finds it.

    An installed package lies in a site folder. A checkout does not, and `-P` keeps a child from looking in the
    current folder.
    """
    home = Path(reader.__file__).resolve().parent.parent
    folders = [*site.getsitepackages(), site.getusersitepackages()]
    return None if home in [Path(folder).resolve() for folder in folders] else str(home)
