"""Plain text and Markdown: title, standfirst, byline, date, paragraphs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.document import BlockKind
from reader.text.bylines import find_byline
from reader.text.dates import find_date, is_date_line, parse_date
from reader.text.markdown import read_markdown
from reader.text.plain import read_text, text_document
from tests.text.test_html import check

PROSE = "The council voted on Tuesday to rebuild the north quay, four years after a storm took it."


def test_title_standfirst_byline_and_date() -> None:
    entry = read_text(
        "Quay to be rebuilt\n\nCouncil votes after four years of waiting for the money\n\nBy Jo Ek and Bo Li, Reuters\n"
        f"November 18, 2026 at 9:14 am\n\n{PROSE}\n\n{PROSE}\n"
    )
    assert (entry.title, entry.byline) == ("Quay to be rebuilt", "Jo Ek and Bo Li")
    assert entry.published == datetime(2026, 11, 18, 9, 14, tzinfo=UTC)
    assert [b.kind.value for b in entry.document.blocks] == ["title", "standfirst", "paragraph", "paragraph"]
    assert entry.document.text == (
        f"Quay to be rebuilt\n\nCouncil votes after four years of waiting for the money\n\n{PROSE}\n\n{PROSE}"
    )
    check(entry.document)


def test_hard_wrapped_lines_are_joined() -> None:
    source = (
        "VOTE\n====\n\nThe standards committee of the lower house has\ntightened its voting rule after a six-month\n"
        "inquiry into the port contracts.\nIts chair wrote the report and then she\nleft the room.\n\n"
        "    No member may vote on a matter in which\n    that member holds an interest.\n"
    )
    entry = read_text(source)
    assert entry.document.text.split("\n\n") == [
        "VOTE",
        "The standards committee of the lower house has tightened its voting rule after a six-month inquiry into the "
        "port contracts.",
        "Its chair wrote the report and then she left the room.",
        "No member may vote on a matter in which that member holds an interest.",
    ]
    assert entry.document.blocks[-1].kind is BlockKind.QUOTE


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    source = (
        f"Results\n\n{PROSE}\nAnother paragraph stands right under it, without a blank line.\nAnd a third one ends it."
    )
    assert len(read_text(source).document.blocks) == 4


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    entry = read_text(f"Quay\n\n{PROSE}\n\nWhat comes next\n\n{PROSE}")
    assert list(entry.document.of_kind(BlockKind.HEADING)) == ["What comes next"]


def test_a_mail_signature_is_folded() -> None:
    entry = read_text(f"Quay\n\n{PROSE}\n\n-- \nSent from the press list\nRoom 4")
    assert entry.document.text == f"Quay\n\n{PROSE}"


@pytest.mark.parametrize("source", ["", " \n\n ", "\x1b]0;x\x07", "* * *"])
def test_nothing_is_untitled(source: str) -> None:
    entry = read_text(source)
    assert entry.title
    assert entry.document.text == ""


def test_a_text_without_a_title_is_named_by_its_words() -> None:
    body = " ".join([PROSE] * 4)
    entry = read_text(body)
    assert entry.title.startswith("The council voted")
    assert entry.document.text == body


def test_plain_paragraphs() -> None:
    document = text_document("one\ntwo\n\nLeave a Reply\r\n\r\nthree [red]", title="T")
    assert document.text == "T\n\none\n\ntwo\n\nLeave a Reply\n\nthree [red]"
    check(document)


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("\n\n\n  aA.:*-=1By©"), st.characters()), max_size=120))
def test_every_text_is_exact(source: str) -> None:
    check(text_document(source))
    for entry in (read_text(source), read_markdown(source)):
        check(entry.document)
        assert entry.title
        assert "\n" not in entry.title


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Arne Holt", "Arne Holt"),
        ("by ANA ROY", "Ana Roy"),
        ("Von Karl Imhoff", "Karl Imhoff"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("By Ana Roy, Tom Ek and Bo Li, Reuters", "Ana Roy, Tom Ek and Bo Li"),
        ("By Imogen Tully, housing correspondent", "Imogen Tully"),
        ("By Jun Abe | Nov 3, 2026", "Jun Abe"),
        ("Ana Roy, Reuters", "Ana Roy"),
        ("By Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("By the river", ""),
        ("By Reuters", ""),
        ("By noon, Police came", ""),
        ("Lindvik, Norway", ""),
    ],
)
def test_bylines(line: str, expected: str) -> None:
    assert find_byline(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("November 18, 2026 at 9:14 am", "2026-11-18T09:14:00+00:00"),
        ("18 Nov 2026", "2026-11-18T00:00:00+00:00"),
        ("2026-11-18T09:14:00+02:00", "2026-11-18T09:14:00+02:00"),
        ("Published: Tue, 18 Nov 2026 09:14 EST", "2026-11-18T09:14:00-05:00"),
        ("18.11.2026, 09:14 Uhr", "2026-11-18T09:14:00+00:00"),
        ("Stand: 3. März 2026 um 10.15 Uhr", "2026-03-03T10:15:00+00:00"),
        ("2 ноября 2026, 10:00", "2026-11-02T10:00:00+00:00"),
        ("Publié le 1er août 2026 à 8h30", "2026-08-01T08:30:00+00:00"),
        ("2026年11月2日", "2026-11-02T00:00:00+00:00"),
    ],
)
def test_date_lines(line: str, expected: str) -> None:
    found = find_date(line)
    assert found is not None
    assert found[0].isoformat() == expected
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "The plan of November 2, 2026 failed again",
        "February 31, 2026",
        "99.99.2026",
        "03/04/2026",
        "2026",
        "in May 2026",
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize("value", ["", "x", "5", "yesterday", "0000-00-00", "9" * 400, "2026-13-45"])
def test_values_that_are_no_dates(value: str) -> None:
    assert parse_date(value) is None


def test_a_date_in_a_sentence_is_not_the_date() -> None:
    assert read_text(f"Quay\n\nIt was built on May 3, 1962 by hand and by mule.\n\n{PROSE}").published is None


def test_markdown_with_front_matter() -> None:
    entry = read_markdown(
        '---\ntitle: "Library: open late"\nauthor: Jun Abe\ndate: 2026-11-02\nlang: en\nstandfirst: It stays warm.\n'
        f"tags: [a, b]\n---\n\n# Library: open late\n\n{PROSE} See [the plan](https://e.example/p).\n\n"
        "## Costs\n\n* one\n* two\n\n> Said so.\n\n| Town | Votes |\n| --- | --- |\n| Osmere | 9 |\n\n"
        "<script>alert(1)</script>\n\nThe council set aside **240,000** crowns for that.\n"
    )
    assert (entry.title, entry.byline, entry.language) == ("Library: open late", "Jun Abe", "en")
    assert entry.published == datetime(2026, 11, 2, tzinfo=UTC)
    assert [b.kind.value for b in entry.document.blocks] == [
        *("title", "standfirst", "paragraph", "heading", "item", "item", "quote", "table", "paragraph")
    ]
    assert [link.url for link in entry.document.links] == ["https://e.example/p"]
    assert [entry.document.text[m.start : m.end] for m in entry.document.marks] == ["240,000"]
    assert "tags" not in entry.document.text
    assert "alert" not in entry.document.text
    check(entry.document)


def test_markdown_without_front_matter_takes_its_heading() -> None:
    entry = read_markdown(f"# A *short* title\n\nBy Jun Abe\n\n{PROSE}\n")
    assert (entry.title, entry.byline) == ("A short title", "Jun Abe")
    assert entry.document.text == f"A short title\n\n{PROSE}"
