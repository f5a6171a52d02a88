"""What every reply passes through: security headers, and HEAD answered as GET without a body."""

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.negotiate import refuses
from api.routes.replies import problem
from api.tokens import shows_token

CONTENT_SECURITY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
"""No inline script or style, and nothing from another host."""

HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)

_RAW = tuple((name.lower().encode("ascii"), value.encode("ascii")) for name, value in HEADERS)


_OPEN = ("/healthz", "/readyz")
"""What may be read without a token: those that watch the service have none."""


class Readers:
    """Lets nobody read who does not show one of the tokens."""

    def __init__(self, app: ASGIApp, tokens: tuple[SecretStr | None, ...]) -> None:
        self.app = app
        self._tokens = tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        reply: ASGIApp = self.app
        if scope["type"] == "http" and scope["path"] not in _OPEN:
            request = Request(scope)
            if not shows_token(request.headers.get("authorization"), *self._tokens):
                told = (
                    "Reading needs a token: send it as Authorization: Bearer …, or as the password that your browser asks for."
                )
                reply = problem(request, 401, told, {"WWW-Authenticate": 'Basic realm="Onrecord"', "Connection": "close"})
        await reply(scope, receive, send)


class Gzip(GZipMiddleware):
    """Compresses what is long, for whoever does not refuse that."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        refused = scope["type"] == "http" and refuses(Headers(scope=scope).get("accept-encoding"), "gzip")
        await (self.app(scope, receive, send) if refused else super().__call__(scope, receive, send))


class Guards:
    """Adds the security headers to every reply, and answers HEAD where there is a GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in _RAW if one[0] not in there)]
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"} if is_head else scope, receive, guarded)
