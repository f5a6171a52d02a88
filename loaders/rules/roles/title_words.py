"""The words of which English makes the titles of posts, as `titles.toml` lists them, and what each tells."""

import tomllib
from importlib.resources import files

_TABLE = tomllib.loads((files("loaders.rules.roles") / "titles.toml").read_text(encoding="utf-8"))


def _set(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


NATIONAL = _set("national")
OTHER_HEADS = _set("other_heads")
HEADS = NATIONAL | OTHER_HEADS
SUFFIXES = _set("suffixes")
FORMER = _set("former")
ANNOUNCED = _set("announced")
ACTING = _set("acting")
OUTGOING = _set("outgoing")
STANDING = _set("standing") | ACTING | OUTGOING
NOT_HELD = _set("not_held")
FIELDS = _set("fields")
BODY_WORDS = _set("body_words")
PUBLIC_BODIES = _set("public_bodies")
NATIONAL_BODIES = _set("national_bodies")
LEGISLATURES = _set("legislatures")
REGIONS = _set("regions")
PARTICLES = _set("particles")
NOT_NAMES = _set("not_names")
HONORIFICS = _set("honorifics")
PARTIES: dict[str, str] = _TABLE["parties"]
SPELLINGS: dict[str, str] = _TABLE["spellings"]
US_PARTIES = frozenset(("Republican Party", "Democratic Party"))
BORN = frozenset(("prince", "princess"))
"""What somebody is besides holding the post that is named before it: "Energy Minister Prince Abdulaziz"."""
