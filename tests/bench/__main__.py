"""`python -m tests.bench [ARTICLES] [FOLDER]`: what a library of so many articles costs, 100,000 if not said.

The library is made in FOLDER when it is not there yet; a million articles take half an hour and 8 GB. Times are
milliseconds of wall, the median and the 95th percentile of a row of different questions. With `--keys`, how long a key
press takes in a terminal instead, at rest and while 15,000 articles come in.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench import library


def main() -> None:
    """Build what is missing, measure, and print one table."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.partition("\n\n")[2])
    parser.add_argument("articles", nargs="?", default="100000", type=lambda text: int(text.replace(",", "")))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--keys", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        if asked.keys:
            from tests.bench import keys

            keys.report(library.made(folder, asked.articles))
        else:
            library.report(folder, asked.articles)


if __name__ == "__main__":
    main()
