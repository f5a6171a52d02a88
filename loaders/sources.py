"""Where documents come from: files, folders and standard input, in a fixed order, as bytes that nobody has interpreted yet."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, MissingInputError, UnreadableError

STDIN = "-"
"""The path that stands for standard input."""

MAX_BYTES = 64 * 1024 * 1024
"""Files larger than this are refused before anything looks at them; a news article has a few thousand bytes."""

MEDIA_TYPES = (
    (".txt", "text/plain"),
    (".text", "text/plain"),
    (".md", "text/markdown"),
    (".markdown", "text/markdown"),
    (".html", "text/html"),
    (".htm", "text/html"),
    (".xhtml", "text/html"),
    (".jsonl", "application/x-ndjson"),
    (".ndjson", "application/x-ndjson"),
)
"""What the end of a file's name says about its content."""

SIDECARS = (".meta.yaml", ".meta.yml")
"""A file of this name beside a document describes it: "talks.meta.yaml" or "talks.txt.meta.yaml" for "talks.txt"."""

_AGAIN = "already read under this or another name"
_JSON = re.compile(rb"\{\s*\"|\[\s*[{\"]")
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One file's bytes. `id` is the file's stem, `sidecar` the bytes of the description beside it, if there is one."""

    path: str
    id: str
    media_type: str
    content: bytes
    sidecar: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something left out on purpose, with the reason: it is not a document."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A document that cannot be read; `id` is its file's stem, with the item's number or own id in a container."""

    path: str
    id: str
    error: InputError

    @property
    def reason(self) -> str:
        """What is wrong, where, and what to do next."""
        return str(self.error)


def gather(paths: Iterable[str | Path], stdin: BinaryIO) -> Iterator[Raw | Skipped | Failed]:
    """The documents at the paths in the order given, folders walked in the order of their names; "-" reads `stdin`.

    A path that cannot be used yields a Failed and costs no other; a file that is reached twice is read once.
    """
    seen: set[str] = set()
    for path in map(str, paths):
        if path == STDIN:
            yield _from_stdin(stdin)
        elif _is(Path.is_dir, Path(path)):
            yield from _from_folder(Path(path), seen)
        else:
            yield from _from_file(Path(path), seen)


def _from_stdin(stdin: BinaryIO) -> Raw | Failed:
    content = stdin.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return Failed(path=STDIN, id="stdin", error=_too_large("standard input"))
    return Raw(path=STDIN, id="stdin", media_type=_sniff(content), content=content)


def _from_folder(folder: Path, seen: set[str]) -> Iterator[Raw | Skipped | Failed]:
    found = left_out = 0
    for item in _walk(folder, seen):
        if isinstance(item, Skipped) and item.reason != _AGAIN:
            left_out += 1
        else:
            found += 1
        yield item
    if not found:
        yield Failed(path=_shown(folder), id=_identifier(folder), error=_without_documents(folder, left_out))


def _walk(folder: Path, seen: set[str]) -> Iterator[Raw | Skipped | Failed]:
    """Everything below the folder, depth first by name; a link back to a folder already walked ends there."""
    waiting = [folder]
    while waiting:
        entry = waiting.pop()
        reason = None if entry == folder else _left_out(entry)
        if reason:
            yield Skipped(path=_shown(entry), reason=reason)
        elif not entry.is_dir():
            yield from _from_file(entry, seen)
        elif (real := _real(entry)) in seen:
            yield Skipped(path=_shown(entry), reason=_AGAIN)
        else:
            seen.add(real)
            try:
                waiting.extend(sorted(entry.iterdir(), reverse=True))
            except OSError as error:
                yield Failed(path=_shown(entry), id=_identifier(entry), error=_unreadable(entry, error))


def _without_documents(folder: Path, left_out: int) -> MissingInputError:
    suffixes = ", ".join(suffix for suffix, _ in MEDIA_TYPES)
    counted = f" ({left_out} other files left out)" if left_out else ""
    return MissingInputError(
        f"{_shown(folder)}: no documents in this folder{counted}; documents are files ending in {suffixes}"
    )


def _left_out(entry: Path) -> str | None:
    """Why an entry of a folder is not read, or None if it is."""
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_dir():
        return None
    if entry.name.endswith(SIDECARS):
        return "describes the document beside it"
    if not entry.is_file():
        return "not a file, or a link to nothing"
    if _media_type(entry) is None:
        return f"{entry.suffix or 'no suffix'}: not a kind of document that is read"
    return None


def _from_file(path: Path, seen: set[str]) -> Iterator[Raw | Skipped | Failed]:
    real = _real(path)
    if real in seen:
        yield Skipped(path=_shown(path), reason=_AGAIN)
        return
    seen.add(real)
    if path.name.endswith(SIDECARS) and _is(Path.is_file, path):
        yield Skipped(path=_shown(path), reason="describes the document beside it")
        return
    try:
        content = _content(path)
        sidecar = _sidecar(path)
    except InputError as error:
        yield Failed(path=_shown(path), id=_identifier(path), error=error)
        return
    media_type = _media_type(path) or _sniff(content)
    yield Raw(path=_shown(path), id=_identifier(path), media_type=media_type, content=content, sidecar=sidecar)


def _content(path: Path) -> bytes:
    """The file's bytes; never more than MAX_BYTES are held, whatever the file claims to be."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise MissingInputError(f"{_shown(path)}: no such file or folder; check the path") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(content) > MAX_BYTES:
        raise _too_large(_shown(path))
    return content


def _sidecar(path: Path) -> bytes | None:
    """The description beside the file; one that names the whole file comes before one that names its stem."""
    for stem in (path.name, path.stem):
        for suffix in SIDECARS:
            candidate = path.with_name(stem + suffix)
            if candidate != path and _is(Path.is_file, candidate):
                return _content(candidate)
    return None


def _media_type(path: Path) -> str | None:
    suffix = path.suffix.lower()
    return next((media_type for known, media_type in MEDIA_TYPES if known == suffix), None)


def _sniff(content: bytes) -> str:
    """What content without a telling name is: it must say so in its first characters, otherwise it is text."""
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.lower().startswith(_MARKUP):
        return "text/html"
    if _JSON.match(start):
        one_line = content.strip().partition(b"\n")[0].rstrip().endswith(b"}")
        return "application/x-ndjson" if one_line else "application/json"
    return "text/markdown" if start.startswith((b"---\n", b"---\r\n")) else "text/plain"


def _is(kind: Callable[[Path], bool], path: Path) -> bool:
    """Whether a path is of that kind; a name that no file can have is of none."""
    try:
        return kind(path)
    except (OSError, ValueError):
        return False


def _real(path: Path) -> str:
    """The one name of a file that several paths may lead to."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # a name that no file can have: opening it tells why
        return str(path)


def _shown(path: Path) -> str:
    """The path as text that can be printed and stored, also where its name is no valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _identifier(path: Path) -> str:
    return _shown(Path(path.stem or Path(_real(path)).name))


def _unreadable(path: Path, error: Exception) -> UnreadableError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableError(f"{_shown(path)}: cannot be opened ({reason}); check its permissions")


def _too_large(name: str) -> UnreadableError:
    return UnreadableError(f"{name}: larger than {MAX_BYTES // 2**20} MB; split it into smaller files")
