"""Pages saved as text: the story out of menus, teasers, comments and legal notices; measured on made-up pages."""

from __future__ import annotations

import pytest

from reader.model.article import Entry
from reader.text.plain import read_text
from tests.eval.fulltext import scores

TITLE = "Quay to be rebuilt"
STORY = [
    "The council of Lindvik voted on Tuesday to rebuild the north quay, four years after a storm took it.",
    "Work will begin in May and cost 31 million crowns, said the mayor, Ana Roy.",
    "“We lost eleven days to the weather alone,” she said. “Safety comes before the calendar.”",
    "The harbour will stay open to boats shorter than 12 metres.",
]
MENU = ["Home", "News", "World", "Sport", "Rowing", "Courts", "Weather", "Search"]
TEASER = "A year after the flood the shops have opened again, but few of their customers have come back."
HEADLINES = ["Minister quits over dues", "Why herons stay", "Bakery opens its doors", "Cup tie is postponed"]


def saved(*lines: str) -> Entry:
    return read_text("\n\n".join(lines) + "\n")


def text_of(entry: Entry) -> str:
    return entry.document.text[entry.document.body_start :]


@pytest.mark.parametrize("part", ["tuning", "aside"])
def test_made_up_pages(part: str) -> None:
    """No more than a trifle of a story is lost, however the page was saved. `python -m tests.eval fulltext`."""
    for name, result in scores(part).items():
        assert result.recall >= (0.995 if name == "html" else 0.965), name
        assert result.f1 >= 0.93, name


def test_teasers_around_a_story_are_folded() -> None:
    cards = [line for headline in HEADLINES for line in (headline, TEASER, "3 hours ago")]
    entry = saved(*MENU, "Top stories", *cards, TITLE, "By Jo Ek", *STORY, "More on this story", *cards, "About us")
    assert (entry.title, entry.byline, text_of(entry)) == (TITLE, "Jo Ek", "\n\n".join(STORY))


def test_a_story_of_short_pieces_behind_teasers_is_kept_without_a_byline() -> None:
    cards = [line for headline in HEADLINES for line in (headline, TEASER)]
    pieces = [line for n, line in enumerate(STORY) for line in (f"The {n}th thing about it", line)]
    lead, end = (
        STORY[0] + " Here is why.",
        ["And that, said the mayor, was that.", STORY[2] + " It was late in the day."],
    )
    entry = saved(*MENU, "Top stories", *cards, TITLE, "Copy link", lead, *pieces, *end, "Contact us")
    assert all(line in text_of(entry) for line in (lead, *pieces, *end))


def test_readers_comments_are_folded() -> None:
    comments = [
        line for n in range(9) for line in (f"harbour_fan_{n}", "2 hours ago", STORY[1] + " So they say.", "Reply")
    ]
    entry = saved(*MENU, TITLE, *STORY, "Copy link", "From the harbour wall", *comments, "Privacy policy")
    assert text_of(entry).startswith("\n\n".join(STORY))
    assert "So they say" not in text_of(entry)


def test_a_story_of_short_pieces_is_kept_whole() -> None:
    pieces = [line for n, line in enumerate(STORY) for line in (f"The {n}th thing about it", line)]
    entry = saved(
        *MENU, TITLE, "By Jo Ek", STORY[0] + " Here is why.", *pieces, "Related stories", *HEADLINES, "Contact us"
    )
    assert all(line in text_of(entry) for line in pieces)
    assert HEADLINES[0] not in text_of(entry)


def test_share_buttons_and_promotions_in_a_story_part_nothing() -> None:
    share = ["Share", "Facebook", "Twitter", "WhatsApp", "Copy link", "Print this page"]
    promotion = ["Get our morning briefing", "All that matters in your inbox at seven.", "Enter your email", "Sign up"]
    entry = saved(*MENU, TITLE, STORY[0], *share, STORY[1], *promotion, STORY[2], *share, STORY[3], "Terms of use")
    assert text_of(entry) == "\n\n".join(STORY)


def test_a_table_with_a_cell_on_each_line_is_the_story_s() -> None:
    cells = ["Quay", "Cost", "North quay", "31", "South quay", "12", "Pier", "4 m"]
    entry = saved(*MENU, TITLE, *STORY, *cells, "Related stories", *HEADLINES, "Privacy policy")
    assert text_of(entry) == "\n\n".join([*STORY, *cells])
    entry = saved(*MENU, TITLE, *STORY[:2], *cells * 4, *STORY[2:], "Related stories", *HEADLINES, "Privacy policy")
    assert text_of(entry) == "\n\n".join([*STORY[:2], *cells * 4, *STORY[2:]])


