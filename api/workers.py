"""Runs users' queries in processes of their own, which are killed at the deadline, and gathers their answers.

An answer is whole before its first byte is sent: a short one in memory, a long one in a file without a name. So whatever goes
wrong with a query is told as a problem, and no answer ends in the middle.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from api.places import PATIENCE, Place, Places
from kg.errors import BusyError, StoreError
from kg.stores.process import WorkerProcess
from kg.stores.tasks import CHUNK, Task

IN_MEMORY = 1 << 20
"""Bytes up to which an answer is kept in memory."""
_SPARE = 2
"""Processes that wait for queries."""
_AGAIN = 0.05
"""Seconds after which a long query without a long place asks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An answer: its bytes, or for a long one the file that holds them, to be read once."""

    content: bytes
    size: int
    file: IO[bytes] | None = None

    def chunks(self) -> Iterator[bytes]:
        """The answer piece by piece; afterwards its file is gone."""
        if self.file is None:
            yield self.content
            return
        with self.file as file:
            while chunk := file.read(CHUNK):
                yield chunk


class QueryWorkers:
    """Worker processes of so many bytes of memory each, with places for `long` queries and a `queue` of so many."""

    def __init__(self, *, long: int, queue: int, memory: int) -> None:
        self.places = Places(long=long, queue=queue)
        self.killed = 0
        self._memory = memory
        self._lock = threading.Lock()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._is_closed = False

    def start(self) -> None:
        """Have processes ready before the first query comes."""
        with self._lock:
            self._refill()

    @property
    def takes_queries(self) -> bool:
        """Whether a query would be let in now."""
        return not self._is_closed and not self.places.is_full

    def answer(self, task: Task, client: str) -> Gathered:
        """The answer to a task; BusyError where no place is free in time, and what `WorkerProcess.answer` raises."""
        place = self.places.take(client, task.seconds)
        try:
            worker = self._hire()
            try:
                return _gather(worker.answer(task, pause=PATIENCE, on_pause=lambda: self._prolong(worker, place)))
            finally:
                self._release(worker)
        finally:
            self.places.leave(place)

    def _prolong(self, worker: WorkerProcess, place: Place) -> float:
        if not self.places.prolong(place):
            return _AGAIN
        worker.lower_priority()
        return float("inf")

    def _hire(self) -> WorkerProcess:
        with self._lock:
            self._idle = [worker for worker in self._idle if worker.is_running()]
            self._refill(1)
            if self._is_closed:
                raise BusyError("the server is stopping: try again later")
            worker = self._idle.pop()
            self._busy.add(worker)
            self._refill(1)
            return worker

    def _refill(self, wanted: int = _SPARE) -> None:
        while len(self._idle) < wanted and not self._is_closed:
            self._idle.insert(0, WorkerProcess(self._memory))

    def _release(self, worker: WorkerProcess) -> None:
        """Take a worker back, unless it is dead, its priority is low, or there are enough."""
        with self._lock:
            self._busy.discard(worker)
            self.killed += not worker.is_alive
            if worker.is_alive and not worker.is_tired and not self._is_closed and len(self._idle) <= _SPARE:
                self._idle.append(worker)
                return
        worker.kill()

    def close(self) -> None:
        """End all processes, and with them what they are doing."""
        with self._lock:
            self._is_closed = True
            workers = (*self._idle, *self._busy)
            self._idle.clear()
        for worker in workers:
            worker.kill()


def _gather(chunks: Iterator[bytes]) -> Gathered:
    content, file, size = bytearray(), None, 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if file is None and size > IN_MEMORY:
                file = TemporaryFile()  # noqa: SIM115  # closed when it is read, or below
                file.write(content)
                content.clear()
            if file is None:
                content += chunk
            else:
                file.write(chunk)
    except BaseException as error:
        if file is not None:
            file.close()
        if isinstance(error, OSError):
            raise StoreError(f"the answer cannot be kept until it is sent: {error.strerror}; free some space") from error
        raise
    if file is not None:
        file.seek(0)
    return Gathered(content=bytes(content), size=size, file=file)
