"""Lists of other programs: OPML, newsboat's urls file, addresses one a line."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.subscription import Skipped, Subscription, Subscriptions
from reader.sources.errors import SubscriptionsError
from reader.sources.opml import BETWEEN_FOLDERS, MAX_DEPTH, MAX_FOLDER, MAX_LISTED, parse_opml, write_opml
from reader.sources.subscriptions import MAX_LIST, parse_subscriptions
from reader.text.clean import clean_line

A = Subscription("https://a.example/feed", "Harbour Wire", "News / Ports", "https://a.example/")
B = Subscription("https://b.example/feed", "Northgate", "News")
C = Subscription("https://c.example/feed")
THREE = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="News">
    <outline text="Ports">
      <outline type="rss" text="Harbour Wire" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
    </outline>
    <outline type="rss" title="Northgate" XMLURL=" https://b.example/feed "/>
  </outline>
  <outline type="rss" text="https://c.example/feed" xmlUrl="https://c.example/feed"/>
</body></opml>
"""


def opml(*outlines: str) -> str:
    return "\n".join(["<opml version='1.0'><body>", *outlines, "</body></opml>"])


def feed(address: str, title: str = "T") -> str:
    return f'<outline text="{title}" xmlUrl="{address}"/>'


def addresses(found: Subscriptions) -> list[str]:
    return [each.address for each in found.feeds]


def test_feeds_with_title_folder_and_page() -> None:
    assert parse_subscriptions(THREE) == Subscriptions((A, B, C))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "iso-8859-1", "cp1251"])
def test_encodings(encoding: str) -> None:
    title = "Бриз" if encoding == "cp1251" else "Große Häfen"
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + opml(feed("https://a.example/", title))
    (found,) = parse_subscriptions(text.encode(encoding)).feeds
    assert found.title == title


def test_what_came_before_the_document_does_not_matter() -> None:
    assert addresses(parse_subscriptions(f"\n\n \ufeff{THREE}")) == [A.address, B.address, C.address]


def test_a_feed_inside_a_feed_is_in_the_folder_of_both() -> None:
    found = parse_opml(
        opml(
            '<outline text="F"><outline text="A" xmlUrl="https://a.example/">',
            feed("https://b.example/"),
            "</outline></outline>",
        )
    )
    assert [(each.address, each.folder) for each in found.feeds] == [
        ("https://a.example/", "F"),
        ("https://b.example/", "F"),
    ]


def test_the_address_of_a_feed_may_be_called_url() -> None:
    assert addresses(parse_opml(opml('<outline type="RSS" text="A" url="https://a.example/"/>'))) == [
        "https://a.example/"
    ]


def test_what_is_no_feed_is_listed_with_the_reason() -> None:
    found = parse_opml(
        opml(
            '<outline type="include" text="More" url="https://a.example/more.opml"/>',
            '<outline text="A page" htmlUrl="https://b.example/"/>',
            '<outline text="Filtered" xmlUrl="https://c.example/feed" filtercmd="touch /tmp/x"/>',
            '<outline text="A folder" htmlUrl="https://d.example/">',
            feed("https://d.example/feed"),
            "</outline>",
        )
    )
    assert [(each.address, each.folder) for each in found.feeds] == [("https://d.example/feed", "A folder")]
    assert found.skipped == (
        Skipped("https://a.example/more.opml", "it points to a page or another list, which is not fetched"),
        Skipped("A page", "it names a page and no feed"),
        Skipped("https://c.example/feed", "it runs a command over a feed, and commands are never run"),
    )


def test_ampersands_and_entities_of_html_are_no_damage() -> None:
    found = parse_opml(
        opml(feed("https://a.example/?a=1&b=2&amp;c=3&copy=4", "A &amp; B & &eacute;&#xe9; &AMP; &nosuch; &#X41;"))
    )
    assert found == Subscriptions(
        (Subscription("https://a.example/?a=1&b=2&c=3&copy=4", "A & B & éé & &nosuch; &#X41;"),)
    )


def test_titles_and_folders_come_out_clean() -> None:
    hostile = "a\x1b]0;pwned\x07b&#27;]52;c;QUJD&#7;c\u202e&#x9b;31md"
    found = parse_opml(opml(f'<outline text="{hostile}">', feed("https://a.example/", hostile), "</outline>"))
    (only,) = found.feeds
    assert (only.title, only.folder, found.note) == ("abcd", "abcd", "")


