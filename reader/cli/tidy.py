"""`tidy`: what is no longer wanted goes."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from reader.cli.output import complain, count, data_dir_option, open_desk, say, say_json


@click.command(short_help="Throw away what is no longer wanted, and check the library.")
@click.option("--full", is_flag=True, help="Check every page and index of the library; takes a while.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--json", "as_json", is_flag=True, help="Print what went as a JSON object.")
@data_dir_option
def tidy(full: bool, dry_run: bool, as_json: bool) -> None:
    """Throw away what is no longer wanted: sources removed over 30 days ago, articles beyond what their source is to
    keep (see `edit`), and old texts of articles that went on changing. Bookmarked, tagged and unread articles stay.

    The reader may go on meanwhile.
    """
    from reader.desk.tidy import tidy

    with open_desk() as desk:
        done = tidy(desk.storage, datetime.now(UTC), full=full, dry=dry_run)
    if as_json:
        say_json(
            {
                "removed": done.removed,
                "old": done.old,
                "versions": done.versions,
                "freed": done.freed,
                "damage": done.damage,
                "dry_run": dry_run,
            }
        )
    elif not done.damage:
        would = "Would throw" if dry_run else "Threw"
        say(
            f"{would} away {count(done.removed, 'article')} of removed sources, {count(done.old, 'old article')} and "
            f"{count(done.versions, 'old text')}.",
            f"{'Could give' if dry_run else 'Gave'} {done.freed / 1_000_000:,.1f} MB back to the disk.",
            f"The library is sound{'' if full else ' at a quick look'}.",
        )
    for sentence in filter(None, (done.damage, done.left)):
        complain(sentence)
    if done.damage:
        click.get_current_context().exit(1)
