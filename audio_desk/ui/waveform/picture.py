"""Paints envelopes into one reused pixel buffer: numpy masks, no paths (a path takes 20 to 550 ms)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.envelope import Envelope

_BLOCK_ROWS = 64
"""Rows that are painted at once: small enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Inks:
    """0xffRRGGBB of the ground, the peaks and the mean level."""

    ground: int
    peak: int
    rms: int

    @classmethod
    def of(cls, colours: Colours) -> Inks:
        return cls(*(QColor(name).rgb() for name in (colours.panel, colours.wave_peak, colours.wave_rms)))


class Picture:
    """A QImage that shares its memory with numpy; it is made anew only when the size changes."""

    def __init__(self) -> None:
        self._pixels: NDArray[np.uint32] = np.zeros((1, 1), np.uint32)
        self._image = self._wrapped()

    @property
    def image(self) -> QImage:
        return self._image

    def resize(self, width: int, height: int) -> None:
        if self._pixels.shape != (height, width):
            self._pixels = np.zeros((max(1, height), max(1, width)), np.uint32)
            self._image = self._wrapped()

    def clear(self, inks: Inks) -> None:
        self._pixels.fill(inks.ground)

    def paint(self, envelope: Envelope, inks: Inks, *, top: int, gain: float) -> None:
        """Over the whole width, from row `top` down; as many columns as there are pixels."""
        self._pixels[:top].fill(inks.ground)
        lane = self._pixels[top:]
        if not len(lane):
            return
        peak = _bars(envelope.low, envelope.high, len(lane), gain)
        inner = np.minimum(envelope.rms, envelope.high), np.maximum(-envelope.rms, envelope.low)
        rms = _bars(inner[1], inner[0], len(lane), gain)
        for first in range(0, len(lane), _BLOCK_ROWS):
            _paint_rows(lane[first : first + _BLOCK_ROWS], first, peak, rms, inks)

    def _wrapped(self) -> QImage:
        height, width = self._pixels.shape
        return QImage(self._pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)


_Bars = tuple[NDArray[np.int16], NDArray[np.uint16]]
"""The first row of each column's bar, and how many rows follow it."""


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
