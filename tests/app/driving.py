"""Wait for the app without sleeping."""

from __future__ import annotations

import asyncio

from textual.pilot import Pilot

from reader.app import NewsroomApp
from reader.app.screens.main import MainScreen

DEADLINE = 20.0  # seconds; a bound for stuck work, not a timing
# Groups of workers that wait for a dialog's answer.
ASKING = ("note", "add", "copy", "sources", "views", "bookmarks", "asking")


async def settle(app: NewsroomApp, pilot: Pilot[None]) -> None:
    """Return when background work is done, or a dialog has opened that asks for more."""
    async with asyncio.timeout(DEADLINE):
        await pilot.pause()
        # Watching files goes on as long as the app does.
        while working := [each for each in app.workers if not each.is_finished and each.group != "watch"]:
            if not isinstance(app.screen, MainScreen) and all(worker.group in ASKING for worker in working):
                await pilot.pause()  # the dialog's own rows are drawn a step after it
                break
            await asyncio.wait([worker._task for worker in working if worker._task], timeout=0.01)
        await pilot.pause()
