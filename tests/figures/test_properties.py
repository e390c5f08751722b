"""Any text at all: no exception, offsets that fit, time that grows with length and not faster."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.figures import check_sums, find_figures, group_figures
from reader.model import Figure
from reader.text.sentences import sentences

PIECES = st.sampled_from(
    """1 12 1,000 3.5 20% $5 £3m €1.2bn US$ -4 +7 ½ 3/4 2019 May 5pm 10:30 one two twenty hundred and a half million
    thousand dozens of from to between about nearly more than at least up to rose fell by people tanks km kg °C
    years old year-old , . ; ( ) [ ] - – “ ” \n \n\n said Turkey killed injured in five times doubled per cent
    points basis minus point third quarter dozen 6.1-magnitude 1e9 x10^5 #4 (3) No. S&P 500 1990s 0 000 ٣ ²
    Ⅷ é 😀""".split()
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)


def check(text: str, figures: list[Figure]) -> None:
    spans = sentences(text)
    end = 0
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text != ""
        assert end <= figure.start
        end = figure.end
        assert spans[figure.sentence] == (figure.sentence_start, figure.sentence_end)
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
        assert (figure.low is None) == (figure.high is None)
        assert (figure.value is None) != (figure.low is None)
        assert figure.qualifier in "=~<>"
        assert figure.change in ("up", "down", None)
        assert 0 <= figure.salience <= 1
        assert not set(figure.agrees) & set(figure.disagrees)
        for other in (*figure.agrees, *figure.disagrees):
            assert 0 <= other < len(figures)
            assert figures[other] is not figure
        assert Figure.from_json(figure.to_json()) == figure


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    figures = find_figures(text)
    check(text, figures)
    assert find_figures(text) == figures
    rows = group_figures(figures)
    assert sorted(i for row in rows for i in row.mentions) == list(range(len(figures)))
    assert all(i < len(figures) for s in check_sums(text, figures) for i in s.figures)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(min_value=0, max_value=60))
def test_any_headline(text: str, title_end: int) -> None:
    check(text, find_figures(text, title_end=min(title_end, len(text))))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        ",",
        "1,",
        "1,000,",
        "million ",
        "one ",
        "(",
        "(1",
        "[",
        "$1",
        "1-",
        "1/",
        "1:",
        "1 to ",
        "from 1 to ",
        "twenty-",
        "5 men died. ",
        "May 5, ",
        "\n",
        "a",
        "(1)\n\n",
    ],
)
def test_hostile_repetition(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    check(text, find_figures(text))


def test_nested_brackets() -> None:
    text = "(1" * 50_000 + ")" * 50_000
    check(text, find_figures(text))
