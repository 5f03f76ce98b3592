"""What wheel and pinch mean: pan, zoom at the pointer, amplitude."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent

from audio_desk.ui.waveform.viewport import Viewport

_UNITS_PER_NOTCH = 120
"""Qt counts eighths of a degree; a notch is 15 degrees."""
ZOOM_PER_NOTCH = 1.15
_PAN_PX_PER_NOTCH = 96
_PIXELS_PER_NOTCH = 32
"""How far two fingers travel on a trackpad for what a notch does."""


def notches(event: QWheelEvent) -> float:
    """Positive away from the user; a trackpad's pixels count in parts of a notch.

    With Alt some systems turn the wheel's axis, so that the larger one counts.
    """
    fine = _larger(event.pixelDelta())
    if fine:
        return fine / _PIXELS_PER_NOTCH
    return _larger(event.angleDelta()) / _UNITS_PER_NOTCH


def panned(viewport: Viewport, event: QWheelEvent) -> Viewport:
    """Down and right go later; a trackpad moves the sound with the fingers, pixel by pixel."""
    fine = _larger(event.pixelDelta())
    return viewport.panned(-fine if fine else -notches(event) * _PAN_PX_PER_NOTCH)


def zoomed(viewport: Viewport, event: QWheelEvent, x: float) -> Viewport:
    return viewport.zoomed_at(x, math.pow(ZOOM_PER_NOTCH, notches(event)))


def zooms(event: QWheelEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def changes_amplitude(event: QWheelEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def _larger(delta: QPoint) -> int:
    return delta.y() if abs(delta.y()) >= abs(delta.x()) else delta.x()
