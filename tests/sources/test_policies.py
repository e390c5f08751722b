"""What is shown where a feed leaves something out, says it twice, or says it in an odd place."""

from datetime import UTC, datetime

import pytest

from reader.model import Entry
from reader.sources.feeds import parse_feed

URL = "https://quay.example/feed.xml"
VOCABULARIES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "sx": "http://feedsync.org/2007/feedsync",
}
DECLARED = "".join(f" xmlns:{prefix}='{uri}'" for prefix, uri in VOCABULARIES.items())
SITE = "<title>Quay</title><link>https://quay.example/</link>"


def rss(items: str, channel: str = SITE) -> bytes:
    return f"<rss version='2.0'{DECLARED}><channel>{channel}{items}</channel></rss>".encode()


def item(inside: str, channel: str = SITE) -> Entry:
    feed = parse_feed(rss(f"<item>{inside}</item>", channel), url=URL)
    assert feed.repaired == ""
    (entry,) = feed.entries
    return entry


def atom(inside: str, head: str = "<title>Quay</title><link href='https://quay.example/'/>", url: str = URL) -> Entry:
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'{DECLARED}>{head}<entry>{inside}</entry></feed>"
    (entry,) = parse_feed(body.encode(), url=url).entries
    return entry


def story(entry: Entry) -> str:
    return entry.document.text[entry.document.body_start :]


@pytest.mark.parametrize(
    ("inside", "byline"),
    [
        ("<author>from the <a href='/desk'>Night Desk</a></author>", "from the Night Desk"),
        ("<author><![CDATA[from the <a href='/desk'>Night Desk</a>]]></author>", "from the Night Desk"),
        ("<author><name>Ann Lee</name><title>Harbour editor</title></author>", "Ann Lee"),
        ("<author xmlns='http://www.w3.org/2005/Atom'><email>ann@quay.example</email></author>", "ann@quay.example"),
        ("<atom:author><atom:name>Ann Lee</atom:name></atom:author>", "Ann Lee"),
        ("<dc:creator>Ann Lee (ann@quay.example)</dc:creator>", "Ann Lee"),
        ("<dc:creator>Ann Lee (mailto:ann@quay.example)</dc:creator>", "Ann Lee"),
        ("<dc:creator>Ann (ann@quay.example)</dc:creator><dc:creator>Bo</dc:creator>", "Ann, Bo"),
        ("<dc:creator>Ann Lee</dc:creator><author>ann@quay.example</author>", "Ann Lee"),
        ("<dc:creator>Ann Lee</dc:creator><itunes:author>Ann Lee</itunes:author>", "Ann Lee"),
        ("<itunes:author>Pier Podcast</itunes:author>", "Pier Podcast"),
        ("<googleplay:author>Pier Podcast</googleplay:author>", "Pier Podcast"),
    ],
)
def test_authors_of_an_item(inside: str, byline: str) -> None:
    assert item(f"<title>T</title>{inside}").byline == byline


@pytest.mark.parametrize(
    ("inside", "byline"),
    [
        ("<managingEditor>ed@quay.example (Ed Ito)</managingEditor>", "Ed Ito"),
        ("<webMaster>web@quay.example</webMaster>", "web@quay.example"),
        ("<dc:creator>Ann Lee</dc:creator>", "Ann Lee"),
        ("<itunes:author>Pier Podcast</itunes:author>", "Pier Podcast"),
        ("<googleplay:author>Pier Podcast</googleplay:author>", "Pier Podcast"),
        (
            "<itunes:owner><itunes:name>Bo Ek</itunes:name><itunes:email>b@x.example</itunes:email></itunes:owner>",
            "Bo Ek",
        ),
        ("<itunes:owner><itunes:email>b@x.example</itunes:email></itunes:owner>", "b@x.example"),
        ("<managingEditor>ed@quay.example</managingEditor><itunes:author>Pier Podcast</itunes:author>", "Pier Podcast"),
        ("<dc:publisher>Quay Ltd</dc:publisher>", ""),
    ],
)
def test_items_inherit_who_keeps_the_feed(inside: str, byline: str) -> None:
    assert item("<title>T</title>", SITE + inside).byline == byline
    assert item("<title>T</title><dc:creator>Cy</dc:creator>", SITE + inside).byline == "Cy"


