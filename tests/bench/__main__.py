"""`python -m tests.bench [ARTICLES] [FOLDER]`: what a library of so many articles costs, 100,000 if not said.

The library is made in FOLDER when it is not there yet; a million articles take half an hour and 8 GB. Times are
milliseconds of wall, the median and the 95th percentile of a row of different questions.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench import library


def main() -> None:
    """Build what is missing, measure, and print one table."""
    arguments = sys.argv[1:]
    if len(arguments) > 2 or (arguments and not arguments[0].replace(",", "").isdigit()):
        sys.exit("usage: python -m tests.bench [ARTICLES] [FOLDER]")
    articles = int(arguments[0].replace(",", "")) if arguments else 100_000
    if len(arguments) == 2:
        library.report(Path(arguments[1]), articles)
    else:
        with tempfile.TemporaryDirectory() as folder:
            library.report(Path(folder), articles)


if __name__ == "__main__":
    main()
