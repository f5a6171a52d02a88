"""Runs what belongs into an event loop in one of its own: the browser's driver leaves one running in the tests' own thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_a_loop(wanted: Coroutine[object, object, T]) -> T:
    """What a coroutine returns, run in another thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, wanted).result()
