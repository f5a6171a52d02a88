"""What routes are given: the newest snapshot to read, the settings, and the workers that users' queries run on."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from api.settings import Settings, is_loopback
from api.tokens import shows_session, shows_token
from api.wiring import Library
from api.workers import QueryWorkers
from kg.stores import Store


async def _library(request: Request) -> Library:
    found = request.app.state.library
    assert isinstance(found, Library)
    return found


async def _settings(request: Request) -> Settings:
    found = request.app.state.settings
    assert isinstance(found, Settings)
    return found


async def _workers(request: Request) -> QueryWorkers:
    found = request.app.state.workers
    assert isinstance(found, QueryWorkers)
    return found


TheLibrary = Annotated[Library, Depends(_library)]


def _reading(library: TheLibrary) -> Iterator[Store]:
    with library.reading() as store:
        yield store


Reading = Annotated[Store, Depends(_reading)]
"""The newest snapshot, held open until the reply is made."""
TheSettings = Annotated[Settings, Depends(_settings)]


SESSION = "onrecord-session"
"""The cookie of a browser whose user showed the token."""


def is_signed_in(request: Request, settings: Settings) -> bool:
    """Whether the client's browser has a session that it can end."""
    return settings.token is not None and shows_session(request.cookies.get(SESSION), settings.token)


def may_write(request: Request, settings: Settings) -> bool:
    """Whether the client may write: with the token or a session of it, and where no token is set from this machine only.

    What a browser sends by itself counts from pages of this server only.
    """
    if settings.token is None:
        return _is_from_here(request)
    authorization = request.headers.get("authorization")
    if (authorization or "").lower().startswith("bearer "):
        return shows_token(authorization, settings.token)
    is_known = shows_token(authorization, settings.token) or shows_session(request.cookies.get(SESSION), settings.token)
    return is_known and is_own_page(request)


async def _may_write(request: Request, settings: TheSettings) -> None:
    if may_write(request, settings):
        return
    if settings.token is None:
        raise HTTPException(403, "Writing is off: the server has no token (ONRECORD_TOKEN).", {"Connection": "close"})
    raise HTTPException(
        401,
        "Writing needs the token: send it as Authorization: Bearer …, or sign in with it at /sign-in.",
        {"WWW-Authenticate": "Bearer", "Connection": "close"},
    )


def is_own_page(request: Request) -> bool:
    """Whether no page of another site sends this: browsers tell where a request to write comes from."""
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.url.netloc}"


def _is_from_here(request: Request) -> bool:
    """Whether a program on this machine asks; not a page of another site in a browser on it, by whatever name it calls us."""
    host = request.url.hostname or ""
    return request.client is not None and is_loopback(request.client.host) and is_loopback(host) and is_own_page(request)


MayWrite = Depends(_may_write)
"""Refuses whoever may not write, before the body is read."""
Workers = Annotated[QueryWorkers, Depends(_workers)]
