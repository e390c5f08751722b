"""Which spaCy model is meant, whether it is here, and what it says of a text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.model import NameKind, Opinion
from reader.voices import find_voices
from reader.voices.recogniser import LONGEST, Recogniser, RecogniserError, ask, find_recogniser
from tests.recognisers import SPACY, TEXT, broken_model, hollow_spacy, needs_spacy, save_model

__all__ = ["hollow_spacy"]


def why_not(model: str) -> str:
    with pytest.raises(RecogniserError) as caught:
        find_recogniser(model)
    sentence = str(caught.value)
    assert sentence.startswith("The setting “spacy” asks for the model “")
    assert sentence.endswith("; until then the rules alone find the names.")
    assert sentence.isprintable()
    return sentence


@pytest.mark.skipif(SPACY, reason="spaCy is installed here, so that it is missing cannot be seen")
def test_without_spacy_the_sentence_names_both_commands() -> None:
    sentence = why_not("en_core_web_md")
    assert f"spaCy is not installed in {sys.prefix}" in sentence
    assert "pip install 'newsroom-reader[spacy]' && python -m spacy download en_core_web_md" in sentence
    assert "python -m spacy download en_core_web_sm" in why_not("/models/mine")


@pytest.mark.usefixtures("hollow_spacy")
def test_a_model_that_is_not_here(tmp_path: Path) -> None:
    assert f"not installed in {sys.prefix}; there, run: python -m spacy download en_core_web_lg;" in why_not(
        "en_core_web_lg"
    )
    assert "did you mean “en_core_web_md”?" in why_not("en_core_web_mdd")
    assert "did you mean “en_core_web_sm”?" in why_not("json"), "a package that is no model"
    assert "no model lies in that folder" in why_not(str(tmp_path / "none"))
    assert "no model lies in that folder" in why_not("a.b\x1b[31m")
    assert "does not find English names" in why_not(broken_model(tmp_path / "german", lang="de"))
    assert "does not find English names" in why_not(broken_model(tmp_path / "tagger", pipeline=["tagger"]))
    (tmp_path / "german" / "meta.json").write_text("[]", "utf-8")
    assert "meta.json cannot be read; install the model anew" in why_not(str(tmp_path / "german"))


@pytest.mark.usefixtures("hollow_spacy")
def test_a_model_by_its_folder_and_by_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = broken_model(tmp_path / "mine")
    assert find_recogniser(folder) == Recogniser(folder, "en_hollow 1.2.3")
    package = tmp_path / "site" / "en_hollow"
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('a model is not imported to be found')", "utf-8")
    inner = broken_model(package / "en_hollow-1.2.3")
    assert find_recogniser("en_hollow") == Recogniser(inner, "en_hollow 1.2.3")


@pytest.mark.usefixtures("hollow_spacy")
def test_a_model_that_cannot_be_loaded_is_one_sentence(tmp_path: Path) -> None:
    folder = broken_model(tmp_path / "mine")
    with pytest.raises(RecogniserError, match=r"cannot use the model in .*/mine .*numpy is missing.*take “spacy” out"):
        ask(folder, TEXT)


@pytest.mark.usefixtures("hollow_spacy")
def test_spacy_is_not_imported_before_it_is_asked(tmp_path: Path) -> None:
    folder = broken_model(tmp_path / "mine")
    code = f"""
import sys
from pathlib import Path
from reader.desk import Desk
from reader.findings import find
assert find({TEXT!r}).figures
with Desk.open(Path({str(tmp_path / "data")!r}), spacy={folder!r}) as desk:
    assert desk.notice == ""
print("spacy" in sys.modules)
try:
    find({TEXT!r}, folder={folder!r})
except Exception as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, error = run.stdout.splitlines()
    assert loaded == "False"
    assert "numpy is missing" in error, "this spaCy would have been seen"


@needs_spacy
def test_a_real_model_has_its_say(tmp_path: Path) -> None:
    recogniser = find_recogniser(save_model(tmp_path / "mine"))
    vote = ask(recogniser.folder, TEXT)
    assert vote.opinions == (Opinion(10, 16, NameKind.ORGANISATION),), "a date is no opinion on a name"
    assert [name.name for name in find_voices(TEXT).names] == []
    assert [(name.name, name.kind) for name in find_voices(TEXT, vote=vote).names] == [
        ("Zalvex", NameKind.ORGANISATION)
    ]
    assert ask(recogniser.folder, "").opinions == ()
    long = "word " * (LONGEST // 5) + TEXT
    assert (ask(recogniser.folder, long).end, ask(recogniser.folder, long).opinions) == (LONGEST, ())
