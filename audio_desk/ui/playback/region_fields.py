"""The selection as two times to type, and its length."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from audio_desk import timecode
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback.time_field import TimeField
from audio_desk.ui.style import mark, text_font
from audio_desk.ui.waveform.accessible.description import length_text


class RegionFields(QWidget):
    """A start typed without a selection reaches to the recording's end, an end begins at its start."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.caption = QLabel(self.tr("Region"))
        mark(self.caption, tone="muted")
        hint = self.tr("Type a time and press Enter")
        self.start = TimeField(self.tr("Start of the region"), f"{hint} ([)")
        self.end = TimeField(self.tr("End of the region"), f"{hint} (])")
        self.length = QLabel()
        self.length.setAccessibleName(self.tr("Length of the region"))
        self.length.setFont(text_font(self.length.font()))
        mark(self.length, tone="muted")
        for name, widget in (
            ("region-start", self.start),
            ("region-end", self.end),
            ("region-length", self.length),
        ):
            widget.setObjectName(name)
        self._lay_out()
        self.start.entered.connect(self._start_entered)
        self.end.entered.connect(self._end_entered)
        document.selection_changed.connect(self._show)
        for changed in (document.shown_changed, document.shown_settled):
            changed.connect(self._shown_changed)
        self._shown_changed(document.shown)

    def _lay_out(self) -> None:
        dash = QLabel("–")
        mark(dash, tone="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.caption, self.start, dash, self.end, self.length):
            layout.addWidget(widget)
        layout.insertSpacing(1, 4)
        layout.insertSpacing(5, 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def _shown_changed(self, shown: Shown | None) -> None:
        longest = timecode.clock(max(shown.duration if shown else 0.0, 600), 3)
        digits = "".join("0" if character.isdigit() else character for character in longest)
        for field in (self.start, self.end):
            field.setEnabled(shown is not None and shown.is_exact)
            field.fit_to(digits)
        self.start.setPlaceholderText(timecode.clock(0, 3) if shown is not None else "")
        decimals = 3 if shown is not None and shown.is_exact else 0
        self.end.setPlaceholderText(timecode.clock(shown.duration, decimals) if shown is not None else "")
        self._show(self._document.selection)

    def _show(self, region: Region | None) -> None:
        shown = self._document.shown
        if region is None or shown is None:
            self.start.show_seconds(None)
            self.end.show_seconds(None)
            self.length.setText(self.tr("all of it") if shown is not None else "")
            return
        start, end = region.seconds(shown.rate)
        self.start.show_seconds(start)
        self.end.show_seconds(end)
        self.length.setText(length_text(end - start))

    def _start_entered(self, seconds: float) -> None:
        shown, region = self._document.measured, self._document.selection
        if shown is None:
            return
        end = region.end if region is not None else shown.frames
        self._choose(self.start, round(seconds * shown.rate), end, shown)

    def _end_entered(self, seconds: float) -> None:
        shown, region = self._document.measured, self._document.selection
        if shown is None:
            return
        start = region.start if region is not None else 0
        end = timecode.end_as_shown(seconds, shown.duration)
        self._choose(self.end, start, round(end * shown.rate), shown)

    def _choose(self, field: TimeField, start: int, end: int, shown: Shown) -> None:
        """Select, or say in the field that was typed into why not."""
        if max(start, end) > shown.frames:
            total = timecode.clock(shown.duration, 3)
            field.refuse(self.tr("The recording ends at {total}.").format(total=total))
        elif start >= end:
            field.refuse(self.tr("The region would end before it begins."))
        else:
            self._document.reshape(Region(start, end))
            self._show(self._document.selection)
