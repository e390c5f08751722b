"""The box that queries are typed into: what is wrong is said as it is typed, and what may follow is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

HINT = "Enter to the list · Esc clears · title:  source:  person:  is:unread  since:3d  fig:>1m  · ? tells more"
OFFERED = 6  # completions shown at once

Values = Callable[[], Mapping[str, Sequence[str]]]


class QueryBox(Vertical):
    """Posts `Asked` for every query that can be read, as it is typed, and `Left` when Enter ends the typing.

    A query that cannot be read yet changes nothing: the box says why and what was meant, and Tab puts that in.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "take", "Complete", show=False, priority=True)]

    @dataclass
    class Asked(Message):
        """A query that can be read: as it was typed, and in full. Both are "" when the box was emptied."""

        text: str
        query: str

    class Left(Message):
        """The typing is over."""

    def __init__(self, now: Callable[[], datetime], values: Values = dict, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._now, self._values = now, values
        self._offer: tuple[str, int] | None = None  # the text that Tab puts in, and where the cursor goes

    def compose(self) -> ComposeResult:
        yield Static(id="query-hint")
        yield Input(placeholder="Words in titles and texts, or a query", id="query", compact=True)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.query_one(Input).value

    def start(self) -> None:
        """Take the focus."""
        self.query_one(Input).focus()
        self._look()

    def put(self, text: str) -> None:
        """Write a query into the box, as if it had been typed."""
        box = self.query_one(Input)
        box.value = text
        box.cursor_position = len(text)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()
        from reader.query import QueryError, parse_as_typed

        with suppress(QueryError):
            query = parse_as_typed(event.value, now=self._now())
            self.post_message(self.Asked(event.value.strip(), query.text))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left())

    def action_take(self) -> None:
        """Put in what is offered."""
        if self._offer is not None:
            text, cursor = self._offer
            box = self.query_one(Input)
            box.value = text
            box.cursor_position = cursor

    def _wrong(self) -> tuple[int, int, str, str] | None:
        """Where a query cannot be read, why, and what may stand there; None where it can."""
        from reader.query import QueryError, parse_as_typed

        try:
            parse_as_typed(self.text, now=self._now())
        except QueryError as error:
            return error.position, error.length, error.message, error.suggestion
        return None

    def _look(self) -> None:
        """Say what is wrong with the query, or offer what may follow."""
        hint = self.query_one("#query-hint", Static)
        wrong = self._wrong()
        hint.set_class(wrong is not None, "wrong")
        text = self.text
        if wrong is not None:
            position, length, message, suggestion = wrong
            take = f"  Tab puts in {suggestion}" if suggestion else ""
            self._offer = None
            if suggestion:
                before = text[:position] + suggestion
                self._offer = before + text[position + length :], len(before)
            hint.update(Content(f" {'  ' if position else ''}{message}{take}"))
            return
        from reader.query import complete, term_start

        cursor = self.query_one(Input).cursor_position
        offered = complete(text, cursor, self._values()) if text else []
        self._offer = None
        if offered:
            before = text[: term_start(text, cursor)] + offered[0]
            self._offer = before + text[cursor:], len(before)
        hint.update(Content(f" {'   '.join(offered[:OFFERED])}   Tab completes" if offered else f" {HINT}"))
