"""Who may run a query now: a few places, a bounded queue in front of them, and turns between clients.

A query begins in a quick place. One that goes on past the patience moves to one of the long places, so that quick queries find
theirs free however many heavy ones run; where no long place is free it must leave as soon as another waits.
"""

import asyncio
import threading
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Protocol

from kg.errors import BusyError

QUICK = 3
"""Places for queries that have just begun; one client has all but one of them at most, and so with long places."""
PATIENCE = 0.25
"""Seconds after which a query is a long one."""


class Granted(Protocol):
    """What tells that a place may be had, to whoever waits for it."""

    def set(self) -> None:
        """Tell, from any thread."""
        ...

    def is_set(self) -> bool:
        """Whether it was told."""
        ...


@dataclass(slots=True, eq=False)
class Place:
    """One query's place, or its turn in the queue."""

    client: str
    granted: Granted
    is_long: bool = False
    is_refused: bool = False


class _Told:
    """For one that waits in an event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._is_set = False
        self._waiting: asyncio.Future[None] | None = None

    def set(self) -> None:
        self._is_set = True
        if self._waiting is not None:
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def is_set(self) -> bool:
        return self._is_set

    async def wait(self, seconds: float) -> bool:
        self._waiting = self._loop.create_future()
        if not self._is_set:
            late = self._loop.call_later(seconds, self._tell)
            try:
                await self._waiting
            finally:
                late.cancel()
        return self._is_set


@lru_cache(maxsize=4096)
def party(host: str) -> str:
    """The client that an address stands for: of IPv6 a whole network, since one has as many addresses in it as it wants.

    Example: ``party("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64"``.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return host
    return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))


class Places:
    """`long` places for queries that take their time, beside the quick ones, and `queue` turns to wait in.

    Where all turns are taken, whoever has fewest of them comes in the place of the one who has most.
    """

    def __init__(self, *, long: int, queue: int) -> None:
        self._long, self._queue = long, queue
        self._lock = threading.Lock()
        self._quick_by: Counter[str] = Counter()
        self._long_by: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[Place]] = OrderedDict()

    def take(self, client: str, seconds: float) -> Place:
        """A place, after at most so many seconds; BusyError if there is none by then, or the queue is full."""
        granted = threading.Event()
        place = self._enter(Place(client, granted))
        granted.wait(seconds)
        return self._held(place)

    async def take_in_loop(self, client: str, seconds: float) -> Place:
        """The same in an event loop, which goes on meanwhile."""
        granted = _Told()
        place = self._enter(Place(client, granted))
        if not granted.is_set():
            try:
                await granted.wait(seconds)
            except asyncio.CancelledError:
                self._give_up(place)
                raise
        return self._held(place)

    def _enter(self, place: Place) -> Place:
        with self._lock:
            self._waiting.setdefault(place.client, deque()).append(place)
            self._grant()
            if self.waiting > self._queue:
                self._refuse_one(place)
        return place

    def _refuse_one(self, latest: Place) -> None:
        """Send the latest one away, or the last of a client that has more turns than it would have."""
        most = max(self._waiting.values(), key=len)
        refused = most[-1] if len(most) > len(self._waiting[latest.client]) else latest
        self._forget(refused)
        refused.is_refused = True
        refused.granted.set()

    def _held(self, place: Place) -> Place:
        if not place.granted.is_set():
            with self._lock:
                if not place.granted.is_set():
                    self._forget(place)
                    raise BusyError("too many queries are running: try again in a few seconds")
        if place.is_refused:
            raise BusyError("too many queries are waiting: try again in a few seconds")
        return place

    def _give_up(self, place: Place) -> None:
        with self._lock:
            if not place.granted.is_set():
                self._forget(place)
                return
        if not place.is_refused:
            self.leave(place)

    def leave(self, place: Place) -> None:
        """Give a place to the next."""
        with self._lock:
            taken = self._long_by if place.is_long else self._quick_by
            taken[place.client] -= 1
            taken += Counter()  # drops clients that have none
            self._grant()

    def prolong(self, place: Place) -> bool:
        """Move a query that takes long out of others' way; BusyError if it cannot, and another waits.

        False where it stays in its quick place, because nobody needs it: then ask again soon.
        """
        with self._lock:
            if place.is_long:
                return True
            if self._long_by.total() < self._long and self._long_by[place.client] < max(1, self._long - 1):
                self._quick_by[place.client] -= 1
                self._long_by[place.client] += 1
                place.is_long = True
                self._grant()
                return True
            if self.waiting:
                raise BusyError("too many long queries are running, and this one takes long too: try again later")
            return False

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return sum(map(len, tuple(self._waiting.values())))

    @property
    def is_full(self) -> bool:
        """Whether nobody else may wait."""
        return self.waiting >= self._queue

    @property
    def running(self) -> int:
        """How many queries run."""
        return self._quick_by.total() + self._long_by.total()

    def _grant(self) -> None:
        while self._quick_by.total() < QUICK and (client := self._next()) is not None:
            place = self._waiting[client].popleft()
            if self._waiting[client]:
                self._waiting.move_to_end(client)
            else:
                del self._waiting[client]
            self._quick_by[client] += 1
            place.granted.set()

    def _next(self) -> str | None:
        return next((client for client in self._waiting if self._quick_by[client] < QUICK - 1), None)

    def _forget(self, place: Place) -> None:
        self._waiting[place.client].remove(place)
        if not self._waiting[place.client]:
            del self._waiting[place.client]
