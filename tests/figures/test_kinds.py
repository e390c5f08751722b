"""Every kind in the contract, and what is no figure, in plain news sentences."""

from __future__ import annotations

import pytest

from reader.figures import find_figures
from reader.model import Figure, FigureKind

K = FigureKind


def only(text: str) -> Figure:
    """The single figure of `text`."""
    found = find_figures(text)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "counted"),
    [
        ("The town took in 3.6 million Syrian refugees.", K.COUNT, 3.6e6, "", "Syrian refugees"),
        ("Rescuers found twenty-three survivors.", K.COUNT, 23, "", "survivors"),
        ("It sold half a million copies.", K.COUNT, 5e5, "", "copies"),
        ("It sold a million and a half copies.", K.COUNT, 1.5e6, "", "copies"),
        ("It sold two and a half million copies.", K.COUNT, 2.5e6, "", "copies"),
        ("Three and a quarter billion dollars were spent.", K.MONEY, 3.25e9, "USD", ""),
        ("A dozen firefighters were sent.", K.COUNT, 12, "", "firefighters"),
        ("They need two hundred and five volunteers.", K.COUNT, 205, "", "volunteers"),
        ("The deal is worth $4.2bn.", K.MONEY, 4.2e9, "USD", ""),
        ("The deal is worth A$82m.", K.MONEY, 82e6, "AUD", ""),
        ("The fine was RM79.", K.MONEY, 79, "MYR", ""),
        ("It cost 450,000 yen.", K.MONEY, 450000, "JPY", ""),
        ("It cost 20 billion Swiss francs.", K.MONEY, 20e9, "CHF", ""),
        ("It cost 2.5 million Kenyan shillings.", K.MONEY, 2.5e6, "KES", ""),
        ("It cost 99 pence.", K.MONEY, 99, "GBX", ""),
        ("Bread costs 3 dollars and 45 cents.", K.MONEY, 3.45, "USD", ""),
        ("The seat sold at $71 per share.", K.MONEY, 71, "USD/share", ""),
        ("She earns €40,000 a year.", K.MONEY, 40000, "EUR/year", ""),
        ("Turnout was 61.4 per cent.", K.PERCENT, 61.4, "%", ""),
        ("Support grew by three percentage points.", K.PERCENT, 3, "pp", ""),
        ("The rate rose 25 basis points.", K.PERCENT, 25, "bp", ""),
        ("The fire burned 1,400 hectares.", K.MEASURE, 1400, "ha", ""),
        ("The car was going 120 kilometres an hour.", K.MEASURE, 120, "km/h", ""),
        ("A 6.1-magnitude quake struck.", K.MEASURE, 6.1, "magnitude", ""),
        ("It reached 41°C.", K.MEASURE, 41, "°C", ""),
        ("He is 5 feet 6 inches.", K.MEASURE, 5.5, "ft", ""),
        ("The siege lasted 40 days.", K.DURATION, 40, "day", ""),
        ("It was a three-year drought.", K.DURATION, 3, "year", ""),
        ("A 34-year-old man was held.", K.AGE, 34, "year", ""),
        ("Maria Lopez, 34, won again.", K.AGE, 34, "year", ""),
        ("One in five children is poor.", K.RATIO, 0.2, "", ""),
        ("Two-thirds of voters agreed.", K.RATIO, 2 / 3, "", ""),
        ("Prices doubled.", K.MULTIPLE, 2, "x", ""),
        ("It is three times larger.", K.MULTIPLE, 3, "x", ""),
        ("Output grew sixfold.", K.MULTIPLE, 6, "x", ""),
        ("Temperatures fell to minus 12 degrees.", K.MEASURE, -12, "°", ""),
        ("The light travelled 9.46x10^15 metres.", K.MEASURE, 9.46e15, "m", ""),
        ("India will spend 13 lakh crore rupees.", K.MONEY, 1.3e13, "INR", ""),
        ("Children under five travel free.", K.AGE, 5, "year", ""),
        ("A boy of 13 was found.", K.AGE, 13, "year", ""),
        ("Zoë, six, read the menu.", K.AGE, 6, "year", ""),
        ("The oldest was 71.", K.AGE, 71, "year", ""),
        ("The painter died at 82.", K.AGE, 82, "year", ""),
        ("He has kept the light for 38 years.", K.DURATION, 38, "year", ""),
        ("The repair cost 260m crowns.", K.MONEY, 260e6, "crown", ""),
        ("It cost 30 million Czech crowns.", K.MONEY, 30e6, "CZK", ""),
        ("The new river cost 118m.", K.COUNT, 118e6, "", ""),
        ("It comes to roughly £450 a child.", K.MONEY, 450, "GBP/child", ""),
        ("Dues are 53 dollars per gross ton.", K.MONEY, 53, "USD/ton", ""),
        ("The dam is 98 m high.", K.MEASURE, 98, "m", ""),
        ("It bent by 1.75 arcseconds.", K.MEASURE, 1.75, "arcsec", ""),
        ("The index closed at 7,412.6.", K.INDEX, 7412.6, "", ""),
        ("Losers outnumbered winners by three to one.", K.RATIO, 3, "", ""),
        ("Odds on a home win stood at 40-1.", K.RATIO, 40, "", ""),
        ("Prices had fallen by a half.", K.RATIO, 0.5, "", ""),
        ("The dividend rose by a fifth to a record.", K.RATIO, 0.2, "", ""),
        ("Fever cases double in a month.", K.MULTIPLE, 2, "x", ""),
        ("It is double the figure for last year.", K.MULTIPLE, 2, "x", ""),
        ("Their side remain third in the league.", K.RANK, 3, "", ""),
        ("Lindvik are 11th.", K.RANK, 11, "", ""),
        ("The margin of error is plus or minus 2.2 points.", K.PERCENT, 2.2, "pp", ""),
        ("The crew gave away 700 cups of coffee.", K.COUNT, 700, "", "cups of coffee"),
        ("It carried 412 passengers and crew.", K.COUNT, 412, "", "passengers and crew"),
    ],
)
def test_kind_value_unit(text: str, kind: FigureKind, value: float, unit: str, counted: str) -> None:
    figure = only(text)
    assert figure.value == pytest.approx(value)
    assert (figure.kind, figure.unit, figure.counted) == (kind, unit, counted)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Between $10 and $15 million was lost.", 10e6, 15e6, "USD"),
        ("It costs $10-15 billion.", 10e9, 15e9, "USD"),
        ("Prices range from $200 to $4 million.", 200, 4e6, "USD"),
        ("It costs $900 million to $1.2 billion.", 900e6, 1.2e9, "USD"),
        ("He went from 208 pounds to 193.", 193, 208, "lb"),
        ("Aged 25 to 54.", 25, 54, "year"),
        ("Two or three people were hurt.", 2, 3, ""),
        ("Tens of thousands of people fled.", 2e4, 9e4, ""),
        ("It shot up to 8- to 16-metre waves.", 8, 16, "m"),
    ],
)
def test_range(text: str, low: float, high: float, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.low, figure.high, figure.unit) == (None, low, high, unit)


