"""Web pages to articles: the one way to read a page, whether it came over the wire or lies in a folder."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.model.article import Entry
from reader.sources.decoding import decode
from reader.sources.errors import PageError
from reader.text.clean import clean_line

_PAGES = frozenset(
    ["text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/octet-stream", ""]
)
_BINARY = 100  # characters to a NUL; where they are fewer, it is no text
_SHORT = 60  # words; a longer text is an article whatever it says of subscriptions
# What a page says that wants something before it shows its article. The first kind may stand beside a teaser of the
# story; the second only counts where it is all the text there is.
_PAYWALL = re.compile(
    r"\b(?:subscri\w+|sign (?:in|up)|log in|register|account|members?|trial)\b.{0,60}\bto (?:continue|keep) reading\b"
    r"|(?:subscribe|sign in|log in|register) to (?:read|unlock|view|access) (?:this|the|our|full|more)\b"
    r"|this (?:article|story|content) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our )?(?:paying )?"
    r"(?:subscrib|members)"
    r"|um (?:den (?:ganzen )?artikel |weiter)zu ?lesen|réservé (?:à nos|aux) abonnés|exclusivo para suscriptores"
    r"|только для подписчиков",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:enable|turn on|activate|requires|aktiviere\w*) javascript"
    r"|javascript is (?:disabled|required|needed|turned off|blocked|not)"
    r"|(?:verify|confirm) (?:that )?you(?: are|'re) (?:a )?(?:human|not a robot)|checking your browser"
    r"|^(?:access denied|before you continue|just a moment|(?:error )?404|page not found)\b[^\w\n]*$"
    r"|unusual (?:traffic|activity) from your|access (?:to )?this (?:page|site|resource)"
    r"|(?:we|our partners|this (?:web)?site) (?:use|uses|value|process) (?:cookies|your (?:privacy|data))"
    r"|before you continue to|accept (?:all |the )?cookies|manage your (?:consent|privacy|cookies?)",
    re.IGNORECASE | re.MULTILINE,
)


def read_article_page(body: bytes, *, url: str = "", headers: Mapping[str, str] | None = None) -> Entry:
    """The article on a page, from its bytes as they came off the wire.

    `url` is where it was found, "" for nowhere; `headers` are those of the answer, names in lower case. `link` of the
    entry is the page's canonical address where that is on the same host, else `url`. Raises PageError.
    """
    stated = (headers or {}).get("content-type", "")
    kind = stated.partition(";")[0].strip().lower()
    text, _ = decode(body, stated)
    if kind == "text/plain":
        from reader.text.plain import read_text

        return read_text(text)
    if kind not in _PAGES:
        raise PageError(f"It is no web page but {clean_line(kind, 60)}.")
    if _BINARY * text.count("\0") > len(text):
        raise PageError("It is no web page but a file of another kind.")
    return page_article(text, url=url)


def page_article(html: str, *, url: str = "") -> Entry:
    """The article on a page, from its decoded source. Raises PageError when it holds none."""
    from reader.text.html import read_page
    from reader.text.roles import words

    entry = read_page(html, url=url)
    document = entry.document
    story = document.text[document.body_start :]
    if not story:
        raise PageError("The page holds no article text; it may need a browser to build it.")
    if words(story) <= _SHORT:
        folded = " ".join(part.text for part in document.folded)
        if _PAYWALL.search(story) or _PAYWALL.search(folded):
            raise PageError("The page holds no article text but a teaser; its article is for subscribers.")
        if _WALL.search(document.text):
            raise PageError("The page holds no article text; it is an error, or asks for consent or a script first.")
    return entry
