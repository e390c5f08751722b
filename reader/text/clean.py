"""The border: text from outside becomes safe text here.

What comes out holds no escape sequence, no control character but the newline, no bidi override, no character that
cannot be seen or encoded, and no pile of combining marks. Markup is not this module's matter: `[red]` and `<b>` are
words like others, and stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_PER_BASE = 4  # Vietnamese needs 2, pointed Hebrew 3; more is a pile that climbs over its neighbours' lines
_STRING_LIMIT = 2000  # the longest OSC title that is taken for one; a payload without a blank may be far longer
_PAYLOAD_LIMIT = 200_000

# Control strings and sequences as ECMA-48 and xterm have them, with 7-bit and 8-bit introducers. A string counts as
# one only up to its terminator on the same line; an unterminated one loses its introducer and parameters alone.
_SEQUENCES = re.compile(
    rf"""
      (?: \x1b[\]PX^_] | [\x9d\x90\x98\x9e\x9f] )           # OSC, DCS, SOS, PM, APC
      (?: (?: [^\x00-\x20\x7f-\x9f]{{0,{_PAYLOAD_LIMIT}}}+
            | [^\x00-\x1f\x7f-\x9f]{{0,{_STRING_LIMIT}}}+ )
          (?: \x07 | \x1b\\ | \x9c )
        | [0-9;]{{0,32}}+ )
    | (?: \x1b\[ | \x9b ) [0-?]{{0,64}}+ [ -/]{{0,4}}+ [@-~]?   # CSI
    | \x1b [ -/]{{0,4}}+ [0-~]?                             # every other escape: charsets, resets, keypad modes
    """,
    re.VERBOSE,
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Never of use in a line of text: C0, DEL and C1 controls, soft hyphen, bidi embeddings and isolates, zero widths,
# deprecated format characters, Mongolian vowel separator, annotation and musical format controls.
_USELESS = "\0-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a"
_DROP = re.compile(f"[{_USELESS}]+")
_NOT_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_REPLACE = re.compile(f"[{_NOT_CHARACTERS}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f)|[\U000e0000-\U000e007f]+")
# Joiners have a meaning inside Arabic, Syriac, N'Ko, Mongolian and Indic words (Khmer and Burmese included) and
# between the parts of one emoji; elsewhere they hide in words that look alike and are not.
_JOINING = "\u0600-\u07ff\u0840-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u18af\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_EMOJI = "\u20e3\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
_JOINERS = re.compile(
    f"\u200c(?:(?<![{_JOINING}]\u200c)|(?![{_JOINING}]))"
    f"|\u200d(?:(?<![{_JOINING}{_EMOJI}]\u200d)|(?<=[{_EMOJI}]\u200d)(?![{_EMOJI}]))"
)
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# A superset of runs that hold more marks than allowed: marks are neither word characters nor in the blocks named.
_MARK_RUN = re.compile(
    "[^\\w\0-\u02ff\u2000-\u200b\u200e-\u20cf\u2100-\u2cee\u2d80-\u2ddf\u2e00-\u3029\u3030-\u3098\u309b-\ua66e"
    f"\uac00-\ufb1d\U00011fff-\U00015fff\U0001f000-\U000e00ff]{{{MARKS_PER_BASE + 1},}}"
)
# A coarse superset of the blocks that hold marks, for a quick no on Latin, Greek, Cyrillic and CJK texts.
_MARK_BLOCKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2cef-\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010000-\U0001efff\U000e0100-\U000e01ef]"
)
# What most articles in western languages are made of: nothing here is suspect, a mark, or out of form.
_NOT_PLAIN = re.compile("[^\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u20ac\u2122]")
_SUSPECT = re.compile(f"[\t{_USELESS}{_NOT_CHARACTERS}\u061c\u200c-\u200f\u2028\u2029\U000e0000-\U000e007f]")


def clean(text: str) -> str:
    """Safe text of many lines: every line end is a newline, tabs are spaces, the form is NFC.

    Cleaning twice changes nothing. Text that is clean already comes back as the same object.
    """
    if _NOT_PLAIN.search(text) is None:
        return text
    # Everything suspect is unprintable to Python, and asking for that is 20 times faster than the search.
    if not text.replace("\n", "").replace("\xa0", "").isprintable() and _SUSPECT.search(text) is not None:
        text = _scrub(text)
    text = _cut_marks(text)
    if unicodedata.is_normalized("NFC", text):
        return text
    # Composing may leave more marks (a few compositions are excluded) or free a joiner's place: once more.
    return _cut_marks(unicodedata.normalize("NFC", text))


def clean_line(text: str, limit: int = 1000) -> str:
    """Safe text of one line: `clean`, every run of white space one space, at most `limit` characters.

    A longer line ends with "…" in its last place.
    """
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _scrub(text: str) -> str:
    """Take out whole escape sequences first, then single characters, then joiners that lost their neighbours."""
    if _SURROGATE.search(text):  # two halves that met again are one character; a lone half becomes U+FFFD
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _SEQUENCES.sub("", text)
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _DROP.sub("", text)
    text = _REPLACE.sub("\ufffd", text)
    text = _TAGS.sub(r"\1", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARKS.sub("", text)
    return _JOINERS.sub("", text)


def _cut_marks(text: str) -> str:
    if _MARK_BLOCKS.search(text) is None or _MARK_RUN.search(text) is None:
        return text
    return _MARK_RUN.sub(_first_marks, text)


def _first_marks(run: re.Match[str]) -> str:
    """The run with at most `MARKS_PER_BASE` marks in a row; a joiner between marks starts no new row."""
    kept: list[str] = []
    marks = 0
    for char in run.group():
        if unicodedata.category(char)[0] == "M":
            marks += 1
        elif char not in "\u200c\u200d":
            marks = 0
        if marks <= MARKS_PER_BASE:
            kept.append(char)
    return "".join(kept)
