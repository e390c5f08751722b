"""Web pages as articles: what is read, what is refused, and what a hostile page cannot do."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.model.article import Entry
from reader.model.document import BlockKind
from reader.sources.errors import PageError, SourceError
from reader.sources.files import read_file
from reader.sources.pages import read_article_page
from reader.sources.parser import ParserProcess
from tests.sources.test_worker import ask_one

URL = "https://post.example/2026/quay"
STORY = [
    "The council of Lindvik voted on Tuesday to rebuild the north quay, four years after a storm took it away.",
    "Work will begin in May and cost 31 million crowns, said the mayor, Ana Roy, who had asked for the vote.",
    "“We lost eleven days to the weather alone,” she said. “Safety comes before the calendar, as it always has.”",
    "The harbour will stay open to boats that are shorter than 12 metres, and a report is due in the autumn.",
]
BODY = "".join(f"<p>{line}</p>" for line in STORY)
MENU = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(12))
PAGE = (
    "<!doctype html><html lang=en><head><title>Quay to be rebuilt | Post</title>{head}</head><body>"
    f"<nav><ul>{MENU}</ul></nav><main><article><h1>Quay to be rebuilt</h1><p>By <a href=/jo>Jo Ek</a></p>{{body}}"
    "</article></main><footer><p>The Post is published every day of the week.</p></footer></body></html>"
)


def page(body: str = BODY, head: str = "", *, url: str = URL, **headers: str) -> Entry:
    source = PAGE.format(body=body, head=head)
    return read_article_page(source.encode(), url=url, headers=headers or {"content-type": "text/html; charset=utf-8"})


def text_of(entry: Entry) -> str:
    return entry.document.text[entry.document.body_start :]


def test_the_story_with_its_links_and_nothing_else() -> None:
    linked = BODY.replace("the north quay", '<a href="../map">the north quay</a>')
    entry = page(linked)
    assert text_of(entry) == "\n\n".join(STORY)
    assert (entry.title, entry.byline, entry.link) == ("Quay to be rebuilt", "Jo Ek", URL)
    (link,) = entry.document.links
    assert entry.document.text[link.start : link.end] == "the north quay"
    assert link.url == "https://post.example/map"
    assert "Section 7" in entry.document.folded[0].text


def test_what_the_extractor_leaves_out_is_folded_in_its_place() -> None:
    caption = "<figure><img src=a.jpg><figcaption>The quay in March.</figcaption></figure>"
    entry = page(BODY.replace("</p>", f"</p>{caption}", 1))
    folded = [(fold.at, fold.text) for fold in entry.document.folded]
    assert (entry.document.text.index(STORY[1]), "The quay in March.") in folded
    assert text_of(entry) == "\n\n".join(STORY)


def test_the_blocks_keep_their_kinds() -> None:
    table = "<table><tr><td>Quay</td><td>Cost</td></tr><tr><td>North quay</td><td>31 million</td></tr></table>"
    body = f"{BODY}<h2>What it will cost</h2><p>{STORY[0]} Again.</p><ul><li>One pier of oak</li></ul>{table}"
    kinds = [block.kind for block in page(body).document.blocks]
    assert kinds[-4:] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE]


def test_a_standfirst_above_the_story_s_own_part_of_the_page_belongs_to_it() -> None:
    standfirst = "<h1>Quay to be rebuilt</h1><h2>Council votes four years after the storm</h2><p>By Jo Ek</p>"
    source = f"<title>Quay to be rebuilt</title><main>{standfirst}<div class=article-body>{BODY}</div></main>"
    entry = read_article_page(source.encode(), url=URL)
    assert text_of(entry) == "\n\n".join(["Council votes four years after the storm", *STORY])


def test_a_story_that_stands_in_the_linked_data_alone() -> None:
    linked = {"@type": "NewsArticle", "headline": "Quay to be rebuilt", "articleBody": " ".join(STORY)}
    head = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    entry = page('<div id="root"></div>', head)
    assert all(line in text_of(entry) for line in STORY)


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("https://post.example/quay", "https://post.example/quay"),
        ("https://www.post.example/quay", "https://www.post.example/quay"),
        ("/quay", "https://post.example/quay"),
        ("https://other.example/quay", URL),
        ("https://post.example/", URL),
        ("javascript:alert(1)", URL),
        ("file:///etc/passwd", URL),
        ("https://user:word@post.example/quay", "https://post.example/quay"),
    ],
)
def test_the_canonical_address_counts_on_its_own_host(href: str, link: str) -> None:
    assert page(head=f'<link rel="canonical" href="{href}">').link == link


def test_a_local_page_takes_no_address_from_its_words() -> None:
    assert page(head='<link rel="canonical" href="https://post.example/quay">', url="").link == ""


def test_the_charset_of_the_header_counts() -> None:
    source = PAGE.format(body=BODY.replace("Lindvik", "Lindvík"), head="")
    entry = read_article_page(source.encode("cp1250", "replace"), headers={"content-type": "text/html; charset=cp1250"})
    assert "Lindvík" in entry.document.text


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<html><body><div id=root></div><script>build()</script></body></html>",
        "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        "<h1>Post</h1><p>Please enable JavaScript to go on to the page that you asked for.</p>",
        "<h1>Quay to be rebuilt</h1><p>The council voted on Tuesday.</p><div>Subscribe now to keep reading</div>",
        "<h1>Before you continue</h1><p>You can change your choices at any time in the privacy centre.</p>",
        "<title>Access denied</title><h1>Access denied</h1><p>The server has its reasons for it today.</p>",
        "<h1>post.example</h1><p>Verify you are human by completing the action that stands below.</p>",
    ],
)
def test_a_page_without_an_article_says_so(source: str) -> None:
    with pytest.raises(PageError, match=r"^The page holds no article text.*\.$"):
        read_article_page(source.encode(), url=URL)


@pytest.mark.parametrize(
    "line",
    [
        "The council said that readers must be patient before they can continue reading in the new library.",
        "JavaScript is the language that most of the pupils of Lindvik learn first, a survey has found.",
        "Inspectors were denied access to the mine on Friday, and nobody at the ministry would say why.",
    ],
)
def test_a_brief_about_such_things_is_an_article(line: str) -> None:
    assert line in read_article_page(f"<h1>Quay to be rebuilt</h1><p>{line}</p>".encode(), url=URL).document.text


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/pdf\x1b]0;x\x07"])
def test_what_is_no_page_is_refused(kind: str) -> None:
    with pytest.raises(PageError, match="no web page") as raised:
        read_article_page(b"%PDF-1.7 and more", headers={"content-type": kind})
    assert str(raised.value).isprintable()
    with pytest.raises(PageError, match="another kind"):
        read_article_page(b"\x89PNG\0\0\0\0" * 20)


def test_a_plain_text_is_read_as_one() -> None:
    body = ("Quay to be rebuilt\n\n" + "\n\n".join(STORY)).encode()
    assert text_of(read_article_page(body, headers={"content-type": "text/plain"})) == "\n\n".join(STORY)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Whatever asked for a name or a connection."""
    asked: list[Any] = []

    def refuse(*args: Any, **_: Any) -> Any:
        asked.append(args)
        raise OSError("no network")

    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    yield asked


