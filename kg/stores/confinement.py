"""What a query worker gives up before it runs anything: memory past a limit, files, other programs, and the network."""

import contextlib
import ctypes
import os
import resource
import signal
import sys

_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
"""CLONE_NEWUSER | CLONE_NEWNET: a process alone may make itself a network of its own, which leads nowhere."""
_NO_NEW_PRIVILEGES = 38
"""PR_SET_NO_NEW_PRIVS."""
_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG."""
_FILES = 1024


def confine(memory: int, *, file_bytes: int = 0) -> bool:
    """Limit this process to so many bytes of address space and of each file that it writes, and no network; for good.

    Must come before the process has a second thread. False where the system does not let it leave the network.
    """
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_FSIZE, file_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, _FILES)
    return _leave_network()


def end_with_parent(parent: int) -> None:
    """Have this process killed when the thread that started it ends; at once if its process, by number, is gone already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _lower(limit: int, wanted: int) -> None:
    _, hard = resource.getrlimit(limit)
    value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    with contextlib.suppress(ValueError, OSError):  # a system that knows no such limit
        resource.setrlimit(limit, (value, value))


def _leave_network() -> bool:
    if sys.platform != "linux":
        return False
    kernel = ctypes.CDLL(None)
    kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(kernel.unshare(_NEW_USER_AND_NETWORK) == 0)
