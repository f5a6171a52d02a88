"""Answers that were given before, kept for whoever asks the same again, until the store changes.

A task names the snapshot that it is answered from, and all else that its answer depends on; so only the very same task meets
what is kept, and a write is seen by the next query as without this. Used by the event loop alone.
"""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b

from kg.stores import is_lasting
from kg.stores.tasks import Task

_OVERHEAD = 1_000
"""Bytes that an answer takes beside its content and its task."""
_TAG_BYTES = 12
_LONGEST = 8_000
"""Characters of a query whose answer is kept: looking through a longer one would hold the event loop up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer, and the entity tag that tells it from others."""

    content: bytes
    tag: str
    size: int


class Remembered:
    """Answers from the newest snapshot in so many bytes; those that were asked for longest ago go first."""

    def __init__(self, most_bytes: int) -> None:
        self.met = 0
        self._most = most_bytes
        self._taken = 0
        self._snapshot = ""
        self._kept: OrderedDict[Task, Kept] = OrderedDict()

    def find(self, task: Task) -> Kept | None:
        """The answer to a task, if it is here; what is of another snapshot than the task's is dropped."""
        if task.snapshot != self._snapshot:
            self._snapshot = task.snapshot
            self._kept.clear()
            self._taken = 0
        found = self._kept.get(task)
        if found is not None:
            self._kept.move_to_end(task)
            self.met += 1
        return found

    def keep(self, task: Task, content: bytes) -> Kept | None:
        """Keep an answer; None where it would be another the next time, is too long, or of a snapshot that is past."""
        if task.snapshot != self._snapshot or len(task.query) > _LONGEST or not is_lasting(task.query):
            return None
        size = len(content) + len(task.encode()) + _OVERHEAD
        if size > self._most:
            return None
        digest = blake2b(content, digest_size=_TAG_BYTES).hexdigest()
        made = Kept(content=content, tag=f'W/"{digest}"', size=size)
        before = self._kept.pop(task, None)
        self._taken += size - (before.size if before else 0)
        self._kept[task] = made
        while self._taken > self._most:
            self._taken -= self._kept.popitem(last=False)[1].size
        return made
