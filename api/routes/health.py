"""Whether the service is well, for those that watch it."""

from importlib.metadata import version

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.routes.access import Reading, Workers
from api.watch import METRICS_TYPE, Figures

router = APIRouter(tags=["service"])


@router.get("/healthz", summary="Whether the service can read its store")
def health(store: Reading) -> dict[str, str]:
    """Answers 200 with the version where the store can be read."""
    store.ask("ASK { ?thing ?property ?value }", {})
    return {"status": "ok", "version": version("onrecord")}


@router.get("/readyz", summary="Whether the service takes queries now")
def readiness(store: Reading, workers: Workers) -> dict[str, str]:
    """Answers 503 while the service starts or stops, or the queue of queries is full."""
    if not workers.takes_queries:
        raise HTTPException(503, "Not now: the service is stopping, or too many queries wait.", {"Retry-After": "5"})
    store.ask("ASK {}", {})
    return {"status": "ready"}


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
def metrics(request: Request) -> Response:
    """Requests by route and status, their time, and the queries at work."""
    figures = request.app.state.figures
    assert isinstance(figures, Figures)
    return Response(figures.text(), media_type=METRICS_TYPE)
