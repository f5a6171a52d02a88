"""Builds what the settings ask for: the stores that commands read and write, and the server's view of one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from api.settings import Settings
from kg.ids import Namer
from kg.stores import Store, open_store
