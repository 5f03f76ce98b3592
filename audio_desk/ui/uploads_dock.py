"""The right-hand dock: hidden, beside the work, or floating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme

if TYPE_CHECKING:
    from audio_desk.ui.uploads.pane import UploadsPane

LEAST_WIDTH_PX = 304
WIDTH_PX = 360
_HEAD_PX = 28
"""Of the pane's own head."""


class UploadsDock(QDockWidget):
    """`wanted_changed` tells what the user chose, not what the window does while it closes."""

    wanted_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("uploads-dock")
        self.setWindowTitle(self.tr("Uploads"))
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        feature = QDockWidget.DockWidgetFeature
        self.setFeatures(feature.DockWidgetClosable | feature.DockWidgetFloatable | feature.DockWidgetMovable)
        holder = QFrame()
        mark(holder, surface="column-right")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._place = self._pane_place()
        self._column.addWidget(self._place)
        holder.setMinimumWidth(LEAST_WIDTH_PX)
        self.setWidget(holder)
        self._no_title = QWidget()
        self.setTitleBarWidget(self._no_title)

    def hold(self, pane: UploadsPane) -> None:
        """Show it; until then there is its title."""
        self._column.replaceWidget(self._place, pane)
        self._place.deleteLater()
        self._add_tools(pane, self._theme)
        self.topLevelChanged.connect(self._floats)

    def _pane_place(self) -> QWidget:
        place = QWidget()
        title = QLabel(self.tr("Uploads"))
        mark(title, tone="strong")
        title.setMinimumHeight(_HEAD_PX)
        column = QVBoxLayout(place)
        column.setContentsMargins(12, 8, 12, 12)
        column.addWidget(title)
        column.addStretch(1)
        return place

    def _add_tools(self, pane: UploadsPane, theme: Theme) -> None:
        self.float_button = self._button("uploads-float", self.tr("Let this pane float"))
        KeptIcon(self.float_button, "float", theme)
        self.float_button.clicked.connect(lambda: self.setFloating(not self.isFloating()))
        self.close_button = self._button("uploads-close", self.tr("Hide this pane (Ctrl+U)"))
        KeptIcon(self.close_button, "close", theme)
        self.close_button.clicked.connect(self.close)
        pane.add_tool(self.float_button)
        pane.add_tool(self.close_button)

    def _button(self, name: str, meaning: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setToolTip(meaning)
        button.setAccessibleName(meaning)
        button.setIconSize(QSize(16, 16))
        mark(button, role="quiet")
        return button

    def _floats(self, floating: bool) -> None:
        """Docked, the pane's own head is title enough; floating, it takes one to be moved by."""
        self.setTitleBarWidget(None if floating else self._no_title)  # type: ignore[arg-type]
        meaning = self.tr("Put this pane back") if floating else self.tr("Let this pane float")
        self.float_button.setToolTip(meaning)
        self.float_button.setAccessibleName(meaning)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.wanted_changed.emit(False)
