"""spaCy models to test with: real ones where spaCy is installed, and ones that are there but cannot be used."""

from __future__ import annotations

import importlib.util
import json
import os
import warnings
from pathlib import Path

import pytest

SPACY = importlib.util.find_spec("spacy") is not None
needs_spacy = pytest.mark.skipif(not SPACY, reason="spaCy is not installed here; pip install -e '.[spacy]' brings it")

TEXT = "Shares of Zalvex fell 3% on Monday."
"""Its one name is nothing to the rules and an organisation to the model of `save_model`."""


def save_model(folder: Path) -> str:
    """Save a small pipeline of spaCy's, which knows one organisation, to a folder; returns the folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of libraries that it imports
        import spacy

        pipeline = spacy.blank("en")
        ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "ORG", "pattern": "Zalvex"}, {"label": "DATE", "pattern": "Monday"}]
    )
    pipeline.to_disk(folder)
    return str(folder)


def broken_model(folder: Path, **meta: object) -> str:
    """A folder that looks like a model's but has no data in it."""
    folder.mkdir()
    known = {"lang": "en", "name": "hollow", "version": "1.2.3", "pipeline": ["tok2vec", "ner"]}
    (folder / "meta.json").write_text(json.dumps(known | meta), "utf-8")
    return str(folder)


@pytest.fixture
def hollow_spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a spaCy that can be found, but not imported, before all else in this process and those it starts."""
    home = tmp_path / "site"
    (home / "spacy").mkdir(parents=True)
    (home / "spacy" / "__init__.py").write_text("raise ImportError('numpy is missing')\n", "utf-8")
    monkeypatch.syspath_prepend(str(home))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(home), os.environ.get("PYTHONPATH", "")])))
    monkeypatch.delitem(__import__("sys").modules, "spacy", raising=False)
