"""Opening a link: a real child process that writes down what it was started with."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from reader.desk import BrowserError, open_link


class Browser:
    """A program that puts its arguments into a pipe, and prints on all it is given."""

    def __init__(self, folder: Path) -> None:
        self.heard = folder / "heard"
        os.mkfifo(self.heard)
        self.path = folder / "my browser"
        self.path.write_text(
            f"#!{sys.executable}\n"
            "import json, sys\n"
            "print('noise'); print('noise', file=sys.stderr)\n"
            f"open({str(self.heard)!r}, 'w').write(json.dumps([sys.argv[1:], sys.stdin.read()]))\n"
        )
        self.path.chmod(0o755)

    def arguments(self) -> list[str]:
        """What it was started with; waits until it was."""
        arguments, stdin = json.loads(self.heard.read_text())
        assert stdin == ""
        return list(arguments)


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


@pytest.mark.parametrize(
    ("template", "arguments"),
    [
        ("'{}'", ["{url}"]),
        ("'{}' --new-window %s", ["--new-window", "{url}"]),
        ("'{}' --url=%s &", ["--url={url}"]),
        ("no-such-program:'{}'", ["{url}"]),
        ("'unclosed:'{}'", ["{url}"]),
    ],
)
def test_the_browser_of_the_variable(
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    template: str,
    arguments: list[str],
) -> None:
    url = "https://example.org/a?b=1&c=%s;rm%20-rf$(x)#part"
    monkeypatch.setenv("BROWSER", template.format(browser.path))
    open_link(url)
    assert browser.arguments() == [argument.format(url=url) for argument in arguments]
    assert capfd.readouterr() == ("", "")


def test_a_link_is_put_together_again(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", f"'{browser.path}'")
    open_link("HTTPS://Example.org/ä'\"|?q=<x>")
    assert browser.arguments() == ["https://example.org/%C3%A4'%22%7C?q=%3Cx%3E"]


def test_the_system_opener(browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    browser.path.rename(tmp_path / opener)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BROWSER", raising=False)
    open_link("http://example.org")
    assert browser.arguments() == ["http://example.org/"]


@pytest.mark.parametrize(
    "url",
    [
        "-remote",
        "--version",
        "%action",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "/local",
        "example.org",
        "https://",
        "https://-x/",
        "https://example.org/\n-x",
        " https://example.org/",
        "https://example.org/\x1b]0;pwn\x07",
        "https://a.example\\@b.example/",
    ],
)
def test_nothing_else_reaches_a_browser(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a browser was started")

    monkeypatch.setattr("subprocess.Popen", never)
    with pytest.raises(BrowserError, match="only http and https links are") as caught:
        open_link(url)
    assert str(caught.value).isprintable()


def test_an_article_without_a_link() -> None:
    with pytest.raises(BrowserError, match="no link"):
        open_link("")


def test_no_browser_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BROWSER", raising=False)
    with pytest.raises(BrowserError, match="set the variable BROWSER"):
        open_link("https://example.org/")
