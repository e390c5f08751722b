"""Several parsing processes behind one question, so that one slow document holds up none but its own."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Protocol, Self

from reader.sources import parser

AT_MOST = 4  # processes: each takes some 60 MB, and the writing of what they found is one thread's work


class Parser(Protocol):
    """Whoever answers the worker's operations."""

    async def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        """See `ParserProcess.ask`."""
        ...


class ParserPool:
    """As many worker processes as there are processors, at most four; each is started when it is first needed.

    Whoever finds all of them busy waits. `size` sets another number.
    """

    def __init__(self, size: int | None = None) -> None:
        self.size = size or max(1, min(AT_MOST, os.cpu_count() or 1))
        self._idle = [parser.ParserProcess() for _ in range(self.size)]
        self._free = asyncio.Semaphore(self.size)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        for process in self._idle:
            await self._stack.enter_async_context(process)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.__aexit__(kind, error, trace)

    async def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        """See `ParserProcess.ask`."""
        async with self._free:
            process = self._idle.pop()  # the one used last: a second one starts only when two are needed
            try:
                return await process.ask(op, **fields)
            finally:
                self._idle.append(process)
