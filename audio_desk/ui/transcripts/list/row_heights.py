"""How high each row of a long list is and where it stands; rows that were never seen are guessed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Heights = NDArray[np.int64]


class RowHeights:
    """Pixels. A list view that asks every row for its height stalls for 0.15 s with 10,000 of them."""

    def __init__(self) -> None:
        self._heights: Heights = np.zeros(0, np.int64)
        self._is_measured: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._bottoms: Heights | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        bottoms = self._all_bottoms()
        return int(bottoms[-1]) if len(bottoms) else 0

    def guess_all(self, guesses: Sequence[int]) -> None:
        """Forget every row; there are as many as there are guesses."""
        self._heights = np.array(guesses, np.int64)
        self._is_measured = np.zeros(len(self._heights), np.bool_)
        self._bottoms = None

    def insert(self, first: int, guesses: Sequence[int]) -> None:
        self._heights = np.insert(self._heights, first, guesses)
        self._is_measured = np.insert(self._is_measured, first, np.zeros(len(guesses), np.bool_))
        self._bottoms = None

    def remove(self, first: int, count: int) -> None:
        rows = slice(first, first + count)
        self._heights = np.delete(self._heights, rows)
        self._is_measured = np.delete(self._is_measured, rows)
        self._bottoms = None

    def forget(self, first: int, last: int) -> None:
        """These rows are to be measured anew; until then they are as high as they were."""
        self._is_measured[first : last + 1] = False

    def measured(self, row: int, height: int) -> bool:
        """Whether that changes it."""
        self._is_measured[row] = True
        if self._heights[row] == height:
            return False
        self._heights[row] = height
        self._bottoms = None
        return True

    def is_measured(self, row: int) -> bool:
        return bool(self._is_measured[row])

    def next_unmeasured(self) -> int:
        """-1 when all are known."""
        if not len(self._is_measured):
            return -1
        row = int(np.argmin(self._is_measured))
        return -1 if self._is_measured[row] else row

    def top(self, row: int) -> int:
        return int(self._all_bottoms()[row - 1]) if row else 0

    def height(self, row: int) -> int:
        return int(self._heights[row])

    def row_at(self, y: int) -> int:
        """-1 above the first and beneath the last row."""
        if y < 0 or y >= self.total:
            return -1
        return int(np.searchsorted(self._all_bottoms(), y, side="right"))

    def _all_bottoms(self) -> Heights:
        if self._bottoms is None:
            self._bottoms = np.cumsum(self._heights)
        return self._bottoms
