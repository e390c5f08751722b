"""Any text at all: no exception, offsets that fit, names and quotes that can be stored."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.figures import find_figures
from reader.model import Voices
from reader.text.sentences import sentences
from reader.voices import attribute, find_voices

WORDS = """Anna Berg Tom Lind Mr. Mrs. Dr. President
    Minister of the U.S. UN NATO OSLO Paris Acme Corp. Ministry for and &
    's ’s said says told that according to while He She it they who , . : ; ( ) [ ] " “ ” ‘ ’ '' « » - — – 5 1996-08-22
    1,000 reporters announced gave an account writing saying al-Amr van der Kim Jong-un O'Brien d'Estaing J. a in town
    Labour party é 中文 😀 İstanbul ß ª ² iPhone""".split()
PIECES = st.sampled_from([*WORDS, "\n", "\n\n"])
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)
)


def check(text: str, voices: Voices) -> None:
    seen: set[tuple[int, int]] = set()
    for name in voices.names:
        assert name.name
        assert name.mentions
        assert list(name.mentions) == sorted(name.mentions)
        assert 0 <= name.salience <= 1
        for start, end in name.mentions:
            assert 0 <= start < end <= len(text)
            assert not text[start:end][0].isspace()
            assert not text[start:end][-1].isspace()
            assert (start, end) not in seen
            seen.add((start, end))
    for quote in voices.quotes:
        assert quote.content
        assert quote.speaker != ""
        for start, end in (*quote.content, *quote.source, *quote.cue):
            assert 0 <= start < end <= len(text)
    assert Voices.from_json(json.loads(json.dumps(voices.to_json()))) == voices


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(min_value=0, max_value=60))
def test_any_text(text: str, title_end: int) -> None:
    voices = find_voices(text, title_end=min(title_end, len(text)))
    check(text, voices)
    figures = find_figures(text)
    voiced = attribute(figures, voices.quotes, text)
    assert [(f.start, f.end) for f in voiced] == [(f.start, f.end) for f in figures]
    assert {f.speaker for f in voiced} <= {q.speaker for q in voices.quotes} | {None}


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_given_sentences_change_nothing(text: str) -> None:
    assert find_voices(text, sentences=sentences(text)) == find_voices(text)


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "ABC",
        "Abc ",
        '"',
        "“",
        '" ',
        "said ",
        "'",
        "according to ",
        "Anna and ",
        "al-",
        "and said ",
        ", adding that he ",
        "put 5 at 4 ",
        "Why?\n\nI think it is ",
    ],
)
def test_a_long_run_of_one_thing_is_read_like_any_other(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    check(text, find_voices(text))
