"""Made-up news pages with their stories, and what they look like when a person saves them as text."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

PARTS = ("tuning", "aside")
STYLES = ("lines", "wrapped", "links", "tight")
KINDS = ("article", "long", "brief", "list", "live", "interview", "table")
PAGES = 28  # of a part


@dataclass
class Page:
    """`html` is the page, `story` its lines: what must be found, and no other."""

    name: str
    html: str
    story: list[str]


@dataclass
class _Builder:
    words: dict[str, Any]
    random: Random
    kind: str
    named: bool  # whether its parts have the class names that sites use, or none
    html: list[str] = field(default_factory=list)
    story: list[str] = field(default_factory=list)

    def say(self, text: str, tag: str = "p") -> None:
        """A line of the story."""
        self.story.append(text)
        self.html.append(f"<{tag}>{self._linked(text)}</{tag}>")

    def put(self, *html: str) -> None:
        self.html += html

    def box(self, name: str, tag: str = "div") -> str:
        """The start tag of a part of the page."""
        return f'<{tag} class="{name}">' if self.named else f"<{tag}>"

    def some(self, items: Sequence[str], low: int, high: int) -> list[str]:
        return self.random.sample(list(items), min(len(items), self.random.randint(low, high)))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def _linked(self, text: str) -> str:
        """The text, now and then with a link or an emphasis over some of its words."""
        parts = escape(text, quote=False).split(" ")
        if len(parts) > 8 and self.chance(0.25):
            at = self.random.randrange(2, len(parts) - 3)
            tag = self.random.choice(('<a href="/topic/x">|</a>', "<em>|</em>", "<b>|</b>"))
            parts[at : at + 2] = ["{}{} {}{}".format(*tag.split("|")[:1], *parts[at : at + 2], tag.split("|")[1])]
        return " ".join(parts)


def pages(part: str) -> Iterator[Page]:
    """The pages of a part ("tuning", "aside"): the same ones at every call."""
    words = json.loads((Path(__file__).parent / "pagewords.json").read_text("utf-8"))[part]
    for number in range(PAGES):
        kind = KINDS[number % len(KINDS)]
        builder = _Builder(words, Random(f"{part} {number}"), kind, named=number % 2 == 0)
        _page(builder, words["stories"][number % len(words["stories"])])
        yield Page(f"{part}-{number:02}-{kind}", "\n".join(builder.html), builder.story)


def _page(b: _Builder, story: dict[str, Any]) -> None:
    w, title = b.words, story["title"]
    wrap = b.random.choice(("article", "div", "main"))
    b.put(f"<!doctype html><html lang=en><head><title>{title} | {w['outlet']}</title></head><body>")
    if b.chance(0.5):
        b.put("<a href=#main>Skip to main content</a>")
    if b.chance(0.5):
        _cookies(b)
    b.put(f"<header><div>{w['outlet']}</div>")
    for _ in range(b.random.randint(1, 3)):
        _nav(b)
    b.put("</header>")
    if b.chance(0.3):
        _teasers(b, summaries=b.chance(0.5), heading="Top stories")
    b.put(f"<{wrap} id=main>")
    if b.chance(0.4):
        first, second = b.some(w["nav"], 2, 2)
        b.put(f"<div><a href=/n>{first}</a> <span>›</span> <a href=/m>{second}</a></div>")
    b.put(f"<h1>{title}</h1>")
    if b.chance(0.7):
        b.say(story["standfirst"], b.random.choice(("p", "h2", "div")))
    _byline(b)
    if b.chance(0.6):
        _share(b)
    if b.chance(0.6):
        b.put(f"<figure><img src=/a.jpg alt=''><figcaption>{b.random.choice(w['captions'])}</figcaption></figure>")
    _story(b, story)
    for part in (_tags, _author, _support, _share, _newsletter):
        if b.chance(0.4):
            part(b)
    inside = b.chance(0.5)
    b.put("" if inside else f"</{wrap}>")
    for part in b.random.sample((_comments, _related, _most_read, _related_cards), b.random.randint(1, 4)):
        part(b)
    b.put(f"</{wrap}>" if inside else "")
    _footer(b)
    if b.chance(0.3):
        _cookies(b)
    b.put("</body></html>")


def _story(b: _Builder, story: dict[str, Any]) -> None:
    sentences = story["sentences"]
    headings = list(story["headings"]) if b.chance(0.6) else []
    if b.kind == "brief":
        sentences, headings = sentences[: b.random.randint(2, 5)], []
    if b.kind == "long":
        for other in b.words["stories"]:
            sentences = sentences if other is story else [*sentences, *other["sentences"]]
        headings = [heading for other in b.words["stories"] for heading in other["headings"]]
    if b.kind in ("list", "live", "interview"):
        _entries(b, sentences, headings)
        return
    every = max(2, len(sentences) // (len(headings) + 1))
    at, due = 0, every
    while at < len(sentences):
        size = b.random.choice((1, 1, 2, 2, 3))
        if headings and at >= due:
            b.say(headings.pop(0), "h2")
            due += every
        tag = "blockquote" if sentences[at].startswith("“") and b.chance(0.2) else "p"
        b.say(" ".join(sentences[at : at + size]), tag)
        at += size
        if at < len(sentences) and b.chance(0.18):
            b.random.choice((_advert, _inline_related, _inline_caption, _newsletter))(b)
    if b.kind == "table":
        rows = [("Route", "Before", "Now"), ("North quay", "12", "8"), ("South quay", "9", "6"), ("Islands", "6", "4")]
        b.story += [" ".join(row) for row in rows]
        b.put("<table>", *("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows), "</table>")


def _entries(b: _Builder, sentences: list[str], headings: list[str]) -> None:
    """A list article, a live blog or an interview: short pieces, each under a line of its own."""
    b.say(" ".join(sentences[:2]))
    names = ("A question of cost", "What it means", "Where it began", "Who pays", "And now?")
    for number, at in enumerate(range(2, len(sentences), 2)):
        name = headings[number] if number < len(headings) else names[number % len(names)]
        if b.kind == "list":
            b.say(f"{number + 1}. {name}", "h3")
        elif b.kind == "live":
            b.put(f"<div><time>{9 + number}:{10 + number} a.m.</time></div>")
            b.say(name, "h3")
        else:
            b.say(
                "And what did you do then?" if number % 2 else "How did it begin, and when did you hear of it?",
                "strong",
            )
        b.say(" ".join(sentences[at : at + 2]))
        if b.kind == "live" and b.chance(0.3):
            _share(b)


def _nav(b: _Builder) -> None:
    items = b.some(b.words["nav"], 6, 30)
    links = [f"<a href=/{i}>{item}</a>" for i, item in enumerate(items)]
    if b.chance(0.7):
        b.put("<nav><ul>", *(f"<li>{link}</li>" for link in links), "</ul></nav>")
    else:
        b.put("<div class=top>" + b.random.choice((" ", " | ", "\n")).join(links) + "</div>")


def _cookies(b: _Builder) -> None:
    b.put(b.box("cookie-banner"), *(f"<div>{line}</div>" for line in b.words["cookies"]), "</div>")


def _byline(b: _Builder) -> None:
    name = b.words["author"][1].split(" covers")[0].split(" is")[0]
    date = b.random.choice(
        ("12 May 2026", "May 12, 2026 4:05 p.m.", "Tue 12 May 2026 16.05 BST", "2 hours ago", "Updated 3:14 PM ET")
    )
    b.put(f"<div>By <a href=/by>{name}</a></div>", f"<div><time>{date}</time></div>")
    if b.chance(0.3):
        b.put("<div>4 min read</div>")


def _share(b: _Builder) -> None:
    b.put(
        b.box("share-tools", "ul"),
        *(f"<li><a href=#>{item}</a></li>" for item in b.some(b.words["share"], 3, 8)),
        "</ul>",
    )


def _advert(b: _Builder) -> None:
    b.put(f"<div>{b.random.choice(('Advertisement', 'ADVERTISEMENT', 'Story continues below advertisement'))}</div>")


def _inline_related(b: _Builder) -> None:
    b.put(f"<p><a href=/r>{b.random.choice(b.words['related'])}: {b.random.choice(b.words['headlines'])}</a></p>")


def _inline_caption(b: _Builder) -> None:
    b.put(f"<figure><img src=/b.jpg><figcaption>{b.random.choice(b.words['captions'])}</figcaption></figure>")


def _newsletter(b: _Builder) -> None:
    b.put(b.box("newsletter-signup"), *(f"<div>{line}</div>" for line in b.words["newsletter"]), "</div>")


def _tags(b: _Builder) -> None:
    b.put(
        "<div>Topics</div><ul>", *(f"<li><a href=/t>{item}</a></li>" for item in b.some(b.words["nav"], 2, 5)), "</ul>"
    )


def _author(b: _Builder) -> None:
    b.put(b.box("author-bio"), f"<h4>{b.words['author'][0]}</h4><p>{b.words['author'][1]}</p></div>")


def _support(b: _Builder) -> None:
    b.put("<div>", *(f"<p>{line}</p>" for line in b.words["support"]), "</div>")


def _comments(b: _Builder) -> None:
    b.put(b.box("comments", "section"))
    heading = b.random.choice(("Comments", "4 comments", "What do you think?"))
    b.put(f"<h3>{heading}</h3>")
    for text in b.some(b.words["comments"], 0, 4):
        name = b.random.choice(b.words["people"])
        b.put(f"<div><b>{name}</b></div><div>{b.random.randint(2, 9)} hours ago</div><p>{text}</p><div>Reply</div>")
    b.put(*(f"<div>{line}</div>" for line in b.words["form"]), "</section>")


def _related(b: _Builder) -> None:
    _teasers(b, summaries=False, heading=b.random.choice(b.words["related"]))


def _related_cards(b: _Builder) -> None:
    _teasers(b, summaries=True, heading=b.random.choice(b.words["related"]))


def _teasers(b: _Builder, *, summaries: bool, heading: str) -> None:
    b.put(b.box("related-stories", "section"), f"<h3>{heading}</h3>")
    for headline in b.some(b.words["headlines"], 3, 8):
        label = f"<div>{b.random.choice(b.words['nav'])}</div>" if b.chance(0.4) else ""
        b.put(f"<div>{label}<h4><a href=/h>{escape(headline)}</a></h4>")
        if summaries:
            b.put(f"<p>{b.random.choice(b.words['summaries'])}</p>")
        b.put(f"<div>{b.random.randint(2, 20)} hours ago</div></div>" if b.chance(0.4) else "</div>")
    b.put("</section>")


def _most_read(b: _Builder) -> None:
    b.put(
        f"<h3>{b.words['most_read']}</h3><ol>",
        *(f"<li><a href=/m>{h}</a></li>" for h in b.some(b.words["headlines"], 4, 8)),
        "</ol>",
    )


def _footer(b: _Builder) -> None:
    b.put("<footer>")
    if b.chance(0.5):
        _nav(b)
    b.put("<ul>", *(f"<li><a href=/f>{item}</a></li>" for item in b.some(b.words["footer"], 4, 9)), "</ul>")
    b.put(*(f"<p>{line}</p>" for line in b.words["legal"]), "</footer>")


_BLOCKS = frozenset(
    "html body p div li ul ol h1 h2 h3 h4 table tr td header footer nav main article section form blockquote".split()
) | {"figure", "figcaption"}


class _Dump(HTMLParser):
    def __init__(self, links: bool) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._links = links
        self._href = ""
        self._head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._head = tag == "head" or (self._head and tag != "body")
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "a" and self._links:
            self.parts.append(f" <https://news.example{self._href}>")

    def handle_data(self, data: str) -> None:
        if not self._head:
            self.parts.append(data)


def saved(page: Page, style: str) -> str:
    """All visible text of a page: a block a line with blank lines between ("lines") or without ("tight"), wrapped at 80

    characters ("wrapped"), or with the addresses of its links behind them ("links").
    """
    dump = _Dump(links=style == "links")
    dump.feed(page.html)
    lines = [" ".join(line.split()) for line in "".join(dump.parts).split("\n")]
    if style == "tight":
        return "\n".join(filter(None, lines)) + "\n"
    if style == "wrapped":
        lines = [textwrap.fill(line, 80, break_long_words=False, break_on_hyphens=False) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
