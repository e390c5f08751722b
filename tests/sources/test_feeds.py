import base64
from datetime import UTC, datetime

import pytest

from reader.model import BlockKind, Entry, ParsedFeed
from reader.sources.errors import FeedError
from reader.sources.feeds import parse_feed
from reader.sources.repair import looks_like_feed
from tests.sources.samples import TITLES, atom, json_feed, rdf, rss

URL = "https://quay.example/news/feed.xml"


def only(items: str) -> Entry:
    """The one entry of an RSS feed with these items."""
    (entry,) = parse_feed(rss(f"<item>{items}</item>"), url=URL).entries
    return entry


def only_atom(entry: str, head: str = "<title>Quay Courier</title>") -> Entry:
    (found,) = parse_feed(atom(f"<entry>{entry}</entry>", head=head), url=URL).entries
    return found


def story(entry: Entry) -> str:
    return entry.document.text[entry.document.body_start :]


@pytest.mark.parametrize("body", [rss(), atom(), rdf(), json_feed()], ids=["rss", "atom", "rdf", "json"])
def test_every_format_gives_the_same_articles(body: bytes) -> None:
    feed = parse_feed(body, url=URL)
    assert (feed.title, feed.repaired) == ("Quay Courier", "")
    assert [e.title for e in feed.entries] == TITLES
    assert [e.link for e in feed.entries] == ["https://quay.example/0", "https://quay.example/1"]
    assert [e.published.astimezone(UTC).hour for e in feed.entries if e.published] == [22, 23]
    assert all(e.published is not None and e.published.tzinfo is not None for e in feed.entries)
    assert story(feed.entries[0]).startswith("Story 0")
    assert feed.entries[0].document.title == TITLES[0]
    assert feed.entries[0].document.blocks[0].kind is BlockKind.TITLE


@pytest.mark.parametrize(
    "body",
    [
        b'<rss version="0.91"><channel><title>T</title><item><title>One</title><link>http://x.example/1</link></item></channel></rss>',
        b'<rss version="0.92"><channel><item><title>One</title><link>http://x.example/1</link></item></channel></rss>',
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>One</title>'
        b'<link rel="alternate" type="text/html" href="http://x.example/1"/></entry></feed>',
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        b"<channel><title>T</title></channel><item><title>One</title><link>http://x.example/1</link></item></rdf:RDF>",
        b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>One</a:title>"
        b"<a:link href='http://x.example/1'/></a:entry></a:feed>",
        b"\xef\xbb\xbf\n\n <?xml version='1.1'?><rss><channel><item><title>One</title><link>http://x.example/1</link></item></channel></rss>",
    ],
    ids=["0.91", "0.92", "atom-0.3", "rss-0.90", "prefixed", "bom-and-blank-lines"],
)
def test_old_and_odd_formats(body: bytes) -> None:
    feed = parse_feed(body)
    assert [(e.title, e.link) for e in feed.entries] == [("One", "http://x.example/1")]


@pytest.mark.parametrize(
    "guid", ["t3_42tizy", "../42", "/a?b=1&amp;c=2", "HTTP://Quay.example/A", "urn:uuid:6E8BC430", "42", "a  b"]
)
def test_the_guid_is_the_identity_as_it_stands(guid: str) -> None:
    expected = guid.replace("&amp;", "&").replace("  ", " ")
    assert only(f"<title>T</title><guid>{guid}</guid>").guid == expected


def test_the_identity_does_not_change_when_the_feed_moves() -> None:
    body = rss("<item><title>T</title><guid>story-7</guid></item>")
    before, after = (
        parse_feed(body, url=url).entries[0].guid for url in ("http://a.example/x", "https://b.example/y/z")
    )
    assert before == after == "story-7"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("<description>Ferries stop at noon. More follows.</description>", "Ferries stop at noon."),
        (
            "<description>&lt;p&gt;Ferries &lt;b&gt;stop&lt;/b&gt; at noon. More.&lt;/p&gt;</description>",
            "Ferries stop at noon.",
        ),
        ("<title> </title><description>Ferries stop.</description>", "Ferries stop."),
        ("<title>&lt;img src=x&gt;</title><description>Ferries stop.</description>", "Ferries stop."),
        ("<link>https://quay.example/9</link>", "https://quay.example/9"),
        ("<guid isPermaLink='false'>9</guid>", "https://quay.example/"),
    ],
)
def test_a_missing_title_comes_from_the_text(content: str, title: str) -> None:
    entry = only(content)
    assert entry.title == entry.document.title == title