@pytest.mark.parametrize(
    ("damaged", "left"),
    [
        (THREE[: THREE.index("Northgate")], [A]),
        (THREE[: THREE.index("</body>")], [A, B, C]),
        (THREE[: THREE.index("/>\n</body>")], [A, B, C]),  # the last tag has no end
        (
            THREE.replace("</outline>", "", 1),
            [A, Subscription(B.address, B.title, A.folder), Subscription(C.address, folder="News")],
        ),
        (THREE.replace("</outline>", "</outline></outline></outline>", 1), [A, Subscription(B.address, B.title), C]),
        (THREE.replace("</outline>", "<p></outline>", 1), [A, B, C]),
        (
            THREE.replace('"Harbour', '"<b>Harbour</b>'),
            [Subscription(A.address, "<b>Harbour</b> Wire", A.folder, A.link), B, C],
        ),
        (
            THREE.replace('"Harbour Wire"', '"Harbour "Wire""'),
            [Subscription(A.address, "Harbour", A.folder, A.link), B, C],
        ),
        (THREE.replace('"Harbour Wire"', "Harbour"), [Subscription(A.address, "Harbour", A.folder, A.link), B, C]),
        (THREE.replace('text="Ports"', 'text="Ports" text="Ports"'), [A, B, C]),
        (THREE.replace("<body>", "<body><!-- <outline xmlUrl='https://no.example/'/> --></bogus>"), [A, B, C]),
        (f"{THREE}<opml><body>{feed('https://d.example/')}", [A, B, C, Subscription("https://d.example/", "T")]),
    ],
)
def test_damaged_lists_are_read_as_far_as_possible(damaged: str, left: list[Subscription]) -> None:
    found = parse_opml(damaged)
    assert list(found.feeds) == left
    assert found.note.startswith("The list is damaged, first in line ")


def test_the_first_damage_is_named_by_its_line() -> None:
    assert "first in line 5;" in parse_opml(THREE.replace("Harbour Wire", "<Harbour")).note


@pytest.mark.parametrize(
    ("hostile", "says"),
    [
        (
            f'<!DOCTYPE opml [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>{opml(feed("https://a.example/", "&b;"))}',
            "declares entities",
        ),
        (
            f"<!DOCTYPE opml [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]>{opml(feed('https://a.example/'))}",
            "declares entities",
        ),
        (opml("<outline text='x'>" * 5000, feed("https://a.example/"), "</outline>" * 5000), f"the {MAX_DEPTH} levels"),
        (opml(*(feed(f"https://{number}.example/") for number in range(50_000))), f"the {MAX_LISTED:,} feeds"),
        ("https://a.example/\n" * (MAX_LISTED + 1), f"the {MAX_LISTED:,} feeds"),
        (opml("<outline type='link' url='x'/>" * (MAX_LISTED + 1)), f"the {MAX_LISTED:,} feeds"),
        (" " * MAX_LIST + "x", "larger than the 10 MB"),
        ("<opml><body><outline ", "too damaged"),
        ("", "is empty"),
        (b"\xff\xfe", "is empty"),
        ('<rss version="2.0"><channel><title>T</title></channel></rss>', "This is a feed, not a list"),
        ("<html><body><p>Hello</p></body></html>", "not OPML"),
        ("Dear all,\nthe port is shut: 12 ships wait.\n", "no list of subscriptions"),
        ('{"feeds": []}', "no list of subscriptions"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "no list of subscriptions"),
    ],
)
def test_what_is_not_read_is_said_in_one_sentence(hostile: str | bytes, says: str) -> None:
    with pytest.raises(SubscriptionsError) as caught:
        parse_subscriptions(hostile)
    sentence = str(caught.value)
    assert says in sentence
    assert sentence.isprintable()
    assert sentence.endswith(".")


def test_as_many_and_as_deep_as_is_read() -> None:
    many = parse_opml(opml(*(feed(f"https://{number}.example/") for number in range(MAX_LISTED))))
    assert len(many.feeds) == MAX_LISTED
    levels = MAX_DEPTH - 1
    (deep,) = parse_opml(opml("<outline text='x'>" * levels, feed("https://a.example/"), "</outline>" * levels)).feeds
    assert deep.folder == clean_line(BETWEEN_FOLDERS.join("x" * levels), MAX_FOLDER)


def test_damage_that_would_take_quadratic_time_is_given_up() -> None:
    """Each of these can only be known for broken at the end; the feed behind is the price of not trying them all."""
    flood = "<?a " * 10_000
    found = parse_opml(opml(feed("https://a.example/"), flood, feed("https://b.example/")))
    assert addresses(found) == ["https://a.example/"]
    assert found.note


