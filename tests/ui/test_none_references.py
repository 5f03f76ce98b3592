"""Qt's bindings keep their count of `None` (6.12.0 on Python 3.11 did not, and aborted)."""

from __future__ import annotations

import sys

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 10_000
NOISE = 200


def test_void_calls_on_a_widget_take_no_reference_from_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for call in range(CALLS):
        widget.resize(100 + call % 2, 100)
    assert abs(sys.getrefcount(None) - before) < NOISE


def test_void_calls_on_a_painter_take_no_reference_from_none(qtbot: QtBot) -> None:
    picture = QPixmap(10, 10)
    painter = QPainter(picture)
    before = sys.getrefcount(None)
    for call in range(CALLS):
        painter.drawLine(0, call % 10, 9, 0)
    drift = abs(sys.getrefcount(None) - before)
    painter.end()
    assert drift < NOISE
