"""`list`, `show` and `search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.opening import ADD_A_FEED
from reader.cli.output import (
    complain,
    data_dir_option,
    figure_lines,
    iso,
    moment,
    open_desk,
    row_json,
    say,
    say_json,
    say_rows,
    voice_lines,
)

if TYPE_CHECKING:
    from reader.model import Article, Findings, Listing

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print the newest N only.")


@click.command("list")
@click.option(
    "--scope",
    type=click.Choice(["all", "unread", "bookmarked"]),
    default="all",
    show_default=True,
    help="Which articles.",
)
@limit_option
@as_json_option
@data_dir_option
def list_articles(scope: str, limit: int | None, as_json: bool) -> None:
    """List the articles of the kept sources, newest first."""
    from reader.model import Listing, Scope

    _list(Listing(scope=Scope(scope)), limit, as_json)


@click.command(short_help="Search titles and texts.")
@click.argument("words", nargs=-1, required=True)
@limit_option
@as_json_option
@data_dir_option
def search(words: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    """List the articles that hold all these words, or words beginning with them, in title or text."""
    from reader.model import Listing

    _list(Listing(text=" ".join(words)), limit, as_json)


def _list(listing: Listing, limit: int | None, as_json: bool) -> None:
    with open_desk() as desk:
        ids = desk.storage.ids(listing, limit=limit)
        say_rows(desk, ids, as_json=as_json)
        if not ids and not desk.sources():
            complain(f"There are no sources yet; {ADD_A_FEED}")


@click.command()
@click.argument("article_id", metavar="ID", type=int)
@as_json_option
@data_dir_option
def show(article_id: int, as_json: bool) -> None:
    """Show an article with its figures. ID is the number that `list` begins its lines with."""
    from reader.config import load_settings

    with open_desk(spacy=load_settings().spacy) as desk:
        article = desk.article(article_id)
        findings = desk.findings(article_id)
    if desk.notice:
        complain(desk.notice)
    if as_json:
        say_json(_article_json(article, findings))
    else:
        _say_article(article, findings)


def _article_json(article: Article, findings: Findings) -> dict[str, object]:
    return row_json(article.row) | {
        "language": article.language,
        "first_seen": iso(article.first_seen),
        "version": article.version.hash,
        "note": article.bookmark.note if article.bookmark else None,
        "tags": list(article.tags),
        "body": article.document.text,
        "attachments": [{"url": a.url, "type": a.type, "size": a.size} for a in article.document.attachments],
        **findings.to_json(),
    }


def _say_article(article: Article, findings: Findings) -> None:
    row = article.row
    facts = (row.source, row.byline, moment(row.published), "updated since" if row.updated else "")
    say(row.title, " · ".join(fact for fact in facts if fact))
    if row.link:
        say(row.link)
    if article.bookmark:
        say(f"★ {article.bookmark.note or 'bookmarked'}")
    if article.tags:
        say(" ".join(f"#{tag}" for tag in article.tags))
    text = article.document.text
    say("", text[article.document.body_start :])
    if article.document.attachments:
        from reader.desk.display import attached

        say("", *(f"⊕ {attached(each)}" for each in article.document.attachments))
    if findings.figures:
        from reader.figures import check_sums

        workings = (f"∑ {check.working}" for check in check_sums(text, findings.figures))
        say("", "Figures", *figure_lines(text, findings.figures), *workings)
    for heading, lines in voice_lines(text, findings.voices):
        say("", heading, *lines)
