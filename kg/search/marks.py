"""Where the words of a search stand in the claims that were found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Iri
from kg.search.choice import Wanted
from kg.tables import Tables

_OPEN, _CLOSE = "\x02", "\x03"
_MARK = re.compile(r"[\x02\x03]")
_SNIPPET_WORDS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text and the places in it [start, end), in code points, where words of the search stand; in order, apart."""

    text: str
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim's words, the part of them where most that was searched for stands, and the title of its document."""

    text: Marked
    snippet: Marked
    title: Marked


def marked(tables: Tables, claims: tuple[Iri, ...], wanted: Wanted) -> Mapping[Iri, Found]:
    """Where words stand in claims; of a claim without them, and where no words are asked for, nothing."""
    expressions = tuple(filter(None, wanted.expressions()))
    if not expressions or not claims:
        return {}
    rows = tables.rows(
        f"""SELECT claim.iri, highlight(words, 0, ?, ?), snippet(words, 0, ?, ?, '…', {_SNIPPET_WORDS}),
          highlight(words, 3, ?, ?)
        FROM claim CROSS JOIN words ON words.rowid = claim.id
        WHERE claim.iri IN ({", ".join("?" * len(claims))}) AND words MATCH ? ORDER BY claim.id DESC""",  # noqa: S608  # ours
        (*(_OPEN, _CLOSE) * 3, *claims, " AND ".join(f"({one})" for one in expressions)),
    )
    return {
        Iri(str(iri)): Found(text=_marked(str(text)), snippet=_marked(str(part)), title=_marked(str(title)))
        for iri, text, part, title in rows
    }


def _marked(text: str) -> Marked:
    """The text without marks, and where they stood; the index holds none of its own."""
    at = [found.start() - number for number, found in enumerate(_MARK.finditer(text))]
    places = zip(at[::2], at[1::2], strict=True)
    return Marked(text=_MARK.sub("", text), places=tuple((start, end) for start, end in places if start < end))
