"""The command `newsroom`. Every command imports what it needs when it runs, so that a short one stays short."""

from reader.cli.commands import main

__all__ = ["main"]
