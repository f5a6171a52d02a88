"""Rows of answers as tables for people: who, what, when, and where it is written."""

from collections.abc import Sequence
from textwrap import shorten
from typing import Protocol

from api.cli.printing import print_table
from api.pages import shown
from api.pages.highlight import Passage
from api.pages.records import passage
from kg.consolidate import Candidate
from kg.model import Iri
from kg.queries import ClaimRow, MeasureRow, Source

_TITLE = 70
"""Characters of a title that are printed; the whole one is in the JSON."""


def print_claims(rows: Sequence[ClaimRow]) -> None:
    """Claims with their speakers and sources."""
    columns = ("Who", "What", "Source")
    print_table(columns, [_claim(row) for row in rows], shares={"Who": 2, "What": 5, "Source": 3})


def print_candidates(found: Sequence[Candidate]) -> None:
    """Pairs of passages side by side, with what differs."""
    columns = ("Earlier", "Later", "Differs")
    rows = [("\n".join(_claim(one.earlier)), "\n".join(_claim(one.later)), "\n".join(one.differs)) for one in found]
    print_table(columns, rows, shares={"Earlier": 5, "Later": 5, "Differs": 2})


def print_measures(rows: Sequence[MeasureRow]) -> None:
    """Reports of trade measures with their sources."""
    columns = ("Measure", "Report", "Words", "Source")
    print_table(columns, [_measure(row) for row in rows], shares={"Measure": 3, "Report": 2, "Words": 4, "Source": 3})


def _claim(row: ClaimRow) -> tuple[str, str, str]:
    unusual = tuple(code for code, usual in ((row.act, "statement"), (row.polarity, "asserted")) if code != usual)
    how = ", ".join(part for part in (row.cue or "", *unusual, _when(row.date, row.date_text)) if part)
    words = _line(row.text)
    about = ", ".join((*row.sectors, *row.countries))
    return (
        _lines(row.speaker, how),
        _lines(f"“{words}”" if row.form == "direct" else words, f"[{about}]" if about else ""),
        _source(row.source),
    )


def _measure(row: MeasureRow) -> tuple[str, str, str, str]:
    exempt = f"exempt: {', '.join(row.exempts)}" if row.exempts else ""
    rates = shown.rates(row.previous_rate, row.rate, row.rate_upper)
    report = ", ".join(part for part in (row.change or "", rates, row.status, _when(row.date, row.date_text)) if part)
    return (_lines(row.label, exempt), report, _line(row.text), _source(row.source))


class Known(Protocol):
    """What is known of a document; None and "" are unknown."""

    @property
    def iri(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def publisher(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> str | None: ...  # noqa: D102


def where(document: Known | None, place: Passage | None) -> str:
    """Where something is written: outlet, date, title, and the characters of the document's text."""
    if document is None:
        return ""
    title = shorten(document.title or "", _TITLE, placeholder=" …") or f"document {document.iri.rpartition('/')[2]}"
    origin = ", ".join(part for part in (document.publisher or "", shown.date(document.published), title) if part)
    return f"{origin} [{place[0]}–{place[1]}]" if place else origin


def _source(found: Source) -> str:
    return where(found, passage(Iri(found.passage)))


def _when(date: str | None, written: str | None) -> str:
    return shown.date(date) or _line(written or "")


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
