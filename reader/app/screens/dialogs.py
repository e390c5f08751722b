"""Small dialogs: one question, one choice, one list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.text.clean import clean_line


class Question(ModalScreen[str | None]):
    """Asks for one line. Ends with the clean answer, or None when it was left by Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, title: str, *, hint: str = "", value: str = "") -> None:
        super().__init__()
        self._title, self._hint, self._value = title, hint, value

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            yield Input(value=self._value)
            yield Static(Content(self._hint or "Enter accepts · Esc cancels"), classes="dialog-hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(clean_line(event.value))


class Choice(ModalScreen[int | None]):
    """Offers a few lines; ends with the index of the chosen one, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Cancel"),
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], *, hint: str = "") -> None:
        super().__init__()
        self._title, self._options, self._hint = title, options, hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            yield OptionList(*(self._option(label, detail) for label, detail in self._options), markup=False)
            yield Static(Content(self._hint or "Enter chooses · Esc cancels"), classes="dialog-hint")

    def _option(self, label: str, detail: str) -> Option:
        return Option(Content.assemble((label, "bold"), "\n" if detail else "", (detail, "dim")))

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def action_move(self, direction: str) -> None:
        options = self.query_one(OptionList)
        (options.action_cursor_down if direction == "down" else options.action_cursor_up)()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)
