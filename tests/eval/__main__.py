"""`python -m tests.eval WHAT`: print one table of quality numbers."""

from __future__ import annotations

import importlib
import sys

from tests.eval import data_missing

WHAT = ("figures", "voices")


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in WHAT:
        sys.exit(f"usage: python -m tests.eval {'|'.join(WHAT)}")
    if missing := data_missing():
        sys.exit(missing)
    importlib.import_module(f"tests.eval.{sys.argv[1]}").main()


if __name__ == "__main__":
    main()
