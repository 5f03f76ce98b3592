"""Keeps the painted wave of the visible range, and paints it anew only when something in it changed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from audio_desk.audio.peaks import BASE_BIN, PeakPyramid, drawn, samples_columns
from audio_desk.operations.open_recording import Recording
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.envelope import Envelope, from_peaks, joined
from audio_desk.ui.waveform.hits import HEADER_PX
from audio_desk.ui.waveform.picture import Inks, Picture
from audio_desk.ui.waveform.sample_reader import SampleReader, Samples
from audio_desk.ui.waveform.viewport import Viewport

_LINE_BELOW = 0.5
"""Frames per pixel below which samples are joined by a line, as they are more than two pixels apart."""
_DOTS_BELOW = 0.125
_JOIN_BELOW = 64
"""Frames per pixel below which neighbouring bars may fail to touch."""


class Canvas(QObject):
    """`image` is asked for by the widget's paint event; `outdated` says that it should ask again."""

    outdated = Signal()

    def __init__(self, document: Document, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self._picture = Picture()
        self._painted: object = None
        """What the picture was made of."""
        self._gain = 1.0
        self._samples: Samples | None = None
        self._wished: tuple[int, int] = (0, 0)
        self._reader = SampleReader(self)
        self._reader.arrived.connect(self._samples_arrived)
        document.recording_changed.connect(self._recording_changed)
        document.peaks_changed.connect(self.invalidate)
        theme.changed.connect(self.invalidate)

    @property
    def gain(self) -> float:
        return self._gain

    def amplify(self, factor: float) -> None:
        """Draw the wave `factor` times higher, between as it is and 64 times."""
        self._gain = max(1.0, min(self._gain * factor, 64.0))
        self.invalidate()

    def invalidate(self) -> None:
        self._painted = None
        self.outdated.emit()

    def close(self) -> None:
        """End the reader's thread."""
        self._reader.close()

    def image(self, viewport: Viewport, width: int, height: int, ratio: float) -> QImage:
        """`width` and `height` in logical pixels, `ratio` device pixels in each."""
        made_of = (viewport, width, height, ratio)
        if made_of != self._painted:
            self._picture.resize(max(1, round(width * ratio)), max(1, round(height * ratio)))
            self._picture.image.setDevicePixelRatio(ratio)
            self._paint(viewport, height, ratio)
            self._painted = made_of
        return self._picture.image

    # --- painting ------------------------------------------------------------------------------------------

    def _paint(self, viewport: Viewport, height: int, ratio: float) -> None:
        inks = Inks.of(self._theme.colours)
        samples = self._samples_for(viewport) if viewport.scale / ratio < BASE_BIN else None
        if samples is not None and viewport.scale < _LINE_BELOW:
            self._picture.clear(inks)
            self._paint_line(samples, viewport, height)
            return
        envelope = self._envelope(viewport, samples)
        if envelope is None:
            self._picture.clear(inks)
        else:
            self._picture.paint(envelope, inks, top=round(HEADER_PX * ratio), gain=self._gain)

    def _envelope(self, viewport: Viewport, samples: Samples | None) -> Envelope | None:
        columns, peaks = self._picture.image.width(), self._document.peaks
        if samples is not None:
            decoded = samples_columns(samples.data, samples.first, viewport.start, viewport.end, columns)
            envelope = from_peaks(decoded)
            return joined(envelope) if viewport.scale < _JOIN_BELOW else envelope
        if peaks is None or viewport.frames == 0:
            return None
        return from_peaks(peaks.query(viewport.start, viewport.end, columns))

    def _paint_line(self, samples: Samples, viewport: Viewport, height: int) -> None:
        """One line through the samples of each channel, and a dot on each where there is room."""
        first = max(0, int(viewport.start) - 1 - samples.first)
        frames = samples.data[first : int(viewport.end) + 2 - samples.first]
        lanes = drawn(frames, PeakPyramid.drawn_channels(frames.shape[1]))
        xs = (np.arange(len(frames)) + (first + samples.first - viewport.start)) / viewport.scale
        half = (height - HEADER_PX) / 2
        painter = QPainter(self._picture.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for lane in lanes:
            ys = HEADER_PX + half - np.clip(lane * self._gain, -1, 1) * (half - 1)
            line = QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
            painter.setPen(QPen(QColor(self._theme.colours.wave_peak), 1.5))
            painter.drawPolyline(line)
            if viewport.scale <= _DOTS_BELOW:
                painter.setPen(
                    QPen(
                        QColor(self._theme.colours.wave_rms),
                        5,
                        Qt.PenStyle.SolidLine,
                        Qt.PenCapStyle.RoundCap,
                    )
                )
                painter.drawPoints(line)
        painter.end()

    # --- samples -------------------------------------------------------------------------------------------

    def _samples_for(self, viewport: Viewport) -> Samples | None:
        """The decoded frames that are shown, or None after having wished for them."""
        recording, have = self._document.recording, self._samples
        if recording is None:
            return None
        first, end = max(0, int(viewport.start) - 1), min(viewport.frames, int(viewport.end) + 2)
        if have is not None and have.first <= first and end <= have.end:
            return have
        if not (self._wished[0] <= first and end <= self._wished[1]):
            around = end - first
            self._wished = max(0, first - around), min(viewport.frames, end + around)
            self._reader.wish(recording, self._wished[0], self._wished[1] - self._wished[0])
        return None

    def _samples_arrived(self, samples: Samples) -> None:
        if samples.recording is self._document.recording:
            self._samples = samples
            self.invalidate()

    def _recording_changed(self, _recording: Recording | None) -> None:
        self._samples, self._wished, self._gain = None, (0, 0), 1.0
        self._reader.forget()
        self.invalidate()
