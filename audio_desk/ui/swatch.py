"""The colours that are chosen from: their names, and the small picture of one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

_SIZE_PX = 14


def colour_names() -> tuple[str, ...]:
    """In the order of the theme's colours of speakers and regions."""
    return _tr("Blue"), _tr("Violet"), _tr("Teal"), _tr("Orange"), _tr("Pink"), _tr("Olive")


def swatch(colour: QColor) -> QIcon:
    picture = QPixmap(_SIZE_PX, _SIZE_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(picture.rect().adjusted(1, 1, -1, -1), 3, 3)
    painter.end()
    return QIcon(picture)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Swatch", text)
