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
    source = _source(name)
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled or colour)):
        renderer = _renderer(source, tint)
        for size in _SIZES_PX:
            made.addPixmap(_drawn(renderer, size, ratio), mode)
    return made


def pixmap(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a square picture of `size_px`, at `ratio` device pixels each."""
    return _drawn(_renderer(_source(name), colour), size_px, ratio)


def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _renderer(source: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))


def _drawn(renderer: QSvgRenderer, size_px: int, ratio: float) -> QPixmap:
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
