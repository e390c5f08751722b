"""Write the long-tail lists `currencies.tsv` and `units.tsv` beside this file.

Run as `python -m reader.figures.data.generate` where Babel (Unicode CLDR: currency codes, English names and symbols)
and
pint (its registry of unit names and symbols) are installed; the program itself needs neither.  The hand-kept lists
`core_money.tsv` and `core.tsv` take precedence over what is written here.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent

# English words that are also unit names in pint's registry: never a unit without more context.
_ORDINARY_WORDS = frozenset(
    """are atom bag bar barn bit bolt cable chain cicero clo count counts cup dash didot dram drop force
    fermi flick gamma grade
    hand jig jute league link mil minim mole nail neper nit octave peck perch percent pica pole point pt quad quarter
    quintal ream refrigeration
    rem rod rope sack scruple shake shot slinch slug span square stick stere survey thou tun turn unit water week year
    dozen gross score pound poundal second minute hour day month decade century degree ton cord rad roentgen buck
    hectare acre are foot inch mile yard knot metric stone magnitude value time fortnight
    biot bohr buckingham clausius curie darcy franklin fifth galileo gauss gilbert gill grain gray henry lambda
    lambert langley maxwell
    particle molar rads rutherford rydberg townsend tesla weber poise hartree sverdrup aberdeen stokes debye denier
    faraday newton coulomb
    kelvin pascal therm""".split()
)
_DIMENSIONS = {
    "[length]", "[mass]", "[time]", "[current]", "[temperature]", "[substance]", "[luminosity]",
}  # fmt: skip
_PREFIXED = (
    "metre meter gram litre liter watt joule volt ampere hertz pascal newton byte bit electronvolt calorie "
    "tonne second ohm farad henry tesla sievert becquerel gray lumen lux mole candela coulomb siemens weber bel parsec "
    "annum watt_hour"
).split()
_SI = {
    "yotta": "Y", "zetta": "Z", "exa": "E", "peta": "P", "tera": "T", "giga": "G", "mega": "M", "kilo": "k",
    "hecto": "h",
    "deca": "da", "deci": "d", "centi": "c", "milli": "m", "micro": "µ", "nano": "n", "pico": "p", "femto": "f",
    "atto": "a",
}  # fmt: skip
_SYMBOLED = {
    "metre": "m", "gram": "g", "litre": "L", "watt": "W", "joule": "J", "volt": "V", "ampere": "A", "hertz": "Hz",
    "pascal": "Pa",
    "newton": "N", "byte": "B", "electronvolt": "eV", "ohm": "Ω", "farad": "F", "sievert": "Sv", "becquerel": "Bq",
    "annum watt_hour": "Wh",
}  # fmt: skip
# Currency names that are English words or names too: read as money only after a large number.
_ORDINARY_MONEY = frozenset(
    "mark marks real reals birr dong gold leone leones kina tala sol som won rand pula loti".split()
)
# Symbols that read as something else in English text ("5 pm", "3 am", "10 PM", "2 Gm").
_ORDINARY_SYMBOLS = frozenset("am pm PM dam Em EM Pm fm dag dB dV aF pH mA EB".split()) - {"EB", "mA"}


def currencies() -> list[str]:
    """One line a currency that is legal tender today: code, symbols, English names."""
    babel: Any = importlib.import_module("babel")
    core: Any = importlib.import_module("babel.core")
    locale: Any = babel.Locale("en")
    current: set[str] = set()
    for rows in core.get_global("territory_currencies").values():
        current |= {str(row[0]) for row in rows if row[2] is None and row[3]}
    plural: dict[str, Any] = locale._data["currency_names_plural"]
    lines = []
    heads: dict[str, int] = {}
    for code in current:
        head = str(locale.currencies.get(code, "")).split()[-1:]
        for word in head:
            heads[word.lower()] = heads.get(word.lower(), 0) + 1
    for code in sorted(current):
        name = str(locale.currencies.get(code, ""))
        if (
            not name
            or (code[0] == "X" and code not in ("XAF", "XOF", "XCD", "XPF"))
            or "unit" in name.lower()
            or "(" in name
        ):
            continue
        names = {name.lower(), *(str(v).lower() for v in plural.get(code, {}).values())}
        last = name.lower().split()[-1]
        if heads.get(last) == 1 and " " in name and len(last) >= 4:
            names |= {("!" if n.split()[-1] in _ORDINARY_MONEY else "") + n.split()[-1] for n in names}
        symbol = str(locale.currency_symbols.get(code, ""))
        symbols = f"{code}|{symbol}" if symbol and symbol != code and not symbol.isascii() else code
        lines.append(f"{code}\t{symbols}\t{symbols}\t{'|'.join(sorted(names))}")
    return lines


def units() -> list[str]:
    """One line a unit: canonical English name, kind, surfaces."""
    pint: Any = importlib.import_module("pint")
    registry: Any = pint.UnitRegistry()
    rows: dict[str, list[str]] = {}
    for name in sorted(set(dir(registry)) | set(registry._units)):
        if not re.fullmatch(r"[a-z][a-z_]{3,}", name) or name.startswith(("delta_", "atomic_", "planck_")):
            continue
        definition = registry._units.get(name)
        if definition is None or definition.name != name or name in _ORDINARY_WORDS or "constant" in name:
            continue
        try:
            dimensions = set(registry.Unit(name).dimensionality)
        except (pint.errors.PintError, TypeError):
            continue
        if not dimensions or not dimensions <= _DIMENSIONS or any(w in _ORDINARY_WORDS for w in name.split("_")[:1]):
            continue
        surfaces = [name.replace("_", " ")]
        surfaces += [
            a.replace("_", " ")
            for a in definition.aliases
            if re.fullmatch(r"[a-z][a-z_]{4,}", a) and a not in _ORDINARY_WORDS
        ]
        rows[name.replace("_", " ")] = surfaces
    for prefix, letter in _SI.items():
        for base in _PREFIXED:
            british = base.replace("meter", "metre").replace("liter", "litre").replace("_", " ")
            row = rows.setdefault(prefix + british, [])
            row.append(prefix + base.replace("_", " "))
            symbol = letter + _SYMBOLED[base] if base in _SYMBOLED else ""
            if symbol and symbol not in _ORDINARY_SYMBOLS and len(symbol) > 1:
                row.append(symbol)
    rows["picometre"] += ["pm"]
    rows["attometre"] += ["am"]
    return [f"{name}\tmeasure\t{'|'.join(dict.fromkeys(surfaces))}" for name, surfaces in sorted(rows.items())]


def main() -> None:
    """Write both files; needs Babel and pint."""
    head = "# Written by generate.py from {}; do not edit.\n"
    for name, source, lines in (
        ("currencies.tsv", "Unicode CLDR through Babel (Unicode licence)", currencies()),
        ("units.tsv", "the registry of pint (BSD 3-clause)", units()),
    ):
        (_HERE / name).write_text(head.format(source) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
