"""The application: themes, settings, the guarded terminal, and one main screen."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TypeVar

from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import Worker, WorkerError, WorkerState

from reader.app.actions import ACTIONS, unknown_ids
from reader.app.guard import Guard, guarded
from reader.app.screens.main import MainScreen
from reader.app.themes import STAND_INS, load_themes, starting_theme
from reader.config import Settings
from reader.desk.desk import Desk
from reader.model import Source
from reader.resources import resource_dir
from reader.store.protocol import StorageError

Answer = TypeVar("Answer")
ENDING = 8.0  # seconds that work under way has to end in; a parsing process has five


class NewsroomApp(App[None]):
    """The reader. `guard.dropped` counts controls that would have reached the terminal from outside text."""

    TITLE = "newsroom"
    CSS_PATH = resource_dir("styles") / "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(
        self, desk: Desk, settings: Settings, *, visiting: Sequence[Source] = (), first_run: bool = False
    ) -> None:
        self.guard = Guard()
        super().__init__()
        self.animation_level = "none"  # a page settles in 10 ms instead of 800, and for fewer bytes over ssh
        self.desk = desk
        self.settings = settings
        self._visiting = tuple(visiting)
        self._first_run = first_run
        self.alone = False  # whether this process is the program's, which is then tuned for the keys
        for theme in load_themes():
            self.register_theme(theme)
        wanted = starting_theme(settings.theme)
        self.theme = wanted if wanted in self.available_themes else starting_theme("")

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver, with the guard below it."""
        return guarded(super().get_driver_class(), self.guard)

    def get_default_screen(self) -> Screen[None]:
        """The main screen is the only one under the dialogs."""
        return MainScreen(self.desk, visiting=self._visiting, first_run=self._first_run)

    def on_mount(self) -> None:
        if self.settings.theme and self.settings.theme not in self.available_themes:
            self.warn(f"There is no theme {self.settings.theme}; Ctrl-p, Theme lists them all.")
        if unknown := unknown_ids(self.settings.keys):
            self.warn(f"The settings bind keys to actions that do not exist: {', '.join(unknown)}.")
        if self.desk.notice:
            self.warn(self.desk.notice)
        self.set_keymap(self.settings.keys)

    def on_ready(self) -> None:
        if self.alone:
            # What is there by now stays: looking through it for garbage, again and again, held the keys up for 40 ms.
            self.call_after_refresh(gc.freeze)

    def tell(self, words: str, *, error: bool = False) -> None:
        """Show a sentence; outside text in it is shown as it is, never read as markup."""
        self.notify(words, severity="error" if error else "information", timeout=8 if error else 4, markup=False)

    def tell_failure(self, event: Worker.StateChanged) -> None:
        """Show why work beside the keys failed, when it did."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            known = isinstance(error, StorageError)
            words = str(error) if known else f"This did not work ({type(error).__name__}). The library is unharmed."
            self.tell(words, error=True)

    def warn(self, words: str) -> None:
        """Show a sentence about the settings."""
        self.notify(words, markup=False, severity="warning", timeout=8)

    async def on_unmount(self) -> None:
        """What was under way ends before the program does: its processes are seen off, its files are closed."""
        # The screens have cancelled it as they went; a second time would cut off its tidying up.
        ending = [worker for worker in self.workers if not worker.is_finished]
        with suppress(TimeoutError):
            async with asyncio.timeout(ENDING):
                for worker in ending:
                    with suppress(WorkerError):
                        await worker.wait()

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables, and ours from what a theme has where it does not set them itself."""
        variables = super().get_css_variables()
        return {name: variables.get(name, variables[stand_in]) for name, stand_in in STAND_INS.items()} | variables

    def now(self) -> datetime:
        """The present moment; the one clock of the screens."""
        return datetime.now(UTC)

    def local_now(self) -> datetime:
        """The present moment by the wall clock here, by whose days a query counts."""
        return self.now().astimezone().replace(tzinfo=None)

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog over the screen and wait for its answer. Called from a worker."""
        return await self.push_screen_wait(dialog)

    def get_system_commands(self, screen: Screen[object]):  # type: ignore[no-untyped-def]
        """The palette: Textual's own commands and every action of the table."""
        yield from super().get_system_commands(screen)
        if isinstance(screen, MainScreen):
            for action in ACTIONS:
                if action.group != "Move":
                    yield SystemCommand(action.label, action.help, lambda call=action.call: self.run_action(call))


RARELY = (10_000, 20, 20)
"""When Python looks for garbage in cycles, of which there is little here; each time costs some 8 ms."""
SWITCH = 0.001
"""Seconds after which a thread that computes makes room for one that waits, instead of Python's 0.005: a key is taken
by one thread and drawn by another, and while feeds are read three others compute."""


def run(desk: Desk, settings: Settings, *, visiting: Sequence[Source] = (), first_run: bool = False) -> None:
    """Open the reader and stay until it is quit."""
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(*RARELY)
    app = NewsroomApp(desk, settings, visiting=visiting, first_run=first_run)
    app.alone = True
    app.run(mouse=settings.mouse)
    desk.storage.leave()
