"""Why a query has no answer, for whoever wrote it: the place in its text, and what to do next."""

import re
from dataclasses import dataclass

from kg.errors import BusyError, QueryError, TooLargeError, TooSlowError

_PLACE = re.compile(r"line (\d+), column (\d+)(?:: )?")
_AROUND = 2
"""Lines shown before and behind the one that is wrong."""
_LINE = 200

_SLOW = (
    "Say first what narrows the most: a class (?claim a kg:Utterance), a speaker, a sector, a date.",
    "See that every variable is tied to the others: two patterns that share none are multiplied with one another.",
    "Look at a few rows before all of them: LIMIT 100. It does not help where ORDER BY, DISTINCT or COUNT must see every row.",
    "For all of a large graph, take a download and ask it on your own machine.",
)
_LARGE = (
    "Add a LIMIT, or ask for fewer columns.",
    "A page shows less than a file holds: the same query as a program or a download asks it may answer more.",
)
_MEMORY = (
    "ORDER BY, DISTINCT and GROUP BY keep every row in memory: narrow what is asked before they see it.",
    "See that every variable is tied to the others: two patterns that share none are multiplied with one another.",
)
_BUSY = ("Other queries are running. Wait a few seconds and run it again; nothing of it was lost.",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong: a heading, the reason, what to do; `line` and `column` are counted from 1, 0 where no place is known.

    `before`, `wrong` and `after` are the query around that place.
    """

    title: str
    told: str
    advice: tuple[str, ...] = ()
    line: int = 0
    column: int = 0
    before: str = ""
    wrong: str = ""
    after: str = ""
    status: int = 400


def trouble(error: QueryError, query: str) -> Trouble:
    """An error as the page tells it."""
    told = str(error)
    if isinstance(error, TooSlowError):
        return Trouble(title="The query was ended: it took too long", told=_sentence(told), advice=_SLOW, status=503)
    if isinstance(error, BusyError):
        return Trouble(title="The query could not run yet", told=_sentence(told), advice=_BUSY, status=503)
    if isinstance(error, TooLargeError):
        advice = _MEMORY if "memory" in told else _LARGE
        return Trouble(title="The query was ended: its answer is too large", told=_sentence(told), advice=advice)
    return _misspelt(told, query)


def _misspelt(told: str, query: str) -> Trouble:
    found = _PLACE.match(told)
    if not found:
        return Trouble(title="The query cannot be run", told=_sentence(told))
    line, column = int(found[1]), int(found[2])
    before, wrong, after = _around(query, line, column)
    return Trouble(
        title=f"Line {line}, column {column}",
        told=_sentence(told[found.end() :].split("\n", maxsplit=1)[0]),
        line=line,
        column=column,
        before=before,
        wrong=wrong,
        after=after,
    )


def _around(query: str, line: int, column: int) -> tuple[str, str, str]:
    """The lines around a place: what stands before it, the word there, and what comes behind."""
    lines = query.split("\n")
    at = min(line, len(lines)) - 1
    text = lines[at]
    place = min(column - 1, len(text))
    start = max(0, place - _LINE)
    word = re.match(r"[\w:?$.-]+|.|", text[place:], re.S)
    end = place + len(word[0] if word else "")
    above = [one[:_LINE] for one in lines[max(0, at - _AROUND) : at]]
    below = [one[:_LINE] for one in lines[at + 1 : at + 1 + _AROUND]]
    return (
        "".join(f"{one}\n" for one in above) + text[start:place],
        text[place:end] or " ",
        text[end : end + _LINE] + "".join(f"\n{one}" for one in below),
    )


def _sentence(text: str) -> str:
    """A message with a capital and a full stop."""
    stripped = text.strip()
    return stripped[:1].upper() + stripped[1:] + ("" if stripped.endswith((".", "!", "?")) else ".") if stripped else ""
