"""`list`, `show` and `search`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from reader.cli.opening import ADD_A_FEED
from reader.cli.output import (
    cells,
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
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.model import Article, Findings, View

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print the newest N only.")


# A word that begins with "-" is one that must not be there.
_QUERY = {"ignore_unknown_options": True}
_SYNTAX = "`?` in the reader and the README tell of the query language, such as: is:unread fig:>1bn -sport"


@click.command("list", context_settings=_QUERY, epilog=_SYNTAX)
@click.argument("query", nargs=-1)
@click.option("--scope", type=click.Choice(["all", "unread", "bookmarked"]), default="all", help="Which articles.")
@click.option("--view", metavar="NAME", help="Those of a saved view.")
@limit_option
@as_json_option
@data_dir_option
def list_articles(query: tuple[str, ...], scope: str, view: str | None, limit: int | None, as_json: bool) -> None:
    """List the articles of the kept sources, newest first: all, or those that QUERY means."""
    _list(query, scope, view, limit, as_json)


@click.command(
    short_help="Search titles and texts, figures, names and quotes.", context_settings=_QUERY, epilog=_SYNTAX
)
@click.argument("query", nargs=-1, required=True)
@limit_option
@as_json_option
@data_dir_option
def search(query: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    """List the articles that QUERY means: words, or the query language."""
    _list(query, "all", None, limit, as_json)


def _list(query: tuple[str, ...], scope: str, view: str | None, limit: int | None, as_json: bool) -> None:
    from reader.model import Listing, Scope
    from reader.query import both

    if option := next((part for part in query if part.startswith("--")), None):
        raise click.NoSuchOption(clean_line(option))
    now = datetime.now()  # noqa: DTZ005  (days are those of the clock here)
    asked = _read(" ".join(query), now)
    with open_desk() as desk:
        if view is not None:
            asked = both(_view(desk, view).query, asked, now=now)
        ids = desk.storage.ids(Listing(scope=Scope(scope), query=asked), limit=limit)
        say_rows(desk, ids, as_json=as_json)
        if not ids and not desk.sources():
            complain(f"There are no sources yet; {ADD_A_FEED}")


def _read(query: str, now: datetime) -> str:
    """The query in full. A wrong one is wrong usage, and shown with what is wrong in it underlined."""
    from reader.query import QueryError, parse

    try:
        return parse(query, now=now).text
    except QueryError as error:
        shown = clean_line(query)
        mark = " " * cells(query[: error.position]) + "^" * max(1, min(error.length, len(query) - error.position))
        raise click.UsageError(f"{error.message}\n  {shown}\n  {mark}") from error


def _view(desk: Desk, name: str) -> View:
    views = desk.storage.views()
    found = next((view for view in views if view.name.casefold() == name.casefold()), None)
    if found is None:
        raise click.BadParameter(
            f"there is no view “{clean_line(name)}”; `newsroom views` lists them.", param_hint="--view"
        )
    return found


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
