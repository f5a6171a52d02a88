"""What the service tells those that run it: a log of requests without what they asked, and figures for Prometheus."""

import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.remembered import Remembered
from api.workers import QueryWorkers

LOG = logging.getLogger("onrecord.requests")
"""One line for each request: method, path, status, milliseconds; never the query string, which may hold secrets."""
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus's text format."""
_BOUNDS = (0.005, 0.02, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds up to which requests are counted together."""
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


class Figures:
    """The figures of one server, counted by method and route as declared, so that their number stays small."""

    def __init__(self, workers: QueryWorkers, remembered: Remembered) -> None:
        self._workers = workers
        self._remembered = remembered
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._within: Counter[tuple[str, str, float]] = Counter()
        self._seconds: defaultdict[tuple[str, str], float] = defaultdict(float)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        known = method if method in _METHODS else "other"
        with self._lock:
            self._requests[known, route, status] += 1
            self._seconds[known, route] += seconds
            self._within.update((known, route, bound) for bound in _BOUNDS if seconds <= bound)

    def text(self) -> str:
        """All figures as Prometheus reads them."""
        with self._lock:
            return "".join(f"{line}\n" for line in (*self._of_requests(), *self._of_time(), *self._of_queries()))

    def _of_requests(self) -> Iterator[str]:
        yield "# HELP onrecord_requests_total Requests answered."
        yield "# TYPE onrecord_requests_total counter"
        for (method, route, status), number in sorted(self._requests.items()):
            yield f'onrecord_requests_total{{method="{method}",route="{route}",status="{status}"}} {number}'

    def _of_time(self) -> Iterator[str]:
        yield "# HELP onrecord_request_seconds Time from a request to the end of its answer."
        yield "# TYPE onrecord_request_seconds histogram"
        for (method, route), seconds in sorted(self._seconds.items()):
            labels = f'method="{method}",route="{route}"'
            number = sum(
                n for (its_method, its_route, _), n in self._requests.items() if (its_method, its_route) == (method, route)
            )
            for bound in _BOUNDS:
                yield f'onrecord_request_seconds_bucket{{{labels},le="{bound:g}"}} {self._within[method, route, bound]}'
            yield f'onrecord_request_seconds_bucket{{{labels},le="+Inf"}} {number}'
            yield f"onrecord_request_seconds_sum{{{labels}}} {seconds:.6f}"
            yield f"onrecord_request_seconds_count{{{labels}}} {number}"

    def _of_queries(self) -> Iterator[str]:
        for name, kind, meaning, value in (
            ("onrecord_queries_running", "gauge", "User queries at work.", self._workers.places.running),
            ("onrecord_queries_waiting", "gauge", "User queries in the queue.", self._workers.places.waiting),
            ("onrecord_queries_killed_total", "counter", "User queries that were killed.", self._workers.killed),
            ("onrecord_answers_kept_total", "counter", "User queries whose answer was kept.", self._remembered.met),
        ):
            yield f"# HELP {name} {meaning}"
            yield f"# TYPE {name} {kind}"
            yield f"{name} {value}"


class Watch:
    """Logs and counts each request."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", "none")
            self._figures.count(scope["method"], str(route), status, seconds)
            LOG.info("%s %s %d %.0f ms", scope["method"][:20], _one_line(scope["path"]), status, seconds * 1000)


def _one_line(path: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in path[:200])
