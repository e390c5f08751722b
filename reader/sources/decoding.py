"""Bytes of unknown encoding to text."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<?" or "<x" looks without a byte order mark (XML 1.0, appendix F); "{" for JSON.
_BARE = (
    (re.compile(rb"\0\0\0[<{]"), "utf-32-be"),
    (re.compile(rb"[<{]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0[<{]\0[^\0]"), "utf-16-be"),
    (re.compile(rb"[<{]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\x4c\x6f\xa7\x94"), "cp037"),
)
_MARKUP = re.compile(r"<[A-Za-z?!/]|[{\[]\s*[\"\]}]")
_MARKUP_BYTES = re.compile(rb"<\0?[A-Za-z?!/]|[{\[]\s*[\"\]}]")
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_CHARSET = re.compile(r"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)", re.I)
_META_CHARSET = re.compile(r"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)

# Names that mean a superset in practice (WHATWG Encoding Standard, 4.2).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# Codecs that are no encoding of a document, or that a sender could use to smuggle characters past a check.
_REFUSED = {"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_DETECT_FROM = 10  # bytes past ASCII; with fewer, statistics are a lottery
# Told apart by their alphabets. Windows-1250 and -1254 are left out: western texts are taken for them too often.
_DETECTED = ("cp1252", "cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949")
_DETECT_BYTES = 200_000  # what the statistical detection looks at; more does not make it better


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of a document, and a sentence about what had to be guessed or replaced ("" when nothing was).

    In order: a byte order mark, unless no markup is left with it; the `charset` of `content_type` (an HTTP header's
    value); what the document declares (XML declaration, HTML meta); UTF-8; statistical detection; Windows-1252. A
    declared single-byte encoding gives way to UTF-8 when the bytes are valid UTF-8 with non-ASCII characters in them,
    which is never an accident. Never raises; undecodable bytes become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            marked, note = _strict_or_replaced(body[len(mark) :], encoding)
            if _MARKUP.search(marked) or not _MARKUP_BYTES.search(body):
                return marked, note
            body = body[len(mark) :]  # it lies
            break
    for pattern, encoding in _BARE:
        if pattern.match(body):
            return _strict_or_replaced(body, encoding)

    utf8 = _try(body, "utf-8")
    if utf8 is not None and not utf8.isascii():
        multibyte = [name for name in _declared(body, content_type) if _is_multibyte(name)]
        if not multibyte:
            return utf8, ""
    for name in _declared(body, content_type):
        text = _try(body, name)
        # ASCII that is declared as another family of codes, EBCDIC say, decodes to anything.
        if text is not None and (_MARKUP.search(text) or not _MARKUP_BYTES.search(body)):
            return text, ""
    if utf8 is not None:
        return utf8, ""
    return _guess(body)


def _declared(body: bytes, content_type: str) -> list[str]:
    """The encodings that header and document name, as codecs' names, best first; unknown and refused ones left out."""
    head = body[:2048].decode("latin-1")
    found = []
    for pattern, text in ((_HEADER_CHARSET, content_type), (_XML_CHARSET, head), (_META_CHARSET, head)):
        if match := pattern.search(text):
            try:
                name = codecs.lookup(match[1]).name
            except (LookupError, ValueError):
                continue
            name = _SUPERSETS.get(name, name)
            wide = name.startswith(("utf-16", "utf-32"))  # markup in these is half zeros
            if name.replace("-", "_") not in _REFUSED and name not in found and (not wide or "\0" in head):
                found.append(name)
    return found


def _is_multibyte(name: str) -> bool:
    """Whether valid UTF-8 could by accident be valid in this encoding with another meaning worth trusting."""
    return not name.startswith(("cp125", "iso8859", "utf", "koi8", "mac", "cp437", "cp85", "cp874"))


def _try(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        # LookupError: bytes.decode refuses codecs that are no text encoding, such as zlib_codec.
        return None


def _strict_or_replaced(body: bytes, encoding: str) -> tuple[str, str]:
    text = _try(body, encoding)
    if text is not None:
        return text, ""
    return body.decode(encoding, "replace"), f"Some bytes were not valid {encoding.upper()} and were replaced."


def _guess(body: bytes) -> tuple[str, str]:
    """No declared encoding fits and it is not UTF-8."""
    replaced = body.decode("utf-8", "replace")
    valid = sum(1 for c in replaced if c > "\x7f" and c != "�")
    if valid >= replaced.count("�"):
        return replaced, "Some bytes were not valid UTF-8 and were replaced."
    name = "cp1252"
    if sum(byte > 0x7F for byte in body[:_DETECT_BYTES]) >= _DETECT_FROM:
        from charset_normalizer import from_bytes

        best = from_bytes(body[:_DETECT_BYTES], cp_isolation=list(_DETECTED)).best()
        name = best.encoding if best else name
    return body.decode(name, "replace"), f"The encoding was not stated correctly; it was read as {name}."
