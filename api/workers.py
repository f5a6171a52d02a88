"""Runs users' queries in processes of their own, which are killed at the deadline, and gathers their answers.

An answer is whole before its first byte is sent: a short one in memory, a long one in a file without a name. So whatever goes
wrong with a query is told as a problem, and no answer ends in the middle.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from anyio import to_thread

from api.places import PATIENCE, Place, Places
from kg.errors import BusyError, OnrecordError, StoreError
from kg.stores.process import WorkerProcess
from kg.stores.tasks import CHUNK, Task

IN_MEMORY = 1 << 20
"""Bytes up to which an answer is kept in memory."""
_SPARE = 2
"""Processes that wait for queries."""
_AGAIN = 0.05
"""Seconds after which a long query without a long place asks again."""
_NOW = 0.0
_AT_ONCE = 8_000
"""Characters of a query that the event loop hands over itself; more might have to wait for the worker to take it."""

Gone = Callable[[], Coroutine[object, object, None]]
"""Ends when whoever asked has left."""


class LeftError(BusyError):
    """Nobody waits for the answer any more, so the query was ended."""


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

    def close(self) -> None:
        """Let the file go, however much of it was read."""
        if self.file is not None:
            self.file.close()


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
        self._refill()

    @property
    def takes_queries(self) -> bool:
        """Whether a query would be let in now."""
        return not self._is_closed and not self.places.is_full

    def answer(self, task: Task, client: str) -> Gathered:
        """The answer to a task; BusyError where no place is free in time, and what `WorkerProcess.answer` raises."""
        place = self.places.take(client, task.seconds)
        worker: WorkerProcess | None = None
        try:
            worker = self._hire()
            worker.begin(task)
            return self._rest(worker, place, PATIENCE)
        finally:
            self._let_go(worker, place)

    async def answer_in_loop(self, task: Task, client: str, gone: Gone | None = None) -> Gathered:
        """The same in an event loop, which goes on meanwhile; only a query that is not answered at once needs a thread.

        LeftError where such a query's client is `gone` before it is answered.
        """
        place = await self.places.take_in_loop(client, task.seconds)
        worker: WorkerProcess | None = None
        try:
            worker = self._hire_at_once()
            if worker is None:
                worker = await to_thread.run_sync(self._hire)
                await to_thread.run_sync(worker.wait_until_ready)
            if len(task.query) <= _AT_ONCE:
                worker.begin(task)
            else:
                await to_thread.run_sync(worker.begin, task)
            patient_until = time.monotonic() + PATIENCE
            content = worker.whole() if await _readable(worker.fileno(), PATIENCE) else None
            if content is not None:
                return Gathered(content=content, size=len(content))
            with _ended_when(gone, worker):
                return await to_thread.run_sync(self._rest, worker, place, max(_NOW, patient_until - time.monotonic()))
        except asyncio.CancelledError:
            if worker is not None:
                worker.stop()
            raise
        finally:
            self._let_go(worker, place)

    def _rest(self, worker: WorkerProcess, place: Place, pause: float) -> Gathered:
        return _gather(worker.rest(pause=pause, on_pause=lambda: self._prolong(worker, place)))

    def _hire_at_once(self) -> WorkerProcess | None:
        """A process that is ready, if there is one beside a spare one, so that none has to be started or waited for."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            ready = next((one for one in reversed(self._idle) if one.is_ready), None)
            if self._is_closed or ready is None or len(self._idle) == 1 or not ready.is_running():
                return None
            self._idle.remove(ready)
            self._busy.add(ready)
            return ready
        finally:
            self._lock.release()

    def _prolong(self, worker: WorkerProcess, place: Place) -> float:
        worker.lower_priority()
        return float("inf") if self.places.prolong(place) else _AGAIN

    def _hire(self) -> WorkerProcess:
        """A process, started if need be; the lock is held no longer than the event loop may wait for it."""
        with self._lock:
            self._idle = [worker for worker in self._idle if worker.is_running()]
            worker = self._idle.pop() if self._idle else None
        worker = worker or WorkerProcess(self._memory)
        with self._lock:
            self._busy.add(worker)
        if self._is_closed:
            worker.kill()
            raise BusyError("the server is stopping: try again later")
        self._refill(1)
        return worker

    def _refill(self, wanted: int = _SPARE) -> None:
        while len(self._idle) < wanted and not self._is_closed:
            made = WorkerProcess(self._memory)
            with self._lock:
                is_taken = not self._is_closed and len(self._idle) <= _SPARE
                if is_taken:
                    self._idle.insert(0, made)
            if not is_taken:
                made.kill()

    def _let_go(self, worker: WorkerProcess | None, place: Place) -> None:
        """Take a worker back and free its place; one that is unfit, or too many, ends first, and nobody waits for that.

        A process that may only run when nothing else wants to takes its time to end, and until then it has its memory.
        """
        if worker is None:
            self.places.leave(place)
            return
        with self._lock:
            self.killed += worker.is_stopped or not worker.is_alive
            is_kept = worker.is_fit and not self._is_closed and len(self._idle) <= _SPARE
            if is_kept:
                self._busy.discard(worker)
                self._idle.append(worker)
        if is_kept:
            self.places.leave(place)
        else:
            threading.Thread(target=self._end, args=(worker, place), daemon=True).start()

    def _end(self, worker: WorkerProcess, place: Place) -> None:
        worker.kill()
        with self._lock:
            self._busy.discard(worker)
        self.places.leave(place)

    def close(self) -> None:
        """End all processes, and with them what they are doing."""
        with self._lock:
            self._is_closed = True
            workers = (*self._idle, *self._busy)
            self._idle.clear()
        for worker in workers:
            worker.kill()


@contextmanager
def _ended_when(gone: Gone | None, worker: WorkerProcess) -> Iterator[None]:
    """Meanwhile, have the worker end as soon as its client is gone."""
    if gone is None:
        yield
        return
    watching = asyncio.ensure_future(gone())
    watching.add_done_callback(lambda ended: None if ended.cancelled() else worker.stop())
    try:
        yield
    except OnrecordError as error:
        if watching.done():
            raise LeftError("nobody waits for the answer any more") from error
        raise
    finally:
        watching.cancel()


async def _readable(handle: int, seconds: float) -> bool:
    """Whether there is something to read within so many seconds."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[bool] = loop.create_future()

    def tell(is_readable: bool) -> None:  # noqa: FBT001  # called by the loop
        if not told.done():
            told.set_result(is_readable)

    late = loop.call_later(seconds, tell, False)  # noqa: FBT003
    loop.add_reader(handle, tell, True)  # noqa: FBT003
    try:
        return await told
    finally:
        late.cancel()
        loop.remove_reader(handle)


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
