"""What is copied out of an article."""

from __future__ import annotations

from dataclasses import replace

from reader.desk import Desk, cite
from reader.model import Article, Figure, FigureKind
from tests.desk.conftest import Fill

BODY = "The count rose.\n\nThe UN office put it\nat 586,000 people. Nobody knows."


def stored(desk: Desk, fill: Fill) -> Article:
    return desk.article(fill(1, body=BODY)[0])


def citation(article: Article) -> str:
    return (
        "Harbour Wire · Ann Lee · “Story 0” · 2026-02-15 · https://wire.example/0"
        f" · version {article.version.hash[:12]}"
    )


def test_link_and_headline(desk: Desk, fill: Fill) -> None:
    article = stored(desk, fill)
    assert cite.link(article) == "https://wire.example/0"
    assert cite.headline(article) == "Story 0\nhttps://wire.example/0"


def test_a_file_has_no_link(desk: Desk, fill: Fill) -> None:
    article = stored(desk, fill)
    local = replace(article, row=replace(article.row, link=""))
    assert cite.link(local) == ""
    assert cite.headline(local) == "Story 0"


def test_a_figure_stands_in_its_sentence(desk: Desk, fill: Fill) -> None:
    article = stored(desk, fill)
    text = article.document.text
    start = text.index("586,000")
    first, last = text.index("The UN"), text.index(" Nobody")
    figure = Figure(
        "586,000 people", start, start + 14, FigureKind.COUNT, 586000.0, sentence_start=first, sentence_end=last
    )
    assert cite.figure(article, figure) == (
        f"586,000 people: “The UN office put it at 586,000 people.”\n{citation(article)}"
    )
    assert len(article.version.hash) == 64


def test_a_quote_over_paragraphs_is_one_line(desk: Desk, fill: Fill) -> None:
    article = stored(desk, fill)
    text = article.document.text
    quoted = cite.quote(article, text.index("rose"), text.index(" Nobody"))
    assert quoted == f"“rose. The UN office put it at 586,000 people.”\n{citation(article)}"


def test_what_is_unknown_is_left_out_and_the_day_it_was_seen_named(desk: Desk, fill: Fill) -> None:
    article = stored(desk, fill)
    bare = replace(article, row=replace(article.row, byline="", link="", published=None))
    assert cite.quote(bare, 0, 7).splitlines()[1] == (
        f"Harbour Wire · “Story 0” · seen 2026-02-15 · version {article.version.hash[:12]}"
    )
