"""The last guard below Textual: what reaches the terminal is text and the sequences that Textual itself writes.

Outside text is cleaned at the border (`reader.text.clean`); this catches a miss before the terminal does. It lets
through the sequences that Textual 8 writes and drops every other control, counting what it dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver

# CSI with Textual's final bytes (cursor H, colours m, modes h l, queries $p, keyboard u, size t); OSC 52 clipboard
# (base64) and OSC 22 pointer shape (a word); newlines and carriage returns, which end an inline screen.
_ALLOWED = re.compile(
    r"\x1b\[[<>=?]?[0-9;:]*\$?[ABCDHJKSTfhlmprtu]|\x1b\](?:52;[cps]?;[A-Za-z0-9+/=]*|22;[\w-]*)(?:\x07|\x1b\\)|[\r\n]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Guard:
    """Filters what a driver writes. `dropped` counts the controls that were not Textual's."""

    def __init__(self) -> None:
        self.dropped = 0

    def __call__(self, data: str) -> str:
        """`data` without any control that Textual does not write itself."""
        if not _CONTROL.search(data):
            return data
        parts, position = [], 0
        while control := _CONTROL.search(data, position):
            parts.append(data[position : control.start()])
            if allowed := _ALLOWED.match(data, control.start()):
                parts.append(allowed[0])
                position = allowed.end()
            else:
                self.dropped += 1
                position = control.end()
        parts.append(data[position:])
        return "".join(parts)


def guarded(driver_class: type[Driver], guard: Guard) -> type[Driver]:
    """A driver class like `driver_class` whose output goes through `guard`."""

    class GuardedDriver(driver_class):  # type: ignore[valid-type,misc]  # the base is chosen by the platform at run time
        def write(self, data: str) -> Any:
            return super().write(guard(data))

    return GuardedDriver
