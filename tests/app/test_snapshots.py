"""A few whole screens, as text. `NEWSROOM_SNAPSHOTS=write pytest tests/app/test_snapshots.py` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from tests.app.conftest import Opener

FOLDER = Path(__file__).parent / "snapshots"

SCREENS = {
    "list-80x24": ((80, 24), []),
    "text-80x24": ((80, 24), ["enter"]),
    "figures-80x24": ((80, 24), ["enter", "3"]),
    "three-panes-120x40": ((120, 40), ["enter", "right_square_bracket"]),
    "search-200x50": ((200, 50), ["slash", *"ferry"]),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_screen(desk: Desk, reading: Opener, name: str) -> None:
    size, keys = SCREENS[name]
    async with reading(desk, size=size) as reader:
        await reader.press(*keys)
        shown = reader.text() + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("NEWSROOM_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")
