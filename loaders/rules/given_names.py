"""Given names and the gender that they usually tell; names borne by both are left out."""

import tomllib
from importlib.resources import files
from typing import Literal

Gender = Literal["m", "f"]

_TABLE = tomllib.loads((files("loaders.rules") / "given_names.toml").read_text(encoding="utf-8"))
_COMMON = frozenset(f"{_TABLE['male']} {_TABLE['female']}".split())
_MALE = frozenset(f"{_TABLE['male']} {_TABLE['male_also']}".split())
_FEMALE = frozenset(f"{_TABLE['female']} {_TABLE['female_also']}".split())


def given_gender(name: str) -> Gender | None:
    """The gender that a given name tells, None where it is unknown or borne by both: "Hillary" → "f"."""
    lower = name.lower()
    return "m" if lower in _MALE else "f" if lower in _FEMALE else None


def is_given(name: str) -> bool:
    """Whether a word is a common given name and hardly anything else, so that what it begins is a person's name."""
    return name.lower() in _COMMON
