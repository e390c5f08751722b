"""Who said what, and whose a figure is."""

from __future__ import annotations

import pytest

from reader.figures import find_figures
from reader.findings import find
from reader.model import Findings, QuoteKind
from reader.voices import attribute, find_voices
from tests.voices.stories import SUMMIT, said


def quotes(text: str) -> list[tuple[str | None, str]]:
    return said(text, find_voices(text))


def owners(text: str) -> dict[str, str | None]:
    figures = find_figures(text)
    return {f.text: f.speaker for f in attribute(figures, find_voices(text).quotes, text)}


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Anna Berg said the road was closed.", "Anna Berg", "the road was closed"),
        ("Anna Berg said on Tuesday that it rained.", "Anna Berg", "it rained"),
        ("The road was closed, Anna Berg said on Tuesday.", "Anna Berg", "The road was closed"),
        ("The road was closed, said Anna Berg.", "Anna Berg", "The road was closed"),
        ("According to Anna Berg, the road was closed.", "Anna Berg", "the road was closed"),
        ("The road was closed, according to Anna Berg.", "Anna Berg", "The road was closed"),
        ('"We shut the road," said Anna Berg.', "Anna Berg", '"We shut the road,"'),
        ('"We shut the road," Anna Berg, head of roads, said.', "Anna Berg", '"We shut the road,"'),
        ("“We shut it,’’ Anna Berg said.", "Anna Berg", "“We shut it,’’"),
        ('Anna Berg told Northwire: "We shut the road."', "Anna Berg", '"We shut the road."'),
        ("Anna Berg told reporters that it rained.", "Anna Berg", "it rained"),
        ("Officials say the toll could rise.", "Officials", "the toll could rise"),
        ("A new poll found voters were tired.", "new poll", "voters were tired"),
        ("The council gave an account on Friday that rain had come.", "council", "rain had come"),
        ('Anna Berg left early, saying "it was far too cold to stay".', "Anna Berg", '"it was far too cold to stay"'),
        ('"We shut the road," the engineer, Anna Berg, said.', "Anna Berg", '"We shut the road,"'),
        ("The plan, Anna Berg said, would cost more.", "Anna Berg", "The plan / would cost more"),
        ("The road was closed, Anna Berg, its warden, told the Coast Council.", "Anna Berg", "The road was closed"),
        ("The road was closed, Anna Berg said Friday, citing a letter.", "Anna Berg", "The road was closed"),
        ("The road, which Anna Berg said was closed, is open.", "Anna Berg", "was closed"),
        ("The board, which said the road was closed, has met.", "board", "the road was closed"),
        ("In a letter, Anna Berg thanked them and said the road was closed.", "Anna Berg", "the road was closed"),
        ("But residents reached by phone say the road is closed.", "residents reached by phone", "the road is closed"),
        ("Two of the men, who did not want to be named, said Berg left.", "Two of the men", "Berg left"),
        ('"We shut it," Anna Berg told Lakeside "Meet the Mayor."', "Anna Berg", '"We shut it,"'),
        ('"We shut it," said her sister, Eva Berg.', "Eva Berg", '"We shut it,"'),
        ('Anna Berg called the road "a trap" for lorries.', "Anna Berg", 'the road "a trap"'),
        ("An Acme official said the road was closed.", "Acme official", "the road was closed"),
        ("The road was closed, Northwire quoted a farmer as saying.", "farmer", "The road was closed"),
        ("Northwire quoted the mayor, Anna Berg, as saying that it rained.", "Anna Berg", "it rained"),
        ('Anna Berg was quoted as saying: "We shut the road."', "Anna Berg", '"We shut the road."'),
        ("The Roads Institute found the road was closed.", "Roads Institute", "the road was closed"),
        ("In fact, records show he left in May.", "records", "he left in May"),
        ("Anna Berg said privately that it rained.", "Anna Berg", "it rained"),
        ("The letter, first reported by Northwire, says the road is closed.", "letter", "the road is closed"),
        ("The board, citing letters, reported 41 injuries in May.", "board", "41 injuries in May"),
        ("The teachers' union says 900 jobs are at risk.", "teachers' union", "900 jobs are at risk"),
        ("Her deputy, Anna Berg, later told NRK the sum could rise.", "Anna Berg", "the sum could rise"),
        ("The dam was full, according to its operator, Nordkraft.", "Nordkraft", "The dam was full"),
        ('Anna Berg: "We shut the road."', "Anna Berg", '"We shut the road."'),
        ("Anna Berg thinks the road is closed.", "Anna Berg", "the road is closed"),
        ("The mayor put the number of cars at 40 and left.", "mayor", "the number of cars at 40"),
        ("Berg told a panel of nine farmers on Monday the road was closed.", "Berg", "the road was closed"),
        ("The port, which has 9 quays and says it will dig 3 more, lost money.", "port", "it will dig 3 more"),
    ],
)
def test_orders_of_source_verb_and_statement(text: str, speaker: str, words: str) -> None:
    assert quotes(text) == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The state of the roads is poor. A report was due. Claims rose by 5 percent.",
        "He had nothing to say. It is said to be old. They want to tell you more.",
        'They call it "the pit" and fish there.',
        "Anna Berg announced a deal on Monday.",
        "I think so. We say it often.",
        "Several states would ban it. Bank estimates are low. Media reports that 12 died were denied.",
        "Nobody said it was. No one said it was.",
        "The road, said to be closed, is open. Lind, reported to have left, is here.",
        "Under a plan announced on Friday, Acme will pay 40 farmers. It is believed that 30 will go.",
        "People say that a lot. Anna Berg supports the plan and expects it to pass.",
    ],
)
def test_what_nobody_said(text: str) -> None:
    assert quotes(text) == []


