"""A dialog of several fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from reader.text.clean import clean_line

Values = dict[str, str | bool]
HINT = "Tab next field · Space turns yes and no · Enter keeps · Esc cancels"


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: a text, or a switch where `value` is True or False. `hint` says how it is written."""

    name: str
    label: str
    value: str | bool
    hint: str = ""
    secret: bool = False


class YesNo(Static, can_focus=True):
    """A switch that says in words how it stands: a cross that is only dimmer when it is off misleads."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,left,right", "turn", show=False)]

    value: reactive[bool] = reactive(False)

    def __init__(self, value: bool, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self.set_reactive(YesNo.value, value)

    def render(self) -> str:
        return "yes" if self.value else "no"

    def action_turn(self) -> None:
        self.value = not self.value

    def on_click(self) -> None:
        self.action_turn()


class Form(ModalScreen[Values | None]):
    """Ends with the values by the fields' names, or None when it was left by Esc.

    `check` looks at them first; it returns the name of a field and a sentence on what is wrong with it, or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("enter,ctrl+s", "keep", "Keep"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        check: Callable[[Mapping[str, str | bool]], tuple[str, str] | None] = lambda values: None,
    ) -> None:
        super().__init__()
        self._title, self._fields, self._check = title, fields, check

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog form"):
            yield Static(Content(self._title), classes="dialog-title")
            with VerticalScroll(can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="field"):
                        yield Label(Content(field.label))
                        if isinstance(field.value, bool):
                            yield YesNo(field.value, id=f"field-{field.name}")
                        else:
                            yield Input(
                                field.value,
                                placeholder=field.hint,
                                password=field.secret,
                                id=f"field-{field.name}",
                                compact=True,
                            )
            yield Static(Content(HINT), classes="dialog-hint")

    def on_input_submitted(self) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """Check the values; end with them, or say what is wrong."""
        values = {field.name: self._value(field) for field in self._fields}
        wrong = self._check(values)
        if wrong is None:
            self.dismiss(values)
            return
        name, sentence = wrong
        hint = self.query_one(".dialog-hint", Static)
        hint.update(Content(sentence))
        hint.add_class("wrong")
        self.query_one(f"#field-{name}").focus()

    def _value(self, field: Field) -> str | bool:
        if isinstance(field.value, bool):
            return self.query_one(f"#field-{field.name}", YesNo).value
        typed = self.query_one(f"#field-{field.name}", Input).value
        return typed if field.secret else clean_line(typed)
