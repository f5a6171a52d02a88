"""What routes are given: the newest snapshot to read, the settings, and the workers that users' queries run on."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from api.settings import Settings
from api.wiring import Library
from api.workers import QueryWorkers
from kg.stores import Store


def _library(request: Request) -> Library:
    found = request.app.state.library
    assert isinstance(found, Library)
    return found


def _settings(request: Request) -> Settings:
    found = request.app.state.settings
    assert isinstance(found, Settings)
    return found


def _workers(request: Request) -> QueryWorkers:
    found = request.app.state.workers
    assert isinstance(found, QueryWorkers)
    return found


def _reading(request: Request) -> Iterator[Store]:
    with _library(request).reading() as store:
        yield store


Reading = Annotated[Store, Depends(_reading)]
"""The newest snapshot, held open until the reply is made."""
TheLibrary = Annotated[Library, Depends(_library)]
TheSettings = Annotated[Settings, Depends(_settings)]
Workers = Annotated[QueryWorkers, Depends(_workers)]
