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
_LOW_PRIORITY = 10


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
        self.is_alive = True
        self.is_tired = False

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether nobody else has ended it."""
        return self.is_alive and self._process.poll() is None

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
        """Let others come before it for the rest of its life."""
        self.is_tired = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOW_PRIORITY)

    def answer(self, task: Task, *, pause: float, on_pause: Callable[[], float]) -> Iterator[bytes]:
        """The answer in chunks. `on_pause` is called when nothing came for so many seconds, and tells how long to wait next.

        TooSlowError past the deadline, TooLargeError past the limits, QueryError and StoreError as the engine has them. It is
        killed at the deadline, when `on_pause` raises something, and when nobody wants the rest.
        """
        self.wait_until_ready()
        deadline = time.monotonic() + task.seconds
        ended = False
        try:
            self._channel.settimeout(task.seconds)
            send(self._channel, Kind.TASK, task.encode())
            for kind, content in self._received(deadline, pause, on_pause):
                ended = kind is not Kind.CONTENT
                if kind is Kind.FAILED:
                    raise decode_error(content)
                if kind is Kind.CONTENT:
                    yield content
        except (EOFError, ConnectionError):
            raise self._explain_death() from None
        except TimeoutError:
            raise TooSlowError(
                f"the query took longer than the {task.seconds:g} s allowed: ask for less, or add a LIMIT or a FILTER"
            ) from None
        finally:
            if not ended:
                self.kill()

    def _received(self, deadline: float, pause: float, on_pause: Callable[[], float]) -> Iterator[tuple[Kind, bytes]]:
        kind = Kind.CONTENT
        while kind is Kind.CONTENT:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                kind, content = self._frames.read(min(left, pause))
            except TimeoutError:
                pause = on_pause()
            else:
                yield kind, content

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

    def kill(self) -> None:
        """End it at once, whatever it does."""
        if not self.is_alive:
            return
        self.is_alive = False
        self._process.kill()
        self._process.wait()
        self._channel.close()
