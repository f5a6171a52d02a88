"""The two graphs at work: every possible cue of a text, with what the network reads from it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from loaders.neural.decode import Reading
from loaders.neural.distance import buckets
from loaders.neural.tokens import FIRST, LAST, Ints, Tokens
from loaders.neural.windows import Window, cut_windows

Floats = NDArray[np.float32]

_WINDOWS = 1
"""Windows that the encoder takes at once: more leave the cache of the processor and are slower."""
_VIEW = 192
"""Pieces that the head sees around a cue at most: more cost time and gave nothing on the development split."""
_CUES = 16
"""Cues that the head takes at once."""
_POSSIBLE = 0.25
"""The probability of a tag from which on pieces are looked at as a cue."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The graphs of one model, loaded."""

    marking: onnxruntime.InferenceSession
    reading: onnxruntime.InferenceSession

    def readings(self, tokens: Tokens) -> list[Reading]:
        """What the network says of every possible cue, in the order of the text; linear in its length."""
        windows = cut_windows(len(tokens))
        found: list[Reading] = []
        for number in range(0, len(windows), _WINDOWS):
            found.extend(self._batch(tokens, windows[number : number + _WINDOWS]))
        return found

    def _batch(self, tokens: Tokens, windows: tuple[Window, ...]) -> list[Reading]:
        inputs = {"ids": _rows(tokens.ids, windows), "case": _rows(tokens.case, windows), "quote": _rows(tokens.quote, windows)}
        inputs["ids"][:, 0], inputs["ids"][:, -1] = FIRST, LAST
        narrow, first, last, cue = self.marking.run(None, inputs)
        places = [(row, a, b) for row, window in enumerate(windows) for a, b in _possible_cues(window, cue[row, 1:-1])]
        found: list[Reading] = []
        for number in range(0, len(places), _CUES):
            row, start, end = np.array(places[number : number + _CUES], dtype=np.int64).T
            view = min(_VIEW, narrow.shape[1])
            left = np.clip((start + end + 2 - view) // 2, 0, narrow.shape[1] - view)
            seen = narrow[row[:, None], left[:, None] + np.arange(view)]
            inputs = {
                "narrow": seen,
                "cue": first[row, start + 1] + last[row, end],
                "buckets": buckets(view, start + 1 - left, end + 1 - left),
            }
            logs, valid = self.reading.run(None, inputs)
            for i, (r, a, b) in enumerate(places[number : number + _CUES]):
                offset, skipped = windows[r].start, int(left[i])
                tag = float(cue[r, a + 1 : b + 1].sum(axis=-1).mean())
                inner = slice(int(skipped == 0), view - int(skipped + view == narrow.shape[1]))
                found.append(
                    Reading(
                        cue=(a + offset, b + offset),
                        tag=tag,
                        valid=float(valid[i, a + 1 - skipped]),
                        start=offset + skipped - 1 + inner.start,
                        logs=logs[i, inner],
                    )
                )
        return found


def _rows(values: Ints, windows: tuple[Window, ...]) -> Ints:
    """The windows' stretches of an array, one a row, with a place free at both ends."""
    rows = np.zeros((len(windows), windows[0].end - windows[0].start + 2), dtype=np.int64)
    for row, window in zip(rows, windows, strict=True):
        row[1:-1] = values[window.start : window.end]
    return rows


def _possible_cues(window: Window, probabilities: Floats) -> list[tuple[int, int]]:
    """Stretches that may be a cue and start where this window is to be read: [first, end) in the window."""
    possible = probabilities.sum(axis=-1) > _POSSIBLE
    edges = np.flatnonzero(np.diff(np.concatenate(([0], possible.astype(np.int8), [0]))))
    stretches = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, end) for first, end in stretches if window.first <= first + window.start < window.last]


def load_network(marking: Path, reading: Path, threads: int = 0) -> Network:
    """The graphs in two files; as many threads as the machine has cores where 0 are asked for."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait busily would take the time of the language pipeline beside them.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")

    def load(path: Path) -> onnxruntime.InferenceSession:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    return Network(marking=load(marking), reading=load(reading))
