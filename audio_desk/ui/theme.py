"""Colours by name, light and dark, and the appearance in force.

Text colours keep 4.5:1 on window, panel, raised and chip, edges 3:1; the tests hold them to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Colours:
    """One appearance: every colour that the window uses, as #rrggbb."""

    window: str
    panel: str
    raised: str
    line: str
    edge: str
    """Of fields, and scroll bars: 3:1 against every ground, where `line` only divides."""
    chip: str
    text: str
    muted: str
    accent: str
    on_accent: str
    wave_peak: str
    wave_rms: str
    selection_opacity: float
    playhead: str
    good: str
    attention: str
    bad: str
    speakers: tuple[str, ...]

    @property
    def check_icon(self) -> str:
        """The tick that can be seen on the accent."""
        return "check-on-dark" if QColor(self.on_accent).lightness() > 128 else "check-on-light"

    def selection_fill(self) -> QColor:
        colour = QColor(self.accent)
        colour.setAlphaF(self.selection_opacity)
        return colour


LIGHT = Colours(
    window="#f4f5f7",
    panel="#ffffff",
    raised="#ffffff",
    line="#dfe2e7",
    edge="#808998",
    chip="#eef0f3",
    text="#1d2129",
    muted="#5f6878",
    accent="#1b68d2",
    on_accent="#ffffff",
    wave_peak="#3f86e0",
    wave_rms="#1f62b8",
    selection_opacity=0.14,
    playhead="#d93a2b",
    good="#1b7d45",
    attention="#946200",
    bad="#c23626",
    speakers=("#1b68d2", "#8a3fb5", "#0d7466", "#a1510a", "#b0306e", "#5a6b12"),
)

DARK = Colours(
    window="#16181d",
    panel="#1c1f26",
    raised="#23272f",
    line="#2f343e",
    edge="#778090",
    chip="#2a2f39",
    text="#e6e8ec",
    muted="#9aa1ad",
    accent="#4f9cf9",
    on_accent="#0b1220",
    wave_peak="#6fb1ff",
    wave_rms="#9accff",
    selection_opacity=0.20,
    playhead="#ff6b5e",
    good="#3fb871",
    attention="#e0a63a",
    bad="#f0786a",
    speakers=("#4f9cf9", "#d08bf0", "#4cc7b4", "#f0a35e", "#f07fb2", "#b6c85a"),
)


class Theme(QObject):
    """The appearance in force; painters read `colours` and repaint on `changed`."""

    changed = Signal()

    def __init__(self, colours: Colours = LIGHT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colours = colours

    @property
    def colours(self) -> Colours:
        return self._colours

    def use(self, colours: Colours) -> None:
        if colours is not self._colours:
            self._colours = colours
            self.changed.emit()