def test_a_mark_that_opens_nothing_opens_no_quotation() -> None:
    text = 'The long pipe is 9" wide, Anna Berg said. Some 300 people watched the 40 boats go.'
    assert quotes(text) == [("Anna Berg", 'The long pipe is 9" wide')]
    assert owners(text)["40 boats"] is None


def test_kinds() -> None:
    text = 'Anna Berg said it was "a shame". "I am going home now," said Tom Lind. Eva Holm said it rained.'
    assert [q.kind for q in find_voices(text).quotes] == [QuoteKind.MIXED, QuoteKind.DIRECT, QuoteKind.INDIRECT]


def test_a_second_quotation_in_the_paragraph_goes_on() -> None:
    found = quotes('"We lost the boats," said Anna Berg. "It will take years to build them again."')
    assert found == [("Anna Berg", '"We lost the boats," / "It will take years to build them again."')]


def test_a_quotation_that_runs_over_paragraphs_keeps_its_speaker() -> None:
    text = 'Anna Berg said: "We lost nine boats in a night.\n\n"It will take years to build them again."'
    assert [speaker for speaker, _ in quotes(text)] == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Anna Berg met Tom Lind. She said it rained. He said it snowed.", ["Anna Berg", "Tom Lind"]),
        ("Prime Minister Tom Lind left. The prime minister said it rained.", ["Tom Lind"]),
        ("Acme Corp lost money. The company said it would close. It said sales were down.", ["Acme Corp"] * 2),
        ("Anna Berg said it rained. Mrs. Berg added that it was cold.", ["Anna Berg", "Anna Berg"]),
        ("Anna Berg said it rained, and warned that snow would come.", ["Anna Berg", "Anna Berg"]),
        ("Its owner, Marrow Line, said it rained.", ["Marrow Line"]),
        ("The UN refugee agency said it rained.", ["UN refugee agency"]),
        ("The UN news agency said it rained.", ["UN"]),
        ("A spokesman for Acme Corp said it rained.", ["spokesman for Acme Corp"]),
        ("Tom Lind, who said it rained, left.", ["Tom Lind"]),
        ('"It rained," Anna Berg said, adding that snow would come.', ["Anna Berg", "Anna Berg"]),
    ],
)
def test_speakers_are_resolved_inside_the_story(text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _ in quotes(text)] == speakers


def test_figures_get_the_nearest_voice() -> None:
    assert owners(SUMMIT) == {
        "4,000 jobs": "Anna Bergström",
        "12 ports": "Tomás de la Cruz",
        "54": None,
        "$3 million a month": "Ingrid van der Meer",
        "300 ships": "International Ports Authority",
    }


def test_two_clauses_two_voices() -> None:
    text = "While Anna Berg has said that nearly 1,000 people fled, Tom Lind stated on Friday that 586 were moved."
    assert owners(text) == {"nearly 1,000 people": "Anna Berg", "586": "Tom Lind"} or owners(text) == {
        "1,000 people": "Anna Berg",
        "586": "Tom Lind",
    }


def test_a_nested_source_is_the_nearest_and_the_outer_one_stays() -> None:
    text = "According to Northwire, Anna Berg said 40 boats were lost."
    assert owners(text) == {"40 boats": "Anna Berg"}
    assert [speaker for speaker, _ in quotes(text)] == ["Northwire", "Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        "A harbour source told that 40 boats were moved because of “bad weather,” the Tribune reported.",
        "According to the Tribune, a harbour source said 40 boats were moved.",
    ],
)
def test_who_passes_it_on_stands_beside_the_figure(text: str) -> None:
    found = find(text)
    assert [figure.speaker for figure in found.figures] == ["harbour source"]
    assert found.via() == [("Tribune",)]
    assert [figure["via"] for figure in found.to_json()["figures"]] == [["Tribune"]]
    assert Findings.from_json(found.to_json()) == found


def test_the_story_itself_has_no_voice() -> None:
    text = "Rain fell on 12 towns. Tom Lind said 40 boats were lost. Some 300 people watched."
    figures = attribute(find_figures(text), find_voices(text).quotes, text)
    assert [(f.speaker, f.cue) for f in figures] == [(None, None), ("Tom Lind", "said"), (None, None)]


def test_in_an_interview_the_one_who_answers_says_i() -> None:
    opening = "Anna Berg builds boats.\n\nWhy boats?\n\nI think boats are honest.\n\n"
    asked = opening + "And houses?\n\nI hope that they last.\n\n"
    report = "Anna Berg builds boats.\n\nI think boats are honest.\n\nI hope that they last."
    assert quotes(asked + "Any others?") == [("Anna Berg", "boats are honest"), ("Anna Berg", "they last")]
    assert quotes(report) == []
    assert quotes(asked + "Tom Lind asked.\n\nAny others?")[0][0] is None
