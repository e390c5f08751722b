"""The units that may be typed, by what they are called: units as figures have them, money by ISO 4217.

Two units that differ in case alone cannot be told apart in a search, so the commoner one has the name.
"""

from __future__ import annotations

_ALIASES = """
    %: percent pct pc per-cent ％ | pp: percentage-point percentage-points ppt ppts %-point | bp: bps basis-point
    basis-points | ‰: per-mille | x: times × fold multiple | point: points pts pt | magnitude:
    year: years yr yrs | month: months | week: weeks wk | day: days | hour: hours hr hrs h | minute: minutes min mins
    | second: seconds sec secs s | decade: decades | century: centuries
    m: metre metres meter meters | km: kilometre kilometres kilometer kilometers kms | cm: centimetre centimetres
    centimeter centimeters | mm: millimetre millimetres millimeter millimeters | mi: mile miles | ft: foot feet
    | in: inch inches | yd: yard yards | nmi: nautical-mile nautical-miles | light-year: light-years
    km2: km² sqkm sq-km square-kilometre square-kilometres square-kilometers | m2: m² sqm sq-m square-metre
    square-metres square-meters | mi2: mi² square-mile square-miles | ft2: ft² sqft square-foot square-feet
    | ha: hectare hectares | acre: acres | m3: m³ cubic-metre cubic-metres cubic-meters
    l: litre litres liter liters | ml: millilitre millilitres | gal: gallon gallons | barrel: barrels bbl | bpd:
    barrels-per-day
    g: gram grams gramme grammes | kg: kilo kilos kilogram kilograms kgs | mg: milligram milligrams | t: tonne tonnes
    metric-ton metric-tons | ton: tons | kt: kilotonne kilotonnes | lb: pound-mass lbs | oz: ounce ounces
    °C: celsius c degrees-celsius centigrade ºc | °F: fahrenheit f degrees-fahrenheit ºf | °: degree degrees
    kW: kilowatt kilowatts | MW: megawatt megawatts | GW: gigawatt gigawatts | TW: terawatt terawatts | kWh:
    kilowatt-hour kilowatt-hours | MWh: megawatt-hour megawatt-hours | GWh: gigawatt-hour gigawatt-hours | TWh:
    terawatt-hour terawatt-hours | hp: horsepower | kcal: kilocalorie kilocalories | cal: calorie calories
    km/h: kmh kph kmph | mph: mi/h miles-per-hour | m/s: | knot: knots kts | mpg: | ppm: | ppb: | MB: megabyte megabytes
    | GB: gigabyte gigabytes | TB: terabyte terabytes | Mbps: | Gbps: | MHz: megahertz | GHz: gigahertz | dB: decibel
    decibels | TEU: teus
    USD: $ us$ dollar dollars us-dollar us-dollars | EUR: € euro euros | GBP: £ sterling pound pounds | JPY: ¥ yen
    | CNY: yuan rmb renminbi | INR: ₹ rupee rupees rs | RUB: ₽ rouble roubles ruble rubles | TRY: ₺ lira liras
    | CHF: swiss-franc swiss-francs | KRW: ₩ won | UAH: ₴ hryvnia | ILS: ₪ shekel shekels | NGN: ₦ naira | BRL: r$ real
    reais | AUD: a$ au$ | CAD: c$ ca$ | NZD: nz$ | HKD: hk$ | SGD: s$ | MXN: mex$ | ZAR: rand | PLN: zloty zlotys zł
    | CZK: koruna | HUF: forint | THB: baht ฿ | IDR: rupiah rp | VND: dong ₫ | PHP: ₱ | MYR: ringgit | SAR: | AED:
    dirham dirhams | KES: | EGP: | GHS: cedi cedis ₵ | BDT: taka ৳ | SEK: kronor | NOK: | DKK: | krone: kroner kr krona
    | peso: pesos | franc: francs | dinar: dinars | riyal: riyals rial rials | shilling: shillings | USc: cent cents ¢
    | GBX: penny pence | bitcoin: bitcoins btc ₿ | ether: eth
"""
_CODES = """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD
    MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS
    VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWL"""


def _table() -> dict[str, str]:
    names = {code.lower(): code for code in _CODES.split()}
    unit = ""
    for word in _ALIASES.replace("|", " ").split():
        if word.endswith(":"):
            unit = word[:-1]
            names[unit.lower()] = unit
        else:
            names[word] = unit
            names.setdefault(word.replace("-", " "), unit)
    return names


UNITS = _table()
"""Units by every name that may be typed for them, in lower case."""


def unit_alias(name: str) -> str:
    """The unit that a name stands for ("euros" → "EUR", "usd/barrels" → "USD/barrel"), or ""."""
    low = name.lower()
    if low in UNITS:
        return UNITS[low]
    above, slash, below = low.partition("/")
    if not slash or above not in UNITS or not below:
        return ""
    return f"{UNITS[above]}/{UNITS.get(below, below)}"
