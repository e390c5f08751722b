"""Our own themes, read from `styles/themes/*.toml`."""

from __future__ import annotations

import os
import tomllib

from textual.theme import Theme

from reader.resources import resource_dir

DEFAULT = "newsroom-dark"
MONOCHROME = "ansi-dark"  # with NO_COLOR it leaves bold and underline alone, no colour at all


def load_themes() -> list[Theme]:
    """The themes that ship with the program. Raises ValueError naming a file that is not a theme."""
    themes = []
    for path in sorted((resource_dir("styles") / "themes").glob("*.toml")):
        try:
            themes.append(Theme(name=path.stem, **tomllib.loads(path.read_text("utf-8"))))
        except (tomllib.TOMLDecodeError, TypeError) as error:
            raise ValueError(f"The theme file {path.name} cannot be read: {error}") from error
    return themes


def starting_theme(wanted: str) -> str:
    """The theme to start with: NO_COLOR wins over what the settings say."""
    return MONOCHROME if os.environ.get("NO_COLOR") else wanted or DEFAULT


# What our style sheet asks of a theme beyond Textual's own variables, and what serves where a theme lacks it.
STAND_INS = {
    "cursor-row": "primary-muted",
    "cursor-row-blurred": "surface",
    "lit-sentence": "surface",
    "lit-figure": "warning",
    "lit-figure-text": "background",
    "quiet": "text-muted",
}
