"""Keeps the painted wave of the visible range: a pan paints its new strip, other changes paint anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from audio_desk.audio.peaks.pyramid import BASE_BIN, PeakPyramid
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.lanes import LaneState
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.viewport import Viewport
from audio_desk.ui.waveform.wave.envelope import Envelope, channels_of, from_peaks, joined
from audio_desk.ui.waveform.wave.picture import Inks, Picture, lane_rows
from audio_desk.ui.waveform.wave.sample_line import paint_samples
from audio_desk.ui.waveform.wave.sample_reader import SampleReader, Samples

_LINE_BELOW = 0.5
"""Frames per pixel below which samples are joined by a line, as they are more than two pixels apart."""
_JOIN_BELOW = 64
"""Frames per pixel below which neighbouring bars may fail to touch."""
_MOST_GAIN = 64.0


@dataclass(frozen=True, slots=True)
class _Made:
    """What the picture was made of: columns of `step` frames from number `first`; a line has no columns."""

    step: float
    first: int
    samples: Samples | None
    line_from: float | None = None

    def continues(self, other: _Made) -> bool:
        """Whether the two differ in where they begin, and in nothing else."""
        same = self.step == other.step and self.samples is other.samples
        return same and self.line_from is None and other.line_from is None


class Canvas(QObject):
    """`draw` is called by the widget's paint event; `outdated` says that it should paint again.

    Columns lie on a grid that begins with the recording, so that the wave does not shimmer while it scrolls;
    it is at most half a device pixel beside the true place.
    """

    outdated = Signal()
    gain_changed = Signal(float)

    def __init__(
        self, document: Document, theme: Theme, lanes: LaneState, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._theme, self._lanes = document, theme, lanes
        self._picture = Picture()
        self._made: _Made | None = None
        self._origin = 0
        """The column at the left of the picture's memory, where the last full painting began."""
        self._gain = 1.0
        self._samples: Samples | None = None
        self._wished: tuple[int, int] = (0, 0)
        self._reader = SampleReader(self)
        self._reader.arrived.connect(self._samples_arrived)
        document.shown_changed.connect(self._shown_changed)
        document.shown_settled.connect(self._shown_settled)
        for changed in (document.peaks_changed, theme.changed, lanes.changed):
            changed.connect(self.invalidate)

    @property
    def gain(self) -> float:
        return self._gain

    @property
    def lane_count(self) -> int:
        """Lanes of the wave, one above the other."""
        shown = self._document.shown
        if shown is None or not self._lanes.lanes.channels_apart:
            return 1
        return PeakPyramid.drawn_channels(shown.channels)

    def amplify(self, factor: float) -> None:
        """Draw the wave `factor` times higher, between as it is and 64 times."""
        self._set_gain(max(1.0, min(self._gain * factor, _MOST_GAIN)))

    def reset_gain(self) -> None:
        self._set_gain(1.0)

    def invalidate(self) -> None:
        self._made = None
        self.outdated.emit()

    def close(self) -> None:
        """End the reader's thread."""
        self._reader.close()

    def draw(self, painter: QPainter, viewport: Viewport, width: int, height: int, ratio: float) -> None:
        """`width` and `height` in logical pixels, `ratio` device pixels in each."""
        picture = self._picture
        size = max(1, round(width * ratio)), max(1, round(height * ratio))
        if size != (picture.width, picture.height) or picture.image.devicePixelRatio() != ratio:
            picture.resize(*size)
            picture.image.setDevicePixelRatio(ratio)
            self._made = None
        made = self._wanted(viewport, ratio)
        if made != self._made:
            self._paint(made, viewport, height, ratio)
            self._made = made
        picture.draw(painter, made.first - self._origin if made.line_from is None else 0)

    # --- painting ------------------------------------------------------------------------------------------

    def _set_gain(self, gain: float) -> None:
        if gain != self._gain:
            self._gain = gain
            self.invalidate()
            self.gain_changed.emit(gain)

    def _wanted(self, viewport: Viewport, ratio: float) -> _Made:
        step = viewport.scale / ratio
        samples = self._samples_for(viewport) if step < BASE_BIN else None
        if samples is not None and viewport.scale < _LINE_BELOW:
            return _Made(step, 0, samples, line_from=viewport.start)
        return _Made(step, round(viewport.start / step), samples)

    def _paint(self, made: _Made, viewport: Viewport, height: int, ratio: float) -> None:
        if made.line_from is not None and made.samples is not None:
            self._picture.clear(Inks.of(self._theme.colours))
            lanes = lane_rows(height, HEADER_PX, self.lane_count)
            colours = self._theme.colours
            paint_samples(self._picture.image, made.samples.peaks, viewport, lanes, self._gain, colours)
            return
        first, end = made.first, made.first + self._picture.width
        whole = end - first
        if self._made is not None and made.continues(self._made):
            painted_end = self._made.first + self._picture.width
            if self._made.first < first < painted_end:
                first = painted_end
            elif first < self._made.first < end:
                end = self._made.first
        if end - first == whole:
            self._origin = first
        self._paint_columns(made, first, end - first, round(HEADER_PX * ratio))

    def _paint_columns(self, made: _Made, first: int, count: int, top: int) -> None:
        inks = Inks.of(self._theme.colours)
        lanes = self._envelopes(made, first, count)
        if lanes is None:
            self._picture.clear(inks)
        else:
            at = first - self._origin
            self._picture.paint(lanes, inks, top=top, gain=self._gain, at=at)
            if made.samples is None and self._document.peaks is not None:
                unread = self._document.peaks.unread(first, count, made.step)
                self._picture.hatch(unread, inks, top=top, first=first, at=at)

    def _envelopes(self, made: _Made, first: int, count: int) -> list[Envelope] | None:
        """Of columns `first` on; None where nothing is known yet."""
        peaks, joins = self._document.peaks, made.step < _JOIN_BELOW
        if self._document.shown is None or (made.samples is None and peaks is None):
            return None
        before = 1 if joins else 0  # the neighbour that the first column reaches to
        if made.samples is not None:
            columns = made.samples.peaks.grid(first - before, count + before, made.step)
        else:
            assert peaks is not None
            columns = peaks.query_grid(first - before, count + before, made.step)
        lanes = channels_of(columns) if self.lane_count > 1 else [from_peaks(columns)]
        return [joined(lane).part(before, count + before) for lane in lanes] if joins else lanes

    # --- samples -------------------------------------------------------------------------------------------

    def _samples_for(self, viewport: Viewport) -> Samples | None:
        """The decoded frames that are shown, or None; wishes for more before the view has left them."""
        measured, have = self._document.measured, self._samples
        if measured is None:
            return None
        first, end = max(0, int(viewport.start) - 2), min(viewport.frames, int(viewport.end) + 2)
        near = (end - first) // 2
        if not self._holds(self._wished, max(0, first - near), min(viewport.frames, end + near)):
            around = end - first
            self._wished = max(0, first - around), min(viewport.frames, end + around)
            self._reader.read(measured, self._wished[0], self._wished[1] - self._wished[0])
        if have is None or not self._holds((have.peaks.first, have.peaks.end), first, end):
            return None
        return have

    @staticmethod
    def _holds(stretch: tuple[int, int], first: int, end: int) -> bool:
        return stretch[0] <= first and end <= stretch[1]

    def _samples_arrived(self, samples: Samples) -> None:
        if samples.shown is self._document.shown:
            self._samples = samples
            self.outdated.emit()

    def _shown_settled(self, _recording: object) -> None:
        """What was read stays until it is read again from the recording."""
        self._wished = (0, 0)
        self.invalidate()

    def _shown_changed(self, _shown: Shown | None) -> None:
        self._samples, self._wished = None, (0, 0)
        self._reader.forget()
        self.reset_gain()
        self.invalidate()