def test_reading_a_page_asks_the_network_for_nothing(network: list[Any]) -> None:
    head = (
        '<base href="http://base.example/"><meta http-equiv="refresh" content="0;url=file:///etc/passwd">'
        '<link rel=stylesheet href="http://css.example/a.css"><link rel=amphtml href="http://amp.example/">'
        '<meta property="og:image" content="http://img.example/a.jpg"><script src="http://js.example/a.js"></script>'
    )
    body = f'<img src="http://pixel.example/a.gif"><iframe src="http://frame.example/"></iframe>{BODY}'
    entry = page(body, head)
    assert network == []
    assert "root:" not in entry.document.text
    assert text_of(entry) == "\n\n".join(STORY)


@pytest.mark.parametrize("base", ["file:///etc/", "javascript:", "data:text/html,", "//"])
def test_a_base_that_is_no_web_address_is_none(base: str) -> None:
    entry = page(BODY.replace("the north quay", '<a href="map">the north quay</a>'), f'<base href="{base}">')
    assert [link.url for link in entry.document.links] == ["https://post.example/2026/map"]


def test_what_the_page_hides_is_not_read() -> None:
    hidden = "<p style='display:none'>The mayor has resigned over it.</p><p hidden>She took a bribe of 9 million.</p>"
    text = page(BODY.replace("</p>", f"</p>{hidden}", 1)).document.text
    assert "resigned" not in text
    assert "bribe" not in text


def test_escape_sequences_in_a_page_are_taken_out() -> None:
    entry = page(BODY.replace("Work will", "\x1b]0;owned\x07Work &#27;[31mwill\x00"))
    assert "Work will begin" in entry.document.text
    assert "owned" not in entry.document.text
    assert entry.document.text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>" * 3000 + BODY,
        "<div>" * 100_000 + BODY,
        f"<html><body>{'<p>One two three four five six seven.' * 60_000}</body></html>",
        f"<html><body><article>{BODY * 25_000}</article></body></html>",
        "<ul>" + "<li><a href=/x>A headline of five words</a></li>" * 30_000 + f"</ul>{BODY}",
        "<!--" * 100_000 + BODY,
    ],
    ids=["tables", "divs", "paragraphs", "10 MB", "links", "comments"],
)
@pytest.mark.slow
async def test_a_page_made_to_hurt_stays_within_what_a_worker_may_take(tmp_path: Path, source: str) -> None:
    (tmp_path / "page").write_text(source)
    async with ParserProcess() as parser:
        try:
            reply = await parser.ask("article", path=str(tmp_path / "page"), url=URL, kind="html")
        except SourceError as error:
            assert "holds no article" in str(error), error
        else:
            assert reply["text"]


def test_the_extractor_s_own_words_stay_out_of_sight(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(PageError):
        read_article_page(b"<html><body></body></html>")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_failing_extractor_leaves_the_page_s_own_structure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise AttributeError("a slip of the library")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert text_of(page()) == "\n\n".join(STORY)


def test_the_worker_and_a_folder_read_a_page_in_the_same_way(tmp_path: Path) -> None:
    source = tmp_path / "quay.html"
    source.write_text(PAGE.format(body=BODY, head=""))
    local = read_file(source)
    assert isinstance(local, Entry)
    reply = ask_one(op="article", path=str(source), url=URL, kind="html", headers={"Content-Type": "text/html"})
    assert (reply["text"], reply["link"]) == (text_of(local), URL)
    assert reply["document"] == local.document.to_json()


def test_the_worker_refuses_a_page_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<div id=root></div>")
    reply = ask_one(op="article", path=str(tmp_path / "page"), url=URL, kind="html")
    assert (reply["ok"], reply["error"][:32]) == (False, "The page holds no article text; ")
