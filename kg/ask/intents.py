"""The kinds of question that are understood, read from the table in `intents.toml`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ABBREVIATION = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A kind of question: the named query that answers it, its classes of words, what gives it away, and what names mean in it.

    `needs` must be found as well as one of the `patterns`. `roles` are patterns with the part that the name in their first
    group plays; `fixed` are patterns with the parameter and the value that they give; `free` is the parameter that words which
    nothing else accounts for become, if any. With `people` a post stands for whoever holds it. `ways` are questions with
    places for names.
    """

    query: str
    example: str
    ways: tuple[str, ...]
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    needs: tuple[re.Pattern[str], ...]
    roles: tuple[tuple[re.Pattern[str], str], ...]
    fixed: tuple[tuple[re.Pattern[str], str, str], ...]
    free: str | None
    people: bool


_Table = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]


@cache
def intents() -> tuple[Intent, ...]:
    """The table, read once; the order is that in which they are tried."""
    table = tomllib.loads(files("kg.ask").joinpath("intents.toml").read_text("utf-8"))
    short: dict[str, str] = {}
    for name, pattern in table["short"].items():
        short[name] = _in_full(pattern, short)
    return tuple(_intent(entry, table, short) for entry in table["intents"])


def _intent(entry: Mapping[str, Sequence[str]], table: _Table, short: Mapping[str, str]) -> Intent:
    roles = [role for name in entry["roles"] for role in table["roles"][name]]
    fixed = [given for name in entry.get("fixed", ()) for given in table["fixed"][name]]
    return Intent(
        query=str(entry["query"]),
        example=str(entry["example"]),
        ways=tuple(entry.get("ways", ())),
        words=tuple(str(entry["words"]).split()),
        patterns=tuple(_pattern(pattern, short) for pattern in entry["patterns"]),
        needs=tuple(_pattern(pattern, short) for pattern in entry.get("needs", ())),
        roles=tuple((_pattern(given, short), role) for given, role in roles),
        fixed=tuple((_pattern(given, short), parameter, value) for given, parameter, value in fixed),
        free=str(entry["free"]) if "free" in entry else None,
        people=bool(entry.get("people", False)),
    )


def _pattern(text: str, short: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_in_full(text, short))


def _in_full(text: str, short: Mapping[str, str]) -> str:
    """A pattern with its abbreviations written out."""
    return _ABBREVIATION.sub(lambda found: short.get(found.group(1), found.group()), text)
