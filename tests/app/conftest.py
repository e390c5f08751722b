"""A library with known articles, and the app over it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from textual.pilot import Pilot

from reader.app import NewsroomApp
from reader.app.screens.main import MainScreen
from reader.config import Settings
from reader.desk.desk import Desk
from reader.model import Entry, Listing, Source, SourceKind
from reader.text.plain import text_document
from tests.app.driving import settle

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
BODY = (
    "The fire on the Stella Marrow killed 11 passengers on Tuesday, the coast guard said.\n\n"
    "The owner put the number of dead at 14 passengers and said 412 people had been aboard.\n\n"
    "Repairs will cost 3.4 million euros."
)
TITLES = (
    "Ferry fire kills 11 off Lindvik",
    "Council budget rises by 4%",
    "Herons return to the river",
    "[red]x[/nosuch] [@click=app.quit]y[/]",
    "新北港の夜市に三万人 🚢 São Tomé",
    "A quiet day with no numbers in it",
)


def entries() -> list[Entry]:
    """Six articles, the first of `TITLES` the newest, an hour between two."""
    bodies = [BODY, "Spending rises 4% to 52 million crowns.", *[f"Story {n}. " * 40 for n in ("a", "b", "c", "d")]]
    return [
        Entry(
            title=title,
            document=text_document(body, title=title),
            guid=f"guid-{number}",
            link=f"https://news.example/{number}",
            byline="Maren Oake",
            published=NOW - timedelta(hours=number),
        )
        for number, (title, body) in enumerate(zip(TITLES, bodies, strict=True))
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open library with the articles of `entries` in one kept source."""
    desk = Desk.open(tmp_path / "data")
    source = desk.storage.add_source("https://news.example/feed", SourceKind.FEED, title="Harbour Wire")
    desk.storage.save(source.id, entries(), when=NOW)
    for article_id in desk.storage.ids(Listing()):
        desk.findings(article_id)  # else every test would start a worker process to find them
    yield desk
    desk.close()


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """An open library with nothing in it."""
    desk = Desk.open(tmp_path / "empty")
    yield desk
    desk.close()


class Reader:
    """The app under test, in a person's terms."""

    def __init__(self, app: NewsroomApp, pilot: Pilot[None], said: list[str]) -> None:
        self.app, self.pilot = app, pilot
        self._said = said

    @property
    def screen(self) -> MainScreen:
        screen = self.app.screen_stack[-1]
        return screen if isinstance(screen, MainScreen) else self._main

    @property
    def _main(self) -> MainScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything they set off is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until background work is done, or a dialog has opened that asks for more."""
        await settle(self.app, self.pilot)

    @property
    def title(self) -> str:
        """The headline in the reading pane."""
        return self.screen.text.document.title

    @property
    def cursor_title(self) -> str:
        """The headline of the row under the cursor."""
        rows = self.screen.lists.rows
        row = rows.row(self.screen.list.cursor) if rows else None
        return row.title if row else ""

    @property
    def said(self) -> list[str]:
        """The notices so far, newest last."""
        return self._said

    def lines(self) -> list[str]:
        """The screen as lines of text."""
        return screen_lines(self.app)

    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.lines())

    def pane(self, name: str) -> str:
        """One pane's lines as they are drawn."""
        widget = self.screen.query_one(f"#{name}")
        height = widget.scrollable_content_region.height
        return "\n".join(widget.render_line(y).text.rstrip() for y in range(height))


def screen_lines(app: NewsroomApp) -> list[str]:
    """What the terminal shows, dialogs over the screen included: the same drawing that a screenshot takes."""
    console = Console(width=app.size.width, height=app.size.height, file=StringIO(), record=True, legacy_windows=False)
    drawn = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    console.print(drawn)
    return [line.rstrip() for line in console.export_text().rstrip("\n").split("\n")]


Opener = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Open the app over a desk: `async with reading(desk, size=(120, 40)) as reader`."""
    monkeypatch.setattr(NewsroomApp, "now", lambda self: NOW)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    time.tzset()

    @asynccontextmanager
    async def opened(
        desk: Desk,
        size: tuple[int, int] = (120, 40),
        *,
        visiting: tuple[Source, ...] = (),
        theme: str = "",
        keys: dict[str, str] | None = None,
        first_run: bool = False,
        refresh_minutes: int = 0,
    ) -> AsyncIterator[Reader]:
        settings = Settings(theme=theme, keys=keys or {}, refresh_minutes=refresh_minutes)
        app = NewsroomApp(desk, settings, visiting=visiting, first_run=first_run)
        said: list[str] = []
        notify = app.notify
        monkeypatch.setattr(app, "notify", lambda words, **how: (said.append(words), notify(words, **how)))
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot, said)
            await reader.settle()
            # The cursor's article is shown once the cursor has rested on it; here that has to be waited for.
            reader.screen.reading.preview()
            await reader.settle()
            yield reader

    return opened
