"""The feeds that a page has."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.sources.discovery import MAX_FEEDS, feed_links
from tests.sources.test_worker import ask_one

URL = "https://quay.example/news/today"


def found(html: str, url: str = URL) -> list[tuple[str, str, str]]:
    return [(link.url, link.title, link.type) for link in feed_links(html, url)]


@pytest.mark.parametrize(
    ("declared", "type_"),
    [
        ("application/rss+xml", "rss"),
        ("application/atom+xml; charset=utf-8", "atom"),
        ("Application/Feed+JSON", "json"),
        ("application/rdf+xml", "rss"),
    ],
)
def test_what_the_head_declares(declared: str, type_: str) -> None:
    html = f'<link rel="home ALTERNATE" type="{declared}" title="Quay &amp; news" href="../feed?x=1#top">'
    assert found(html) == [("https://quay.example/feed?x=1", "Quay & news", type_)]


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="alternate" hreflang="de" href="/feed">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/7">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?format=json">',
        '<link rel="alternate" type="text/html" href="/feed">',
        '<link rel="stylesheet" type="application/rss+xml" href="/feed">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml">',
        '<a href="/about-rss.html">RSS</a><a href="/feedback">Feedback</a><a href="/atomic">Atomic</a>',
        '<a href="/share?to=https://quay.example/feed">Share</a><a href="mailto:feed@quay.example">Mail</a>',
        '<a href="https://reader.example/subscribe/https://quay.example/rss">Add</a>',
        "<a href='http://[::1'>feed</a><a href='//'>feed</a>",
        "",
    ],
)
def test_what_is_no_feed(html: str) -> None:
    assert found(html) == []


@pytest.mark.parametrize(
    ("href", "address", "type_"),
    [
        ("/feed/", "https://quay.example/feed/", ""),
        ("rss.xml", "https://quay.example/news/rss.xml", "rss"),
        ("/index.xml", "https://quay.example/index.xml", ""),
        ("/blog/atom.xml", "https://quay.example/blog/atom.xml", "atom"),
        ("/feed.json", "https://quay.example/feed.json", "json"),
        ("/rss/local/politics", "https://quay.example/rss/local/politics", "rss"),
        ("/?feed=rss2", "https://quay.example/?feed=rss2", ""),
        ("https://feeds.host.example/quay", "https://feeds.host.example/quay", ""),
        ("feed:https://quay.example/all.rss", "https://quay.example/all.rss", "rss"),
        ("feed://quay.example/all.rss", "http://quay.example/all.rss", "rss"),
    ],
)
def test_links_that_look_like_a_feed_s(href: str, address: str, type_: str) -> None:
    assert found(f'<title>Quay</title><a href="{href}">All of it</a>') == [(address, "All of it", type_)]


def test_declared_ones_come_first_and_comments_last() -> None:
    html = (
        "<head><title>The Quay</title>"
        '<link rel=alternate type=application/rss+xml title="The Quay » Comments Feed" href=/comments/feed/>'
        "<link rel=alternate type=application/rss+xml href=/feed/></head><a href=/rss>RSS</a><a href=/feed/>Feed</a>"
    )
    assert found(html) == [
        ("https://quay.example/feed/", "The Quay", "rss"),
        ("https://quay.example/rss", "RSS", "rss"),
        ("https://quay.example/comments/feed/", "The Quay » Comments Feed", "rss"),
    ]


@pytest.mark.parametrize(
    ("url", "html", "feed"),
    [
        ("https://www.youtube.com/channel/UCx", "", "https://www.youtube.com/feeds/videos.xml?channel_id=UCx"),
        ("https://www.youtube.com/playlist?list=PLx", "", "https://www.youtube.com/feeds/videos.xml?playlist_id=PLx"),
        ("https://www.reddit.com/r/news/", "", "https://www.reddit.com/r/news/.rss"),
        ("https://github.com/quay/crane/issues", "", "https://github.com/quay/crane/releases.atom"),
        ("https://medium.com/@quay/a-story", "", "https://medium.com/feed/@quay"),
        ("https://quay.substack.com/p/one", "", "https://quay.substack.com/feed"),
        ("https://quay.blogspot.com/2026/", "", "https://quay.blogspot.com/feeds/posts/default"),
        (URL, '<meta name="generator" content="WordPress 6.9">', "https://quay.example/feed/"),
        (URL, '<meta name="generator" content="Ghost 5.2">', "https://quay.example/rss/"),
    ],
)
def test_the_custom_of_a_site(url: str, html: str, feed: str) -> None:
    assert found(f"<title>Quay</title>{html}", url)[0][:2] in [(feed, "Quay"), (feed, "crane: releases")]


def test_a_page_of_no_web_address_gives_only_whole_addresses() -> None:
    html = '<meta name=generator content="WordPress 6"><link rel=alternate type=application/rss+xml href=/feed>'
    assert found(html, "") == []
    assert found(html, "file:///etc/passwd") == []


def test_a_base_counts_when_it_is_a_web_address() -> None:
    link = "<link rel=alternate type=application/rss+xml href=feed>"
    assert found(f'<base href="https://base.example/a/">{link}')[0][0] == "https://base.example/a/feed"
    assert found(f'<base href="file:///etc/">{link}')[0][0] == "https://quay.example/news/feed"


def test_each_once_clean_and_no_more_than_twenty() -> None:
    links = "".join(
        f'<link rel=alternate type=application/rss+xml title="{n}\x1b]0;x\x07 [red]\u202e" href="/feed/{n}#{m}">'
        for n in range(40)
        for m in range(2)
    )
    feeds = found(links)
    assert len(feeds) == MAX_FEEDS
    assert len({url for url, _, _ in feeds}) == MAX_FEEDS
    assert feeds[0] == ("https://quay.example/feed/0", "0 [red]", "rss")


def test_passwords_are_not_kept() -> None:
    html = '<link rel=alternate type=application/rss+xml href="https://me:word@quay.example/feed">'
    assert found(html)[0][0] == "https://quay.example/feed"


def test_a_page_nested_past_reason_has_none() -> None:
    assert found("<div>" * 5000 + '<a href="/feed">Feed</a>') == []


def test_the_worker_s_answer(tmp_path: Path) -> None:
    body = "<title>Новости</title><link rel=alternate type=application/rss+xml href=/feed>".encode("koi8-r")
    (tmp_path / "page").write_bytes(body)
    headers = {"Content-Type": "text/html; charset=koi8-r"}
    reply = ask_one(op="discover", path=str(tmp_path / "page"), url=URL, headers=headers)
    assert reply["feeds"] == [{"url": "https://quay.example/feed", "title": "Новости", "type": "rss"}]
