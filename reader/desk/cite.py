"""What is copied out of an article: clean plain text that says where it comes from."""

from __future__ import annotations

from reader.model import Article, Figure

HASH_DIGITS = 12  # of the version's SHA-256: enough to tell versions apart, short enough for a footnote


def link(article: Article) -> str:
    """The article's address, or "" for one that has none (a local file)."""
    return article.row.link


def headline(article: Article) -> str:
    """Title and link on two lines, the link left out where there is none."""
    return "\n".join(part for part in (article.row.title, link(article)) if part)


def figure(article: Article, figure: Figure) -> str:
    """A figure in the sentence it stands in, with its citation."""
    sentence = article.document.text[figure.sentence_start : figure.sentence_end]
    return f"{_one_line(figure.text)}: {_quoted(sentence)}\n{_citation(article)}"


def quote(article: Article, start: int, end: int) -> str:
    """The words `Document.text[start:end]`, with their citation."""
    return f"{_quoted(article.document.text[start:end])}\n{_citation(article)}"


def _citation(article: Article) -> str:
    """Outlet, author, title, date, link and version; no date: when it was seen; what is unknown is left out."""
    row = article.row
    if row.published is not None:
        date = row.published.date().isoformat()
    else:
        date = f"seen {(article.first_seen or article.version.seen).date().isoformat()}"
    parts = (row.source, row.byline, f"“{row.title}”", date, row.link, f"version {article.version.hash[:HASH_DIGITS]}")
    return " · ".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return f"“{_one_line(text)}”"


def _one_line(text: str) -> str:
    return " ".join(text.split())