def test_a_score_is_a_score() -> None:
    figure = only("Rovers beat United 3-1 on Sunday.")
    assert (figure.kind, figure.low, figure.high, figure.value) == (FigureKind.SCORE, 3, 1, None)


@pytest.mark.parametrize(
    ("text", "qualifier", "change"),
    [
        ("Nearly 1 million people fled.", "~", None),
        ("At least 40 people died.", ">", None),
        ("Fewer than 40 people came.", "<", None),
        ("Up to 40 people came.", "<", None),
        ("As many as 40 people came.", "<", None),
        ("No fewer than 40 people came.", ">", None),
        ("Some 40 people came.", "~", None),
        ("An estimated 40 people came.", "~", None),
        ("Forty or more people came.", ">", None),
        ("Exports were up nearly 57%.", "~", "up"),
        ("Profit fell by more than 18%.", ">", "down"),
        ("Inflation slowed to 3.1 percent.", "=", "down"),
        ("The bank raised its rate by 25 basis points.", "=", "up"),
        ("There was a 5% drop in sales.", "=", "down"),
        ("Rain fell in nine hours.", "=", None),
        ("The headland lies 40 km off the coast.", "=", None),
        ("A farmer works 74 hectares below the town.", "=", None),
        ("Women made up 60 percent.", "=", None),
        ("Renters hand over 41% in rent.", "=", None),
        ("We are talking about three times as many.", "=", None),
        ("He regretted “about half” of those decisions.", "~", None),
    ],
)
def test_qualifier_and_change_are_kept_apart(text: str, qualifier: str, change: str | None) -> None:
    figure = only(text)
    assert (figure.qualifier, figure.change) == (qualifier, change)


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 1987 and closed on 3 March 2019.",
        "The meeting is on 12/05/2021 at 10:30.",
        "Doors open at 7 p.m. and close at 10.45pm.",
        "Call 555-867-5309 or +44 20 7946 0958.",
        "A Boeing 747 and an Airbus A320 were parked.",
        "COVID-19 hit Flight 93, Route 66 and Section 230.",
        "The FTSE 100 and the S&P 500 were flat.",
        "The G7 met the G20.",
        "He lives at 22 Baker Street, near Highway 61.",
        "On the 3rd day of the 21st century she left.",
        "In the 1990s and in 2013-14 nothing changed.",
        "One of them said that no one knew which one it was.",
        "1. Mix well.",
        "The lamps came on at 6.30, and the text was changed on 29 October at 11.20.",
        "She left by the 7.05 train and had opened at four in the morning.",
        "The wind took my hens at eight.",
        "NORTHGATE 100 SLIPS AS BANK HOLDS RATE",
        "See https://example.org/2020/11/22 or write to a1@example.org.",
    ],
)
def test_no_figures(text: str) -> None:
    assert find_figures(text) == []


