"""How the service is put on the network: the limits of uvicorn, and a connection that does not wait for ever.

uvicorn itself waits without end for the rest of a request, and for a client to take its answer. Here a request must arrive at a
modest pace, what comes after its answer was sent ends the connection, and so does taking nothing of an answer for long.
"""

import asyncio
import gc
from collections import Counter

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.places import party

_GRACE = 5
"""Seconds that running requests are given when the server is stopped."""
_CONNECTIONS = 500
_OF_ONE = 250
"""Connections that one client may have, so that none has them all."""
_HEAD_BYTES = 300_000
"""The longest head of a request: a query may come in its first line."""
_SECONDS = 20.0
"""For a request to arrive, and one more for every so many bytes:"""
_PACE = 20_000
_UNTAKEN_SECONDS = 60.0
"""For a client to take something of its answer. The system's own buffers hide for a while how slow it is."""


def server_config(app: FastAPI) -> uvicorn.Config:
    """How the service is run; the caller listens."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        log_level="warning",
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_HEAD_BYTES,
        timeout_graceful_shutdown=_GRACE,
    )


def settle() -> None:
    """Take all that is here out of the collector's sight.

    It stays as long as the server, and a collection that looks through it holds up every request for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


class PatientProtocol(H11Protocol):
    """A connection whose requests must arrive, and whose answers must be taken, in time."""

    _watch: asyncio.TimerHandle | None = None
    _untaken: asyncio.TimerHandle | None = None
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn itself has it
        """Watch the first request; a client that has its share of connections gets no other."""
        super().connection_made(transport)
        if self._has_its_share():
            transport.abort()
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request, and watch whether more must come."""
        self._received += len(data)
        super().data_received(data)
        if self._is_whole():
            self._rest()
        elif self._is_answered():
            self.transport.close()
        elif self._watch is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no more."""
        self._rest()
        self._taken()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Send no more for now, and watch whether the client takes what was sent."""
        super().pause_writing()
        self._wait_for_taking()

    def resume_writing(self) -> None:
        """Send on."""
        self._taken()
        super().resume_writing()

    def _wait_for_taking(self) -> None:
        self._untaken = self.loop.call_later(_UNTAKEN_SECONDS, self._look_at_rest, self.transport.get_write_buffer_size())

    def _look_at_rest(self, before: int) -> None:
        if self.transport.get_write_buffer_size() < before:
            self._wait_for_taking()
        else:
            self.transport.abort()

    def _taken(self) -> None:
        if self._untaken is not None:
            self._untaken.cancel()
            self._untaken = None

    def _has_its_share(self) -> bool:
        if len(self.connections) <= _OF_ONE:
            return False
        hosts = [one.client[0] for one in self.connections if isinstance(one, H11Protocol) and one.client]
        return self.client is not None and Counter(map(party, hosts))[party(self.client[0])] > _OF_ONE

    def _is_whole(self) -> bool:
        return self.conn.their_state in (h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR)

    def _is_answered(self) -> bool:
        return self.conn.their_state is h11.SEND_BODY and self.cycle is not None and self.cycle.response_complete

    def _wait(self) -> None:
        self._watch = self.loop.call_later(_SECONDS + self._received / _PACE, self._look, self._received)

    def _look(self, before: int) -> None:
        self._watch = None
        if self._is_whole():
            return
        if self._received - before > _SECONDS * _PACE and not self._is_answered():
            self._wait()
        else:
            self.transport.close()

    def _rest(self) -> None:
        self._received = 0
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
