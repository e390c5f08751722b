"""Draw the README's picture from the seeds: `python -m tests.screenshot`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from reader.app import NewsroomApp
from reader.app.screens.main import MainScreen
from reader.config import Settings
from reader.desk.desk import Desk
from tests.app.driving import settle

TARGET = Path(__file__).parent / "app" / "snapshots" / "newsroom.svg"
STORY = "Idlib"  # the seed whose counts of the uprooted contradict each other
LIT = "586,000"


class Still(NewsroomApp):
    """The reader on a fixed day, so that the picture changes only when the program does."""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


async def draw() -> str:
    """The main screen with one figure lit, as SVG without references to other hosts."""
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder)) as desk:
        seeds = desk.seeds()
        await desk.refresh([seeds])
        await desk.annotate()
        app = Still(desk, Settings(), visiting=(seeds,))
        async with app.run_test(size=(132, 38)) as pilot:
            screen = app.screen
            assert isinstance(screen, MainScreen)
            await settle(app, pilot)
            rows = screen.lists.rows
            assert rows is not None
            titles = [row.title if (row := rows.row(index)) else "" for index in range(len(rows))]
            screen.list.move_to(next(index for index, title in enumerate(titles) if STORY in title))
            screen.reading.open()
            await settle(app, pilot)
            await pilot.pause()
            figures = screen.reading.figures
            lit = next(index for index, figure in enumerate(figures) if LIT in figure.text)
            screen.reading.light_figure(lit)
            app.clear_notifications()
            await pilot.pause()
            return re.sub(r"@font-face\s*\{.*?\}", "", app.export_screenshot(title="newsroom"), flags=re.S)


if __name__ == "__main__":
    TARGET.write_text(asyncio.run(draw()), "utf-8")
