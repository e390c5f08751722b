"""Blocking calls from the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a blocking function in a thread, and never leave it running behind.

    `asyncio.to_thread` alone lets the thread go on when the task is cancelled: a library could be closed while a
    write is under way. Here a cancelled caller waits for the call to end first.
    """
    call = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
    try:
        return await asyncio.shield(call)
    except asyncio.CancelledError:
        await asyncio.wait([call])
        if not call.cancelled():
            call.exception()  # looked at, so that asyncio does not report it as lost
        raise
