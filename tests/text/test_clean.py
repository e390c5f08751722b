"""The border: no byte of an attack passes, no letter of a language is harmed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.clean import clean, clean_line

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
INVISIBLE = re.compile("[\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\u2028\u2029]")
WORDS = "The bridge reopened. " * 250

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "\x1b\x07\x9b\x9d\x9c\x90\x18\x00\r\n\t\v\x85[]P^_\\;0m h"
            "\u200c\u200d\u200b\u202e\u2066\ufeff\u00ad\u0301\u0316"
            "\u0344\u0915\u094d\u0628\u064b\U0001f3f4\U000e0067\U000e007f\u2764\ufe0f\U0001f525\ud83d\ude00\u1100\u1161e\u0300"
        ),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("hostile", "expected"),
    [
        (f"a{ESC}]0;pwned{BEL}b", "ab"),  # window title
        (f"a{ESC}]52;c;cm0gLXJmIC8={BEL}b", "ab"),  # clipboard
        (f"a{ESC}]52;c;{'QUJD' * 20_000}{ST}b", "ab"),
        (f"{ESC}]8;;https://evil.example{ST}bank{ESC}]8;;{ST}", "bank"),  # a link that says something else
        ("a\x9d0;pwned\x9cb", "ab"),
        (f'a{ESC}P$q"p{ST}b', "ab"),  # a request whose answer is typed as input
        (f"a{ESC}[6nb", "ab"),
        (f"a{ESC}[>0;276;0cb", "ab"),
        (f"a{ESC}_Gi=1;AAAA{ST}b", "ab"),
        (f"a{ESC}^secret{ST}b{ESC}Xsecret{ST}c", "abc"),
        ("a\x9b31mb\x9b0m", "ab"),
        ("a\x90+q544e\x9cb\x9fx\x9cc\x9ex\x9cd\x98x\x9ce", "abcde"),
        (f"a{ESC}[201~b{ESC}[?1049hc", "abc"),  # the end of a paste, the other screen
        (f"a{ESC}cb{ESC}(0c{ESC}#8d{ESC}=e", "abcde"),
        (f"a{ESC}[38;2;255;0;0mred{ESC}[0m", "ared"),
        (f"a{ESC}", "a"),
        (f"a{ESC}{ESC}[31mb", "ab"),
    ],
)
def test_whole_sequences_go(hostile: str, expected: str) -> None:
    assert clean(hostile) == expected


@pytest.mark.parametrize(
    "start", [f"{ESC}]0;x", f"{ESC}Px", f"{ESC}_x", f"{ESC}^x", f"{ESC}Xx", "\x9dx", "\x90x", "\x9fx"]
)
def test_an_unterminated_string_never_eats_the_article(start: str) -> None:
    cleaned = clean(start + "\n" + WORDS)
    assert cleaned.endswith(WORDS)
    assert not CONTROL.search(cleaned)
    assert WORDS.strip() in clean(start + WORDS)


def test_a_string_does_not_reach_over_a_line_or_the_next_introducer() -> None:
    assert clean(f"{ESC}]0;one\nA whole story.\n{BEL}") == "one\nA whole story.\n"
    assert clean(f"{ESC}]0;{ESC}]0;x{BEL}story") == "story"


def test_an_unterminated_csi_loses_its_parameters_only() -> None:
    assert clean(f"{ESC}[31") == ""
    assert clean(f"{ESC}[31\nwords") == "\nwords"
    assert clean("\x9b0;31\nwords") == "\nwords"


def test_every_control_character_goes() -> None:
    controls = "".join(chr(c) for c in [*range(0x20), *range(0x7F, 0xA0)] if chr(c) not in "\n\r\t\v\f\x85")
    for control in controls:
        assert not CONTROL.search(clean(f"a{control}b c"))
    assert clean("a\x00b\x0ec\x08d\x07e\x7ff") == "abcdef"


def test_line_ends_are_newlines_and_tabs_are_spaces() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\vf\fg\x85h\ni") == "a\nb\nc\nd\ne\nf\ng\nh\ni"
    assert clean("a\tb") == "a b"


def test_a_title_is_one_line() -> None:
    assert clean_line(" a\r\nb\u2028\tc\u00a0 d\x07\x08\x0e\x00 ") == "a b c d"
    assert clean_line(f"x{ESC}]0;t{BEL}\ny") == "x y"


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    assert clean_line("abcdef", limit=6) == "abcdef"
    assert clean_line("abcdefg", limit=6) == "abcde…"
    assert clean_line("abcd efg", limit=6) == "abcd…"
    assert len(clean_line("word " * 10_000)) <= 1000


def test_bidi_overrides_zero_widths_and_tags_go() -> None:
    assert (
        clean("a\u202eb\u202ac\u2066d\u2069e\u200bf\u2060g\ufeffh\u206fi\u180ej\U000e0041k\U000e0001l")
        == "abcdefghijkl"
    )
    assert clean("user\u200c@\u200dbank\u200e\u200f") == "user@bank"
    assert clean("pay\u00adment") == "payment"


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم به خانه بروم",  # Persian with a non-joiner inside a word
        "هـ‍ ١٤٤٧",
        "اَلْعَرَبِيَّةُ لُغَةٌ",
        "שָׁלוֹם עֲלֵיכֶם",
        "क्‍ष और र्‍य",
        "ක්‍රියා",
        "ประเทศไทย ก็มี",
        "Tiếng Việt",
        "👩‍🚀 🏳️‍🌈 👨‍👩‍👧‍👦 ❤️‍🔥 👍🏽 🇺🇦 1️⃣",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "新しい駅が開業した。　次の段落",
        "5 km — “quoted” … €3",
        "שלום\u200f!",
    ],
)
def test_languages_and_emoji_are_unharmed(text: str) -> None:
    assert clean(unicodedata.normalize("NFC", text)) == unicodedata.normalize("NFC", text)


def test_joiners_outside_their_scripts_go() -> None:
    assert clean("pay\u200cpal") == "paypal"
    assert clean("pay\u200dpal") == "paypal"
    assert clean("م\u200c ") == "م "
    assert clean("👩\u200dx") == "👩x"


def test_marks_are_counted_even_through_joiners() -> None:
    pile = "e" + "\u0301\u0316\u0334" * 2000
    assert len(clean(pile)) <= 5
    assert sum(unicodedata.category(c)[0] == "M" for c in clean("क" + "\u094d\u200d" * 500)) == 4
    assert sum(unicodedata.category(c)[0] == "M" for c in clean("e" + "\u0344" * 9)) <= 4
    assert clean("Z" + "\u0335" * 9 + "algo") == "Z" + "\u0335" * 4 + "algo"


def test_what_cannot_be_encoded_is_replaced() -> None:
    assert clean("a\ud800b\udfffc\ufdd0d\uffffe\U0001fffef") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"
    assert clean("\ud83d\ude00") == "😀"


def test_the_form_is_nfc() -> None:
    assert clean("Cafe\u0301") == "Café"
    assert clean("\u1112\u1161\u11ab") == "한"


def test_markup_is_left_alone() -> None:
    text = "[red]x[/nosuch] [@click=app.quit]y[/] <b>z</b> &amp; [Saraqeb]"
    assert clean(text) is text


def test_clean_text_is_the_same_object() -> None:
    for text in (WORDS, "Мэрия объяснила задержку. " * 50, "駅が開業した。" * 50):
        assert clean(text) is text


@settings(deadline=None)
@given(HOSTILE)
def test_what_comes_out_is_safe_and_stays_so(text: str) -> None:
    cleaned = clean(text)
    assert not CONTROL.search(cleaned)
    assert not INVISIBLE.search(cleaned)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    marks = 0
    for char in cleaned:
        if unicodedata.category(char)[0] == "M":
            marks += 1
        elif char not in "\u200c\u200d":
            marks = 0
        assert marks <= 4


@settings(deadline=None)
@given(HOSTILE, st.integers(min_value=1, max_value=40))
def test_a_line_has_no_break_and_keeps_its_limit(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert not re.search(r"[\n\r\t]|\s\s", line)
