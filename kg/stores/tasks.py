"""What the server and its query workers tell one another: a task there, the answer in frames and how it ended back.

A frame is one letter, the length of its content as four bytes, and the content.
"""

import json
import socket
from contextlib import suppress
from dataclasses import dataclass, fields
from enum import StrEnum

from kg.errors import BusyError, OnrecordError, QueryError, StoreError, TooLargeError, TooSlowError

CHUNK = 1 << 16
"""Bytes of an answer that travel together."""

_HEAD = 5
_AT_ONCE = 1 << 18
_ERRORS: tuple[type[OnrecordError], ...] = (QueryError, StoreError, TooLargeError, TooSlowError, BusyError)
"""What a worker may report; they arrive as what they were."""


class Kind(StrEnum):
    """What a frame holds."""

    TASK = "T"
    CONTENT = "C"
    DONE = "D"
    FAILED = "F"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs that a query sees, by IRI, whatever the query itself says: the protocol's own parameters."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One query that a worker is to answer from the snapshot in a folder, and how much may become of it.

    `base` is what relative IRIs in the query begin with.
    """

    snapshot: str
    query: str
    media_type: str
    base: str
    most_rows: int
    most_bytes: int
    seconds: float
    dataset: Dataset | None = None

    def encode(self) -> bytes:
        """The task as the content of a frame."""
        graphs = None if self.dataset is None else {"default": self.dataset.default, "named": self.dataset.named}
        said = {name: getattr(self, name) for name in _SAID}
        return json.dumps({**said, "dataset": graphs}).encode("ascii")


_SAID = tuple(field.name for field in fields(Task) if field.name != "dataset")


def decode_task(content: bytes) -> Task:
    """The task that a frame holds."""
    found = json.loads(content)
    dataset = found.pop("dataset")
    graphs = None if dataset is None else Dataset(default=tuple(dataset["default"]), named=tuple(dataset["named"]))
    return Task(**found, dataset=graphs)


def encode_error(error: OnrecordError) -> bytes:
    """An error as the content of a frame."""
    kinds = {kind.__name__ for kind in _ERRORS}
    name = type(error).__name__
    return json.dumps({"kind": name if name in kinds else QueryError.__name__, "text": str(error)}).encode("ascii")


def decode_error(content: bytes) -> OnrecordError:
    """The error that a frame holds."""
    found = json.loads(content)
    return {kind.__name__: kind for kind in _ERRORS}[found["kind"]](found["text"])


def send(channel: socket.socket, kind: Kind, content: bytes = b"") -> None:
    """Send one frame; OSError if the other side is gone."""
    channel.sendall(kind.value.encode("ascii") + len(content).to_bytes(_HEAD - 1, "big") + content)


def send_last(channel: socket.socket, content: bytes) -> None:
    """Send the rest of an answer and that it is the end, in one piece, so that who waits for it wakes once."""
    frame = Kind.CONTENT.value.encode("ascii") + len(content).to_bytes(_HEAD - 1, "big") + content if content else b""
    channel.sendall(frame + Kind.DONE.value.encode("ascii") + bytes(_HEAD - 1))


class Frames:
    """Reads frames off a channel, whatever pieces they arrive in."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._waiting = bytearray()

    def read(self, seconds: float | None = None) -> tuple[Kind, bytes]:
        """The next frame; TimeoutError if not enough of it comes in so many seconds, EOFError if the other side is gone.

        After a TimeoutError the same frame can be waited for again.
        """
        self._channel.settimeout(seconds)
        self._fill(_HEAD)
        length = int.from_bytes(self._waiting[1:_HEAD], "big")
        self._fill(_HEAD + length)
        kind, content = Kind(chr(self._waiting[0])), bytes(self._waiting[_HEAD : _HEAD + length])
        del self._waiting[: _HEAD + length]
        return kind, content

    def at_hand(self) -> tuple[tuple[Kind, bytes], ...] | None:
        """All frames of an answer to its end, if they have come; None if more must come. EOFError if the other side is gone."""
        self._channel.settimeout(0)
        with suppress(BlockingIOError):
            received = self._channel.recv(_AT_ONCE)
            if not received:
                raise EOFError("the other side is gone")
            self._waiting += received
        found, at = [], 0
        while len(self._waiting) >= at + _HEAD:
            end = at + _HEAD + int.from_bytes(self._waiting[at + 1 : at + _HEAD], "big")
            if end > len(self._waiting):
                break
            kind = Kind(chr(self._waiting[at]))
            found.append((kind, bytes(self._waiting[at + _HEAD : end])))
            at = end
            if kind is not Kind.CONTENT:
                del self._waiting[:at]
                return tuple(found)
        return None

    def _fill(self, wanted: int) -> None:
        while len(self._waiting) < wanted:
            received = self._channel.recv(CHUNK)
            if not received:
                raise EOFError("the other side is gone")
            self._waiting += received
