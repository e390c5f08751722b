"""Text as searching sees it: words without case and accents.

A word is a run of letters and digits. Chinese and Japanese write no spaces, so each of their characters is a word.
The tokenizer `unicode61 remove_diacritics 2` of SQLite's FTS5 leaves these words as they are, for every character there
is. Of a text that is only `spaced` it makes the same, but that it keeps the accents of Greek and Cyrillic.
"""

from __future__ import annotations

import re
import unicodedata

# Kana, ideographs and their extensions: scripts written without spaces, which an index would take for one long word.
_SPACELESS = re.compile("([\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af])")
# Vowel signs of New Tai Lue and two of Vedic: letters to Unicode since version 8, still marks between words to SQLite.
_SIGNS = re.compile("[\u19b0-\u19c9\u1cf2\u1cf3]")


class _Fold(dict[int, str]):
    """For `str.translate`: letters and digits without case and accents, space for all else; learns as it goes."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).casefold()
        if len(letter) != 1 or unicodedata.combining(chr(code)):  # "ß" stays one letter
            letter = chr(code).lower()
        plain = "".join(c for c in unicodedata.normalize("NFD", letter) if not "\u0300" <= c <= "\u036f")
        # Composed again: a syllable of Hangul is one letter, as are those of Arabic with a hamza.
        plain = unicodedata.normalize("NFC", plain)
        if plain and (not plain.isalnum() or _SIGNS.match(plain)):  # "" for an accent that stands alone
            plain = " "
        self[code] = spaced(plain)
        return self[code]


_FOLD = _Fold()


def spaced(text: str) -> str:
    """The text with spaces around every character of a script that writes none."""
    return text if text.isascii() else _SPACELESS.sub(r" \1 ", text)


def words(text: str) -> list[str]:
    """The words of a text in their order, folded."""
    return text.translate(_FOLD).split()