def test_rdf_items_inherit_the_creator() -> None:
    body = (
        f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'{DECLARED}>"
        "<channel><title>Quay</title><link>https://quay.example/</link><dc:creator>Ann Lee</dc:creator></channel>"
        "<item><title>One</title></item><item><dc:title>Two</dc:title><dc:creator>Bo</dc:creator></item></rdf:RDF>"
    )
    entries = parse_feed(body.encode(), url=URL).entries
    assert [(e.title, e.byline) for e in entries] == [("One", "Ann Lee"), ("Two", "Bo")]


@pytest.mark.parametrize(
    ("inside", "link"),
    [
        ("<atom:link href='https://quay.example/a'/>", "https://quay.example/a"),
        (
            "<atom:link rel='payment' href='https://quay.example/pay'/><atom:link rel='alternate' href='https://quay.example/a'/>",
            "https://quay.example/a",
        ),
        ("<link>https://quay.example/t</link><atom:link href='https://quay.example/a'/>", "https://quay.example/t"),
        ("<atom:link href='https://quay.example/a'/><link>https://quay.example/t</link>", "https://quay.example/t"),
        ("<link/><atom:link href='https://quay.example/a'/>", "https://quay.example/a"),
        ("<feedburner:origLink>https://quay.example/o</feedburner:origLink>", "https://quay.example/o"),
        ("<link>https://quay.example/?</link>", "https://quay.example/?"),
        ("<link>https://quay.example/a/../b</link>", "https://quay.example/a/../b"),
        ("<link>?p=7</link>", "https://quay.example/feed.xml?p=7"),
    ],
)
def test_links_of_an_item(inside: str, link: str) -> None:
    assert item(f"<title>T</title>{inside}").link == link


def test_of_several_links_of_an_atom_entry_the_first_page_counts() -> None:
    links = "<link type='audio/mpeg' href='/a.mp3'/><link href='/one'/><link href='/two' hreflang='de'/>"
    assert atom(f"<title>T</title>{links}").link == "https://quay.example/one"


def test_relative_links_start_from_the_site_where_the_feed_is_served_elsewhere() -> None:
    there = "<title>Quay</title><link href='https://quay.example/news/'/>"
    link = "<title>T</title><link href='a.html'/>"
    assert atom(link, there, url="https://feeds.example/quay").link == "https://quay.example/news/a.html"
    assert atom(link, there, url="https://quay.example/feeds/all").link == "https://quay.example/feeds/a.html"


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>Fares <b>rise</b> again</title>", "Fares rise again"),
        ("<title><![CDATA[Quay&#8217;s <em>new</em> berth]]></title>", "Quay’s new berth"),
        ("<title>&amp;#39;Up&amp;#39; it goes</title>", "'Up' it goes"),
        ("<title>Fares&nbsp;rise &eacute;</title>", "Fares rise é"),
        ("<title>A Vec&lt;String&gt; in Rust</title>", "A Vec<String> in Rust"),
        ("<media:title type='plain'>Clip</media:title><title>Fares rise</title>", "Fares rise"),
        ("<title>Fares rise</title><media:title>Clip</media:title>", "Fares rise"),
        ("<media:title type='plain'>Clip</media:title>", "Clip"),
        ("<itunes:title>Episode</itunes:title>", "Episode"),
        ("<image><title>Logo</title></image><title>Fares rise</title>", "Fares rise"),
    ],
)
def test_titles_of_an_item(inside: str, title: str) -> None:
    assert item(inside).title == title


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>&amp;#39;Up&amp;#39; it goes</title>", "'Up' it goes"),
        ("<title type='html'>Less: &lt;em&gt; &amp;lt; &lt;/em&gt;</title>", "Less: <"),
        (
            "<title type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:b>Fares</x:b> rise</x:div></title>",
            "Fares rise",
        ),
        ("<summary>Fares rise.</summary>", "Fares rise."),
        (
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Fares <b>rise</b>.</p></div></content>",
            "Fares rise.",
        ),
    ],
)
def test_titles_of_an_atom_entry(inside: str, title: str) -> None:
    assert atom(inside).title == title


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<itunes:summary>A talk about berths.</itunes:summary>", "A talk about berths."),
        ("<itunes:subtitle>About berths.</itunes:subtitle>", "About berths."),
        ("<googleplay:description>About berths.</googleplay:description>", "About berths."),
        (
            "<media:group><media:description type='plain'>About berths.</media:description></media:group>",
            "About berths.",
        ),
        (
            "<description>Short.</description><itunes:summary>A talk about berths.</itunes:summary>"
            "<media:content><media:description>A long line under a picture.</media:description></media:content>",
            "Short.",
        ),
        ("<description>About.</description><content:encoded>Berths.</content:encoded>", "Berths."),
        (
            "<description>One. Two. Three. Four. Five.</description><content:encoded>One…</content:encoded>",
            "One. Two. Three. Four. Five.",
        ),
    ],
)
def test_texts_of_an_item(inside: str, text: str) -> None:
    assert story(item(f"<title>T</title>{inside}")) == text