def test_a_title_from_a_long_sentence_is_cut_at_a_word() -> None:
    entry = only("<description>" + "harbour " * 60 + "</description>")
    assert len(entry.title) <= 80
    assert entry.title.endswith("harbour…")


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("AT&amp;amp;T &amp;lt;up&amp;gt;", "AT&T <up>"),
        ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
        ("<![CDATA[<b>Bold</b> claim &amp; counter&#8209;claim]]>", "Bold claim & counter‑claim"),
        ("&amp;lt;i&amp;gt;Twice&amp;lt;/i&amp;gt; escaped", "Twice escaped"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Safe", "Safe"),
        ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
        ("[red]x[/nosuch] [@click=app.quit]y[/]", "[red]x[/nosuch] [@click=app.quit]y[/]"),
        ("line\n   one", "line one"),
        ("a &lt;\x1b[31m/b&gt; c", "a c"),
    ],
)
def test_titles_lose_tags_and_nothing_else(markup: str, title: str) -> None:
    assert only(f"<title>{markup}</title>").title == title


def test_an_atom_title_of_plain_text_keeps_its_angle_brackets() -> None:
    assert only_atom("<title type='text'>The &lt;canvas&gt; element</title>").title == "The <canvas> element"


@pytest.mark.parametrize(
    "raw",
    [
        "before\x1b]0;pwn\x07after",
        "before&#27;]0;pwn&#7;after",
        "before&#x1b;]0;pwn&#x07;after",
        "<![CDATA[before&#27;]0;pwn&#7;after]]>",
        "before\x00\x08after",
        "before&#0;after",
        "before&#xD800;after",
        "before&#xFFFF;after",
        "before&#9999999999;after",
        "before\x9b31mafter",
        "before\u202eafter",
    ],
)
@pytest.mark.parametrize("field", ["title", "description", "guid", "author"])
def test_control_characters_neither_pass_nor_break_the_feed(field: str, raw: str) -> None:
    other = "<title>Other</title><link>https://quay.example/1</link>"
    feed = parse_feed(rss(f"<item><{field}>{raw}</{field}></item><item>{other}</item>"), url=URL)
    assert [e.title for e in feed.entries][1:] == ["Other"]
    entry = feed.entries[0]
    found = {"title": entry.title, "description": story(entry), "guid": entry.guid, "author": entry.byline}[field]
    assert found.startswith("before")
    assert found.endswith("after")
    assert found.isprintable()
    assert "pwn" not in found


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<link>/a/b</link>", "https://quay.example/a/b"),
        ("<link> https://quay.example/a\n</link>", "https://quay.example/a"),
        ("<link>https://quay.example/?a=1&amp;b=2</link>", "https://quay.example/?a=1&b=2"),
        ("<guid>https://quay.example/g</guid>", "https://quay.example/g"),
        ("<guid isPermaLink='true'>/g</guid>", "https://quay.example/g"),
        ("<guid isPermaLink='false'>https://quay.example/g</guid>", "https://quay.example/g"),
        (
            "<guid isPermaLink='false'>7</guid><enclosure url='https://quay.example/7.mp3'/>",
            "https://quay.example/7.mp3",
        ),
        ("<guid isPermaLink='false'>7</guid>", "https://quay.example/"),
        ("<link>javascript:alert(1)</link>", "https://quay.example/"),
        ("<link>file:///etc/passwd</link>", "https://quay.example/"),
        ("<link>http://[::1</link>", "https://quay.example/"),
        ("<link>https://quay.example/" + "y" * 9000 + "</link>", "https://quay.example/"),
    ],
)
def test_links_are_absolute_pages_or_the_next_best(item: str, link: str) -> None:
    assert only(f"<title>T</title>{item}").link == link


def test_an_alternate_goes_before_an_enclosure() -> None:
    entry = only_atom(
        "<title>T</title><link rel='enclosure' href='https://quay.example/a.mp3'/>"
        "<link rel='alternate' type='text/html' href='https://quay.example/a'/><link rel='self' href='/self'/>"
    )
    assert entry.link == "https://quay.example/a"


def test_xml_base_is_where_relative_links_start() -> None:
    entry = only_atom("<title>T</title><link href='b' xml:base='https://pier.example/a/'/>")
    assert entry.link == "https://pier.example/a/b"


def test_a_broken_base_is_passed_over() -> None:
    content = "<content type='html' xml:base='http://['>&lt;a href='two'&gt;Two&lt;/a&gt;</content>"
    entry = only_atom(f"<title>T</title><link href='https://quay.example/one'/>{content}")
    assert [link.url for link in entry.document.links] == ["https://quay.example/two"]


def test_links_in_the_text_start_from_the_article() -> None:
    entry = only(
        "<link>https://quay.example/2024/one</link><description>&lt;a href='two'&gt;Two&lt;/a&gt;</description>"
    )
    assert [link.url for link in entry.document.links] == ["https://quay.example/2024/two"]


