"""Sentences: where they end, and where a full stop is something else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Smith met Gen. Dwight and Sen. Ito.", "They spoke."],
        ["Dr. Voss arrived on Jan. 5.", "She left on Feb. 14 at noon."],
        ["J. K. Rowling wrote it.", "George W. Bush read it."],
        ["The rate rose to 3.6 percent.", "It was 2.25 before."],
        ["The U.S. President spoke at the U.N. General Assembly.", "He left."],
        ["He lives in the U.S.", "The plan is old."],
        ["See No. 5 and Fig. 3 on pp. 12 to 14.", "Then go."],
        ["“No.”", "She left."],
        ["It opened at 5 p.m. Friday.", "It closed at 9 a.m. EST.", "All went home."],
        ["It opened at 5 p.m.", "Police came later."],
        ["Acme Inc. Chief Executive Ana Roy resigned.", "She worked for Acme Inc.", "The board agreed."],
        ["They brought tents, stoves, etc. and left.", "Nobody came."],
        ["It was Arden vs. Korvia.", "Korvia won."],
        ["He lives on Main St. near the port.", "St. Ives is far."],
        ["“Stop!” she said.", "“Why?” asked he.", "Nobody knew."],
        ["“We lost eleven days,” she said.", "“Safety comes first.”", "She sat down."],
        ["(It was late.)", "Then he slept."],
        ["“We have no issues there [Saraqeb].", "Our forces are prepared.", "Watch more."],
        ["He waited… and left.", "He waited…", "Then he left."],
        ["Well... maybe.", "She said [...] The rest is lost."],
        ["Really?!", "Yes!"],
        ["iPhones sell.", "iPads do not."],
        ["The claim was denied.[3]", "Later it was proved.[12]"],
        ["« Bonjour ! » dit-il.", "« Oui. »", "Elle part."],
        ["Er kam am 14. Februar.", "Der 3. Oktober ist frei.", "So blieb z.B. Anna."],
        ["Релиз перенесён на апрель.", "А. С. Пушкин родился в 1799 г. в Москве."],
        ["1. Bring water.", "Rangers carried 41 hikers."],
        ["He left.", "586,000 were uprooted."],
    ],
)
def test_spaced_languages(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["新しい駅が開業した。", "本当ですか？", "はい！"],
        ["「雨です。」と述べた。", "次の日。"],
        ["他说：“我们准备好了。”", "然后离开。"],
    ],
)
def test_languages_without_spaces(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


def test_blocks_end_at_a_blank_line() -> None:
    text = "A heading\n\nThe story starts\nhere. It ends.\n \n• one item\n\nanother"
    assert split(text) == ["A heading", "The story starts\nhere.", "It ends.", "• one item", "another"]


def test_a_table_ends_at_every_line() -> None:
    assert split("Town     Votes\nLindvik  1,200\nOsmere   900") == ["Town     Votes", "Lindvik  1,200", "Osmere   900"]
    assert split("Town │ Votes\nLindvik │ 1,200") == ["Town │ Votes", "Lindvik │ 1,200"]


def test_two_spaces_after_a_stop_are_no_table() -> None:
    assert split("He left.  She\nstayed.  It\nrained.") == ["He left.", "She\nstayed.", "It\nrained."]


def test_nothing_in_nothing_out() -> None:
    assert sentences("") == []
    assert sentences(" \n\n \n") == []


@pytest.mark.parametrize(
    "hostile", ["." * 300_000 + "x", ". " * 100_000, "A. " * 100_000, '."' * 100_000, "\n " * 200_000]
)
def test_hostile_runs_come_back(hostile: str) -> None:
    """Each of these took minutes with a pattern that scans a run from each of its places."""
    assert len(sentences(hostile)) <= 100_000


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from(" \n\t.!?…。”\"')(]«»A1aUS-•│"), st.characters()), max_size=80))
def test_ordered_disjoint_and_complete(text: str) -> None:
    found = sentences(text)
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert not re.search(r"\n[^\S\n]*\n", text[start:end])
        last = end
    assert not text[last:].strip()
