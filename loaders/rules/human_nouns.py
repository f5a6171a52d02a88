"""The nouns by which English speaks of people, posts, organisations and documents without naming them."""

import tomllib
from importlib.resources import files

from loaders.rules.given_names import Gender

_TABLE = tomllib.loads((files("loaders.rules") / "human_nouns.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


def _genders(name: str) -> dict[str, Gender]:
    return {**dict.fromkeys(_words(f"{name}_m"), "m"), **dict.fromkeys(_words(f"{name}_f"), "f")}


POSTS = _words("posts")
"""Nouns of posts and professions in the singular: they stand before names and, with an article, for persons named elsewhere."""
PRE_TITLES = _words("pre_titles")
"""Abbreviated titles and the words that stand before titles."""
HUMANS = _words("humans")
"""Common nouns for people, in the singular."""
ORGANISATIONS = _words("organisations")
"""Nouns of organisations and bodies that speak, in the singular."""
DOCUMENTS = _words("documents")
"""Nouns of texts and utterances, which speak for whom they come from."""
COLLECTIVES = _words("collectives")
"""Nouns in the singular that stand for several people."""
BEARERS = _words("bearers")
"""More nouns in the singular that stand before a person's name and take up one."""
DESCRIBED = _words("described")
"""Nouns in the singular that take up a person named before, but stand before no name."""
RELATIVES = _words("relatives")
"""Nouns of relatives."""
VAGUE = _words("vague")
"""Nouns for people that take up nobody who was not called so before."""
HONORIFICS = _genders("honorifics")
"""Honorifics before a name, with the gender they tell."""
GENDERED = _genders("gendered")
"""Nouns that tell the gender of whom they stand for."""
ABBREVIATED: dict[str, str] = _TABLE["abbreviated"]
"""One form for titles that mean the same."""
_IRREGULAR: dict[str, str] = _TABLE["irregular"]


def singular(noun: str) -> str:
    """The singular of a lower-case English noun, well enough to look it up here."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun
