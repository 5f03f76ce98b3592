"""Paints single samples: one line through those of each channel, and a dot on each where there is room."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from audio_desk.audio.peaks.sample_peaks import SamplePeaks
from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.viewport import Viewport

_DOTS_BELOW = 0.125
"""Frames per pixel."""


def paint_samples(
    image: QImage, samples: SamplePeaks, viewport: Viewport, lanes: list[slice], gain: float, colours: Colours
) -> None:
    """In the rows of each lane, in logical pixels; in a single one all channels lie over each other."""
    first = max(samples.first, int(viewport.start) - 1)
    frames = samples.samples(first, int(viewport.end) + 2)
    xs = (np.arange(frames.shape[1]) + (first - viewport.start)) / viewport.scale
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for lane in lanes[1:]:
        painter.fillRect(QRectF(0, lane.start - 1, viewport.width, 1), QColor(colours.line))
    for number, channel in enumerate(frames):
        lane = lanes[min(number, len(lanes) - 1)]
        half = (lane.stop - lane.start) / 2
        ys = lane.start + half - np.clip(channel * gain, -1, 1) * (half - 1)
        points = [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
        painter.setPen(QPen(QColor(colours.wave_peak), 1.5))
        # Not as one polyline: Qt makes an outline of it that crosses itself, and hiss took 360 ms.
        painter.drawLines([QLineF(*ends) for ends in pairwise(points)])
        if viewport.scale <= _DOTS_BELOW:
            round_cap = Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(QColor(colours.wave_rms), 5, Qt.PenStyle.SolidLine, round_cap))
            painter.drawPoints(QPolygonF(points))
    painter.end()
