"""The middle of the window with a recording open: hear, choose, ask, read, from top to bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

MARGIN_PX = 14
GAP_PX = 8
_LEAST_READING_PX = 60
"""It gives way to asking where there is no room for both: its lists scroll, the other's lines do not."""


class RecordingPage(QWidget):
    """Lays out panes that the window made; `splitter` divides hearing from asking and reading."""

    def __init__(
        self,
        header: QWidget,
        hearing: tuple[QWidget, QWidget],
        asking: QWidget,
        reading: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recording-page")
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("page-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(GAP_PX)
        waveform, transport = hearing
        reading.setMinimumHeight(_LEAST_READING_PX)
        self.splitter.addWidget(_stacked(waveform, transport, grows=waveform))
        self.splitter.addWidget(_stacked(asking, reading, grows=reading))
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 10, MARGIN_PX, 0)
        column.setSpacing(8)
        column.addWidget(header)
        column.addWidget(self.splitter, 1)

    def give_room(self, height_px: int) -> None:
        """To hearing, from what reading has; negative takes it back. Each keeps what it cannot do without."""
        hearing, reading = self.splitter.sizes()
        self.splitter.setSizes([hearing + height_px, reading - height_px])


def _stacked(first: QWidget, second: QWidget, *, grows: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP_PX)
    for part in (first, second):
        column.addWidget(part, 1 if part is grows else 0)
        if part is not grows:
            # Its last line is not the one that gives way.
            part.setSizePolicy(part.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Minimum)
    return holder
