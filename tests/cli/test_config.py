"""Settings and where data lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import ConfigError, Settings, data_dir, load_settings


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSROOM_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path / "config.toml"


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings() == Settings(theme="", mouse=True, keys={})
    assert list(tmp_path.iterdir()) == [], "nothing is written by reading"


def test_what_is_set(file: Path) -> None:
    file.write_text(
        '\ufefftheme = "nord"\nmouse = false\nspacy = "en_core_web_md"\n[keys]\nbookmark = "b,B"\n"next.unread" = "n"\n'
    )
    assert load_settings() == Settings("nord", False, {"bookmark": "b,B", "next.unread": "n"}, spacy="en_core_web_md")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('\ntheem = "nord"', ":2: there is no setting “theem”; did you mean “theme”?"),
        ("zzz = 1", ":1: there is no setting “zzz”; the settings are theme, mouse"),
        ("[mose]\nx = 1", ":1: there is no setting “mose”; did you mean “mouse”?"),
        ("theme = 3", ":1: the setting “theme” should be a name in quotes"),
        ("spacy = true", ':1: the setting “spacy” should be a model in quotes, such as spacy = "en_core_web_sm"'),
        ('mouse = false\nspaccy = "x"', ":2: there is no setting “spaccy”; did you mean “spacy”?"),
        ('mouse = "no"', ":1: the setting “mouse” should be true or false"),
        ('keys = "s"', ":1: the setting “keys” should be a table"),
        ('[keys]\n\nbookmark = ["s"]', ":3: the keys of “bookmark” should be in quotes"),
        ("theme = nord", "not valid TOML: Invalid value (at line 1, column 9)"),
    ],
)
def test_a_mistake_is_named_with_its_place(file: Path, written: str, says: str) -> None:
    file.write_text(written)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert str(caught.value).startswith(str(file))
    assert says in str(caught.value)


def test_a_file_that_is_named_must_be_there(file: Path) -> None:
    with pytest.raises(ConfigError, match="no such file; correct or unset NEWSROOM_CONFIG"):
        load_settings()


def test_a_file_that_cannot_be_read(file: Path) -> None:
    file.mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings()
    file.rmdir()
    file.write_bytes(b"theme = '\xff'")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings()


def test_escape_sequences_do_not_come_through(file: Path) -> None:
    file.write_text('"a\\u001b]0;pwn\\u0007b" = 1')
    with pytest.raises(ConfigError, match="no setting “ab”"):
        load_settings()


def test_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_DATA_DIR", str(tmp_path / "variable"))
    assert data_dir(str(tmp_path / "option")) == tmp_path / "option"
    assert data_dir(None) == tmp_path / "variable"
    monkeypatch.delenv("NEWSROOM_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_dir(None).name == "newsroom"
    assert data_dir(None).is_relative_to(tmp_path)


@pytest.mark.parametrize("value", ["4", "-1", "true", "1.5", '"15"', "99999999"])
def test_minutes_between_refreshes_are_a_sensible_number(file: Path, value: str) -> None:
    file.write_text(f"theme = 'nord'\nrefresh_minutes = {value}\n")
    with pytest.raises(ConfigError, match=r"config.toml:2: .*a whole number of minutes from 5 up, or 0 for never"):
        load_settings()
    file.write_text("refresh_minutes = 0\n")
    assert load_settings().refresh_minutes == 0
