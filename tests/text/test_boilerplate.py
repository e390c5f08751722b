"""Story and furniture: no sentence of a story is lost, and most of a page's frame is folded."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reader.model.article import Entry
from reader.text.html import read_page
from reader.text.markdown import read_markdown
from reader.text.plain import read_text

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "../shared/eval/boilerplate"
STORIES = ROOT / "../shared/seeds"
READERS = {".txt": read_text, ".md": read_markdown, ".html": read_page}
STORY = [
    "The council of Lindvik voted on Tuesday to rebuild the north quay, four years after a storm took it.",
    "Work will begin in May and cost 31 million crowns, said the mayor, Ana Roy.",
    "“We lost eleven days to the weather alone,” she said. “Safety comes before the calendar.”",
    "The harbour will stay open to boats shorter than 12 metres.",
    "A report is due in autumn.",
]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def folded(entry: Entry) -> str:
    return "\n".join(fold.text for fold in entry.document.folded)


def page(*after: str, before: str = "Quay to be rebuilt\n\nBy Jo Ek\n\n") -> Entry:
    return read_text(before + "\n\n".join(STORY) + "\n\n" + "\n\n".join(after) + "\n")


def assert_story(entry: Entry) -> None:
    for sentence in STORY:
        assert sentence in entry.document.text
    assert entry.document.title == "Quay to be rebuilt"


def test_the_evaluation_pages() -> None:
    if not PAGES.is_dir():
        pytest.skip("the boilerplate pages are not here: ../shared/eval/boilerplate")
    left: list[str] = []
    count = 0
    for expected in sorted(PAGES.glob("*.json")):
        truth = json.loads(expected.read_text("utf-8"))
        for suffix, read in READERS.items():
            path = expected.with_suffix(suffix)
            if not path.exists():
                continue
            count += 1
            entry = read(path.read_text("utf-8"))
            text = flat(entry.document.text)
            assert entry.title == truth["title"], path.name
            assert [s for s in truth["keep"] if flat(s) not in text] == [], path.name
            left += [s for s in truth["drop"] if flat(s) in text]
    assert count
    assert len(left) <= 3, left


def test_the_story_with_its_author_box() -> None:
    paths = sorted(STORIES.glob("*.txt"))
    if not paths:
        pytest.skip("the test story is not here: ../shared/seeds")
    entry = read_text(paths[0].read_text("utf-8"))
    text = entry.document.text
    kinds = [block.kind.value for block in entry.document.blocks]
    assert kinds == ["title", "standfirst", *["paragraph"] * 11]
    assert entry.byline == "Roshan Amiri"
    assert "[Saraqeb]" in text
    assert text.endswith("in the most rigid manner.")
    for furniture in ("Leave a Reply", "Your email address", "Watch more about", "Roshan Amiri is an advocate"):
        assert furniture not in text
        assert furniture in folded(entry)


@pytest.mark.parametrize(
    "furniture",
    [
        ["Leave a Reply", "Your email address will not be published. Required fields are marked *", "Post Comment"],
        ["3 Comments", "pierwalker", "My cousin was on that boat. Thank you, Liv.", "Reply"],
        ["Related Stories", "Five islands to visit before winter", "Why fuel prices fell in October"],
        ["Read more:", "The storm that took the quay"],
        ["Share this article", "Facebook", "WhatsApp", "Copy link"],
        ["Tags: harbour, storms", "Filed under: News"],
        ["© 2026 Lindvik Tribune. All rights reserved.", "Privacy Policy", "Terms of Use"],
        ["About the author", "Jo Ek covers ports for the Tribune. Before that Ek was a cook."],
        ["Sign up for our newsletter", "Enter your email address", "By signing up you agree to our terms."],
        ["Schreiben Sie einen Kommentar", "Ihre E-Mail-Adresse wird nicht veröffentlicht.", "Kommentar absenden"],
        ["Читайте также", "Погода на выходные", "Комментарии (4)", "Спасибо за статью!"],
        ["Lire aussi", "Le port de Lindvik en cinq dates", "Laisser un commentaire"],
        [
            "Lea también",
            "El puerto en cinco fechas",
            "Deja un comentario",
            "Tu dirección de correo electrónico no será publicada.",
        ],
    ],
)
def test_furniture_behind_a_story(furniture: list[str]) -> None:
    for entry in (page(*furniture), page("\n".join(furniture))):
        assert_story(entry)
        assert entry.document.text.endswith(STORY[-1])
        for line in furniture:
            assert flat(line) in folded(entry)


@pytest.mark.parametrize(
    "menu",
    [
        "Skip to content\nHome\nWorld\nSport\n\n",
        "Accept all cookies\nWe use cookies to improve your visit.\n\n",
        "Menu\nSign in\n\nAdvertisement\n\n",
    ],
)
def test_a_menu_before_the_title(menu: str) -> None:
    entry = page(before=f"{menu}Quay to be rebuilt\n\nBy Jo Ek\n3 May 2026\nShare on X\n\n")
    assert_story(entry)
    assert entry.byline == "Jo Ek"
    assert entry.published is not None
    assert menu.split("\n")[0] in folded(entry)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story continues below advertisement",
        "Read more: The storm that took the quay",
        "Sign up for our newsletter",
    ],
)
def test_furniture_in_the_middle_goes_alone(line: str) -> None:
    text = "\n\n".join([*STORY[:2], line, *STORY[2:]])
    entry = read_text(f"Quay to be rebuilt\n\n{text}")
    assert_story(entry)
    assert line not in entry.document.text
    place = next(fold.at for fold in entry.document.folded if line in fold.text)
    assert entry.document.text[place:].startswith(STORY[2])


@pytest.mark.parametrize(
    "sentence",
    [
        "Comments are closed, the sign on the door said; so was the door.",
        "Only 31 percent still print the words “Leave a Reply” under an article.",
        "Read more books, the minister told the pupils on her visit.",
        "Share prices fell by 3 percent in early trading on Monday.",
        "About the author little is known beyond two letters and a bill.",
        "Follow the money, the prosecutor told the jury at the end.",
        "Related diseases killed 40 people in the district last year.",
        "Subscribe or not, readers will find the report in the library.",
        "Ana Roy is a professor at Lindvik; she said the quay would stand.",
        "More from the fund would be welcome, the mayor said.",
        "Watch more closely, the coach told them, and they did.",
        "Copyright law will change in May under the bill.",
    ],
)
@pytest.mark.parametrize("place", [1, 3, 5])
def test_a_sentence_that_speaks_of_furniture_is_story(sentence: str, place: int) -> None:
    text = "\n\n".join([*STORY[:place], sentence, *STORY[place:]])
    entry = read_text(f"Quay to be rebuilt\n\n{text}\n\nLeave a Reply\n\nName *\n")
    assert_story(entry)
    assert sentence in entry.document.text


def test_a_list_at_the_end_is_story() -> None:
    entry = page(
        "- Trail map: sheet 14\n- Emergency: 112", "Email this article\nCopy link\nComments (12)\n\nGreat tips!"
    )
    assert entry.document.text.endswith("- Trail map: sheet 14\n\n- Emergency: 112")


def test_a_long_list_does_not_cost_the_last_paragraph() -> None:
    items = "\n".join(f"- item {n}" for n in range(15))
    entry = page(items, "That is the whole list.", "Tags: lists", "Leave a Reply")
    assert entry.document.text.endswith("- item 14\n\nThat is the whole list.")


def test_two_authors_have_two_boxes_and_the_story_stays() -> None:
    entry = page("Jo Ek is a reporter in Lindvik.", "Bo Li is a writer and lives by the sea.", "Leave a Reply")
    assert_story(entry)
    assert entry.document.text.endswith(STORY[-1])
    entry = page("Jo Ek is a reporter in Lindvik.", "The quay opens in May.", "Leave a Reply")
    assert entry.document.text.endswith("The quay opens in May.")


def test_a_teaser_far_below_the_story_is_folded() -> None:
    headlines = [f"Headline number {n} of the day" for n in range(12)]
    entry = page("Top Stories", *headlines, "A storm took a bridge in the north.", "Privacy Policy")
    assert entry.document.text.endswith(STORY[-1])


def test_a_count_of_comments_above_the_story_ends_nothing() -> None:
    entry = page(before="Quay to be rebuilt\n\nBy Jo Ek\n12 Comments\n\n")
    assert_story(entry)


def test_a_portrait_in_a_story_is_no_author_box() -> None:
    entry = page("Ana Roy is a historian and has led the council since 2021.")
    assert entry.document.text.endswith("since 2021.")


def test_a_tail_is_cut_and_the_paragraph_stays() -> None:
    entry = page("The quay will be ready in 2028. Read more about storms, ports.", "Leave a Reply")
    assert entry.document.text.endswith("\n\nThe quay will be ready in 2028.")
    assert "Read more about storms, ports." in folded(entry)


def test_a_text_without_prose_is_left_whole() -> None:
    poem = "The hum\n\nHome\n\nNo wind\nNo wave"
    assert flat(read_text(poem).document.text) == flat(poem)


HEAD = "<html lang=en><head><title>Quay to be rebuilt | Post</title></head><body>"
BODY = "".join(f"<p>{sentence}</p>" for sentence in STORY)


@pytest.mark.parametrize(
    "source",
    [
        f"<nav><p>Secret words stand here.</p></nav><main><h1>Quay to be rebuilt</h1>{BODY}</main>",
        f"<article><h1>Quay to be rebuilt</h1>{BODY}</article><div><p>Secret words stand here.</p></div>",
        f"<h1>Quay to be rebuilt</h1><div class='post-sidebar'><p>Secret words stand here.</p></div>{BODY}",
        f"<h1>Quay to be rebuilt</h1>{BODY}<div id=relatedPosts><p>Secret words stand here.</p></div>",
        f"<h1>Quay to be rebuilt</h1>{BODY}<section class=comments>{'<p>Secret words stand here.</p>' * 90}</section>",
        f"<h1>Quay to be rebuilt</h1>{BODY}<footer><p>Secret words stand here.</p></footer>",
        f"<form><h1>Quay to be rebuilt</h1>{BODY}</form><aside>Secret words stand here.</aside>",
    ],
)
def test_structure_tells_furniture(source: str) -> None:
    entry = read_page(HEAD + source)
    assert_story(entry)
    assert "Secret words" not in entry.document.text
    assert "Secret words" in folded(entry)


@pytest.mark.parametrize("name", ["share", "ad", "sidebar", "widget", "newsletter"])
def test_a_name_does_not_cost_the_story(name: str) -> None:
    entry = read_page(f"{HEAD}<h1>Quay to be rebuilt</h1><div class={name}>{BODY}</div>")
    assert_story(entry)


def test_a_page_saved_as_text() -> None:
    lines = ["Home", "News", "Sport", "Trending", "Minister quits after row over dues", "Quay to be rebuilt"]
    lines += ["Jo Ek · 3 May 2026 · 4 min read", *STORY[:2], "Image caption", *STORY[2:], "More on this story"]
    lines += ["Storm takes the quay", "12 May 2022", "Top Stories", "A headline of five words", "Terms of Use"]
    entry = read_text("\n".join(lines))
    assert entry.document.text == "\n\n".join(["Quay to be rebuilt", *STORY])
    assert entry.byline == "Jo Ek"
    assert entry.published is not None


def test_what_a_page_says_of_itself() -> None:
    entry = read_page(
        '<html lang="en-GB"><head><title>Quay | Post</title><meta property="og:title" content="Quay to be rebuilt">'
        '<meta property="article:published_time" content="2026-05-03T10:00:00+02:00">'
        '<script type="application/ld+json">'
        '{"@graph":[{"@type":"NewsArticle","author":[{"name":"Jo Ek"},{"name":"Bo Li"}]}]}'
        f"</script></head><body><h1>Quay to be rebuilt</h1>{BODY}",
        url="https://post.example/quay",
    )
    assert (entry.title, entry.byline, entry.language) == ("Quay to be rebuilt", "Jo Ek, Bo Li", "en-GB")
    assert entry.published is not None
    assert entry.published.isoformat() == "2026-05-03T10:00:00+02:00"
    assert entry.link == "https://post.example/quay"


def test_a_page_stuffed_past_reason_keeps_its_words() -> None:
    entry = read_page("<div>" * 60_000 + BODY)
    for sentence in STORY:
        assert sentence in entry.document.text