@pytest.mark.parametrize(
    ("entry", "byline"),
    [
        ("<author><name>Ann Lee</name></author>", "Ann Lee"),
        ("<author><name>Ann Lee</name></author><author><name>Bo Ek</name></author>", "Ann Lee, Bo Ek"),
        ("", "The Desk"),
        ("<source><author><name>Wire</name></author></source>", "Wire"),
    ],
)
def test_atom_entries_inherit_their_author(entry: str, byline: str) -> None:
    head = "<title>Quay</title><author><name>The Desk</name><email>desk@quay.example</email></author>"
    assert only_atom(f"<title>T</title>{entry}", head).byline == byline


@pytest.mark.parametrize(
    ("item", "byline"),
    [
        ("<author>ann@quay.example (Ann Lee)</author>", "Ann Lee"),
        ("<author>ann@quay.example</author>", "ann@quay.example"),
        ("<author>Ann Lee &lt;ann@quay.example&gt;</author>", "Ann Lee"),
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>", "Ann Lee, Bo Ek"),
        ("<dc:creator>Ann Lee</dc:creator>", "Ann Lee"),
        ("", "chief@quay.example"),
    ],
)
def test_rss_authors(item: str, byline: str) -> None:
    channel = "<title>Quay</title><managingEditor>chief@quay.example</managingEditor>"
    (entry,) = parse_feed(rss(f"<item><title>T</title>{item}</item>", channel=channel)).entries
    assert entry.byline == byline


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tue, 04 Jun 2024 12:00:00 GMT", datetime(2024, 6, 4, 12, tzinfo=UTC)),
        ("2024-06-04T14:00:00+02:00", datetime(2024, 6, 4, 12, tzinfo=UTC)),
        ("4 June 2024, 12:00 UTC", datetime(2024, 6, 4, 12, tzinfo=UTC)),
        ("Mon, 01 Jan 1601 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("Tue, 04 Jun 99999 12:00:00 GMT", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_aware_or_absent(written: str, expected: datetime | None) -> None:
    assert only(f"<title>T</title><pubDate>{written}</pubDate>").published == expected


def test_an_entry_with_one_date_has_it_as_both() -> None:
    entry = only_atom("<title>T</title><updated>2024-06-04T12:00:00Z</updated>")
    assert entry.published == entry.updated == datetime(2024, 6, 4, 12, tzinfo=UTC)


def test_the_fuller_text_is_shown() -> None:
    short = "<description>A teaser.</description>"
    full = "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>{}</content:encoded>"
    assert story(only(short + full.format("&lt;p&gt;The whole of the story.&lt;/p&gt;"))) == "The whole of the story."
    assert story(only(short + full.format("&lt;img src=a.png&gt;"))) == "A teaser."


def test_atom_html_that_is_declared_as_nothing() -> None:
    entry = only_atom(
        "<title>T</title><summary>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</summary>"
    )
    assert story(entry) == "One.\n\nTwo & three."


def test_atom_xhtml_and_base64() -> None:
    xhtml = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two.</p></div></content>"
    assert story(only_atom(f"<title>T</title>{xhtml}")) == "One.\n\nTwo."
    packed = base64.b64encode("<p>Größe</p>".encode()).decode()
    assert story(only_atom(f"<title>T</title><content type='application/octet-stream'>{packed}</content>")) == "Größe"
    assert story(only_atom(f"<title>T</title><content type='image/png'>{packed}</content>")) == ""


def test_plain_text_in_a_field_for_html_keeps_its_paragraphs() -> None:
    assert story(only("<title>T</title><description>One.\n\nTwo.</description>")) == "One.\n\nTwo."


def test_words_in_broken_markup_are_not_lost() -> None:
    assert "Berths" in story(only("<title>T</title><description>&lt;a href='Berths reopen</description>"))


def test_undeclared_prefixes_are_understood() -> None:
    body = (
        "<rss version='2.0'><channel><title>Q</title><atom:link href='https://quay.example/' rel='alternate'/>"
        "<item><title>T</title><dc:creator>Ann Lee</dc:creator><content:encoded>Text.</content:encoded></item>"
        "</channel></rss>"
    )
    feed = parse_feed(body.encode())
    assert (feed.link, feed.repaired) == ("https://quay.example/", "")
    assert (feed.entries[0].byline, story(feed.entries[0])) == ("Ann Lee", "Text.")


def test_nested_titles_do_not_take_the_place_of_the_title() -> None:
    person = "<dc:creator><rdf:Description><dc:title>Ann Lee</dc:title></rdf:Description></dc:creator>"
    media = "<media:content><media:title>A photo</media:title></media:content>"
    box = "<textInput><title>Search</title></textInput><image><title>Logo</title></image>"
    item = f"<item><title>Ferry</title>{person}{media}<dc:title>Other</dc:title></item>"
    feed = parse_feed(rss(item, channel=f"<title>Quay</title>{person}{box}"))
    assert (feed.title, [e.title for e in feed.entries]) == ("Quay", ["Ferry"])
    assert only("<dc:title>Ferry</dc:title>").title == "Ferry"


@pytest.mark.parametrize(
    "body",
    [
        rss(
            "<item><title>One</title><link>https://quay.example/1</link></item><item><title>Two & three</title></item>"
        ),
        rss("<item><title>One</title><link>https://quay.example/1</link></item>")[:-20],
        b"<br>PHP Warning" + rss("<item><title>One</title></item>").replace(b"</channel>", b"</chanel>"),
        rss("<item><title>One</title><description>&nosuch; <b>x</description></item>"),
    ],
)
def test_damaged_xml_is_read_and_said(body: bytes) -> None:
    feed = parse_feed(body)
    assert feed.entries[0].title == "One"
    assert feed.repaired == "Its XML is damaged; what could be read of it is shown."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"\0\0 \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<!DOCTYPE html><html><body><h1>503</h1></body></html>", "web page"),
        (b"<html><head><title>Sign in</title></head></html>", "web page"),
        (b"not found", "not a feed"),
        (b"<opml version='2.0'><body/></opml>", "not a feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a feed"),
        (bytes(range(128, 256)) * 20, "not a feed"),
        (b"<rss><channel><item><tit", "too damaged"),
    ],
)
def test_what_is_no_feed(body: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        parse_feed(body)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert parse_feed(rss(" ")) == ParsedFeed("Quay Courier", "https://quay.example/", ())


def test_a_feed_under_the_doctype_of_a_page_is_a_feed() -> None:
    body = b"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'>" + rss(" ")[38:]
    assert looks_like_feed(body.decode())
    assert parse_feed(body).title == "Quay Courier"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>",
        "<!DOCTYPE r [<!ENTITY d SYSTEM 'file:///etc/passwd'>]>",
    ],
    ids=["billion-laughs", "external"],
)
def test_entities_neither_grow_nor_read_files(text: str) -> None:
    body = (
        text
        + "<rss><channel><title>Q</title><item><title>T</title><description>&d;</description></item></channel></rss>"
    ).encode()
    (entry,) = parse_feed(body).entries
    assert len(entry.document.text) < 1000
    assert "root:" not in entry.document.text


