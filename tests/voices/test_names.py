"""Who is in a story: people, organisations and places, with roles and all their mentions."""

from __future__ import annotations

import pytest

from reader.model import NameKind, Voices
from reader.voices import find_voices
from tests.voices.stories import SUMMIT, name_of, spelled


def kinds(text: str) -> dict[str, str]:
    return {n.name: n.kind.value for n in find_voices(text).names}


def test_a_story_has_its_people_organisations_and_places() -> None:
    voices = find_voices(SUMMIT, title_end=SUMMIT.index("\n"))
    found = {n.name: n.kind for n in voices.names}
    assert found["Anna Bergström"] is NameKind.PERSON
    assert found["Tomás de la Cruz"] is NameKind.PERSON
    assert found["Ingrid van der Meer"] is NameKind.PERSON
    assert found["Nordhavn Shipping Corp."] is NameKind.ORGANISATION or "Nordhavn Shipping Corp" in found
    assert found["International Ports Authority"] is NameKind.ORGANISATION
    assert found["Oslo"] is found["Lagos"] is found["Rotterdam"] is found["Kvaløya"] is NameKind.PLACE


def test_surnames_acronyms_and_accents_join_the_full_name() -> None:
    voices = find_voices(SUMMIT)
    assert spelled(SUMMIT, name_of(voices, "Anna Bergström")) == ["Anna Bergström", "Bergstrom"]
    assert spelled(SUMMIT, name_of(voices, "International Ports Authority")) == [
        "International Ports Authority",
        "IPA",
        "IPA",
    ]


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("Turkish Defense Minister Hulusi Akar announced a deal.", "Hulusi Akar", "Turkish Defense Minister"),
        ("Harbour spokeswoman Julie Hahn declined to comment.", "Julie Hahn", "Harbour spokeswoman"),
        ("Anna Berg, the chief executive of Acme, left on Monday.", "Anna Berg", "chief executive of Acme"),
        ("Malaysia's Prime Minister, Najib Razak, said no.", "Najib Razak", "Malaysia's Prime Minister"),
        ("Tom Lind met U.S. envoy Robert Moss.", "Robert Moss", "U.S. envoy"),
        ("St. Louis County Executive Anna Berg spoke.", "Anna Berg", "St. Louis County Executive"),
        ("South Korean President Park Gun-he spoke.", "Park Gun-he", "South Korean President"),
        ("Dr. Martin Luther Prince Jr. spoke.", "Martin Luther Prince Jr.", "Dr."),
        ("Chief Executive Maria Lopez resigned.", "Maria Lopez", "Chief Executive"),
        ("On Monday Peter Jones, 54, was found alive.", "Peter Jones", "54"),
        ("Governor of Washington Chris Gregoire said so.", "Chris Gregoire", "Governor of Washington"),
        ("Then the Harbour Party's Peter Jones, 54, spoke.", "Peter Jones", "Harbour Party"),
        ("Mr. Peter Jones was there.", "Peter Jones", ""),
    ],
)
def test_the_role_a_story_gives(text: str, person: str, role: str) -> None:
    assert name_of(find_voices(text), person).role == role


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("U.S. President Anna Berg flew home.", "U.S.", "place"),
        ("He works for the Ministry of Food and Drug Safety now.", "Ministry of Food and Drug Safety", "organisation"),
        ("Shares of Munich Velo fell. Velo's shares had risen.", "Munich Velo", "organisation"),
        ("They left the village of Qarbul on foot.", "Qarbul", "place"),
        ("Fire broke out near the River Dour yesterday.", "River Dour", "place"),
        ("She studied at the University of Leeds.", "University of Leeds", "organisation"),
        ("He met J. R. Hartley at noon.", "J. R. Hartley", "person"),
        ("It was Kim Jong-su who called.", "Kim Jong-su", "person"),
        ("Then Ahmed bin Rashid Al Nuaimi spoke.", "Ahmed bin Rashid Al Nuaimi", "person"),
        ("A letter to Martin Amber Jr. arrived.", "Martin Amber Jr.", "person"),
        ("Officials of the Labour party met.", "Labour party", "organisation"),
        ("Lindvik Pacific said it would sell its ships.", "Lindvik Pacific", "organisation"),
        ("Shares rose. Quantum Vela fell 3 percent.", "Quantum Vela", "organisation"),
        ("The PKO of Jalal Tamani fled.", "Jalal Tamani", "person"),
        ("Afghan Taleban fighters left.", "Taleban", "organisation"),
        ("Berg met the Banque de Lindvik.", "Banque de Lindvik", "organisation"),
        ("Velmar Burns cut its rating.", "Velmar Burns", "organisation"),
        ("South African Mary Lind won, and Briton Tom Berg lost.", "Mary Lind", "person"),
        ("South African Mary Lind won, and Briton Tom Berg lost.", "Tom Berg", "person"),
        ("BOXING - Tom Berg will fight in Oslo, and in Oslo only.", "Oslo", "place"),
        ("Theresa May left in May 2004.", "Theresa May", "person"),
        ("They met in St. Peter's Square.", "St. Peter's Square", "place"),
        ("He flew to Velmar with her.", "Velmar", "place"),
        ("They took London Underground trains.", "London Underground", "organisation"),
        ("Karel Van Moert spoke.", "Karel Van Moert", "person"),
        ("New Velmaria leader Ada Lind spoke.", "New Velmaria", "organisation"),
        ("The pitcher threw one inning in the league before the Tigers lost.", "Tigers", "organisation"),
        ("The House Oversight and Roads Committee met.", "House Oversight and Roads Committee", "organisation"),
        ("The Utah Republican left.", "Utah", "place"),
        ("Nobody won, Velmario reported.", "Velmario", "organisation"),
        ("Goods pass through Trinidad and Tobago often.", "Trinidad and Tobago", "place"),
    ],
)
def test_what_a_name_names(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "However, Tuesday was cold. Nobody came in March.",
        "The Chinese said nothing. Republicans and Democrats stayed away.",
        "The ferry Stella Marrow sank. The Stella Marrow made 5 MW.",
        "Four MLAs met two MSPs.",
        "I think the CEO watched TV and the DVD.",
        "Workers went home. Residents of the houses left. Scientists agreed.",
        "He drove a Zoltan and owned two Zoltans.",
        "",
        "\n\n \n",
    ],
)
def test_capitals_that_name_nobody(text: str) -> None:
    assert kinds(text) == {}


