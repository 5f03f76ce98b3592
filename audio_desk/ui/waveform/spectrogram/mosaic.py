"""A stretch of spectrogram as it fills in: levels, how sure they are, and their colours as a picture."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from audio_desk.audio.spectrum import Levels
from audio_desk.audio.spectrum_columns import Batch, Grid
from audio_desk.ui.waveform.viewport import Viewport

Palette = NDArray[np.uint32]
"""A colour for each of the 256 levels."""
_EXACT = 1


class Mosaic:
    """Columns `first` to `end` of `grid`; unknown ones are transparent."""

    def __init__(self, grid: Grid, first: int, end: int, palette: Palette) -> None:
        self.grid, self.first, self.end = grid, first, end
        self._palette = palette
        count = max(1, end - first)
        self._levels: Levels = np.zeros((grid.rows, count), np.uint8)
        self._strides = np.zeros(count, np.uint8)
        """0: unknown; 1: computed; more: stands in for so many until it is."""
        self._pixels = np.zeros((grid.rows, count), np.uint32)
        self._image = QImage(
            self._pixels.data, count, grid.rows, count * 4, QImage.Format.Format_ARGB32_Premultiplied
        )

    def moved(self, first: int, end: int) -> Mosaic:
        """The same grid elsewhere, with what both share."""
        other = Mosaic(self.grid, first, end, self._palette)
        begin, stop = max(first, self.first), min(end, self.end)
        if begin < stop:
            mine, theirs = slice(begin - self.first, stop - self.first), slice(begin - first, stop - first)
            other._levels[:, theirs] = self._levels[:, mine]
            other._strides[theirs] = self._strides[mine]
            other._pixels[:, theirs] = self._pixels[:, mine]
        return other

    def put(self, batch: Batch) -> None:
        """Columns outside are left out; what stands in never covers what is known better."""
        for shift in range(batch.stride):
            at = batch.columns - self.first + shift
            inside = (at >= 0) & (at < len(self._strides))
            at, levels = at[inside], batch.levels[::-1, inside]
            stride = _EXACT if shift == 0 else batch.stride
            known = self._strides[at]
            better = (known == 0) | (known >= stride)
            at, levels = at[better], levels[:, better]
            self._levels[:, at] = levels
            self._pixels[:, at] = self._palette[levels]
            self._strides[at] = stride

    def paint_with(self, palette: Palette) -> None:
        """Other colours for the same levels."""
        self._palette = palette
        self._pixels[:] = palette[self._levels]
        self._pixels[:, self._strides == 0] = 0

    def missing(self, first: int, end: int) -> NDArray[np.int64]:
        """Which of the columns `first` to `end` are not computed; all of them must lie inside."""
        part = self._strides[first - self.first : end - self.first]
        return np.flatnonzero(part != _EXACT) + first

    def level(self, column: int, part: float) -> int | None:
        """At `part` of the way up, 0 to 1; None where it is not computed."""
        if not self.first <= column < self.end or self._strides[column - self.first] != _EXACT:
            return None
        row = self.grid.rows - 1 - min(int(part * self.grid.rows), self.grid.rows - 1)
        return int(self._levels[max(0, row), column - self.first])

    def columns_of(self, viewport: Viewport) -> tuple[int, int]:
        """The columns that can be seen, first and end."""
        return math.floor(viewport.start / self.grid.step), math.ceil(viewport.end / self.grid.step)

    def draw(self, painter: QPainter, viewport: Viewport, height: int) -> None:
        """Where it lies in `viewport`, stretched when that has another scale."""
        seen = self.columns_of(viewport)
        first, end = max(seen[0], self.first), min(seen[1], self.end)
        if first >= end:
            return
        step = self.grid.step
        left, right = viewport.x_of(first * step), viewport.x_of(end * step)
        if step == viewport.scale:
            # On whole pixels, as the wave is.
            left = float(first - round(viewport.start / step))
            right = left + end - first
        source = QRectF(first - self.first, 0, end - first, self.grid.rows)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, step > viewport.scale)
        painter.drawImage(QRectF(left, 0, right - left, height), self._image, source)
