"""The words with which English tells of trade measures, as `words.toml` lists them."""

import tomllib
from importlib.resources import files

from kg.facts import Change, Status

_TABLE = tomllib.loads((files("loaders.rules.measures") / "words.toml").read_text(encoding="utf-8"))


def _set(section: str, name: str | None = None) -> frozenset[str]:
    listed = _TABLE[section] if name is None else _TABLE[section][name]
    return frozenset(listed.split())


def _statuses(section: str) -> dict[str, Status]:
    return {word: Status(name) for name, listed in _TABLE[section].items() for word in listed.split()}


def _changes(section: str) -> dict[str, Change | None]:
    """The change that each word of a section tells; words under "any" tell none."""
    return {
        word: None if name == "any" else Change(name) for name, listed in _TABLE[section].items() for word in listed.split()
    }


TARIFFS = _set("tariffs")
DUTIES = _set("duties")
RATES = _set("rates")
OTHER_THINGS = _set("others")
CHARGES = _set("charges")
CHARGING = _set("charging")
TRADE = _set("trade")
RETALIATION = _set("retaliation")
QUOTAS = _set("quotas")
BANS = _set("bans")
SUBSIDIES = _set("subsidies")
CONTROLS = _set("controls")
HEADS = _changes("heads")
ACTIONS = _changes("actions")
VERBS = {word: change for word, change in _changes("verbs").items() if change is not None}
PHRASAL = {words: Change(change) for words, change in _TABLE["phrasal"].items()}
SUBJECTS = {word: change for word, change in _changes("subjects").items() if change is not None}
STATUSES = _statuses("statuses")
ADJECTIVES = _statuses("adjectives")
FACING = _set("sides", "facing")
HITTING = _set("sides", "hitting")
WITH = _set("sides", "with")
OPPOSING = _set("sides", "opposing")
GOVERNMENTS = _set("sides", "governments")
TRADERS = _set("sides", "traders")
PLAIN = _set("sides", "plain")
ON = _set("reach", "on")
MADE = _set("reach", "made")
PASSED = _set("reach", "passed")
QUANTITY = _set("reach", "quantity")
IDIOMS = _set("reach", "idioms")
INSIDE = _set("reach", "inside")
NEEDING = _set("reach", "needing")
UNSURE = _set("clause", "unsure")
MOVING = _set("clause", "moving")
USING = _set("clause", "using")
UNDER = _set("clause", "under")
STATES = _set("clause", "states")
APPLYING = _set("clause", "applying")
TREATING = _set("clause", "treating")
ACTING = _set("clause", "acting")
ADMITTING = _set("clause", "admitting")
ENTERING = _set("clause", "entering")
SPARING = _set("clause", "sparing")
WINNING = _set("clause", "winning")
