"""One query worker as its server sees it: a process that is asked, watched, and killed when its time is up."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from kg.errors import OnrecordError, QueryError, StoreError, TooLargeError, TooSlowError
from kg.stores.tasks import Frames, Kind, Task, decode_error, send

_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")
"""What a worker is told of the environment: no token, and nothing else that is secret."""
_START_SECONDS = 30.0
_LOW_PRIORITY = 19
_SOON = 0.001


def bare_environment() -> dict[str, str]:
    """The environment of a program that runs users' SPARQL."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "MALLOC_ARENA_MAX": "1"}  # each arena would take 64 MB of the address space


class WorkerProcess:
    """A process that answers one task at a time, as long as it `is_alive`."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                [sys.executable, "-m", "kg.stores.worker", str(theirs.fileno()), str(memory)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=bare_environment(),
            )
        self._channel = ours
        self._frames = Frames(ours)
        self._is_ready = False
        self._seconds = self._deadline = 0.0
        self.is_alive = True
        self.is_tired = self.is_stopped = False

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether nobody else has ended it."""
        return self.is_alive and self._process.poll() is None

    @property
    def is_fit(self) -> bool:
        """Whether it may take another task."""
        return self.is_alive and not self.is_tired and not self.is_stopped

    @property
    def is_ready(self) -> bool:
        """Whether it was seen to take tasks."""
        return self._is_ready

    def wait_until_ready(self) -> None:
        """Wait until it takes tasks; StoreError if it never does."""
        if not self._is_ready:
            try:
                self._frames.read(_START_SECONDS)
            except (EOFError, OSError) as error:
                self.kill()
                raise StoreError("a query worker does not start: see that the program's own interpreter can be run") from error
            self._is_ready = True

    def lower_priority(self) -> None:
        """Let it run for the rest of its life only while no other program wants to: it yields the moment that one wakes.

        A mere low priority would not do. Who wakes then waits until a time slice ends, at each step between processes.
        """
        self.is_tired = True
        with contextlib.suppress(OSError):
            if sys.platform == "linux":
                os.sched_setscheduler(self.pid, os.SCHED_IDLE, os.sched_param(0))
            else:
                os.setpriority(os.PRIO_PROCESS, self.pid, _LOW_PRIORITY)

    def answer(self, task: Task, *, pause: float, on_pause: Callable[[], float]) -> Iterator[bytes]:
        """The answer in chunks. `on_pause` is called after so many seconds, and tells how long it is until the next time.

        TooSlowError past the deadline, TooLargeError past the limits, QueryError and StoreError as the engine has them. It is
        stopped at the deadline, when `on_pause` raises something, and when nobody wants the rest.
        """
        self.begin(task)
        yield from self.rest(pause=pause, on_pause=on_pause)

    def begin(self, task: Task) -> None:
        """Hand a task over; `rest` or `whole` tells what becomes of it. What `answer` raises."""
        self.wait_until_ready()
        self._seconds, self._deadline = task.seconds, time.monotonic() + task.seconds
        try:
            with self._explained():
                self._channel.settimeout(task.seconds)
                send(self._channel, Kind.TASK, task.encode())
        except BaseException:
            self.stop()
            raise

    def whole(self) -> bytes | None:
        """The answer, if all of it has come; None if not, and then `rest` has it. It does not wait. What `answer` raises."""
        with self._explained():
            frames = self._frames.at_hand()
        if frames is None:
            return None
        if frames[-1][0] is Kind.FAILED:
            raise decode_error(frames[-1][1])
        return b"".join(content for _, content in frames)

    def fileno(self) -> int:
        """What can be read from once there is something of an answer."""
        return self._channel.fileno()

    @contextlib.contextmanager
    def _explained(self, *, also_late: bool = True) -> Iterator[None]:
        try:
            yield
        except (EOFError, ConnectionError):
            raise self._explain_death() from None
        except TimeoutError:
            if not also_late:
                raise
            raise TooSlowError(
                f"the query took longer than the {self._seconds:g} s allowed: ask for less, or add a LIMIT or a FILTER"
            ) from None

    def rest(self, *, pause: float, on_pause: Callable[[], float]) -> Iterator[bytes]:
        """The answer to the task that was begun, as `answer` gives it."""
        ended = False
        try:
            for kind, content in self._received(pause, on_pause):
                ended = kind is not Kind.CONTENT
                if kind is Kind.FAILED:
                    raise decode_error(content)
                if kind is Kind.CONTENT:
                    yield content
        finally:
            if not ended:
                self.stop()

    def _received(self, pause: float, on_pause: Callable[[], float]) -> Iterator[tuple[Kind, bytes]]:
        kind, due = Kind.CONTENT, time.monotonic() + pause
        while kind is Kind.CONTENT:
            now = time.monotonic()
            if now >= due:  # however much came meanwhile: a query that tells a little all the time is a long one too
                due = now + on_pause()
            try:
                with self._explained(also_late=self._deadline <= due):
                    kind, content = self._frame_before(min(self._deadline, due))
            except TimeoutError:
                continue
            yield kind, content

    def _frame_before(self, moment: float) -> tuple[Kind, bytes]:
        """The next frame; TimeoutError where it does not come by then, or the deadline is over, whatever is at hand."""
        now = time.monotonic()
        if now >= self._deadline:
            raise TimeoutError
        return self._frames.read(max(_SOON, moment - now))

    def _explain_death(self) -> OnrecordError:
        self.kill()
        code = self._process.returncode
        if code == -signal.SIGALRM:
            return TooSlowError("the query took longer than is allowed: ask for less, or add a LIMIT or a FILTER")
        if code == -signal.SIGABRT:
            return TooLargeError(
                f"the query needs more than the {self._memory:,} bytes of memory allowed: ask for less, "
                "or add a LIMIT or a FILTER"
            )
        return QueryError(f"the engine broke off at this query (code {code}): write it in another way")

    def stop(self) -> None:
        """Have it end without waiting for that; whoever waits for its answer finds it dead."""
        self.is_stopped = True
        self._process.kill()

    def kill(self) -> None:
        """End it at once, whatever it does, and wait until it is gone with all its memory."""
        self.is_alive = False
        self._process.kill()
        self._process.wait()
        self._channel.close()
