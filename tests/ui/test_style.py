"""Colours that can be read, and a style sheet that Qt takes."""

from __future__ import annotations

import math
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from audio_desk.ui.style import mark, style_sheet, text_font
from audio_desk.ui.theme import DARK, LIGHT, Colours

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    made = QColor(colour)
    parts = (made.redF(), made.greenF(), made.blueF())
    linear = [part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@THEMES
def test_text_can_be_read_on_every_ground(colours: Colours) -> None:
    texts = (colours.text, colours.muted, colours.accent, colours.good, colours.attention, colours.bad)
    for ground in (colours.window, colours.panel, colours.raised, colours.chip):
        for text in texts + colours.speakers:
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@THEMES
def test_edges_and_marks_can_be_seen(colours: Colours) -> None:
    for ground in (colours.window, colours.panel, colours.raised):
        assert contrast(colours.edge, ground) >= 3
        assert contrast(colours.playhead, ground) >= 3
        assert contrast(colours.wave_peak, ground) >= 3


@THEMES
def test_the_style_sheet_is_taken_without_a_complaint(colours: Colours, qtbot: QtBot, qtlog: Any) -> None:
    button = QPushButton("Ask")
    qtbot.addWidget(button)
    button.setStyleSheet(style_sheet(colours, button.font()))
    button.show()
    said = [record.message for record in qtlog.records]
    assert [line for line in said if "propagateSizeHints" not in line] == []


def test_a_control_is_28_pixels_high_and_grows_with_the_font(qtbot: QtBot) -> None:
    button = QPushButton("Ask")
    qtbot.addWidget(button)
    font = button.font()
    font.setPixelSize(12)
    button.setFont(font)
    button.setStyleSheet(style_sheet(LIGHT, font))
    assert button.sizeHint().height() == 28
    font.setPixelSize(30)
    button.setFont(font)
    button.setStyleSheet(style_sheet(LIGHT, font))
    assert button.sizeHint().height() > 50


def test_a_button_does_not_change_its_size_when_it_gets_the_focus_ring(qtbot: QtBot) -> None:
    button = QPushButton("Ask")
    qtbot.addWidget(button)
    button.setStyleSheet(style_sheet(LIGHT, button.font()))
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    button.clearFocus()
    before = button.sizeHint()
    button.setFocus()
    assert button.hasFocus()
    assert button.sizeHint() == before


def test_marking_again_restyles_what_is_shown(qtbot: QtBot) -> None:
    button = QPushButton("Ask")
    qtbot.addWidget(button)
    button.setStyleSheet(style_sheet(LIGHT, button.font()))
    button.show()
    plain = button.sizeHint().height()
    mark(button, role="primary")
    button.updateGeometry()
    assert button.sizeHint().height() > plain


def test_figures_are_of_one_width(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    font = text_font(button.font())
    assert font.featureTags()
