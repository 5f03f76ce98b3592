"""Draws the shipped icons (resources/icons/*.svg) in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from audio_desk.resources import resource
from audio_desk.ui.theme import Theme

_SIZES_PX = (16, 20, 24, 32)


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """The icon `name` in `colour` (#rrggbb); `disabled` is for such buttons. Raises FileNotFoundError."""
    made = QIcon()
    ratio = _pixel_ratio()
    for size in _SIZES_PX:
        made.addPixmap(pixmap(name, colour, size, ratio))
        made.addPixmap(pixmap(name, disabled or colour, size, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a square picture of `size_px`, at `ratio` device pixels each."""
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    picture = QPixmap(round(size_px * ratio), round(size_px * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class KeptIcon(QObject):
    """Keeps the icon `name` on `button`, in the colours of the theme; lives as long as the button."""

    def __init__(self, button: QAbstractButton, name: str, theme: Theme) -> None:
        super().__init__(button)
        self._button = button
        self._name = name
        self._theme = theme
        theme.changed.connect(self._draw)
        self._draw()

    def use(self, name: str) -> None:
        """Show another icon from now on."""
        if name != self._name:
            self._name = name
            self._draw()

    def _draw(self) -> None:
        colours = self._theme.colours
        tint = colours.on_accent if self._button.property("role") == "primary" else colours.text
        self._button.setIcon(icon(self._name, tint, colours.edge))


def _pixel_ratio() -> float:
    app = QApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
