"""The kinds of question that are understood, read from the table in `intents.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ABBREVIATION = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A kind of question: the named query that answers it, what gives it away, its own words, and what names mean in it.

    `roles` are patterns with the part that the name in their first group plays; `fixed` are patterns with the parameter and the
    value that they give; `free` is the parameter that words which nothing else accounts for become, if any.
    """

    query: str
    example: str
    triggers: tuple[re.Pattern[str], ...]
    words: re.Pattern[str]
    roles: tuple[tuple[re.Pattern[str], str], ...]
    fixed: tuple[tuple[re.Pattern[str], str, str], ...] = ()
    free: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intents:
    """The whole table; `small` are words that change nothing, `about` matches a word that a topic follows.

    `spoken` are the plain words among all that any question is asked with.
    """

    all: tuple[Intent, ...]
    small: frozenset[str]
    about: re.Pattern[str]
    spoken: tuple[str, ...]


@cache
def intents() -> Intents:
    """The table, read once."""
    table = tomllib.loads(files("kg.ask").joinpath("intents.toml").read_text("utf-8"))
    short = {name: f"(?:{'|'.join(forms)})" for name, forms in table["short"].items()}
    words = (word.removesuffix("?") for word in _words(table["intents"], table["short"]))
    return Intents(
        all=tuple(_intent(entry, table, short) for entry in table["intents"]),
        small=frozenset(table["small"].split()),
        about=_pattern("{about}", short),
        spoken=tuple(sorted({word for word in words if word.isalpha()})),
    )


def _words(entries: Sequence[Mapping[str, str]], short: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for entry in entries:
        yield from entry.get("words", "").split()
    for forms in short.values():
        yield from forms


def _intent(
    entry: Mapping[str, Sequence[str]], table: Mapping[str, Mapping[str, Sequence[Sequence[str]]]], short: Mapping[str, str]
) -> Intent:
    roles = [role for name in entry["roles"] for role in table["roles"][name]]
    fixed = [given for name in entry.get("fixed", ()) for given in table["fixed"][name]]
    words = str(entry.get("words", "")).split()
    return Intent(
        query=str(entry["query"]),
        example=str(entry["example"]),
        triggers=tuple(_pattern(trigger, short) for trigger in entry["triggers"]),
        words=_pattern("|".join(f"(?:{word})" for word in words) or "(?!)", short),
        roles=tuple((_pattern(given, short), role) for given, role in roles),
        fixed=tuple((_pattern(given, short), parameter, value) for given, parameter, value in fixed),
        free=str(entry["free"]) if "free" in entry else None,
    )


def _pattern(text: str, short: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern with its abbreviations written out."""
    return re.compile(_ABBREVIATION.sub(lambda found: short.get(found.group(1), found.group()), text))
