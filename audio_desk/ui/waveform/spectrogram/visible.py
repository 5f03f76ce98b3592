"""Owns the spectrogram of the visible range: asks for what is missing, stretches the old one till then."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter

from audio_desk.audio.spectrum import decibels
from audio_desk.audio.spectrum_columns import Grid
from audio_desk.errors import AudioError
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.lanes import Lanes, LaneState
from audio_desk.ui.waveform.spectrogram.colour_map import SHADES, colour_map
from audio_desk.ui.waveform.spectrogram.mosaic import Mosaic, Palette
from audio_desk.ui.waveform.spectrogram.reader import SpectrumPart, SpectrumReader
from audio_desk.ui.waveform.viewport import Viewport

_ASK_MS = 30
"""While the view moves, it is asked at most so often."""


class Spectrogram(QObject):
    """`show` says what is to be seen, `draw` paints what is known of it, `outdated` that there is more."""

    outdated = Signal()
    trouble_changed = Signal()

    def __init__(
        self, document: Document, theme: Theme, lanes: LaneState, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._theme, self._lanes = document, theme, lanes
        self.trouble: AudioError | None = None
        """Why there is nothing to see."""
        self._now: Mosaic | None = None
        self._before: Mosaic | None = None
        """Of another zoom, drawn until the present one is whole."""
        self._view: Viewport | None = None
        self._rows = 0
        self._palette = self._mixed()
        self._asking = QTimer(self, interval=_ASK_MS, singleShot=True)
        self._asking.timeout.connect(self._ask)
        self._reader = SpectrumReader(self)
        self._reader.arrived.connect(self._arrived)
        self._reader.failed.connect(self._failed)
        document.shown_changed.connect(self._shown_changed)
        document.shown_settled.connect(self._shown_settled)
        theme.changed.connect(self._recolour)
        lanes.changed.connect(self._recolour)

    def show(self, viewport: Viewport, rows: int) -> None:
        """The range to be seen, in a picture of `rows` rows."""
        rows = max(1, rows)
        if (viewport, rows) != (self._view, self._rows):
            self._view, self._rows = viewport, rows
            if not self._asking.isActive():
                self._asking.start()

    def rest(self) -> None:
        """Nobody looks: compute nothing, forget everything."""
        self._asking.stop()
        self._reader.forget()
        self._now = self._before = self._view = None
        self._tell(None)

    def close(self) -> None:
        """End the reader's thread."""
        self.rest()
        self._reader.close()

    def draw(self, painter: QPainter, viewport: Viewport, height: int) -> None:
        for mosaic in (self._before, self._now):
            if mosaic is not None:
                mosaic.draw(painter, viewport, height)

    def decibels_at(self, frame: float, part: float) -> float | None:
        """The level there, `part` of the way up; None where it is not known, or too low to be written."""
        level = self._now.level(int(frame // self._now.grid.step), part) if self._now is not None else None
        return decibels(level) if level else None

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for is there."""
        if self._now is None or self._view is None or self._asking.isActive():
            return False
        return not len(self._now.missing(*self._now.columns_of(self._view)))

    # --- asking --------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        measured, view = self._document.measured, self._view
        if measured is None or view is None or view.frames == 0:
            return
        mosaic = self._mosaic_for(Grid.for_scale(view.scale, measured.rate, self._rows), view)
        missing = mosaic.missing(*mosaic.columns_of(view))
        if len(missing):
            self._reader.read(measured, mosaic.grid, missing)
        self.outdated.emit()

    def _mosaic_for(self, grid: Grid, view: Viewport) -> Mosaic:
        """The present one where it has that grid and reaches far enough, else one that does."""
        now = self._now
        if now is not None and now.grid != grid:
            # The one before is kept until the present one is whole, so that there is always one to see.
            self._before, now = self._before or now, None
        fresh = now if now is not None else Mosaic(grid, 0, 0, self._palette)
        first, end = fresh.columns_of(view)
        if now is None or first < now.first or end > now.end:
            around = (end - first) // 2
            fresh = fresh.moved(first - around, end + around)
        self._now = fresh
        return fresh

    def _arrived(self, part: SpectrumPart) -> None:
        """Dropped when another recording or another zoom is shown since."""
        now = self._now
        if now is None or part.shown is not self._document.shown or part.grid != now.grid:
            return
        now.put(part.batch)
        self._tell(None)
        if self.is_whole:
            self._before = None
        self.outdated.emit()

    def _failed(self, error: AudioError) -> None:
        self._tell(error)

    def _tell(self, trouble: AudioError | None) -> None:
        if trouble is not self.trouble:
            self.trouble = trouble
            self.trouble_changed.emit()

    def _shown_changed(self, _shown: Shown | None) -> None:
        self.rest()
        self.outdated.emit()

    def _shown_settled(self, _recording: object) -> None:
        """What is there stays; what is not is asked for: of a glimpse there may be nothing to hear."""
        if self._view is not None:
            self._asking.start()

    # --- colours -------------------------------------------------------------------------------------------

    def _recolour(self, _lanes: Lanes | None = None) -> None:
        palette = self._mixed()
        if (palette != self._palette).any():
            self._palette = palette
            for mosaic in (self._before, self._now):
                if mosaic is not None:
                    mosaic.paint_with(palette)
            self.outdated.emit()

    def _mixed(self) -> Palette:
        """A colour for each level: the brightest from minus gain on, the ground from range below it."""
        lanes = self._lanes.lanes
        db = np.array([decibels(level) for level in range(256)]) + lanes.spectrogram_gain_db
        part = np.clip(1 + db / lanes.spectrogram_range_db, 0, 1)
        return colour_map(self._theme.colours.panel)[np.rint(part * (SHADES - 1)).astype(np.int64)]
