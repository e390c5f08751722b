"""A second vote on names, as the desk keeps it: when it is there, when it is missing, when it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.findings import find
from reader.model import Findings, Listing, SourceKind
from reader.sources import parser
from reader.sources.errors import ParseError
from tests.desk.conftest import NOON, entry
from tests.recognisers import TEXT, broken_model, hollow_spacy, needs_spacy, save_model

__all__ = ["hollow_spacy"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    """The data folder of a library with two articles in which nothing has been looked for."""
    with Desk.open(tmp_path / "data") as desk:
        source = desk.storage.add_source("https://wire.example/feed", SourceKind.FEED, title="Harbour Wire")
        desk.storage.save(source.id, [entry(number, body=TEXT) for number in range(2)], when=NOON)
    yield tmp_path / "data"


def stored(library: Path, spacy: str = "") -> list[Findings | None]:
    """What is stored for a desk with this setting."""
    with Desk.open(library, spacy=spacy) as desk:
        return [desk.storage.findings(article_id) for article_id in desk.storage.ids(Listing())]


def names(findings: Findings | None) -> list[str]:
    assert findings is not None
    return [name.name for name in findings.voices.names]


def by_rules(library: Path) -> list[Findings]:
    with Desk.open(library) as desk:
        articles = [desk.article(article_id) for article_id in desk.storage.ids(Listing())]
    return [find(each.document.text, title_end=each.document.body_start) for each in articles]


async def test_a_model_that_is_missing_changes_nothing_but_says_so(library: Path) -> None:
    with Desk.open(library, spacy="en_core_web_none") as desk:
        assert desk.notice.startswith("The setting “spacy” asks for the model “en_core_web_none”")
        for article_id in desk.storage.ids(Listing()):
            desk.findings(article_id)
    assert stored(library) == by_rules(library)


@pytest.mark.slow
@pytest.mark.usefixtures("hollow_spacy")
async def test_a_model_that_cannot_be_loaded_leaves_all_to_the_rules(library: Path, tmp_path: Path) -> None:
    with Desk.open(library, spacy=broken_model(tmp_path / "mine")) as desk:
        assert desk.notice == ""
        await desk.annotate()
        assert "numpy is missing" in desk.notice
        assert desk.storage.unannotated(limit=1) == []
    assert stored(library) == by_rules(library)


@pytest.mark.slow
@pytest.mark.usefixtures("hollow_spacy")
async def test_a_worker_that_dies_of_a_model_is_told_of_the_vote(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "ParserProcess", partial(parser.ParserProcess, command=("false",)))
    with Desk.open(library, spacy=broken_model(tmp_path / "mine")) as desk:
        await desk.annotate()
        assert desk.notice.startswith("No second vote on names: Parsing it broke the parser")


@pytest.mark.usefixtures("hollow_spacy")
def test_an_article_asked_for_meanwhile_is_found_by_the_rules_too(library: Path, tmp_path: Path) -> None:
    with Desk.open(library, spacy=broken_model(tmp_path / "mine")) as desk:
        found = [desk.findings(article_id) for article_id in desk.storage.ids(Listing())]
        assert "numpy is missing" in desk.notice
    assert stored(library) == found == by_rules(library)


@pytest.mark.usefixtures("hollow_spacy")
def test_findings_without_the_vote_are_others_and_wait_for_it(library: Path, tmp_path: Path) -> None:
    model = broken_model(tmp_path / "mine")
    with Desk.open(library) as desk:
        ids = list(desk.storage.ids(Listing()))
        desk.findings(ids[0])
    assert stored(library, model) == [None, None], "switching the vote on has all found anew"
    with Desk.open(library, spacy=model) as desk:
        assert desk.findings(ids[1], at_once=True) == by_rules(library)[1]
        assert desk.notice == "", "the recogniser was not asked"
        assert desk.storage.findings(ids[1]) is None, "and what was found is not taken for its vote"


@needs_spacy
@pytest.mark.slow
async def test_the_vote_reaches_the_library_and_goes_with_the_setting(library: Path, tmp_path: Path) -> None:
    model = save_model(tmp_path / "mine")
    with Desk.open(library, spacy=model) as desk:
        await desk.annotate()
        assert desk.notice == ""
        assert desk.storage.unannotated(limit=1) == []
    assert [names(found) for found in stored(library, model)] == [["Zalvex"], ["Zalvex"]]
    assert stored(library) == [None, None]
    with Desk.open(library) as desk:
        await desk.annotate()
    assert [names(found) for found in stored(library)] == [[], []]


@needs_spacy
def test_one_article_is_found_with_the_vote(library: Path, tmp_path: Path) -> None:
    model = save_model(tmp_path / "mine")
    with Desk.open(library, spacy=model) as desk:
        (first, _) = desk.storage.ids(Listing())
        assert names(desk.findings(first)) == ["Zalvex"]
        assert names(desk.storage.findings(first)) == ["Zalvex"]


@needs_spacy
@pytest.mark.slow
async def test_a_text_that_is_too_much_for_the_recogniser_is_left_to_the_rules(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Choosy(parser.ParserProcess):
        async def ask(self, op: str, **fields: object) -> dict[str, object]:
            if fields.get("spacy") and str(fields["text"]).startswith("Story 0"):
                raise ParseError("It took longer than 20 seconds to parse and was stopped.")
            return await super().ask(op, **fields)

    monkeypatch.setattr(parser, "ParserProcess", Choosy)
    model = save_model(tmp_path / "mine")
    with Desk.open(library, spacy=model) as desk:
        await desk.annotate()
    assert [names(found) for found in stored(library, model)] == [[], ["Zalvex"]]
    assert all(found is not None and found.figures for found in stored(library, model))
