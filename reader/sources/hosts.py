"""Manners towards one host, however many feeds it has."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

# Two, as RFC 2616 (8.1.4) asked of every client: a slow feed does not hold up the others of its host, and a host with
# forty feeds (a city paper, a forum) does not see forty requests at once.
AT_ONCE = 2
GAP = 0.05  # seconds between the starts of two requests to one host: never more than twenty a second


class _Host:
    def __init__(self) -> None:
        self.slots = asyncio.Semaphore(AT_ONCE)
        self.starting = asyncio.Lock()
        self.next_start = 0.0  # on the loop's clock
        self.rests_until: datetime | None = None


class Hosts:
    """Whose turn it is at each host, and which of them want a rest. A host is a name with a port.

    `gap` is in seconds between the starts of two requests to one host.
    """

    def __init__(self, gap: float = GAP) -> None:
        self._gap = gap
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits for a place among the requests to a host and holds it in the block."""
        host = self._host(name)
        async with host.slots:
            async with host.starting:
                loop = asyncio.get_running_loop()
                if (wait := host.next_start - loop.time()) > 0 and self.rest(name) is None:
                    await asyncio.sleep(wait)
                host.next_start = loop.time() + self._gap
            yield

    def let_rest(self, name: str, until: datetime) -> None:
        """A host asked for a pause: nobody asks it before `until`."""
        host = self._host(name)
        host.rests_until = max(until, host.rests_until or until)

    def rest(self, name: str) -> datetime | None:
        """Until when a host wants a rest, None when it may be asked."""
        until = self._host(name).rests_until
        return until if until is not None and until > datetime.now(UTC) else None

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host())
