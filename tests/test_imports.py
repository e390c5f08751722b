"""What the first paint must not wait for."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("httpx", "feedparser", "selectolax", "trafilatura", "lxml", "markdown_it", "charset_normalizer", "dateutil")


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys; print(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_app_starts_without_what_only_fetching_and_parsing_need() -> None:
    loaded = loaded_by("import reader.app")
    assert not loaded.intersection({*HEAVY, "reader.figures", "reader.voices"})
    assert "textual.widgets._data_table" not in loaded
    assert "textual.widgets._markdown" not in loaded


ROOMS = ("model", "text.clean", "figures", "voices", "findings", "query.parser", "store.database", "desk", "cli")


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_below_the_app_loads_textual(room: str) -> None:
    assert not loaded_by(f"import reader.{room}").intersection({"textual", "rich", *HEAVY})
