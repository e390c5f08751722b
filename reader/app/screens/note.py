"""The dialog for a note: several lines, and the person's own editor where they want it."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.text.clean import clean

HINT = "Ctrl-s keeps · Ctrl-e opens your editor · Esc cancels"


class NoteDialog(ModalScreen[str | None]):
    """Ends with the note, clean, or None when it was left by Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", priority=True),
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("ctrl+e", "edit", "Editor", priority=True),
    ]

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._title, self._note = title, note

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            yield TextArea(self._note, compact=True)
            yield Static(Content(HINT), classes="dialog-hint")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """End with what stands there."""
        self.dismiss(clean(self.query_one(TextArea).text).strip())

    def action_edit(self) -> None:
        """Write the note in $VISUAL or $EDITOR; the program waits below it."""
        area = self.query_one(TextArea)
        try:
            with self.app.suspend():
                area.text = edited(area.text)
        except (OSError, ValueError, SuspendNotSupported) as error:
            words = f"The editor could not be used ({type(error).__name__}); set EDITOR to one that can."
            self.app.notify(words, severity="error", markup=False)


def edited(text: str) -> str:
    """The text as the person's editor leaves it. Raises OSError or ValueError when there is none that starts."""
    # A command with its options, as git and others read these variables; run without a shell.
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, "utf-8")
        subprocess.run([*command, str(path)], check=False)  # noqa: S603  (the person's own choice)
        return clean(path.read_text("utf-8", errors="replace")).rstrip("\n")