def test_caps() -> None:
    feed = parse_feed(rss("".join(f"<item><title>{n}</title></item>" for n in range(2500))))
    assert [e.title for e in feed.entries] == [str(n) for n in range(2000)]
    assert feed.repaired == "It holds 2,500 entries; the first 2,000 are shown."
    assert len(only(f"<title>{'x' * 5000}</title>").title) == 1000
    assert len(story(only(f"<title>T</title><description>{'word ' * 500_000}</description>"))) <= 2_000_000


@pytest.mark.parametrize("body", [rss(), atom(), rdf(), json_feed()], ids=["rss", "atom", "rdf", "json"])
def test_no_truncation_of_a_feed_raises_anything_else(body: bytes) -> None:
    for end in range(0, len(body), 7):
        try:
            feed = parse_feed(body[:end])
        except FeedError as error:
            assert str(error).endswith(".")
        else:
            assert all(e.title for e in feed.entries)


def test_language() -> None:
    channel = "<title>Q</title><language>de-AT</language>"
    (entry,) = parse_feed(rss("<item><title>T</title></item>", channel=channel)).entries
    assert entry.language == "de-AT"


@pytest.mark.parametrize("guid", ["d0", "'; drop table articles", "post 17"])
def test_a_guid_that_is_no_address_makes_no_link(guid: str) -> None:
    item = f"<item><title>One</title><guid>{guid}</guid></item>"
    body = f"<rss version='2.0'><channel><title>Feed</title>{item}</channel></rss>"
    [entry] = parse_feed(body.encode(), url="http://feeds.example/rss").entries
    assert (entry.guid, entry.link) == (guid, "")


def test_a_guid_that_is_an_address_is_the_link() -> None:
    item = "<item><title>One</title><guid>/story/17</guid></item>"
    body = f"<rss version='2.0'><channel><title>Feed</title>{item}</channel></rss>"
    [entry] = parse_feed(body.encode(), url="http://feeds.example/rss").entries
    assert entry.link == "http://feeds.example/story/17"
