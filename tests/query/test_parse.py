"""What is typed and the tree it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reader.query import QueryError, parse, parse_as_typed
from reader.query.numbers import Number
from reader.query.tree import And, Dates, Disagrees, Field, FigureIs, Is, Node, Not, Or, Query, Sort, State, Text

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday
A, B, C = Text("a"), Text("b"), Text("c")


def figure(op: str, first: float, second: float | None = None, unit: str = "", *of: str, change: str = "") -> FigureIs:
    return FigureIs(Number(op, first, second), unit, of, change)


GOOD: list[tuple[str, Node | None]] = [
    # words, phrases and what joins them
    ("", None),
    (" \t\n", None),
    ("a", A),
    ("a b", And((A, B))),
    ("a and b AND c", And((A, B, C))),
    ("a or b", Or((A, B))),
    ("a OR b | c", Or((A, B, C))),
    ("a|b", Or((A, B))),
    ("a b or c", Or((And((A, B)), C))),
    ("a (b or c)", And((A, Or((B, C))))),
    ("(a (b) c)", And((A, B, C))),
    ("-a", Not(A)),
    ("not a", Not(A)),
    ("NOT (a b)", Not(And((A, B)))),
    ("--a", A),
    ("-(-a)", A),
    ("not -a b", And((A, B))),
    ('"a b"', Text("a b", whole=True)),
    ("“a b”", Text("a b", whole=True)),
    ('"a b"*', Text("a b")),
    ('"or"', Text("or", whole=True)),
    ("Or Not And", And((Text("Or"), Text("Not"), Text("And")))),
    ("orange notary android", And((Text("orange"), Text("notary"), Text("android")))),
    # signs in words and between them
    ("a-b", Text("a-b")),
    ("multi-agent", Text("multi-agent")),
    ("a'b", Text("a'b")),
    ("a - b", And((A, B))),
    ("***", Text("")),
    ("a ***", A),
    ('"" a -***', A),
    ("@x", Text("@x")),
    ("a*", Text("a*")),
    ("NEAR(a)", And((Text("NEAR"), A))),
    ("http://a.example/b?c=d", Text("http://a.example/b?c=d")),
    ("sources://a", Text("sources://a")),
    ("or:a", Text("or:a")),
    ("12:30", Text("12:30")),
    ("re: a", And((Text("re:"), A))),
    ("After: the", And((Text("After:"), Text("the")))),
    ("a\0b", And((A, B))),
    ("\ud800a", A),
    ("a\u202eb", And((A, B))),
    # fields
    ("title:a", Text("a", field=Field.TITLE)),
    ("TITLE:a", Text("a", field=Field.TITLE)),
    ('body:"a b"', Text("a b", whole=True, field=Field.BODY)),
    ("source:(a or b) c", And((Or((Text("a", field=Field.SOURCE), Text("b", field=Field.SOURCE))), C))),
    ("folder:(a -b)", And((Text("a", field=Field.FOLDER), Not(Text("b", field=Field.FOLDER))))),
    ("author:a tag:b", And((Text("a", field=Field.AUTHOR), Text("b", field=Field.TAG)))),
    ("-note:a", Not(Text("a", field=Field.NOTE))),
    ("person:erdogan", Text("erdogan", field=Field.PERSON)),
    ("org:a or place:b", Or((Text("a", field=Field.ORG), Text("b", field=Field.PLACE)))),
    ('said:"no way"', Text("no way", whole=True, field=Field.SAID)),
    ("title:12:30", Text("12:30", field=Field.TITLE)),
    *((f"is:{state}", Is(state)) for state in State),
    ("is:Unread", Is(State.UNREAD)),
    ("disagrees:yes", Disagrees(yes=True)),
    ("disagrees:no", Disagrees(yes=False)),
    # figures
    ("fig:>1bn", figure(">", 1e9)),
    ("fig:>=3", figure(">=", 3)),
    ("fig:<5", figure("<", 5)),
    ("fig:≤5", figure("<=", 5)),
    ("fig:100..500", figure("..", 100, 500)),
    ("fig:1..2,000,000", figure("..", 1, 2e6)),
    ("fig:-5..5", figure("..", -5, 5)),
    ("fig:100-500", figure("..", 100, 500)),
    ("fig:1m..3m", figure("..", 1e6, 3e6)),
    ("fig:100..2k", figure("..", 100, 2000)),
    ("fig:=586000", figure("=", 586_000)),
    ("fig:586,000", figure("=", 586_000)),
    ("fig:586k", figure("=", 586_000)),
    ("fig:-3.5", figure("=", -3.5)),
    ("fig:<−3", figure("<", -3)),
    ("fig:1.005bn", figure("=", 1_005_000_000)),
    ("fig:>2tn", figure(">", 2e12)),
    ("fig:>1.5 million", figure(">", 1.5e6)),
    ("fig:>1.5million a", And((figure(">", 1.5e6), A))),
    ('fig:"> 1 bn"', figure(">", 1e9)),
    ("fig:>€5m", figure(">", 5e6, None, "EUR")),
    ("fig:>5m€", figure(">", 5e6, None, "EUR")),
    ("fig:>5%", figure(">", 5, None, "%")),
    ("fig:5min", figure("=", 5, None, "minute")),
    ("fig:EUR>5", figure(">", 5, None, "EUR")),
    ("fig:%>5 of:inflation", figure(">", 5, None, "%", "inflation")),
    ("unit:EUR", FigureIs(unit="EUR")),
    ("unit:€", FigureIs(unit="EUR")),
    ("unit:euros", FigureIs(unit="EUR")),
    ("unit:km", FigureIs(unit="km")),
    ("unit:PP", FigureIs(unit="pp")),
    ("unit:usd/barrel", FigureIs(unit="USD/barrel")),
    ("of:refugees", FigureIs(of=("refugees",))),
    ('of:"net profit"', FigureIs(of=("net profit",))),
    ("change:down", FigureIs(change="down")),
    # which of them speak of one figure
    ("fig:>1m of:refugees", figure(">", 1e6, None, "", "refugees")),
    ("of:refugees a fig:>1m", And((figure(">", 1e6, None, "", "refugees"), A))),
    ("unit:EUR of:x of:y change:up", FigureIs(None, "EUR", ("x", "y"), "up")),
    (
        "of:x fig:>1 unit:km fig:<9 of:y change:up",
        And((figure(">", 1, None, "km", "x"), figure("<", 9, None, "", "y", change="up"))),
    ),
    ("(of:x) (of:y)", And((FigureIs(of=("x",)), FigureIs(of=("y",))))),
    ("(fig:>1) of:y", And((figure(">", 1), FigureIs(of=("y",))))),
    ("fig:>1 -of:y", And((figure(">", 1), Not(FigureIs(of=("y",)))))),
    ("-(fig:>1 of:y)", Not(figure(">", 1, None, "", "y"))),
    ("fig:>1 or of:y", Or((figure(">", 1), FigureIs(of=("y",))))),
]


@pytest.mark.parametrize(("text", "tree"), GOOD, ids=[ascii(text) for text, _ in GOOD])
def test_what_a_query_says(text: str, tree: Node | None) -> None:
    query = parse(text, now=NOW)
    assert query == Query(tree)
    assert parse(query.text, now=NOW) == query
    assert parse_as_typed(text, now=NOW) == query


def test_order_and_number_are_said_of_the_whole() -> None:
    assert parse("sort:oldest a limit:20", now=NOW) == Query(A, Sort.OLDEST, 20)
    assert parse("limit:5", now=NOW) == Query(None, None, 5)
    assert parse("a sort:relevance", now=NOW).text == "a sort:relevance"


def berlin(*date: int) -> datetime:
    return datetime(*date, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said", "start", "end"),
    [
        ("since:3h", "since:3h", NOW - timedelta(hours=3), None),
        ("since:3d", "since:3d", NOW - timedelta(days=3), None),
        ('since:"2 days ago"', "since:2d", NOW - timedelta(days=2), None),
        ("since:2-weeks-ago", "since:2w", NOW - timedelta(days=14), None),
        ("before:1w", "before:1w", None, NOW - timedelta(days=7)),
        ("since:1m", "since:1m", berlin(2026, 2, 4, 12, 30), None),
        ("since:6m", "since:6m", berlin(2025, 9, 4, 12, 30), None),  # summer time then
        ("since:2y", "since:2y", berlin(2024, 3, 4, 12, 30), None),
        ("since:2026-01-01", "since:2026-01-01", berlin(2026, 1, 1), None),
        ("since:2026-1-1", "since:2026-01-01", berlin(2026, 1, 1), None),
        ("before:2026-07-01", "before:2026-07-01", None, berlin(2026, 7, 1)),
        ("on:2026-01-31", "on:2026-01-31", berlin(2026, 1, 31), berlin(2026, 2, 1)),
        ("on:2026-03-29", "on:2026-03-29", berlin(2026, 3, 29), berlin(2026, 3, 30)),  # 23 hours
        ("on:2024-02", "on:2024-02", berlin(2024, 2, 1), berlin(2024, 3, 1)),
        ("on:2025-12", "on:2025-12", berlin(2025, 12, 1), berlin(2026, 1, 1)),
        ("on:2026", "on:2026", berlin(2026, 1, 1), berlin(2027, 1, 1)),
        ("on:today", "on:today", berlin(2026, 3, 4), berlin(2026, 3, 5)),
        ("since:yesterday", "since:yesterday", berlin(2026, 3, 3), None),
        ("on:wed", "on:wednesday", berlin(2026, 3, 4), berlin(2026, 3, 5)),
        ("on:Thursday", "on:thursday", berlin(2026, 2, 26), berlin(2026, 2, 27)),
    ],
)
def test_dates_are_local(text: str, said: str, start: datetime | None, end: datetime | None) -> None:
    query = parse(text, now=NOW)
    assert query.condition == Dates(said, start, end)
    assert parse(query.text, now=NOW) == query


def test_a_day_begins_where_one_is() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    for zone, day in (("America/Los_Angeles", 4), ("Asia/Tokyo", 5)):
        there = late.astimezone(ZoneInfo(zone))
        today = parse("on:today", now=there).condition
        assert isinstance(today, Dates) and today.start == datetime(2026, 3, day, tzinfo=ZoneInfo(zone))


def test_a_month_back_is_never_a_day_that_is_not() -> None:
    assert parse("since:1m", now=datetime(2026, 3, 31, 9, tzinfo=UTC)).condition == Dates(
        "since:1m", datetime(2026, 2, 28, 9, tzinfo=UTC)
    )


def test_without_a_zone_the_systems_days_count(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        today = parse("on:2026-07-01", now=datetime(2026, 3, 4, 12)).condition
    finally:
        monkeypatch.undo()
        time.tzset()
    assert isinstance(today, Dates) and today.start == datetime(2026, 7, 1, 4, tzinfo=UTC)


BAD: list[tuple[str, int, int, str, str]] = [
    ("a titel:b", 2, 6, "There is no field titel:; did you mean title:?", "title:"),
    ("titel:", 0, 6, "There is no field titel:; did you mean title:?", "title:"),
    ("feed:x", 0, 5, "There is no field feed:; did you mean source:?", "source:"),
    ("newer:3d", 0, 6, "There is no field newer:; did you mean since:?", "since:"),
    ("is:unred", 3, 5, "There is no is:unred; did you mean is:unread?", "unread"),
    ("is:starred a", 3, 7, "There is no is:starred; did you mean is:bookmarked?", "bookmarked"),
    ("is:xyz", 3, 3, "There is no is:xyz; it is one of unread, read, bookmarked", ""),
    ("is:un a", 3, 2, "There is no is:un; did you mean is:unread?", "unread"),
    ("is:(a)", 0, 4, "is: takes one value, not brackets.", ""),
    ("since:3x", 6, 2, "since: takes an age (3d; h, d, w, m or y)", "3d"),
    (
        "on:tody",
        3,
        4,
        "on: takes a day (today, monday, 2026-01-31), a month or a year; did you mean on:today?",
        "today",
    ),
    ("on:3d", 3, 2, "on: takes a day, a month or a year; from then on is since:3d.", ""),
    ("since:2026-02-30", 6, 10, "There is no 2026-02-30 in the calendar.", ""),
    ("since:999y", 6, 4, "“999y” reaches back before 1900.", ""),
    ("since:1800", 6, 4, "since: knows the years 1900 to 2999.", ""),
    ('"abc" "d e', 6, 4, "This quotation mark is not closed.", '"d e"'),
    ("(a b", 0, 4, "This bracket is not closed.", "(a b)"),
    ("a) b", 1, 1, "This bracket closes none.", ""),
    ("a ()", 2, 2, "There is nothing between these brackets.", ""),
    ("or a", 0, 2, "“or” has nothing before it.", ""),
    ("a or | b", 2, 2, "“or” has nothing behind it.", ""),
    ("(a or) b", 3, 2, "“or” has nothing behind it.", ""),
    ("and a", 0, 3, "“and” has nothing before it.", ""),
    ("(not) a", 1, 3, "“not” has nothing behind it.", ""),
    ("title: a", 0, 7, "title: needs its value right behind it, without a space.", "title:"),
    ("title:(is:unread)", 7, 3, "Between the brackets of title:(…) stand words only.", ""),
    ("fig:>lots", 4, 5, "“lots” is not a number; write digits, like fig:>1.5m.", ""),
    ("fig:>5..6", 4, 5, "A range of two ends stands alone", ""),
    ("fig:1..3m", 4, 5, "Say how large both ends are; did you mean fig:1m..3m?", "1m..3m"),
    ("fig:500..100 a", 4, 8, "The lower end of a range comes first: fig:100..500.", "100..500"),
    ("fig:1,5 a", 4, 3, "“1,5” is not a number; the sign for decimals is a point", "1.5"),
    ("fig:>5>6", 4, 4, "fig: takes one comparison with a number", ""),
    ("fig:>5millon", 4, 8, "“millon” is neither a magnitude nor a unit; did you mean million?", ">5million"),
    ("fig:>5€ unit:USD", 8, 8, "One figure cannot be EUR and USD", ""),
    ("fig:%>5€", 4, 4, "One figure cannot be % and EUR.", ""),
    ("unit:Euor", 5, 4, "There is no unit “Euor”; did you mean unit:EUR?", "EUR"),
    ("change:upp", 7, 3, "change: is up or down.", "up"),
    ("change:up of:x change:down", 15, 11, "One figure cannot be up and down", ""),
    ("of:***", 3, 3, "of: takes a word that says what is counted", ""),
    ("disagrees:maybe", 10, 5, "There is no disagrees:maybe; it is one of yes, no.", ""),
    ("sort:newst", 5, 5, "There is no sort:newst; did you mean sort:newest?", "newest"),
    ("sort:newest sort:oldest", 17, 6, "sort: is said twice.", ""),
    ("(a limit:3)", 3, 7, "sort: and limit: are said of the whole query", ""),
    ("-sort:newest", 0, 12, "sort: and limit: are said of the whole query", ""),
    ("limit:0", 6, 1, "limit: takes a whole number from 1 to 1,000,000.", "1"),
    ("limit:ten", 6, 3, "limit: takes a whole number from 1 to 1,000,000.", ""),
    ("(" * 10_000, 50, 1, "Brackets stand in brackets at most 50 deep.", ""),
    ("a " * 501, 1000, 2, "A query has at most 500 words and conditions.", ""),
    ("fig:" + "1" * 33, 4, 33, "“111", ""),
    ("fig:" + "1" * 101, 4, 101, "fig: takes a value of at most 100 characters.", ""),
]


@pytest.mark.parametrize(("text", "position", "length", "message", "suggestion"), BAD, ids=[b[0][:30] for b in BAD])
def test_what_is_wrong_with_a_query(text: str, position: int, length: int, message: str, suggestion: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, now=NOW)
    error = caught.value
    assert (error.position, error.length, error.suggestion) == (position, length, suggestion)
    assert error.message.startswith(message) and str(error) == error.message
    assert len(error.message) < 200 and "\n" not in error.message


@pytest.mark.parametrize(
    "text",
    ["titel:x", "titel:", "is:unred", "since:3x", "a) b", "or a", "fig:>lots", "limit:0", "()", "is:un ", "is:un a"],
)
def test_a_wrong_query_is_wrong_while_it_is_typed(text: str) -> None:
    for read in (parse, parse_as_typed):
        with pytest.raises(QueryError) as caught:
            read(text, now=NOW)
        assert not caught.value.unfinished


@pytest.mark.parametrize(
    ("text", "meanwhile"),
    [
        ("a title:", "a"),
        ("title: ", ""),
        ('a "b c', 'a "b c"*'),
        ('title:"b', "title:b"),
        ("a (b or", "a b"),
        ("a or", "a"),
        ("a |", "a"),
        ("a and ", "a"),
        ("a -", "a"),
        ("a not ", "a"),
        ("a (", "a"),
        ("a (b c", "a b c"),
        ("title:(a", "title:a"),
        ("NEAR(", "NEAR"),
        ("a fig:", "a"),
        ("a fig:>", "a"),
        ("a fig:%", "a"),
        ("a fig:eu", "a"),
        ("a fig:>1mil", "a"),
        ("a fig:1..", "a"),
        ("a fig:500..1", "a"),
        ("a fig:1,2", "a"),
        ("a is:un", "a"),
        ("a is:", "a"),
        ("a since:3", "a"),
        ("a since:2", "a"),
        ("a since:2026-", "a"),
        ('a since:"3 da', "a"),
        ("a since:yes", "a"),
        ("a sort:rel", "a"),
        ("a limit:", "a"),
        ("a change:d", "a"),
        ("a disagrees:y", "a"),
    ],
)
def test_an_unfinished_query_is_told_from_a_wrong_one(text: str, meanwhile: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, now=NOW)
    assert caught.value.unfinished
    assert 0 <= caught.value.position < len(text)
    assert parse_as_typed(text, now=NOW).text == meanwhile
