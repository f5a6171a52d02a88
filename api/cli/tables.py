"""Rows of answers as tables for people: who, what, when, and where it is written."""

from collections.abc import Sequence

from api.cli.printing import print_table
from api.pages import shown
from kg.queries import ClaimRow, MeasureRow, Source


def print_claims(rows: Sequence[ClaimRow]) -> None:
    """Claims with their speakers and sources."""
    columns = ("Who", "What", "Source")
    print_table(columns, [_claim(row) for row in rows], shares={"Who": 2, "What": 5, "Source": 3})


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
        source(row.source),
    )


def _measure(row: MeasureRow) -> tuple[str, str, str, str]:
    exempt = f"exempt: {', '.join(row.exempts)}" if row.exempts else ""
    rates = shown.rates(row.previous_rate, row.rate, row.rate_upper)
    report = ", ".join(part for part in (row.change or "", rates, row.status, _when(row.date, row.date_text)) if part)
    return (_lines(row.label, exempt), report, _line(row.text), source(row.source))


def source(found: Source) -> str:
    """Where something is written: outlet, date, title, and the characters of the document's text."""
    title = _line(found.title or "") or f"document {found.iri.rpartition('/')[2]}"
    origin = ", ".join(part for part in (found.publisher or "", shown.date(found.published), title) if part)
    characters = found.passage.partition("#char=")[2].replace(",", "–")
    return f"{origin} [{characters}]" if characters else origin


def _when(date: str | None, written: str | None) -> str:
    return shown.date(date) or _line(written or "")


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
