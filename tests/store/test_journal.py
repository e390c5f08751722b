"""The journal: every change is taken back and done again, after a restart and by another process too."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from array import array
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import Bookmark, Listing, Source, SourceKind, View
from reader.store import journal
from reader.store.database import Library, open_library
from reader.store.operations import SetRead, SetTags, pack, unpack
from reader.store.protocol import NotFoundError, StorageError, TakenError
from tests.kill.jobs import filled, sound
from tests.store.decisions import decisions
from tests.store.stories import DAY, EXTRACTOR, HOUR, NOON, ROOT, stories

LATE = datetime.max.replace(tzinfo=UTC)


@pytest.fixture
def ids(library: Library, wire: Source) -> list[int]:
    library.save(wire.id, stories(6), when=NOON)
    return list(library.ids(Listing()))


def test_a_change_is_taken_back_after_a_restart(path: Path, library: Library, ids: list[int]) -> None:
    before = decisions(path)
    library.set_read(ids[:3], True, when=NOON)
    after = decisions(path)
    library.close()
    with closing(open_library(path, EXTRACTOR)) as later:
        assert later.undo() == "marked 3 articles read"
        assert decisions(path) == before
    with closing(open_library(path, EXTRACTOR)) as still_later:
        assert still_later.undo() is None
        assert still_later.redo() == "marked 3 articles read"
        assert decisions(path) == after
        assert still_later.redo() is None


def test_an_unread_mark_taken_back_knows_since_when_each_was_read(path: Path, library: Library, ids: list[int]) -> None:
    library.set_read(ids[:2], True, when=NOON)
    library.set_read(ids[2:4], True, when=NOON + HOUR)
    before = decisions(path)
    library.set_read(ids, False, when=NOON + DAY)
    assert library.undo() == "marked 4 articles unread"
    assert decisions(path) == before


def test_one_library_has_one_journal(path: Path, library: Library, ids: list[int]) -> None:
    with closing(open_library(path, EXTRACTOR)) as other:
        library.set_read(ids[:1], True, when=NOON)
        other.set_bookmark(ids[1], Bookmark(ids[1], NOON))
        assert library.undo() == "bookmarked 1 article"
        assert other.undo() == "marked 1 article read"
        assert library.redo() == "marked 1 article read"
        other.set_read(ids[2:3], True, when=NOON)
        assert library.redo() is None  # something was done since, wherever


def test_what_cannot_be_turned_is_passed_over(library: Library, wire: Source, ids: list[int]) -> None:
    other = library.add_source("https://other.example/", SourceKind.FEED, title="Other")
    library.set_source(replace(other, folder="World"))
    library.set_read(ids[:2], True, when=NOON)
    library.set_bookmark(ids[0], Bookmark(ids[0], NOON))
    library.set_bookmark(ids[0], None)
    library.set_tags({ids[0]: ["budget"]})
    library.remove_source(wire.id, when=NOON)
    library.purge(removed_before=LATE)
    assert library.undo() == "changed Other"
    assert library.source(other.id).folder == ""
    assert library.undo() is None


def test_a_change_that_another_has_made_already_is_passed_over(library: Library, ids: list[int]) -> None:
    library.set_bookmark(ids[0], Bookmark(ids[0], NOON))
    library.set_read(ids[:1], True, when=NOON)
    library.set_read(ids[:1], False, when=NOON)
    assert library.undo() == "marked 1 article unread"
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("UPDATE articles SET read_at = NULL")  # as tidying or another program might
    assert library.undo() == "bookmarked 1 article"


def test_what_takes_an_address_in_between_keeps_it(library: Library, wire: Source) -> None:
    library.set_source(replace(wire, address="https://new.example/feed"))
    library.add_source(wire.address, SourceKind.FEED)
    assert library.undo() is None
    assert library.source(wire.id).address == "https://new.example/feed"


def test_taking_back_one_edit_leaves_what_was_set_beside_it(library: Library, wire: Source) -> None:
    library.set_source(replace(wire, title="Renamed"))
    library.record_success(wire.id, state=wire.state, title="", link="https://wire.example/", when=NOON)
    assert library.undo() == "changed Harbour Wire"
    assert library.source(wire.id).title == "Harbour Wire"
    assert library.source(wire.id).link == "https://wire.example/"


def test_no_password_is_in_what_a_change_is_called(library: Library) -> None:
    feed = library.add_source("https://ann:secret@wire.example/feed", SourceKind.FEED)
    library.remove_source(feed.id, when=NOON)
    assert library.undo() == "removed wire.example"


def test_the_journal_keeps_the_newest(library: Library, ids: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT", 3)
    for note in "abcde":
        library.set_bookmark(ids[0], Bookmark(ids[0], NOON, note))
    assert [library.undo() for _ in range(4)] == ["changed the note of 1 bookmark"] * 3 + [None]
    (_, bookmark), *_ = library.bookmarks()
    assert bookmark.note == "b"


def test_an_entry_of_a_newer_program_is_passed_over(library: Library, ids: list[int]) -> None:
    library.set_read(ids[:1], True, when=NOON)
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("INSERT INTO journal (said, change) VALUES ('dreamt', x'00')")
    assert library.undo() == "marked 1 article read"


def test_a_million_marks_in_a_row_are_some_kilobytes() -> None:
    ids = array("q", range(5_000_000, 6_000_000))
    times = array("q", [1_700_000_000_000_000]) * len(ids)
    packed = pack([SetRead(ids, times)])
    assert len(packed) < 20_000
    assert unpack(packed) == [SetRead(ids, times)]


def test_operations_of_one_change_are_turned_in_their_order(library: Library, ids: list[int]) -> None:
    library.change([SetTags(ids[0], ["port"]), SetTags(ids[0], ["budget"])], lambda _: "tagged twice")
    for _ in range(2):
        assert library.undo() == "tagged twice"
        assert library.article(ids[0]).tags == ()
        assert library.redo() == "tagged twice"
        assert library.article(ids[0]).tags == ("budget",)


def test_a_change_and_its_entry_are_one(path: Path, library: Library, ids: list[int]) -> None:
    """What fails half way leaves neither."""
    before = decisions(path)
    with pytest.raises(NotFoundError):
        library.set_tags({ids[0]: ["budget"], 999: ["budget"]})
    assert decisions(path) == before
    assert library.undo() is None


# tags


def test_a_tag_is_one_whatever_its_case(library: Library, ids: list[int]) -> None:
    assert library.add_tags(ids[:2], ["Budget", "Hafen"]) == 2
    assert library.add_tags(ids[1:3], ["budget", "BUDGET"]) == 1
    assert library.tags() == [("Budget", 3), ("Hafen", 2)]
    assert library.article(ids[1]).tags == ("Budget", "Hafen")
    assert library.tags_of(ids[2:4]) == {ids[2]: ("Budget",)}
    assert library.remove_tags(ids, ["HAFEN"]) == 2
    assert library.tags() == [("Budget", 3)]
    assert library.undo() == "took “HAFEN” from 2 articles"
    assert library.tags() == [("Budget", 3), ("Hafen", 2)]
    assert library.set_tags({ids[0]: []}) == 1
    assert library.undo() == "changed the tags of 1 article"
    assert library.article(ids[0]).tags == ("Budget", "Hafen")


def test_the_tags_of_an_article_go_with_it(library: Library, wire: Source, ids: list[int]) -> None:
    library.add_tags(ids, ["budget"])
    library.remove_source(wire.id, when=NOON)
    library.purge(removed_before=LATE)
    assert library.tags() == []
    assert decisions(library.path)["names"] == []


# the order of bookmarks


def test_a_bookmark_is_moved_and_stays_there(path: Path, library: Library, ids: list[int]) -> None:
    for hours, id_ in enumerate(reversed(ids)):
        library.set_bookmark(id_, Bookmark(id_, NOON + hours * HOUR, "n"))
    first, second, third, *rest = ids
    assert library.move_bookmark(third, -1)
    assert not library.move_bookmark(first, -5)
    assert [row.id for row, _ in library.bookmarks()] == [first, third, second, *rest]
    library.set_bookmark(third, Bookmark(third, NOON, "another note"))
    assert library.move_bookmark(first, 100)
    library.close()
    with closing(open_library(path, EXTRACTOR)) as later:
        assert [row.id for row, _ in later.bookmarks()] == [third, second, *rest, first]
        assert later.bookmarks()[0][1].note == "another note"
        later.undo()
        assert [row.id for row, _ in later.bookmarks()] == [first, third, second, *rest]
    with pytest.raises(NotFoundError, match="not bookmarked"), closing(open_library(path)) as later:
        later.set_bookmark(first, None)
        later.move_bookmark(first, 1)


def test_bookmarks_of_one_moment_can_be_moved(library: Library, ids: list[int]) -> None:
    for id_ in ids:
        library.set_bookmark(id_, Bookmark(id_, NOON))
    order = [row.id for row, _ in library.bookmarks()]
    assert library.move_bookmark(order[3], -2)
    assert [row.id for row, _ in library.bookmarks()] == [order[0], order[3], order[1], order[2], *order[4:]]


# views


def test_the_built_in_views_are_there_and_never_lost(library: Library) -> None:
    views = library.views()
    assert [(view.name, view.query) for view in views] == [
        ("All", ""),
        ("Unread", "is:unread"),
        ("Bookmarks", "is:bookmarked"),
        ("Updated", "is:updated"),
        ("Disagreements", "disagrees:yes"),
    ]
    assert all(view.built_in and not view.hidden for view in views)
    library.remove_view(views[3].id)
    assert library.views()[3] == replace(views[3], hidden=True)
    assert library.undo() == "hid the view “Updated”"
    assert library.views() == views


def test_views_are_added_named_moved_and_removed(path: Path, library: Library) -> None:
    added = library.add_view("Harbour", "harbour is:unread")
    assert added == View(6, "Harbour", "harbour is:unread")
    with pytest.raises(TakenError, match="There is a view called “Unread” already"):
        library.add_view("uNREAD", "")
    assert library.set_view(replace(added, name="Port")) == added
    assert library.move_view(added.id, -100)
    assert not library.move_view(added.id, -1)
    library.remove_view(added.id)
    again = library.add_view("Harbour", "")
    assert again.id != added.id  # so that taking back the removal meets nothing else
    said = [library.undo() for _ in range(5)]
    assert said == [
        "added the view “Harbour”",
        "removed the view “Port”",
        "moved the view “Port”",
        "renamed the view “Harbour” to “Port”",
        "added the view “Harbour”",
    ]
    assert len(library.views()) == 5
    for _ in range(3):
        library.redo()
    assert library.views()[0] == replace(added, name="Port")
    with pytest.raises(NotFoundError, match="no view 99"):
        library.remove_view(99)


# all of it

STEPS = ("read", "unread", "bookmark", "unbookmark", "order", "tags", "untag", "source", "remove", "view", "views")


def step(library: Library, chance: random.Random, ids: list[int], sources: list[int], what: str) -> None:
    """Something a person might do; what cannot be done is refused and changes nothing."""
    chosen = chance.sample(ids, chance.randint(1, len(ids)))
    one = chosen[0]
    when = NOON + timedelta(seconds=chance.randint(0, 10**6))
    try:
        match what:
            case "read" | "unread":
                library.set_read(chosen, what == "read", when=when)
            case "bookmark":
                library.set_bookmark(one, Bookmark(one, when, chance.choice(["", "note", "other"])))
            case "unbookmark":
                library.set_bookmark(one, None)
            case "order":
                library.move_bookmark(one, chance.randint(-3, 3))
            case "tags":
                library.add_tags(chosen, chance.sample(["Budget", "budget", "port", "ÉTÉ", "été"], 2))
            case "untag":
                library.remove_tags(chosen, [chance.choice(["BUDGET", "port", "Été"])])
            case "source":
                source = library.source(chance.choice(sources))
                folder, address = chance.choice("ab"), f"https://{chance.randint(1, 3)}.example/"
                library.set_source(replace(source, folder=folder, address=address, interval=chance.randint(1, 3)))
            case "remove":
                library.remove_source(chance.choice(sources), when=when)
            case "view":
                library.add_view(chance.choice(["One", "ONE", "Two", "Unread"]), "port")
            case "views":
                view = chance.choice(library.views())
                act = chance.choice(["rename", "hide", "move", "remove"])
                if act == "rename":
                    library.set_view(replace(view, name=chance.choice(["Three", "two", "All"]), query="tag:port"))
                elif act == "hide":
                    library.set_view(replace(view, hidden=not view.hidden))
                elif act == "move":
                    library.move_view(view.id, chance.randint(-3, 3))
                else:
                    library.remove_view(view.id)
    except StorageError:
        pass


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=25))
def test_all_taken_back_is_as_before_and_all_done_again_as_after(
    tmp_path_factory: pytest.TempPathFactory, seed: int, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "library.db"
    chance = random.Random(seed)
    with closing(open_library(path, EXTRACTOR)) as library:
        sources = [library.add_source(f"https://{n}.example/", SourceKind.FEED).id for n in range(2)]
        for source in sources:
            library.save(source, stories(4, start=10 * source), when=NOON)
        ids = list(library.ids(Listing()))
        library.set_bookmark(ids[0], Bookmark(ids[0], NOON, "from before"))
        library.add_tags(ids[:2], ["Budget"])
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("DELETE FROM journal")
        before = decisions(path)
        for what in steps:
            step(library, chance, ids, sources, what)
        after = decisions(path)
        undone = 0
        while library.undo() is not None:
            undone += 1
        assert decisions(path) == before
        for _ in range(undone):
            assert library.redo() is not None
        assert decisions(path) == after
        assert library.redo() is None


ACT = """
import random, sys
from contextlib import closing
from pathlib import Path
from reader.store.database import open_library
from reader.store.protocol import StorageError
from tests.kill.jobs import act
with closing(open_library(Path(sys.argv[1]))) as library:
    for number in range(40):
        try:
            act(library, random.Random(f"{sys.argv[2]} {number}"), number)
        except StorageError as error:
            print(error)
"""


@pytest.mark.slow
def test_two_processes_on_one_journal(path: Path) -> None:
    """Both do things, take them back and do them again at once; in the end all can be taken back."""
    filled(path)
    before = decisions(path)
    commands = [[sys.executable, "-c", ACT, str(path), name] for name in ("one", "two")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, cwd=ROOT, **pipes) for command in commands]  # type: ignore[call-overload]
    for out, errors in [process.communicate(timeout=120) for process in running]:
        assert errors == ""
        assert all(line.startswith("There is a view called") for line in out.splitlines())
    assert decisions(path) != before
    with closing(open_library(path)) as library:
        sound(library)
        while library.undo() is not None:
            pass
    assert decisions(path) == before


def test_operations_come_back_from_the_file_as_they_were() -> None:
    operations = [SetTags(3, ["Été", "port"])]
    assert unpack(pack(operations)) == operations
    for broken in (b"", b"x", pack([])[:-1]):
        with pytest.raises(ValueError):
            unpack(broken)