def test_an_entry_inside_an_entry_is_no_entry() -> None:
    other = "<item><title>Theirs</title><link>https://quay.example/theirs</link><guid>g-theirs</guid></item>"
    one = f"<item><title>Ours</title><guid>g-1</guid><sx:sync><sx:conflicts>{other}</sx:conflicts></sx:sync></item>"
    two = "<item><atom:entry><atom:title>Quoted</atom:title></atom:entry><title>Two</title></item>"
    feed = parse_feed(rss(one + two), url=URL)
    assert [(e.title, e.guid) for e in feed.entries] == [("Ours", "g-1"), ("Two", "")]
    assert feed.entries[0].link == "https://quay.example/"


@pytest.mark.parametrize("first", [True, False])
def test_a_foreign_vocabulary_takes_nothing_over(first: bool) -> None:
    foreign = "<x xmlns='urn:cargo'><title>Hold</title><link>https://evil.example/</link><guid>g-x</guid></x>"
    own = "<title>Ours</title><link>https://quay.example/1</link>"
    entry = item(foreign + own if first else own + foreign)
    assert (entry.title, entry.link, entry.guid) == ("Ours", "https://quay.example/1", "")


def test_pictures_and_search_boxes_leave_the_feed_its_own() -> None:
    image = "<image><title>Logo</title><link>https://pics.example/</link></image>"
    box = "<textInput><title>Search</title><link>https://find.example/</link><name>q</name></textInput>"
    feed = parse_feed(rss("<item><title>T</title></item>", image + SITE + box), url=URL)
    assert (feed.title, feed.link) == ("Quay", "https://quay.example/")


def test_bare_ampersands_cost_nothing_but_a_note() -> None:
    body = rss(
        "<item><title>Salt & Sons</title><link>https://quay.example/?a=1&b=2</link>"
        "<description><![CDATA[<p>Salt & Sons &mdash; <a href='/?a=1&b=2'>more</a></p>]]></description></item>"
        "<item><title>Two</title><sx:conflicts><item><title>Theirs</title></item></sx:conflicts></item>"
    )
    feed = parse_feed(body, url=URL)
    assert [e.title for e in feed.entries] == ["Salt & Sons", "Two"]
    assert feed.entries[0].link == "https://quay.example/?a=1&b=2"
    assert story(feed.entries[0]) == "Salt & Sons — more"
    assert feed.repaired == "Its XML is damaged; what could be read of it is shown."


def test_entities_of_a_document_type_are_written_out() -> None:
    declared = """<!DOCTYPE rss [<!ENTITY co "Salt &#38; Sons"><!ENTITY dash '&#8212;'><!ENTITY big "&co;&co;">]>"""
    feed = parse_feed(declared.encode() + rss("<item><title>&co; &dash; &big;</title></item>"), url=URL)
    assert feed.entries[0].title == "Salt & Sons — &big;"


def test_channel_definition_format() -> None:
    body = (
        "<?XML VERSION='1.0'?><CHANNEL HREF='https://quay.example/c.html'><TITLE>Quay</TITLE>"
        "<ITEM HREF='https://quay.example/1.html' LASTMOD='1998-11-05T22:10'><TITLE>One</TITLE>"
        "<ABSTRACT>Berths.</ABSTRACT></ITEM></CHANNEL>"
    )
    feed = parse_feed(body.encode(), url=URL)
    (entry,) = feed.entries
    assert (feed.title, feed.link) == ("Quay", "https://quay.example/c.html")
    assert (entry.title, entry.link, story(entry)) == ("One", "https://quay.example/1.html", "Berths.")
    assert entry.updated == datetime(1998, 11, 5, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("inside", "note"),
    [
        ("<title>" + "t" * 1001 + "</title>", "titles after 1,000 characters"),
        ("<title>T</title><guid>" + "g" * 9000 + "</guid>", "identifiers after 8,192 characters"),
        ("<title>T</title><description>" + "w " * 1_000_001 + "</description>", "2,000,000 characters"),
        ("<title " + " ".join(f"a{n}='1'" for n in range(70)) + ">T</title>", "first 64 attributes"),
    ],
)
def test_what_is_cut_is_said(inside: str, note: str) -> None:
    assert note in parse_feed(rss(f"<item>{inside}</item>"), url=URL).repaired
