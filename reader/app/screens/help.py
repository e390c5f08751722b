"""The help: every action with its keys, from the one table."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import ClassVar

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.app.actions import ACTIONS, Action, key_names

KEY_CELLS = 22


class Help(ModalScreen[None]):
    """Shows the keys; scrolls with j and k like everything else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "Close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog help"):
            yield Static(help_content(self._keys))

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def help_content(own: Mapping[str, str]) -> Content:
    """The help's text; `own` are the settings' keys by action id."""
    parts: list[Content | str | tuple[str, str]] = [("Keys", "bold"), "   Esc closes\n"]

    def group_of(action: Action) -> str:
        return action.group

    for group, actions in groupby(sorted(ACTIONS, key=_group_order), key=group_of):
        parts += ["\n", (group, "bold underline"), "\n"]
        for action in actions:
            keys = "  ".join(key_names(action, own))
            parts += [(set_cell_size("  " + keys, KEY_CELLS), "bold"), action.help, "\n"]
    from reader.query import NOTES, SYNTAX

    parts += ["\n", ("Searching", "bold underline"), "\n"]
    for written, meaning in SYNTAX:
        parts += [(f"  {written}", "bold"), f"\n      {meaning}\n"]
    parts += [f"  {note}\n" for note in NOTES]
    parts += ["\n", ("Signs", "bold underline"), "\n"]
    for sign, meaning in SIGNS:
        parts += [(set_cell_size("  " + sign, KEY_CELLS), "bold"), meaning, "\n"]
    return Content.assemble(*parts)


SIGNS = (
    ("●  ★", "unread, bookmarked"),
    ("≈  ≤  ≥", "about; at most, under; at least, more than"),
    ("▲  ▼", "the figure is a rise, a fall"),
    ("⚠", "another figure on the same quantity has another value"),
    ("×2", "the figure stands in two places; Enter goes from one to the next"),
)


def _group_order(action: Action) -> int:
    groups = list(dict.fromkeys(each.group for each in ACTIONS))
    return groups.index(action.group)
