"""What a recogniser's vote changes in the names that the rules find, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import NameKind, Opinion, Vote
from reader.voices import find_voices
from tests.voices.test_properties import TEXTS, check

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def vote_on(text: str, *said: tuple[str, NameKind | None], end: int | None = None) -> Vote:
    """A vote that takes these words, at their first place in the text, for names of these kinds."""
    opinions = (Opinion(text.index(words), text.index(words) + len(words), kind) for words, kind in said)
    return Vote(len(text) if end is None else end, tuple(opinions))


def names(text: str, vote: Vote | None) -> dict[str, str]:
    return {name.name: name.kind.value for name in find_voices(text, vote=vote).names}


def test_a_run_that_the_rules_cannot_place_gets_the_recognisers_kind() -> None:
    text = "Shares of Zalvex fell."
    assert names(text, None) == {}
    assert names(text, vote_on(text, ("Zalvex", ORGANISATION))) == {"Zalvex": "organisation"}
    assert names(text, vote_on(text, ("Zalvex", PERSON))) == {"Zalvex": "person"}


def test_places_are_left_to_the_lists() -> None:
    text = "They saw Zalvex. She liked Zalvex."
    assert names(text, None) == {"Zalvex": "organisation"}
    assert names(text, vote_on(text, ("Zalvex", PLACE))) == {"Zalvex": "organisation"}


@pytest.mark.parametrize("said", [(), (("Quentrell Voss", None),)])
def test_a_guess_that_is_passed_over_or_taken_for_no_name_goes(said: tuple[tuple[str, None], ...]) -> None:
    text = "Rain fell on Quentrell Voss."
    assert names(text, None) == {"Quentrell Voss": "person"}
    assert names(text, vote_on(text, *said)) == {}
    assert names(text, vote_on(text, ("Quentrell Voss", PERSON))) == {"Quentrell Voss": "person"}


def test_a_guess_stays_where_the_recogniser_names_a_part_of_it_elsewhere() -> None:
    text = "The plan of Quentrell Voss failed. In the end Voss left."
    vote = Vote(len(text), (Opinion(text.rindex("Voss"), text.rindex("Voss") + 4, PERSON),))
    assert names(text, vote) == {"Quentrell Voss": "person"}


@pytest.mark.parametrize(
    "said", [(), (("Anna Berg", ORGANISATION), ("France", PERSON)), (("Anna Berg", None), ("France", None))]
)
def test_what_the_rules_are_sure_of_stays(said: tuple[tuple[str, NameKind | None], ...]) -> None:
    text = "They met Anna Berg in France."
    assert names(text, vote_on(text, *said)) == {"Anna Berg": "person", "France": "place"}


def test_a_person_in_a_line_that_the_rules_do_not_read_is_added() -> None:
    text = "Belle Picture: Quentrell Voss.\n\nRain fell on the town."
    assert names(text, None) == {}
    assert names(text, vote_on(text, ("Quentrell Voss", PERSON))) == {"Quentrell Voss": "person"}
    assert names(text, vote_on(text, ("Quentrell Voss", ORGANISATION))) == {}


def test_a_person_in_small_letters_is_not_added() -> None:
    text = "They met old quentrell voss there."
    assert names(text, vote_on(text, ("old quentrell voss", PERSON))) == {}


def test_a_person_ends_with_the_paragraph() -> None:
    text = "Belle Picture: Quentrell Voss\n\nVarn Picture: Oddrun Brask\n\nRain fell on the town."
    assert names(text, vote_on(text, ("Oddrun Brask", PERSON))) == {"Oddrun Brask": "person"}
    assert names(text, vote_on(text, ("Quentrell Voss\n\nVarn", PERSON))) == {}


def test_agreement_strengthens_a_guess() -> None:
    text = "Maria left."
    assert names(text, None) == {}
    assert names(text, vote_on(text, ("Maria", PERSON))) == {"Maria": "person"}


def test_what_the_rules_know_to_be_no_name_is_none() -> None:
    text = "In the end the Chinese said nothing."
    assert names(text, vote_on(text, ("Chinese", ORGANISATION))) == {}


def test_a_part_of_a_name_is_not_added_to_it() -> None:
    text = "They met Anna Berg in France."
    (person, _) = find_voices(text, vote=vote_on(text, ("Berg", PERSON))).names
    assert [text[start:end] for start, end in person.mentions] == ["Anna Berg"]


def test_article_and_possessive_are_no_part_of_a_name() -> None:
    text = "They left because of the Zalvex's rules."
    found = find_voices(text, vote=vote_on(text, ("the Zalvex's", ORGANISATION))).names
    assert [text[start:end] for name in found for start, end in name.mentions] == ["Zalvex"]


def test_what_was_not_read_is_not_passed_over() -> None:
    text = "Rain fell. Rain fell on Quentrell Voss."
    assert names(text, vote_on(text, end=10)) == {"Quentrell Voss": "person"}


@settings(max_examples=150, deadline=None)
@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 250), st.integers(0, 250), st.sampled_from([*NameKind, None])), max_size=12),
    st.integers(0, 250),
)
def test_any_text_and_any_vote(text: str, spans: list[tuple[int, int, NameKind | None]], end: int) -> None:
    size = len(text)
    opinions = (Opinion(min(a, b, size), min(max(a, b), size), kind) for a, b, kind in spans)
    check(text, find_voices(text, vote=Vote(min(end, size), tuple(opinions))))
