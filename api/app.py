"""The web service: one FastAPI application over one store."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from api.intake import Intake
from api.pages.render import Pages
from api.places import QUICK
from api.remembered import Remembered
from api.routes import ROUTERS, TAGS
from api.routes.guards import Guards, Gzip, Readers
from api.routes.replies import PROBLEM_SCHEMA, PROBLEMS, problem
from api.settings import Settings
from api.warming import Warming
from api.watch import Figures, Watch
from api.wiring import Library
from api.workers import QueryWorkers
from kg.errors import BusyError, OnrecordError, StoreError, TooSlowError

_DESCRIPTION = (
    "Who said what about which sector: claims, posts and trade measures from news documents, each with its exact words."
)

_PHRASES = frozenset(status.phrase for status in HTTPStatus)
_PLAIN = {
    404: "There is nothing at this address: the addresses are listed at /docs.",
    405: "This address is there, but not for this method: the methods are listed at /docs.",
}
"""What is said where the framework says no more than the status."""

_COMPRESSION = 5
"""As small within a hundredth as the highest level makes it, in half the time."""

_METHODS = (
    ("/sparql", "GET, HEAD, POST"),
    ("/update", "POST"),
    ("/graphs", "GET, HEAD, PUT, POST, DELETE"),
    ("/documents", "POST"),
    ("/rebuild", "POST"),
    ("/add", "GET, HEAD, POST"),
    ("/review", "GET, HEAD, POST"),
    ("/sign-in", "GET, HEAD, POST"),
    ("/sign-out", "POST"),
    ("/document/", "GET, HEAD, DELETE"),
)
"""What other addresses take than those that are only read."""


def create_app(settings: Settings) -> FastAPI:
    """The service over the store of the settings; an absent one is created empty. StoreError where it cannot be had."""
    library = Library(settings)
    workers = QueryWorkers(long=settings.query_workers, queue=settings.query_queue, memory=settings.query_memory)
    intake = Intake(library, settings)
    app = FastAPI(
        title="Onrecord",
        version=version("onrecord"),
        description=_DESCRIPTION,
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=_running(library, workers, intake, settings),
    )
    app.state.settings = settings
    app.state.library = library
    app.state.pages = Pages(library.base)
    app.state.workers = workers
    app.state.intake = intake
    app.state.remembered = Remembered(settings.query_kept)
    app.state.figures = Figures(workers, app.state.remembered)
    for router in ROUTERS:
        app.include_router(router, responses=PROBLEMS)
    app.add_middleware(Gzip, minimum_size=1024, compresslevel=_COMPRESSION)
    if settings.read_token is not None:
        app.add_middleware(Readers, tokens=(settings.read_token, settings.token))
    if settings.cors_origins:
        _allow_origins(app, settings.cors_origins)
    app.add_middleware(Guards)
    app.add_middleware(Watch, figures=app.state.figures)
    _explain_errors(app)
    _complete(app.openapi())
    return app


def _complete(described: dict[str, object]) -> None:
    """Put the problems and the token into the OpenAPI document, instead of the framework's own words for what is invalid."""
    found = described["components"]
    assert isinstance(found, dict)
    schemas = {name: schema for name, schema in found["schemas"].items() if "ValidationError" not in name}
    token = {"type": "http", "scheme": "bearer", "description": "ONRECORD_TOKEN"}
    described["components"] = {"schemas": {**schemas, "Problem": PROBLEM_SCHEMA}, "securitySchemes": {"token": token}}


def _allow_origins(app: FastAPI, origins: str) -> None:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[origin.strip() for origin in origins.split(",")],
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE"],
        allow_headers=["Accept", "Authorization", "Content-Type"],
    )


def _running(
    library: Library, workers: QueryWorkers, intake: Intake, settings: Settings
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        workers.start()
        warming = Warming(library)
        warming.start()
        # Each query that waits or runs holds a thread; pages must find others.
        current_default_thread_limiter().total_tokens += settings.query_queue + settings.query_workers + QUICK
        yield
        warming.close()
        intake.close()
        workers.close()
        library.close()

    return lifespan


def _unusable(place: list[str], kind: str, message: str) -> str:
    name = ".".join(place) or "request"
    return f"there is no parameter {name!r}" if kind == "extra_forbidden" else f"{name}: {message[:1].lower()}{message[1:]}"


def _allowed(path: str) -> str:
    methods = next((methods for start, methods in _METHODS if path.startswith(start)), "GET, HEAD")
    return f"{methods}, OPTIONS"


def _explain_errors(app: FastAPI) -> None:
    @app.exception_handler(OnrecordError)
    def _on_purpose(request: Request, error: OnrecordError) -> Response:
        if isinstance(error, (BusyError, TooSlowError)):
            return problem(request, 503, str(error), {"Retry-After": "5"})
        return problem(request, 500 if isinstance(error, StoreError) else 400, str(error))

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        if request.method == "OPTIONS" and error.status_code == 405:
            return Response(status_code=204, headers={"Allow": _allowed(request.url.path)})
        detail = _PLAIN.get(error.status_code, error.detail) if error.detail in _PHRASES else error.detail
        return problem(request, error.status_code, detail, dict(error.headers or {}))

    @app.exception_handler(Exception)
    def _unforeseen(request: Request, _: Exception) -> Response:
        """The log has the details, and strangers need not."""
        return problem(request, 500, "Something went wrong that should not have: please report it with what you did.")

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        found = "; ".join(_unusable([str(part) for part in one["loc"][1:]], one["type"], one["msg"]) for one in error.errors())
        return problem(request, 422, f"The request cannot be used: {found}. The parameters are listed at /docs.")