# As a list: st.text() would make one alphabet of both, in which the characters that matter are next to never drawn.
TEXT = st.lists(
    st.one_of(st.sampled_from("\"'<>&;#/ \x1b\t\n\u202e\U000fff0a\ufffe"), st.characters()), max_size=40
).map("".join)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=6))
def test_what_is_written_is_read_again(named: list[tuple[str, str]]) -> None:
    # U+FFF0A carries a control character through expat, and is a character of its own as well.
    feeds = [
        Subscription(
            f"https://{number}.example/?a=1&b=<\"'>",
            clean_line(title),
            clean_line(folder, MAX_FOLDER),
            "https://x.example/",
        )
        for number, (title, folder) in enumerate(named)
    ]
    written = write_opml(feeds, title="Ours")
    again = parse_subscriptions(written.encode())
    assert sorted(again.feeds, key=lambda each: each.address) == feeds
    assert (again.skipped, again.note) == ((), "")
    root = ElementTree.fromstring(written)
    assert (root.tag, root.get("version"), [child.tag for child in root]) == ("opml", "2.0", ["head", "body"])
    assert all(outline.get("text") for outline in root.iter("outline"))


PIECES = [
    THREE[:200],
    THREE[200:],
    "<outline ",
    "xmlUrl='https://d.example/'",
    'text="',
    "/>",
    "</outline>",
    "</body>",
    "<opml>",
]
PIECES += [
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<!DOCTYPE x [",
    "<",
    ">",
    "&",
    "&#x0;",
    "\0",
    "\x1b]0;x",
    "\ud800",
    '"',
    "exec:x",
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map("".join))
def test_whatever_comes_is_read_or_refused_in_a_sentence(text: str) -> None:
    for content in (text, text.encode("utf-8", "surrogatepass")):
        try:
            found = parse_subscriptions(content)
        except SubscriptionsError as error:
            assert str(error).isprintable()
            continue
        assert all(each.address.strip() for each in found.feeds)
        for each in found.feeds:
            for line in (each.title, each.folder, each.link):
                assert line == clean_line(line)


def test_written_raw_it_is_clean() -> None:
    hostile = Subscription("https://a.example/", "a\x1b]0;pwned\x07b\0", "c\x9b31md\u202e", "https://a.example/\x07")
    written = write_opml([hostile], title="\x1b[31mOurs")
    assert written.replace("\n", "").isprintable()
    assert "<title>Ours</title>" in written
    (found,) = parse_subscriptions(written).feeds
    assert found == Subscription("https://a.example/", "ab", "cd", "https://a.example/")


def test_folders_are_outlines() -> None:
    written = ElementTree.fromstring(write_opml([A, B, C], title="Ours"))
    (news, c) = written.findall("./body/outline")
    assert (news.get("text"), news.get("xmlUrl"), c.get("text")) == ("News", None, C.address)
    assert [outline.get("text") for outline in news] == ["Ports", "Northgate"]
    assert news[0][0].attrib == {
        "type": "rss", "text": A.title, "title": A.title, "xmlUrl": A.address, "htmlUrl": A.link,
    }  # fmt: skip


URLS = """# my feeds
https://a.example/feed News "late news" "~Harbour \\"Wire\\"" # not a "tag"

https://b.example/feed "~Northgate" ! "!hidden" "" "B feeds"
  https://c.example/#frag
"query:Unread:unread = \\"yes\\"" quiet
exec:~/bin/make.sh tag
"exec:touch /tmp/x"
filter:~/bin/cut.pl:https://d.example/feed
"""


def test_newsboat() -> None:
    found = parse_subscriptions(URLS.replace("\n", "\r\n"))
    assert found.feeds == (
        Subscription("https://a.example/feed", 'Harbour "Wire"', "News"),
        Subscription("https://b.example/feed", "Northgate", "B feeds"),
        Subscription("https://c.example/#frag"),
        Subscription('query:Unread:unread = "yes"', folder="quiet"),
        Subscription("exec:~/bin/make.sh", folder="tag"),
        Subscription("exec:touch /tmp/x"),
        Subscription("filter:~/bin/cut.pl:https://d.example/feed"),
    )


def test_addresses_one_a_line() -> None:
    found = parse_subscriptions(b"https://a.example/\nhttps://b.example/?x=<opml&y\n")
    assert addresses(found) == ["https://a.example/", "https://b.example/?x=<opml&y"]


def test_tags_come_out_clean() -> None:
    (found,) = parse_subscriptions('https://a.example/ "a\x1b]0;pwned\x07b" "~c\x9b31md\u202e"').feeds
    assert (found.folder, found.title) == ("ab", "cd")
