"""Paints envelopes into one reused pixel buffer with numpy: no paths, one of which takes 20 to 550 ms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.wave.envelope import Envelope

_STRIPES_PX = 10
"""From one stripe of what is not read yet to the next, in logical pixels."""
_BLOCK = 32
"""Rows: at most so many steps paint a picture of any height."""


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
        self._room = _room_for(1, 1)
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
            self._room = _room_for(*self._pixels.shape)
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

    def hatch(self, unread: NDArray[np.bool_], inks: Inks, *, top: int, first: int = 0, at: int = 0) -> None:
        """Stripes where nothing is known, over columns from `at` of the ring, which are from `first` of the
        recording: they stay where they are while it scrolls.
        """
        numbers = np.flatnonzero(unread)
        if not len(numbers):
            return
        ratio = self._image.devicePixelRatio()
        apart, wide = round(_STRIPES_PX * ratio), round(ratio)
        places = (at + numbers) % self.width
        for row in range(apart):
            striped = (row + first + numbers) % apart < wide
            self._pixels[top + row :: apart, places] = np.where(striped, inks.line, inks.ground)

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
            _paint_lane(pixels[rows], lane, inks, gain, self._room)
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


def _room_for(height: int, width: int) -> NDArray[np.uint32]:
    """What `_paint_band` works in."""
    return np.empty((height // _BLOCK + 1) * _BLOCK * width, np.uint32)


_Rows = NDArray[np.int32]


def _paint_lane(
    pixels: NDArray[np.uint32], envelope: Envelope, inks: Inks, gain: float, room: NDArray[np.uint32]
) -> None:
    if not len(pixels) or not envelope.columns:
        return
    outer = _bars(envelope.low, envelope.high, len(pixels), gain)
    lowest, highest = np.maximum(-envelope.rms, envelope.low), np.minimum(envelope.rms, envelope.high)
    inner = _bars(lowest, highest, len(pixels), gain)
    first, last = int(outer[0].min()), int(outer[1].max())
    pixels[:first].fill(inks.ground)
    pixels[last + 1 :].fill(inks.ground)
    bars = [
        (top - first, bottom - first, difference)
        for (top, bottom), difference in ((outer, inks.ground ^ inks.peak), (inner, inks.peak ^ inks.rms))
    ]
    _paint_band(pixels[first : last + 1], bars, inks.ground, room)


def _paint_band(
    band: NDArray[np.uint32], bars: Sequence[tuple[_Rows, _Rows, int]], ground: int, room: NDArray[np.uint32]
) -> None:
    """Where a column's colour changes from one row to the next, the difference of the two is put; then each
    row is the one above, xor its differences: three times as fast as asking of each pixel what it is.

    In `room` row y is [y % _BLOCK, y // _BLOCK]: so many rows are done in one step, and all in few, as numpy
    lets go of the interpreter's lock in each, and gets it back late while another thread is busy.
    """
    height, width = band.shape
    count = height // _BLOCK + 1
    flat = room[: _BLOCK * count * width]
    flat.fill(0)
    columns, starts = np.arange(width), np.arange(0, count * _BLOCK, _BLOCK, dtype=np.int32)[:, None]
    heads = np.full((count, width), ground, np.uint32)
    for top, bottom, difference in bars:
        for changed in (top, bottom + 1):
            flat[(changed % _BLOCK * count + changed // _BLOCK) * width + columns] ^= np.uint32(difference)
        heads ^= ((top <= starts) & (starts <= bottom)) * np.uint32(difference)
    rows = flat.reshape(_BLOCK, count, width)
    rows[0] = heads
    for above, row in pairwise(rows):
        np.bitwise_xor(row, above, row)
    whole = count - 1
    band[: whole * _BLOCK].reshape(whole, _BLOCK, width)[:] = rows[:, :whole].swapaxes(0, 1)
    band[whole * _BLOCK :] = rows[: height - whole * _BLOCK, whole]


def _bars(
    low: NDArray[np.float32], high: NDArray[np.float32], height: int, gain: float
) -> tuple[_Rows, _Rows]:
    """The first and the last row of each column's bar."""
    middle = (height - 1) / 2
    top = np.rint(middle - np.clip(high * gain, -1, 1) * middle).astype(np.int32)
    bottom = np.rint(middle - np.clip(low * gain, -1, 1) * middle).astype(np.int32)
    return top, np.maximum(bottom, top)