@pytest.mark.parametrize(
    "caption",
    [
        "The quay in March, when it was closed to all. Photograph: Jo Ek/Northlight",
        "Boats wait outside the harbour on Monday. (Bo Li/Lindvik Post)",
        "FILE - In this Jan. 12 photo, the quay lies under snow.",
        "Image copyright Getty Images",
        "The mayor speaks to reporters in the rain. REUTERS/Bo Li",
    ],
)
def test_a_caption_with_its_credit_is_folded(caption: str) -> None:
    entry = saved(*MENU, TITLE, STORY[0], caption, *STORY[1:], "Privacy policy")
    assert text_of(entry) == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "notice",
    [
        "Copyright 2026 Post. This material may not be published, broadcast or passed on.",
        "By going on you agree to our terms of use and our privacy policy, which say what we do with your data.",
        "This site uses cookies on every page that you open.",
        "If you like what we do, please consider supporting us with two crowns a month.",
        "This article was first published in Northlight, our partner in the north.",
    ],
)
def test_what_a_site_says_for_itself_is_folded(notice: str) -> None:
    entry = saved(*MENU, TITLE, *STORY, notice, "Terms of use")
    assert text_of(entry) == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Finland became a member of the alliance in the spring of that year.",
        "The drug may not be used in children under the age of twelve.",
        "Births registered in England and Wales fell by 3% to 591,000.",
        "The book was first published in 1949 and never went out of print.",
        "There was one problem with the picture: it was a fake.",
        "The council wants to make use of this site for 40 homes.",
        "Browsers will stop the use of cookies by third parties next year.",
        "He had unlimited access to the president for eight months.",
        "The firm changed its privacy policy in May without telling anyone.",
        "Her newsletter has 3,000 readers in the two counties.",
        "She sold her archive to Getty Images.",
        "It finished 2-1.",
        "Like many others, he left.",
    ],
)
def test_a_sentence_that_speaks_of_such_things_is_kept(line: str) -> None:
    entry = saved(*MENU, TITLE, *STORY[:2], line, *STORY[2:], "Related stories", *HEADLINES, "Privacy policy")
    assert text_of(entry) == "\n\n".join([*STORY[:2], line, *STORY[2:]])
    entry = saved(*MENU, TITLE, *STORY, line, "Related stories", *HEADLINES, "Privacy policy")
    assert text_of(entry).endswith(line)


def test_a_menu_on_one_line_is_no_story() -> None:
    menu = "Home News World Sport Rowing Courts Weather Search Opinion Letters Films Books Travel Food Jobs Cars Homes"
    menu += " Video Radio Quiz Maps"
    piece = [line for n, line in enumerate(STORY) for line in (f"{n + 1}. Of the quay", line)]
    entry = saved("Lindvik Post", menu, menu, *MENU, TITLE, *piece, "Privacy policy")
    assert menu not in text_of(entry)
    assert all(line in text_of(entry) for line in piece)


def test_where_no_stretch_stands_out_nothing_is_folded_for_its_place() -> None:
    cards = [line for headline in HEADLINES * 4 for line in (headline, TEASER, "3 hours ago")]
    entry = saved("Top stories", *cards, "Privacy policy")
    assert text_of(entry).count(TEASER) == 16


def test_a_text_without_blank_lines_is_read_as_lines() -> None:
    heading = "What it will cost"
    lines = [*MENU, TITLE, *STORY[:2], "Related: Minister quits", STORY[2], heading, STORY[3], "Privacy policy", *MENU]
    entry = read_text("\n".join(lines))
    assert text_of(entry) == "\n\n".join([*STORY[:3], heading, STORY[3]])


def test_addresses_in_angle_brackets_become_links() -> None:
    first = STORY[0].replace("north quay", "north quay <https://post.example/map>")
    entry = read_text(f"{TITLE}\n\n{first}\n\nSee the plan <https://post.example/plan>\n\nx <not an address> y z.")
    text = entry.document.text
    assert text == f"{TITLE}\n\n{STORY[0]}\n\nSee the plan\n\nx <not an address> y z."
    links = [(text[link.start : link.end], link.url) for link in entry.document.links]
    assert links == [("quay", "https://post.example/map"), ("See the plan", "https://post.example/plan")]


def test_a_paragraph_that_its_links_broke_is_one() -> None:
    broken = STORY[0].replace(" on Tuesday ", "\non Tuesday\n")
    verse = (
        "The boats lie still beneath the hill,\nthe gulls are out,\nand no one in the village knows which way it blows."
    )
    entry = read_text(f"{TITLE}\n\n{broken}\n\n{STORY[1]}\n\n{verse}\n")
    assert text_of(entry) == "\n\n".join([STORY[0], STORY[1], *verse.split("\n")])
