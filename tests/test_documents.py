"""What the README says is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click

from reader.app.actions import ACTIONS
from reader.cli import main as cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_is_in_the_readme() -> None:
    assert isinstance(cli, click.Group)
    for name in cli.commands:
        assert f"`newsroom {name}" in README, name


def test_every_option_of_the_readme_exists() -> None:
    assert isinstance(cli, click.Group)
    known = {option for command in (cli, *cli.commands.values()) for each in command.params for option in each.opts}
    table = README.partition("## Commands")[2].partition("## Settings")[0]
    assert set(re.findall(r"--[a-z][a-z-]+", table)) <= known


def test_settings_of_the_readme_name_actions() -> None:
    keys = README.partition("[keys]")[2].partition("```")[0]
    named = {word.strip('"') for word in re.findall(r'^("?[\w.]+"?) *=', keys, re.M)}
    assert named
    assert named <= {action.id for action in ACTIONS}


def test_the_picture_and_the_two_commands_are_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file()
    for mark in ("<!-- run -->", "<!-- tests -->"):
        assert "```sh\npython3 -m venv .venv && " in README.partition(mark)[2].partition("<!-- end -->")[0]


def test_the_program_finds_its_folders_from_elsewhere(tmp_path: Path) -> None:
    story = tmp_path / "a story.txt"
    story.write_text("A boat sank\n\nTwelve people were saved by a trawler on Sunday morning.\n", "utf-8")
    program = [sys.executable, "-m", "reader"]
    run = subprocess.run([*program, "figures", str(story)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "12" in run.stdout
    code = "from reader.resources import resource_dir as f; print(f('styles').is_dir() and f('seeds').is_dir())"
    found = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "True"
