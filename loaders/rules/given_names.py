"""Common given names and the gender that they usually tell; names borne by both are left out."""

import tomllib
from importlib.resources import files
from typing import Literal

Gender = Literal["m", "f"]

_TABLE = tomllib.loads((files("loaders.rules") / "given_names.toml").read_text(encoding="utf-8"))
_MALE = frozenset(_TABLE["male"].split())
_FEMALE = frozenset(_TABLE["female"].split())


def given_gender(name: str) -> Gender | None:
    """The gender that a given name tells, None where it is unknown or borne by both: "Hillary" → "f"."""
    lower = name.lower()
    return "m" if lower in _MALE else "f" if lower in _FEMALE else None
