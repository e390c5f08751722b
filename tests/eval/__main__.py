"""`python -m tests.eval WHAT`: print one table of quality numbers.

`python -m tests.eval voices --spacy [MODEL]` measures with a spaCy model's second vote on names.
"""

from __future__ import annotations

import importlib
import sys

from tests.eval import data_missing

WHAT = ("figures", "fulltext", "voices")
MADE_UP = ("fulltext",)  # needs no labelled data
MODEL = "en_core_web_sm"


def main() -> None:
    what, *options = sys.argv[1:] or [""]
    voting = what == "voices" and options[:1] == ["--spacy"] and len(options) <= 2
    if what not in WHAT or (options and not voting):
        sys.exit(f"usage: python -m tests.eval {'|'.join(WHAT)} [--spacy [MODEL]]   (for voices)")
    if what not in MADE_UP and (missing := data_missing()):
        sys.exit(missing)
    arguments = [_folder(*options[1:])] if voting else []
    importlib.import_module(f"tests.eval.{what}").main(*arguments)


def _folder(model: str = MODEL) -> str:
    """The folder of a model; where there is none, a sentence says so and nothing is measured."""
    from reader.voices.recogniser import RecogniserError, find_recogniser

    try:
        return find_recogniser(model).folder
    except RecogniserError as error:
        sys.exit(f"Nothing was measured. {error}")


if __name__ == "__main__":
    main()
