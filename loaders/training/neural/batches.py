"""Windows of lessons as tensors, and the cues that the head is asked about in them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from loaders.neural.distance import buckets
from loaders.neural.tokens import FIRST, LAST
from loaders.neural.windows import LENGTH
from loaders.training.neural.lessons import Lesson, Task
from loaders.training.neural.torch_extra import torch

EDGE = 11
"""Pieces at a cut edge of a window that are read in the neighbour and not learned here."""
UNTOLD = -100
"""What stands for a piece whose label is not learned."""
_SUSPECTED = 0.25
"""The probability of a tag from which on pieces that are no cue are shown to the head as a wrong one."""

Window = tuple[int, int, int]
"""A lesson's number and the pieces [start, end) of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Windows as tensors, rows × places; place 0 and the one behind the last piece are the window's ends."""

    windows: tuple[Window, ...]
    ids: torch.Tensor
    case: torch.Tensor
    quote: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """Cues [first, end) in places of a batch's rows, what each place is to them, and whether they are cues."""

    row: torch.Tensor
    first: torch.Tensor
    end: torch.Tensor
    distance: torch.Tensor
    parts: torch.Tensor
    valid: torch.Tensor


def cut(lessons: Sequence[Lesson], size: int, chance: random.Random) -> list[tuple[Window, ...]]:
    """All lessons in windows with a random first cut, windows of like length together, in random order."""
    windows: list[Window] = []
    for number, one in enumerate(lessons):
        start, end = 0, min(len(one.tokens), chance.randint(40, LENGTH) if len(one.tokens) > LENGTH else LENGTH)
        while start < len(one.tokens):
            windows.append((number, start, end))
            start, end = end, min(len(one.tokens), end + LENGTH)
    chance.shuffle(windows)
    windows.sort(key=lambda window: window[1] - window[2] - 40 * chance.random())
    batches = [tuple(windows[i : i + size]) for i in range(0, len(windows), size)]
    chance.shuffle(batches)
    return batches


def batch(lessons: Sequence[Lesson], windows: tuple[Window, ...]) -> Batch:
    """The windows as tensors, padded to the longest."""
    width = max(end - start for _, start, end in windows) + 2
    ids, case, quote, mask = (np.zeros((len(windows), width), dtype=np.int64) for _ in range(4))
    tags = np.full((len(windows), width), UNTOLD, dtype=np.int64)
    for row, (number, start, end) in enumerate(windows):
        one, last = lessons[number], end - start + 1
        ids[row, 0], ids[row, last] = FIRST, LAST
        ids[row, 1:last] = one.tokens.ids[start:end]
        case[row, 1:last] = one.tokens.case[start:end]
        quote[row, 1:last] = one.tokens.quote[start:end]
        mask[row, : last + 1] = 1
        first, stop = learned(one, start, end)
        tags[row, first:stop] = one.tags[first + start - 1 : stop + start - 1]
    return Batch(windows, *(torch.from_numpy(table) for table in (ids, case, quote, mask, tags)))


def learned(one: Lesson, start: int, end: int) -> tuple[int, int]:
    """The places [first, stop) of a window that are learned here."""
    first = EDGE + 2 if start else 1
    return first, max(first, end - start + 1 - (EDGE if end < len(one.tokens) else 0))


def questions(lessons: Sequence[Lesson], given: Batch, tagged: torch.Tensor, most: int, chance: random.Random) -> Questions:
    """The true cues of the windows and those that the network wrongly suspects; `most` of them, drawn by chance."""
    asked: list[tuple[int, int, int, np.ndarray[tuple[int], np.dtype[np.int64]], bool]] = []
    suspected = (tagged[..., 3:5].sum(-1) > _SUSPECTED).numpy()
    for row, (number, start, end) in enumerate(given.windows):
        blank = np.full(given.ids.shape[1], UNTOLD, dtype=np.int64)
        blank[1 : end - start + 1] = 0
        true: set[int] = set()
        for task in lessons[number].tasks:
            if start <= task.cue[0] and task.cue[1] <= end:
                first, stop = task.cue[0] - start + 1, task.cue[1] - start + 1
                true.update(range(first, stop))
                asked.append((row, first, stop, _parts(task, blank, start, end), True))
        places = learned(lessons[number], start, end)
        asked.extend((row, a, b, blank, False) for a, b in _wrong(suspected[row], places, true))
    chosen = chance.sample(asked, most) if len(asked) > most else asked
    row_, first_, end_ = (torch.tensor([one[i] for one in chosen], dtype=torch.long) for i in range(3))
    distance = buckets(given.ids.shape[1], first_.numpy(), end_.numpy()) if chosen else np.zeros((0, 1), dtype=np.int64)
    parts = np.stack([one[3] for one in chosen]) if chosen else np.zeros((0, 1), dtype=np.int64)
    valid = torch.tensor([float(one[4]) for one in chosen])
    return Questions(row_, first_, end_, torch.from_numpy(distance), torch.from_numpy(parts), valid)


def _parts(
    task: Task, blank: np.ndarray[tuple[int], np.dtype[np.int64]], start: int, end: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    parts = blank.copy()
    for part, stretches in ((1, task.source), (2, task.content)):
        for a, b in stretches:
            parts[max(a, start) - start + 1 : max(min(b, end) - start + 1, 0)] = part
    return parts


def _wrong(
    suspected: np.ndarray[tuple[int], np.dtype[np.bool_]], places: tuple[int, int], true: set[int]
) -> Iterator[tuple[int, int]]:
    """The stretches that are suspected and neither hold nor touch a true cue."""
    place, stop = places
    while place < stop:
        if not suspected[place] or place in true:
            place += 1
            continue
        first = place
        while place < stop and suspected[place] and place not in true:
            place += 1
        if first - 1 not in true and place not in true:
            yield first, place
