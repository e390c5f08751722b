"""What a person has set, and where their library lies. Nothing is written by reading it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.text.clean import clean_line

APP = "newsroom"
CONFIG_VARIABLE = "NEWSROOM_CONFIG"
DATA_VARIABLE = "NEWSROOM_DATA_DIR"
LEAST_MINUTES, MOST_MINUTES = 5, 60 * 24 * 31


class ConfigError(Exception):
    """The settings file cannot be used. The message is one sentence that names the file and the place in it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings file's values.

    `theme` is a theme's name, "" for the program's own choice; `keys` maps action ids to keys ("s,asterisk"), as the
    help screen names them. `refresh_minutes` is the time between two background refreshes of a source that has no
    interval of its own, 0 for never. `spacy` is the name or folder of the spaCy model that has a second vote on names,
    "" for none.
    """

    theme: str = ""
    mouse: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    refresh_minutes: int = 30
    spacy: str = ""


_KINDS: dict[str, tuple[type, str]] = {
    "theme": (str, 'a name in quotes, such as theme = "ansi-dark"'),
    "mouse": (bool, "true or false"),
    "refresh_minutes": (int, "a whole number of minutes from 5 up, or 0 for never"),
    "keys": (dict, 'a table, such as [keys] with bookmark = "s"'),
    "spacy": (str, 'a model in quotes, such as spacy = "en_core_web_sm"'),
}


def load_settings() -> Settings:
    """Read `config.toml` of the user's configuration folder, or the file NEWSROOM_CONFIG names.

    Without the file everything is as it comes; a file that NEWSROOM_CONFIG names must be there. Raises ConfigError.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    path = Path(named).expanduser() if named else _config_path()
    shown = clean_line(str(path))
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        if named:
            raise ConfigError(f"{shown}: there is no such file; correct or unset {CONFIG_VARIABLE}.") from error
        return Settings()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{shown}: the settings cannot be read: {clean_line(str(error))}.") from error
    return _settings(source, shown)


def data_dir(option: str | None) -> Path:
    """The folder that holds everything the program writes: the option, NEWSROOM_DATA_DIR, or the platform's."""
    named = option or os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def _config_path() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def _settings(source: str, shown: str) -> Settings:
    import tomllib

    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown}: this is not valid TOML: {clean_line(str(error))}.") from error
    for key, value in data.items():
        place = f"{shown}{_line_of(source, key)}"
        if key not in _KINDS:
            raise ConfigError(f"{place}: there is no setting “{clean_line(key)}”; {_nearest(key)}")
        kind, wanted = _KINDS[key]
        # Not isinstance: to Python, true is a number as well.
        if type(value) is not kind or (isinstance(value, int) and not _sensible(key, value)):
            raise ConfigError(f"{place}: the setting “{key}” should be {wanted}.")
    for action, keys in data.get("keys", {}).items():
        if not isinstance(keys, str):
            place = f"{shown}{_line_of(source, action)}"
            raise ConfigError(f'{place}: the keys of “{clean_line(action)}” should be in quotes, such as "s".')
    return Settings(**_cleaned(data))


def _sensible(key: str, value: int) -> bool:
    return key != "refresh_minutes" or value == 0 or LEAST_MINUTES <= value <= MOST_MINUTES


def _cleaned(data: dict[str, Any]) -> dict[str, Any]:
    keys = {clean_line(action): clean_line(keys) for action, keys in data.get("keys", {}).items()}
    words = {name: clean_line(data[name]) for name in ("theme", "spacy") if name in data}
    return data | words | {"keys": keys}


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, _KINDS, n=1)
    return f"did you mean “{near[0]}”?" if near else f"the settings are {', '.join(_KINDS)}."


def _line_of(source: str, key: str) -> str:
    """What names the line: ":LINE" where the key is set, for the message; "" where it is spelled in another way."""
    name = re.escape(key)
    found = re.search(rf"""^[ \t]*(?:\[\s*)?["']?{name}["']?\s*[=.\]]""", source, re.M)
    return f":{source.count(chr(10), 0, found.start()) + 1}" if found else ""