def test_a_line_of_capitals_gives_only_names_that_are_known() -> None:
    text = "LOPEZ WINS IN FRANCE AS RIVALS FALTER\n\nMaria Lopez won on Sunday. Lopez is 31."
    voices = find_voices(text, title_end=text.index("\n"))
    assert spelled(text, name_of(voices, "Maria Lopez")) == ["LOPEZ", "Maria Lopez", "Lopez"]
    assert {n.name for n in voices.names} == {"Maria Lopez", "France"}


def test_a_dateline_is_a_place_and_a_sport_is_none() -> None:
    text = "TENNIS - RESULTS OF THE DAY\n\nVILNIUS 1996-08-22\n\nKVALSUND, March 3 (Northwire) - Rain fell."
    assert kinds(text) == {"Vilnius": "place", "Kvalsund": "place"}


def test_names_are_ranked_and_the_first_has_full_salience() -> None:
    voices = find_voices(SUMMIT)
    weights = [n.salience for n in voices.names]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 1.0
    assert voices.names[0].name == "Anna Bergström"


def test_a_picture_credit_does_not_make_somebody_important() -> None:
    text = "Image: Rob Flash.\n\nAnna Berg spoke in Oslo.\n\nImage: Rob Flash.\n\nAnna Berg left."
    names = [n.name for n in find_voices(text).names]
    assert names.index("Anna Berg") < names.index("Rob Flash")


def test_json_there_and_back() -> None:
    voices = find_voices(SUMMIT)
    assert Voices.from_json(voices.to_json()) == voices


def test_a_club_beside_its_result_is_an_organisation() -> None:
    text = "Boston beat Toronto 5-3 at Fenway Park. England beat France 3-0. Rain fell in Dallas."
    found = kinds(text)
    assert (found["Boston"], found["Toronto"]) == ("organisation", "organisation")
    assert (found["England"], found["Fenway Park"], found["Dallas"]) == ("place", "place", "place")


RESULTS = """SOCCER - LEAGUE RESULTS

TALVIK 1996-10-05

Results of first division matches:

Derby 2 Leeds 2

Norway 1 Denmark 0

TALVIK 9 6 2 1 20

Torquay at HULL

Quarter-finals: 1 - Eva Holm (Norway) beat Ada Lind (Denmark) 6-3 6-4

A. Lovell c Otane b Sujiro 23

Derby have won at home. Rain stopped play in Leeds.
"""


def test_lines_of_results_tell_clubs_countries_and_players() -> None:
    found = {(RESULTS[s:e], n.kind.value) for n in find_voices(RESULTS).names for s, e in n.mentions}
    assert found == {
        ("TALVIK", "place"),
        ("TALVIK", "organisation"),
        ("Derby", "organisation"),
        ("Leeds", "organisation"),
        ("Leeds", "place"),
        ("Norway", "place"),
        ("Denmark", "place"),
        ("Torquay", "organisation"),
        ("HULL", "place"),
        ("Eva Holm", "person"),
        ("Ada Lind", "person"),
        ("A. Lovell", "person"),
        ("Otane", "person"),
        ("Sujiro", "person"),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They stood on the Launch Pad. Savage Summer is a Lesser-known film.", ""),
        ("The boy had acute rental fever (ARF). ARF is rare, and ARF passes.", ""),
        ("The strike is over, the Tribune reported.", "Tribune"),
        ("Velmar Research analyst Ada Lind was there.", "Velmar Research"),
        ("Velmar Research closed. Velmar opened again.", "Velmar Research"),
        ("He watched Kanal TV at noon.", "Kanal TV"),
    ],
)
def test_ordinary_words_name_nobody_and_firms_are_no_people(text: str, name: str) -> None:
    found = kinds(text)
    found.pop("Ada Lind", None)
    assert found == ({name: "organisation"} if name else {})


def test_a_surname_that_opens_a_sentence_and_a_letter_with_a_stroke() -> None:
    text = "General Suyono Hadiko left. Hadiko, tired, slept. Gunnar Østergaard woke. Ostergaard ate."
    voices = find_voices(text)
    assert spelled(text, name_of(voices, "Suyono Hadiko")) == ["Suyono Hadiko", "Hadiko"]
    assert spelled(text, name_of(voices, "Gunnar Østergaard")) == ["Gunnar Østergaard", "Ostergaard"]


def test_mr_and_mrs_tell_a_couple_apart() -> None:
    text = "Mary Lind and her husband, Robert Lind, came. Mrs. Lind spoke. Mr. Lind slept."
    voices = find_voices(text)
    assert spelled(text, name_of(voices, "Mary Lind")) == ["Mary Lind", "Lind"]
    assert name_of(voices, "Mary Lind").mentions[1][0] < name_of(voices, "Robert Lind").mentions[1][0]
