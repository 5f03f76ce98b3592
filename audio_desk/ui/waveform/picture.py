"""Paints envelopes into one reused pixel buffer with numpy: no paths, one of which takes 20 to 550 ms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.envelope import Envelope


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


_Rows = NDArray[np.int64]


def _paint_lane(pixels: NDArray[np.uint32], envelope: Envelope, inks: Inks, gain: float) -> None:
    """Where a column's colour changes from one row to the next, the difference of the two is put; then each
    row is the one above, xor its differences: three times as fast as asking of each pixel what it is.
    """
    if not len(pixels) or not envelope.columns:
        return
    top, bottom = _bars(envelope.low, envelope.high, len(pixels), gain)
    first, last = int(top.min()), int(bottom.max())
    pixels[:first].fill(inks.ground)
    pixels[last + 1 :].fill(inks.ground)
    band = pixels[first : last + 1]
    band.fill(0)
    _change(band, top - first, bottom - first, inks.ground ^ inks.peak)
    inner = np.minimum(envelope.rms, envelope.high), np.maximum(-envelope.rms, envelope.low)
    top, bottom = _bars(inner[1], inner[0], len(pixels), gain)
    _change(band, top - first, bottom - first, inks.peak ^ inks.rms)
    band[0] ^= np.uint32(inks.ground)
    _accumulate(band)


def _accumulate(band: NDArray[np.uint32]) -> None:
    """Each row becomes the xor of itself and all above: in few steps, as numpy lets go of the interpreter's
    lock in each, and gets it back late while another thread is busy.
    """
    height = max(1, isqrt(len(band)))
    whole = len(band) // height * height
    blocks = band[:whole].reshape(-1, height, band.shape[1])
    for row in range(1, height):
        np.bitwise_xor(blocks[:, row], blocks[:, row - 1], blocks[:, row])
    for above, block in pairwise(blocks):
        np.bitwise_xor(block, above[-1], block)
    for row in range(whole, len(band)):
        np.bitwise_xor(band[row], band[row - 1], band[row])


def _bars(
    low: NDArray[np.float32], high: NDArray[np.float32], height: int, gain: float
) -> tuple[_Rows, _Rows]:
    """The first and the last row of each column's bar."""
    middle = (height - 1) / 2
    top = np.rint(middle - np.clip(high * gain, -1, 1) * middle).astype(np.int64)
    bottom = np.rint(middle - np.clip(low * gain, -1, 1) * middle).astype(np.int64)
    return top, np.maximum(bottom, top)


def _change(band: NDArray[np.uint32], top: _Rows, bottom: _Rows, difference: int) -> None:
    """In each column from row `top` on, and back again below row `bottom`."""
    columns = np.arange(len(top))
    band[top, columns] ^= np.uint32(difference)
    inside = np.flatnonzero(bottom < len(band) - 1)
    band[bottom[inside] + 1, inside] ^= np.uint32(difference)
