"""What the service is measured against: FastAPI over pyoxigraph with nothing between, as most endpoints in Python are.

python -m benchmarks.bare_endpoint SNAPSHOT PORT
"""

import sys

import pyoxigraph as ox
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response

_RESULTS, _GRAPH = "application/sparql-results+json", "text/turtle"


def create_app(snapshot: str) -> FastAPI:
    """An endpoint over a folder that nobody writes to."""
    store = ox.Store.read_only(snapshot)
    app = FastAPI()

    @app.get("/sparql")
    def by_get(query: str) -> Response:
        result = store.query(query)
        if isinstance(result, ox.QueryTriples):
            return Response(ox.serialize(result, format=ox.RdfFormat.TURTLE), media_type=_GRAPH)
        return Response(result.serialize(format=ox.QueryResultsFormat.JSON), media_type=_RESULTS)

    @app.get("/healthz")
    def health(_: Request) -> Response:
        return Response("ok")

    return app


if __name__ == "__main__":
    uvicorn.run(create_app(sys.argv[1]), port=int(sys.argv[2]), log_level="warning")
