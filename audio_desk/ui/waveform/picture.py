"""Paints envelopes into one reused pixel buffer: numpy masks, no paths (a path takes 20 to 550 ms)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.envelope import Envelope

_BLOCK_ROWS = 64
"""Rows that are painted at once: small enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Inks:
    """0xffRRGGBB of the ground, the peaks, the mean level and the line between two lanes."""

    ground: int
    peak: int
    rms: int
    line: int = 0xFF808080

    @classmethod
    def of(cls, colours: Colours) -> Inks:
        names = (colours.panel, colours.wave_peak, colours.wave_rms, colours.line)
        return cls(*(QColor(name).rgb() for name in names))


class Picture:
    """A QImage that shares its memory with numpy; it is made anew only when the size changes.

    It is a ring: what lies at the right edge goes on at the left one, so that scrolling moves no pixels.
    """

    def __init__(self) -> None:
        self._pixels: NDArray[np.uint32] = np.zeros((1, 1), np.uint32)
        self._image = self._wrapped()

    @property
    def image(self) -> QImage:
        return self._image

    @property
    def width(self) -> int:
        """Pixels, as is the height."""
        return int(self._pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self._pixels.shape[0])

    def resize(self, width: int, height: int) -> None:
        if self._pixels.shape != (height, width):
            self._pixels = np.zeros((max(1, height), max(1, width)), np.uint32)
            self._image = self._wrapped()

    def clear(self, inks: Inks) -> None:
        self._pixels.fill(inks.ground)

    def paint(self, lanes: Sequence[Envelope], inks: Inks, *, top: int, gain: float, at: int = 0) -> None:
        """From column `at` of the ring, one pixel for each column of the lanes, which share the rows
        from `top` down.
        """
        done = 0
        while lanes and done < lanes[0].columns:
            x = (at + done) % self.width
            count = min(lanes[0].columns - done, self.width - x)
            part = [lane.part(done, done + count) for lane in lanes]
            self._paint_run(self._pixels[:, x : x + count], part, inks, top, gain)
            done += count

    def draw(self, painter: QPainter, first: int) -> None:
        """Over the painter's whole width, from column `first` of the ring; as `painter` clips."""
        ratio, offset = self._image.devicePixelRatio(), first % self.width
        right = QRectF(offset, 0, self.width - offset, self.height)
        painter.drawImage(QPointF(0, 0), self._image, right)
        if offset:
            painter.drawImage(
                QPointF(right.width() / ratio, 0), self._image, QRectF(0, 0, offset, self.height)
            )

    def _paint_run(
        self, pixels: NDArray[np.uint32], lanes: Sequence[Envelope], inks: Inks, top: int, gain: float
    ) -> None:
        pixels[:top].fill(inks.ground)
        for number, (rows, lane) in enumerate(
            zip(lane_rows(len(pixels), top, len(lanes)), lanes, strict=True)
        ):
            _paint_lane(pixels[rows], lane, inks, gain)
            if number:
                pixels[rows.start - 1].fill(inks.line)

    def _wrapped(self) -> QImage:
        height, width = self._pixels.shape
        return QImage(self._pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)


def lane_rows(height: int, top: int, lanes: int) -> list[slice]:
    """The rows of each lane from `top` down, with one row for the line between two."""
    share = max(0, height - top + 1) / lanes
    edges = [top + round(share * number) for number in range(lanes + 1)]
    return [slice(start, max(start, end - 1)) for start, end in pairwise(edges)]


_Bars = tuple[NDArray[np.int16], NDArray[np.uint16]]
"""The first row of each column's bar, and how many rows follow it."""


def _paint_lane(pixels: NDArray[np.uint32], envelope: Envelope, inks: Inks, gain: float) -> None:
    if not len(pixels):
        return
    peak = _bars(envelope.low, envelope.high, len(pixels), gain)
    inner = np.minimum(envelope.rms, envelope.high), np.maximum(-envelope.rms, envelope.low)
    rms = _bars(inner[1], inner[0], len(pixels), gain)
    for first in range(0, len(pixels), _BLOCK_ROWS):
        _paint_rows(pixels[first : first + _BLOCK_ROWS], first, peak, rms, inks)


def _bars(low: NDArray[np.float32], high: NDArray[np.float32], height: int, gain: float) -> _Bars:
    middle = (height - 1) / 2
    top = np.rint(middle - np.clip(high * gain, -1, 1) * middle).astype(np.int16)
    bottom = np.rint(middle - np.clip(low * gain, -1, 1) * middle).astype(np.int16)
    return top, np.maximum(bottom - top, 0).astype(np.uint16)


def _paint_rows(pixels: NDArray[np.uint32], first: int, peak: _Bars, rms: _Bars, inks: Inks) -> None:
    """Choose by xor of all-ones masks, three times as fast as numpy's `where`."""
    rows = np.arange(first, first + len(pixels), dtype=np.int16)[:, np.newaxis]
    chosen = _mask(rows, peak) & np.uint32(inks.ground ^ inks.peak)
    chosen ^= _mask(rows, rms) & np.uint32(inks.peak ^ inks.rms)
    np.bitwise_xor(chosen, np.uint32(inks.ground), out=pixels)


def _mask(rows: NDArray[np.int16], bars: _Bars) -> NDArray[np.uint32]:
    """All ones where the row lies in the column's bar; above its top the difference wraps to a large one."""
    inside = (rows - bars[0]).view(np.uint16) <= bars[1]
    return np.negative(inside.view(np.int8)).astype(np.int32).view(np.uint32)
