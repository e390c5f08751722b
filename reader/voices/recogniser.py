"""spaCy as a recogniser of names: which model it is, whether it is here, and what it says of a text.

Nothing of it is loaded until a text is given to it: whether it is here is told by the files on the disk.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reader.model.voices import NameKind, Opinion, Vote
from reader.text.clean import clean_line

# A recogniser reads some 20,000 characters in a second of a slow core; the news has few longer articles than this.
LONGEST = 60_000

_MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")  # spaCy's own; the first is named to who has none
_RULES = "until then the rules alone find the names."
_USED = frozenset({"tok2vec", "transformer", "ner", "entity_ruler", "span_ruler"})
# The labels of OntoNotes, which spaCy's English models have. A date or a number is no opinion on a name.
_KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    **dict.fromkeys(("EVENT", "PRODUCT", "LAW", "WORK_OF_ART", "NORP", "LANGUAGE")),
}


class RecogniserError(Exception):
    """The recogniser cannot be used. The message is one sentence: what is missing, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A model that is here: the folder of its data, and its name with its version ("en_core_web_sm 3.8.0")."""

    folder: str
    name: str


def find_recogniser(model: str) -> Recogniser:
    """The model that is installed as a package of this name, or lies in this folder. Raises RecogniserError.

    Looks at the disk alone; neither spaCy nor the model is imported.
    """
    from importlib.util import find_spec

    asked = f"The setting “spacy” asks for the model “{clean_line(model)}”"
    if find_spec("spacy") is None:
        wanted = model if model in _MODELS else _MODELS[0]
        raise RecogniserError(
            f"{asked}, but spaCy is not installed in {clean_line(sys.prefix)}; there, run: "
            f"pip install 'newsroom-reader[spacy]' && python -m spacy download {wanted}; {_RULES}"
        )
    folder = _data_folder(model)
    if folder is None:
        raise RecogniserError(f"{asked}, {_why_not(model)}; {_RULES}")
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        language, components = str(meta["lang"]), list(meta["pipeline"])
        name = f"{language}_{meta['name']} {meta['version']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        place = clean_line(str(folder / "meta.json"))
        raise RecogniserError(f"{asked}, but {place} cannot be read; install the model anew; {_RULES}") from error
    if language != "en" or _USED.isdisjoint(components):
        raise RecogniserError(f"{asked}, which does not find English names as {_MODELS[0]} does; {_RULES}")
    return Recogniser(str(folder), clean_line(name))


def ask(folder: str, text: str) -> Vote:
    """What the model in a folder says of the beginning of `text`; it is loaded at the first call, which takes seconds.

    Raises RecogniserError when it cannot be loaded.
    """
    end = min(len(text), LONGEST)
    try:
        found = _load(folder)(text[:end]).ents
    except Exception as error:  # a model is other people's code and data
        raise RecogniserError(
            f"spaCy cannot use the model in {clean_line(folder)} ({type(error).__name__}: "
            f"{clean_line(str(error), 200)}); install it anew, or take “spacy” out of the settings; {_RULES}"
        ) from error
    return Vote(end, tuple(Opinion(e.start_char, e.end_char, _KINDS[e.label_]) for e in found if e.label_ in _KINDS))


@cache
def _load(folder: str) -> Any:
    import warnings

    components = json.loads((Path(folder) / "meta.json").read_text("utf-8"))["pipeline"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it says of versions and graphics cards is for those who train models
        import spacy

        return spacy.load(folder, exclude=[name for name in components if name not in _USED])


def _data_folder(model: str) -> Path | None:
    """Where the model's data lies, None when it is not here. A package keeps it in a folder named by its version."""
    from importlib.util import find_spec

    if not model.isidentifier():
        folder = Path(model).expanduser()
        return folder.absolute() if (folder / "meta.json").is_file() else None
    spec = find_spec(model)
    for home in map(Path, (spec.submodule_search_locations if spec else None) or ()):
        folder = next((found.parent for found in sorted(home.glob("*/meta.json"))), home)
        if (folder / "meta.json").is_file():
            return folder
    return None


def _why_not(model: str) -> str:
    """Why a model is not here, and what to do about it."""
    from difflib import get_close_matches
    from importlib.metadata import entry_points

    if not model.isidentifier():
        return "but no model lies in that folder, for there is no meta.json in it; correct the path"
    if model in _MODELS:
        return f"which is not installed in {clean_line(sys.prefix)}; there, run: python -m spacy download {model}"
    here = (point.name for point in entry_points(group="spacy_models"))
    near = get_close_matches(model, sorted({*here, *_MODELS}), n=1) or _MODELS[:1]
    return f"which is not installed in {clean_line(sys.prefix)}; did you mean “{near[0]}”?"
