"""Places for nodes that come to a picture: beside the node that brought them, and without moving any other."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Place = tuple[int, int]
Box = tuple[float, float]
Points = NDArray[np.float64]

_FIRST, _NEXT = 70.0, 36.0
"""Pixels from the origin to the first ring of places, and from one ring to the next."""
_APART = 46.0
"""Pixels between places on a ring."""
_RINGS = 60
_GAP = 6.0


class Around:
    """Places so far, to which more are added."""

    def __init__(self, places: Mapping[int, Place], boxes: Mapping[int, Box]) -> None:
        self._places = dict(places)
        self._boxes = boxes
        self._points = np.array(list(places.values()), np.float64).reshape(-1, 2)
        self._sizes = np.array([boxes[node] for node in places], np.float64).reshape(-1, 2)

    @property
    def places(self) -> Mapping[int, Place]:
        """All places, those that were there unchanged."""
        return self._places

    def add(self, nodes: Sequence[int], origin: int, at: Place | None = None) -> None:
        """Place nodes around another, or around a point: in the nearest free places, those first that look outward."""
        middle = np.array(at or self._places.get(origin, (0, 0)), np.float64)
        outward = middle - self._points.mean(axis=0) if len(self._points) else np.array([1.0, 0.0])
        angle = math.atan2(outward[1], outward[0]) if np.hypot(*outward) > 1 else 0.0
        start = 0
        for node in nodes:
            point, start = self._free(middle, angle, np.array(self._boxes[node]), start)
            self._places[node] = (round(float(point[0])), round(float(point[1])))
            self._points = np.vstack((self._points, np.round(point)))
            self._sizes = np.vstack((self._sizes, np.array(self._boxes[node])))

    def _free(self, middle: Points, angle: float, size: Points, start: int) -> tuple[Points, int]:
        """The first free point, and its ring: what comes next need not look at nearer ones."""
        for ring in range(start, _RINGS):
            found = _ring(middle, angle, _FIRST + ring * _NEXT)
            apart = np.abs(found[:, None, :] - self._points[None, :, :])
            hit = (apart < (self._sizes[None, :, :] + size) / 2 + _GAP).all(axis=-1).any(axis=-1)
            if not hit.all():
                return found[int(np.argmin(hit))], ring
        return _ring(middle, angle, _FIRST + _RINGS * _NEXT)[len(self._points) % 7], start


def _ring(middle: Points, angle: float, reach: float) -> Points:
    """Points on a ring, wider than high as labels are, in the order of how far they turn from an angle."""
    count = max(8, int(2 * math.pi * reach / _APART))
    turns = np.array([(number + 1) // 2 * (1 if number % 2 else -1) for number in range(count)])
    angles = angle + turns * (2 * math.pi / count)
    return middle + np.stack((np.cos(angles) * 1.3, np.sin(angles) * 0.85), axis=1) * reach