def test_conversion_is_the_same_quantity() -> None:
    hectares, acres = find_figures("Fires burned 1,400 hectares (3,460 acres) of forest.")
    assert hectares.agrees == (1,)
    assert acres.agrees == (0,)
    assert acres.concept == hectares.concept


def test_a_figure_of_the_headline_is_pinned() -> None:
    title = "Bank cuts 1,500 jobs"
    text = f"{title}\n\nThe bank made $3bn. It has 90 branches. It will cut 1,500 jobs."
    figures = find_figures(text, title_end=len(title))
    best = sorted(figures, key=lambda f: -f.salience)
    assert [f.value for f in best[:2]] == [1500, 1500]
    assert all(0 <= f.salience <= 1 for f in figures)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Manila will lend the Philippine farms 5 million pesos.", "PHP"),
        ("Karachi shops sold it for 200 rupees.", "PKR"),
        ("Karachi shops sold it for 200 Indian rupees.", "INR"),
        ("The fare in Oslo is 40 kroner.", "NOK"),
        ("The fare is 40 kroner.", "krone"),
    ],
)
def test_a_shared_currency_name_is_settled_by_the_countries_named(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Turkey, which has 3.6 million Syrian refugees, is worried.", "Turkey"),
        ("The price of crude oil rose 3%.", "price of crude oil"),
        ("About 62% of voters agreed.", "voters"),
        ("It signed a $150,000 contract.", "contract"),
        ("There was a 5% drop in exports.", "exports"),
        ("The group made a net profit of $3m.", "net profit"),
        ("The bank raised its key rate by 25 basis points.", "key rate"),
        ("Stocks fell, with banks down 0.7%.", "banks"),
        ("At least 37 people were killed.", ""),
        ("They paid $5.", ""),
    ],
)
def test_concept(text: str, concept: str) -> None:
    assert only(text).concept == concept
