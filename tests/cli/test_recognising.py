"""The setting `spacy`, as commands follow it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.desk import Desk
from tests.cli.conftest import Command, finish, start
from tests.recognisers import SPACY, TEXT, broken_model, hollow_spacy, needs_spacy, save_model

__all__ = ["hollow_spacy"]

pytestmark = pytest.mark.slow


@pytest.fixture
def story(newsroom: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one story, which is also the one article of the library; settings come from config.toml beside it."""
    path = home / "story.txt"
    path.write_text(f"Markets on Monday\n\n{TEXT}\n", "utf-8")
    assert newsroom("add", "story.txt").err == ""
    assert newsroom("refresh").status == 0
    (home / "config.toml").write_text("", "utf-8")
    monkeypatch.setenv("NEWSROOM_CONFIG", str(home / "config.toml"))
    return path


def want(story: Path, model: str) -> None:
    story.with_name("config.toml").write_text(f'spacy = "{model}"\n', "utf-8")


@pytest.mark.parametrize("command", [("figures", "story.txt"), ("show", "1")])
@pytest.mark.skipif(SPACY, reason="spaCy is installed here, so that it is missing cannot be seen")
def test_without_spacy_one_line_says_so_and_the_rules_work(story: Path, command: tuple[str, ...]) -> None:
    plain = finish(start(*command))
    want(story, "en_core_web_sm")
    ran = finish(start(*command))
    assert (ran.status, ran.out) == (0, plain.out)
    assert "3%" in ran.out
    (line,) = ran.err.splitlines()
    assert line.startswith(
        "newsroom: The setting “spacy” asks for the model “en_core_web_sm”, but spaCy is not installed"
    )
    assert "python -m spacy download en_core_web_sm" in line


@pytest.mark.parametrize("command", [("figures", "story.txt", "story.txt"), ("show", "1")])
@pytest.mark.usefixtures("hollow_spacy")
def test_a_model_that_cannot_be_loaded_is_said_once(story: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    plain = finish(start(*command))
    want(story, broken_model(tmp_path / "mine"))
    with Desk.open(Path(os.environ["NEWSROOM_DATA_DIR"]), spacy=str(tmp_path / "mine")) as desk:
        assert desk.storage.findings(1) is None
    ran = finish(start(*command))
    assert (ran.status, ran.out) == (0, plain.out)
    (line,) = ran.err.splitlines()
    assert "numpy is missing" in line


def test_a_mistake_in_the_settings_is_said(newsroom: Command, story: Path) -> None:
    story.with_name("config.toml").write_text("spacy = true\n", "utf-8")
    for command in (("figures", "story.txt"), ("show", "1")):
        ran = newsroom(*command)
        assert ran.status == 1
        assert "config.toml:1: the setting “spacy” should be a model in quotes" in ran.err


@needs_spacy
def test_figures_and_show_follow_the_vote(newsroom: Command, story: Path, tmp_path: Path) -> None:
    def names() -> list[list[tuple[str, str]]]:
        both = newsroom("figures", "--json", "story.txt"), newsroom("show", "--json", "1")
        assert [ran.err for ran in both] == ["", ""]
        return [[(name["name"], name["kind"]) for name in ran.items[0]["names"]] for ran in both]

    assert names() == [[], []]
    want(story, save_model(tmp_path / "mine"))
    assert names() == [[("Zalvex", "organisation")]] * 2
