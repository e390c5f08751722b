"""The caps on what a feed may hold: each is kept, and said where something is lost by it."""

from reader.sources.feeds import parse_feed
from reader.sources.pruning import prune
from reader.sources.repair import for_tolerance, prepare
from tests.sources.samples import atom, json_feed, rss

ITEM = "<item><title>Ferry</title></item>"
BROKEN = "<x><y></x>"


def test_no_text_between_tags_is_longer_than_two_million_characters() -> None:
    text, notes = prepare(f"<rss><channel><title><![CDATA[{'t' * 2_500_000}]]></title>{ITEM}</channel></rss>")
    assert len(text) < 2_000_200
    assert notes == ["Texts are cut after 2,000,000 characters."]
    assert prune(text) is not None


def test_a_document_ends_after_ten_million_characters() -> None:
    long = f"<item><title>Ferry</title><description>{'w ' * 500_000}</description></item>"
    feed = parse_feed(rss(long * 12 + ITEM))
    assert len(feed.entries) == 10
    assert "It holds 13 entries; the first 10 are shown." in feed.repaired


def test_all_texts_of_a_json_feed_are_ten_million_characters() -> None:
    feed = parse_feed(json_feed(*({"title": "T", "content_text": "w " * 500_000} for _ in range(12))))
    assert [len(e.document.text) > 100 for e in feed.entries] == [True] * 10 + [False] * 2
    assert feed.repaired == "Too long and cut: texts of the last articles."


def test_no_more_than_two_hundred_vocabularies_are_declared() -> None:
    inside = "".join(f"<n{n}:x xmlns:n{n}='urn:{n}'/>" for n in range(300))
    text, _ = prepare(f"<rss><channel>{inside}</channel></rss>")
    assert text.count("xmlns:") == 200


def test_the_tolerant_parser_gets_forty_thousand_tags() -> None:
    feed = parse_feed(rss(ITEM + BROKEN + "<z/>" * 50_000))
    assert [e.title for e in feed.entries] == ["Ferry"]
    assert feed.repaired.endswith("Only its first 40,000 tags are read.")
    assert "Only" not in parse_feed(rss(ITEM + BROKEN)).repaired


def test_the_tolerant_parser_is_not_tried_after_the_strict_one() -> None:
    text, _ = for_tolerance("<rss><channel/></rss>")
    assert prune(text) is None


def test_what_lies_deeper_than_a_hundred_elements_is_left_out() -> None:
    deep = "<b>" * 150 + "hold" + "</b>" * 150
    content = (
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>deck</p>{deep}<p>quay</p></div></content>"
    )
    (entry,) = parse_feed(atom(f"<entry><title>T</title>{content}</entry>")).entries
    assert entry.document.text == "T\n\ndeck\n\nquay"


def test_a_text_has_fifty_thousand_tags_at_most() -> None:
    body = rss(f"<item><title>T</title><description><![CDATA[{'<p>x' * 60_000}]]></description></item>")
    (entry,) = parse_feed(body).entries
    assert entry.document.text.count("x") in range(49_998, 50_001)


def test_an_entry_keeps_a_hundred_elements_of_a_name() -> None:
    authors = "".join(f"<author>a{n}</author>" for n in range(150))
    (entry,) = parse_feed(rss(f"<item><title>T</title>{authors}</item>")).entries
    assert entry.byline.endswith("a99")
