"""Plurals and singulars of English nouns."""

from __future__ import annotations

_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "halves": "half",
    "leaves": "leaf", "loaves": "loaf",
    "thieves": "thief", "shelves": "shelf", "calves": "calf", "geese": "goose", "oxen": "ox", "criteria": "criterion",
    "phenomena": "phenomenon",
    "media": "medium", "bacteria": "bacterium", "crises": "crisis", "analyses": "analysis", "bases": "base",
    "theses": "thesis", "buses": "bus",
    "viruses": "virus", "gases": "gas", "lenses": "lens", "statuses": "status", "campuses": "campus",
    "bonuses": "bonus", "cacti": "cactus",
    "alumni": "alumnus", "nuclei": "nucleus", "fungi": "fungus", "heroes": "hero", "potatoes": "potato",
    "tomatoes": "tomato", "echoes": "echo",
    "vetoes": "veto", "volcanoes": "volcano", "mosquitoes": "mosquito", "movies": "movie", "cookies": "cookie",
    "zombies": "zombie", "ties": "tie",
    "pies": "pie", "selfies": "selfie", "rookies": "rookie", "calories": "calorie", "genies": "genie",
    "species": "species", "series": "series",
    "shoes": "shoe", "canoes": "canoe", "toes": "toe", "axes": "axe", "houses": "house", "horses": "horse",
    "nurses": "nurse", "courses": "course",
    "cases": "case", "phases": "phase", "diseases": "disease", "purchases": "purchase", "increases": "increase",
    "licenses": "license",
    "licences": "licence", "premises": "premises", "cruises": "cruise", "pulses": "pulse", "warehouses": "warehouse",
    "releases": "release",
    "responses": "response", "expenses": "expense", "franchises": "franchise", "exercises": "exercise",
    "enterprises": "enterprise",
    "aches": "ache", "caches": "cache", "headaches": "headache", "avalanches": "avalanche", "niches": "niche",
    "archives": "archive",
    "prizes": "prize", "sizes": "size", "breezes": "breeze", "clothes": "clothes", "dice": "die",
}  # fmt: skip
NOT_PLURAL = frozenset(
    """always perhaps news gas lens texas paris athens its his this thus us as has was is does yes plus minus versus
    various previous serious religious famous dangerous mysterious various christmas atlas canvas alias bias chaos
    physics politics economics athletics mathematics ethics tennis basis crisis analysis hypothesis emphasis across
    less unless kansas arkansas illinois massachusetts james charles thomas lewis jones davis harris dallas vegas
    orleans angeles los las des les wales naples brussels cannes minus besides towards afterwards upwards downwards
    indoors outdoors overseas sometimes whereas nowadays hers ours theirs yours mercedes swiss express success
    process access congress progress business press glass grass class mass loss cross boss dress stress
    address""".split()
)
"""Words that end like plurals and are none."""


def singular(word: str) -> str:
    """The singular of a lower-case noun ("refugees" → "refugee"); a word that shows no plural comes back as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("'s", "’s")):
        return word[:-2]
    if word.endswith("men") and len(word) > 4 and word not in ("specimen", "abdomen", "regimen", "yemen", "semen"):
        return word[:-3] + "man"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in NOT_PLURAL:
        return word[:-1]
    return word
