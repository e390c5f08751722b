"""The group `newsroom` and its commands."""

from __future__ import annotations

import click

from reader import __version__
from reader.cli.articles import list_articles, search, show
from reader.cli.bookmarks import bookmarks
from reader.cli.editing import edit
from reader.cli.figures import figures, worker
from reader.cli.group import AddressGroup
from reader.cli.marks import bookmark, read, redo, tag, tags, undo, unread
from reader.cli.opening import open_reader, opener
from reader.cli.output import data_dir_option
from reader.cli.sources import add, discover, refresh, remove, sources
from reader.cli.subscriptions import export_opml, import_list
from reader.cli.tidy import tidy
from reader.cli.transfer import export_all
from reader.cli.views import view, views

_EXAMPLES = """\b
Examples:
  newsroom                              read the kept sources (the seeds, when there are none)
  newsroom stories/ https://example.org/feed.xml
                                        read a folder and a feed without keeping them
  newsroom add https://example.org/feed.xml
  newsroom refresh && newsroom list --scope unread
  newsroom figures --json story.txt     every figure of a story as JSON

\b
A file that is called like a command is named with its folder: newsroom ./list
Exit status: 0 done, 1 something could not be done, 2 wrong usage, 130 interrupted.
"""


@click.group(
    cls=AddressGroup,
    opener=opener,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXAMPLES,
)
@data_dir_option
@click.version_option(__version__, message="newsroom %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Read news with its key figures beside it.

    Without a command the reader opens: on the files, folders and feeds that are named, else on the kept sources.
    """
    if ctx.invoked_subcommand is None:
        open_reader(())


for command in (
    add,
    discover,
    remove,
    edit,
    sources,
    refresh,
    import_list,
    export_opml,
    export_all,
    list_articles,
    show,
    search,
    read,
    unread,
    bookmark,
    bookmarks,
    tag,
    tags,
    undo,
    redo,
    views,
    view,
    tidy,
    figures,
    worker,
):
    main.add_command(command)
