"""`python -m tests.eval WHAT`: print one table of quality numbers."""

from __future__ import annotations

import sys

from tests.eval import data_missing

WHAT = ("figures",)


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in WHAT:
        sys.exit(f"usage: python -m tests.eval {'|'.join(WHAT)}")
    if missing := data_missing():
        sys.exit(missing)
    from tests.eval import figures

    figures.main()


if __name__ == "__main__":
    main()
