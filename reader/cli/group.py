"""A click group whose unknown commands are addresses, and whose errors are one sentence."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from reader.cli.output import complain
from reader.text.clean import clean

INTERRUPTED = 130  # 128 + SIGINT, as shells report it


class AddressGroup(click.Group):
    """The first argument that names no command is an address: it and all that follow go to `opener`."""

    def __init__(self, *args: Any, opener: click.Command, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opener = opener

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            return "", self.opener, args
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[OPTIONS] [PATH|URL]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def main(  # type: ignore[override]  # click overloads the result by standalone_mode; a program always leaves here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command line and leave with 0 done, 1 could not be done, 2 wrong usage, 130 interrupted."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # an odd encoding garbles a letter, not the command
        extra["standalone_mode"] = False
        try:
            result = super().main(args, "newsroom", **extra)
        except click.ClickException as error:
            shown = io.StringIO()
            error.show(shown)  # it quotes what was typed, which may be a file name that others gave
            sys.stderr.write(clean(shown.getvalue()))
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        sys.exit(result if isinstance(result, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what it raises into a sentence on standard error."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BrokenPipeError:  # whoever read the output has enough; the rest, and the flush at exit, go nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except Exception as error:
            complain(_sentence(error))
            ctx.exit(1)


def _sentence(error: Exception) -> str:
    """What a person is told. Errors that are not ours to foresee are named with their place, for a report."""
    from reader.config import ConfigError
    from reader.desk import AddressError
    from reader.store.protocol import StorageError

    if isinstance(error, (AddressError, ConfigError, StorageError)):
        return str(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"Something went wrong that should not have: {error!r} at {Path(place.filename).name}:{place.lineno}; "
        "please report this."
    )
