"""What people decided: who is one actor or two, which fact is wrong, which document withdrawn. JSON Lines that only ever grow.

The file lies beside the store, so that it outlives every rebuild. A line refers to places in documents, since IRIs of actors
and facts follow from how a text was read and may change when it is read better. None but a retraction changes a document's
graph, and that one is undone by reading the document again.

    {"id": "…", "verdict": "same", "one": MENTION, "other": MENTION, "who": "…", "when": "…", "note": "…"}
    {"id": "…", "verdict": "different", "one": MENTION, "other": MENTION}
    {"id": "…", "verdict": "reject", "fact": PLACE}
    {"id": "…", "verdict": "retract", "document": IRI, "reason": "…"}
    {"id": "…", "verdict": "undo", "undoes": "ID OF A LINE"}

MENTION is {"agent": IRI, "name": label, "document": IRI, "start": n, "end": n, "quote": words}, PLACE is {"fact": IRI,
"kind": class, and the same four}. `who`, `when` and `note` are the caller's own words and may be missing. A line that cannot be
read is left where it is, and told.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import JudgementError, StoreError
from kg.ids import digest


class Ruling(StrEnum):
    """What a line decides."""

    SAME = "same"
    DIFFERENT = "different"
    REJECT = "reject"
    RETRACT = "retract"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor, by a place where a document names it: characters [start, end) that read `quote`; start -1 where unknown."""

    agent: str
    name: str
    document: str
    start: int = -1
    end: int = -1
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A fact, by its kind ("Utterance", "Membership", …) and the evidence it rests on."""

    fact: str
    kind: str
    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One line: what was decided of which actors, fact or document, and, where the caller said so, by whom, when and why."""

    id: str
    verdict: Ruling
    one: Mention | None = None
    other: Mention | None = None
    fact: Place | None = None
    document: str | None = None
    reason: str | None = None
    undoes: str | None = None
    who: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A line of the file that is no judgement: its number from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """A file as read: every line in order, which of them hold, and what could not be read."""

    lines: tuple[Judgement, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def standing(self) -> tuple[Judgement, ...]:
        """The judgements that nobody undid, in order; of several on the same two actors, fact or document, the last."""
        undone = self._undone
        last: dict[tuple[object, ...], Judgement] = {}
        for line in self.lines:
            if line.verdict is not Ruling.UNDO and line.id not in undone:
                last.pop(_about(line), None)
                last[_about(line)] = line
        return tuple(last.values())

    @property
    def retracted(self) -> Mapping[str, Judgement]:
        """The documents that stand retracted, whatever their text, each with the judgement."""
        return {line.document: line for line in self.standing if line.verdict is Ruling.RETRACT and line.document}

    @property
    def reinstated(self) -> Mapping[str, frozenset[str]]:
        """The documents whose every retraction was undone, with the reasons that once were given."""
        standing, undone = self.retracted, self._undone
        reasons: dict[str, set[str]] = {}
        for line in self.lines:
            if line.id in undone and line.document and line.reason and line.document not in standing:
                reasons.setdefault(line.document, set()).add(line.reason)
        return {document: frozenset(given) for document, given in reasons.items()}

    @property
    def _undone(self) -> frozenset[str | None]:
        return frozenset(line.undoes for line in self.lines if line.verdict is Ruling.UNDO)


NOTHING_DECIDED = Judgements()
_NEEDED: Mapping[Ruling, tuple[str, ...]] = {
    Ruling.SAME: ("one", "other"),
    Ruling.DIFFERENT: ("one", "other"),
    Ruling.REJECT: ("fact",),
    Ruling.RETRACT: ("document", "reason"),
    Ruling.UNDO: ("undoes",),
}
_WORDS = ("document", "reason", "undoes", "who", "when", "note")
"""What a line says in words of its own."""


def _about(line: Judgement) -> tuple[object, ...]:
    if line.one and line.other:
        return tuple(sorted((m.agent, m.document, m.start) for m in (line.one, line.other)))
    return ("document", line.document) if line.document else (line.fact and line.fact.fact,)


def read_judgements(path: Path) -> Judgements:
    """The judgements of a file; none where there is no file yet. StoreError where it cannot be opened."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return NOTHING_DECIDED
    except OSError as error:
        raise StoreError(f"the judgements at {path} cannot be read: {error.strerror}") from error
    return _read(content)


def _read(content: bytes) -> Judgements:
    lines: list[Judgement] = []
    unreadable: list[Unreadable] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                lines.append(_judgement(json.loads(line.decode("utf-8"))))
            except (ValueError, KeyError, TypeError) as error:
                unreadable.append(Unreadable(line=number, reason=f"{type(error).__name__}: {error}"))
    return Judgements(lines=tuple(lines), unreadable=tuple(unreadable))


def _judgement(value: Mapping[str, object]) -> Judgement:
    verdict = Ruling(str(value["verdict"]))
    one, other, fact = (value.get(name) for name in ("one", "other", "fact"))
    for name in _NEEDED[verdict]:
        if not value.get(name):
            raise ValueError(f"{verdict} needs {name}")
    return Judgement(
        id=str(value["id"]),
        verdict=verdict,
        one=_mention(one) if one else None,
        other=_mention(other) if other else None,
        fact=_place(fact) if fact else None,
        **{name: str(value[name]) for name in _WORDS if value.get(name)},
    )


def _mention(value: object) -> Mention:
    said = _object(value)
    return Mention(
        agent=str(said["agent"]),
        name=str(said["name"]),
        document=str(said["document"]),
        start=_number(said.get("start", -1)),
        end=_number(said.get("end", -1)),
        quote=str(said.get("quote", "")),
    )


def _place(value: object) -> Place:
    said = _object(value)
    return Place(
        fact=str(said["fact"]),
        kind=str(said["kind"]),
        document=str(said["document"]),
        start=_number(said["start"]),
        end=_number(said["end"]),
        quote=str(said["quote"]),
    )


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def add_judgement(path: Path, judgement: Judgement) -> Judgement:
    """Put one line at the end of the file, whole or not at all, whoever else writes to it; the line as it stands there.

    Its id is made here. JudgementError for an undo of what is not there, StoreError where the file cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    except OSError as error:
        raise StoreError(
            f"the judgements at {path} cannot be written to: {error.strerror}; ONRECORD_JUDGEMENTS may name another file"
        ) from error
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        content = file.read()
        known = _read(content)
        if judgement.verdict is Ruling.UNDO:
            _check_undo(known, judgement)
        told = {name: value for name, value in _plain(judgement).items() if name != "id"}
        number = content.count(b"\n") + 1
        line = {"id": digest(str(number), json.dumps(told, sort_keys=True))[:8], **told}
        break_before = b"" if not content or content.endswith(b"\n") else b"\n"
        file.write(break_before + json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return _judgement(line)


def _check_undo(known: Judgements, judgement: Judgement) -> None:
    standing = [line.id for line in known.standing]
    if judgement.undoes not in standing:
        shown = ", ".join(standing[-5:]) or "nothing"
        raise JudgementError(f"no judgement {judgement.undoes} stands: {shown} can be undone; `onrecord review list` shows all")


def _plain(judgement: Judgement) -> dict[str, object]:
    return {name: value for name, value in asdict(judgement).items() if value is not None}


def merge(path: Path, content: bytes) -> int:
    """Add the lines of another such file that this one does not have; how many were added."""
    there = set(path.read_bytes().split(b"\n")) if path.exists() else set()
    new = [line for line in content.split(b"\n") if line.strip() and line not in there]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(b"\n".join(new) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    return len(new)


def beside(store: Path) -> Path:
    """Where the judgements of a store lie: beside its folder, so that they stay when the folder is built anew."""
    return store.with_name(f"{store.name}.judgements.jsonl")


def told(judgements: Judgements, path: Path) -> Iterator[str]:
    """What to tell the reader of lines that are no judgements."""
    for bad in judgements.unreadable:
        yield f"{path}, line {bad.line} is no judgement and was left out ({bad.reason}): mend or remove it"
