"""What a run of reading did: counts that add up, and the reason for everything that was not read."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import typer

from api.cli import exits
from api.cli.printing import clean, say
from api.pages.shown import FACTS, count, found

_LISTED = 20
"""Paths left out that are listed; failures are listed all."""


@dataclass(frozen=True, slots=True)
class _Problem:
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Change:
    path: str
    earlier: str
    differences: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """Gathers the outcomes of a run. Every path given ends in exactly one of its four counts."""

    read: int = 0
    unchanged: int = 0
    not_read: list[_Problem] = field(default_factory=list)
    failed: list[_Problem] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    changed: list[_Change] = field(default_factory=list)

    def add(self, path: str, status: str, *, reason: str | None, iri: str | None, counts: tuple[tuple[str, int], ...]) -> None:
        """One more outcome, in the words of `loaders.pipeline`."""
        self.documents += iri is not None
        self.facts.update(dict(counts))
        if status == "read":
            self.read += 1
        elif status == "unchanged":
            self.unchanged += 1
        else:
            (self.failed if status == "failed" else self.not_read).append(_Problem(path, reason or status))

    def add_version(self, path: str, earlier: str | None, differences: tuple[str, ...]) -> None:
        """That a document's text is another than before: the hash of the earlier one, and what changed in its claims."""
        if earlier is not None:
            self.changed.append(_Change(path, earlier, differences))

    def exit_code(self) -> int:
        """Partly done where some failed, error where all did, nothing found where there was no document."""
        if self.failed and self.documents:
            return exits.PARTLY
        if any(not Path(problem.path).is_dir() for problem in self.failed):
            return exits.ERROR
        return exits.OK if self.documents else exits.NOTHING

    def summary(self, store: str) -> dict[str, object]:
        """The report for programs."""
        return {
            "store": store,
            "read": self.read,
            "unchanged": self.unchanged,
            "not_read": self.not_read,
            "failed": self.failed,
            "new_versions": self.changed,
            "facts": {many: self.facts[kind] for kind, _, many in FACTS},
        }

    def print(self, store: str) -> None:
        """The report for people: what was done on standard output, what was not on standard error."""
        self.tell_problems()
        typer.echo(f"{count(self.read, 'document', 'documents')} read, {self.unchanged:,} unchanged, ", nl=False)
        typer.echo(f"{len(self.not_read):,} not read, {len(self.failed):,} failed. Store: {clean(store)}")
        if self.read:
            typer.echo(f"Found: {found(self.facts) or 'no fact at all'}.")
        elif not self.unchanged:
            typer.echo("Nothing was read.")
        for change in self.changed:
            self._print_change(change)

    def _print_change(self, change: _Change) -> None:
        what = count(len(change.differences), "change", "changes") if change.differences else "no change"
        typer.echo(f"New version of {clean(change.path)}: {what} in its claims.")
        for difference in change.differences[:_LISTED]:
            typer.echo(f"  {clean(difference)}")
        if len(change.differences) > _LISTED:
            typer.echo(f"  and {len(change.differences) - _LISTED} more (all of them with --json)")

    def tell_problems(self) -> None:
        """Why something was not read, on standard error."""
        for problem in self.not_read[:_LISTED]:
            say(f"not read: {problem.path}: {_without_path(problem)}")
        if len(self.not_read) > _LISTED:
            say(f"not read: {len(self.not_read) - _LISTED:,} more (all of them with --json)")
        for problem in self.failed:
            say(f"failed: {problem.path}: {_without_path(problem)}")


def _without_path(problem: _Problem) -> str:
    return problem.reason.removeprefix(f"{problem.path}: ")
