"""What is seen of regions and markers on the waveform."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.theme import DARK, LIGHT, Colours, Theme
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.marking import marked

PX = 480


def seen(panel: WaveformPanel) -> QImage:
    return panel.wave.grab().toImage()


def differs(one: QImage, other: QImage, left: int, right: int) -> bool:
    """In the header's row."""
    columns = range(left, right)
    return any(one.pixel(x, y) != other.pixel(x, y) for x in columns for y in range(4, 17))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_flags_have_the_colour_of_their_region(
    panel: WaveformPanel, document: Document, theme: Theme, colours: Colours
) -> None:
    theme.use(colours)
    marked(document, 300 * PX, 600 * PX, colour=1)
    marked(document, 700 * PX, 700 * PX, colour=2)
    picture = seen(panel)
    assert picture.pixelColor(300, 30).name() == colours.speakers[1]
    assert picture.pixelColor(599, 30).name() == colours.speakers[1]
    assert picture.pixelColor(700, 40).name() == colours.speakers[2]
    assert picture.pixelColor(703, 10).name() == colours.speakers[2]


def test_the_region_that_keys_act_on_stands_out_by_more_than_colour(
    panel: WaveformPanel, document: Document
) -> None:
    region = marked(document, 300 * PX, 600 * PX)
    plain = seen(panel)
    document.regions.focus(region)
    focused = seen(panel)
    assert plain.pixelColor(301, 30) != focused.pixelColor(301, 30)
    assert focused.pixelColor(500, 3) == QColor(LIGHT.speakers[0])
    assert plain.pixelColor(500, 3) != focused.pixelColor(500, 3)


def test_the_name_is_written_in_the_header_and_long_ones_stay_inside(
    panel: WaveformPanel, document: Document
) -> None:
    region = marked(document, 300 * PX, 400 * PX, "x")
    short = seen(panel)
    document.regions.remove(region)
    marked(document, 300 * PX, 400 * PX, "A very long name that goes on and on, past the end of its region")
    long = seen(panel)
    assert differs(short, long, 320, 398)
    assert not differs(short, long, 401, 700)


def test_a_covered_name_moves_to_where_its_header_is_free(panel: WaveformPanel, document: Document) -> None:
    marked(document, 100 * PX, 900 * PX, "Blue Heron")
    alone = seen(panel)
    assert differs(alone, _blank(alone), 106, 170)
    document.select(Region(90 * PX, 500 * PX))
    covered = seen(panel)
    assert differs(covered, alone, 506, 570)


def test_a_tooltip_tells_the_whole_name_and_the_times(
    panel: WaveformPanel, document: Document, qtbot: QtBot
) -> None:
    marked(document, 300 * PX, 340 * PX, "A very long name that goes on and on")
    at = QPoint(320, 8)
    QApplication.sendEvent(panel.wave, QHelpEvent(QHelpEvent.Type.ToolTip, at, panel.wave.mapToGlobal(at)))
    assert QToolTip.text() == "A very long name that goes on and on\n0:18.0 – 0:20.4"
    QToolTip.hideText()
    assert panel.wave.marks.tip(500, 100, panel.viewport) == ""


def test_a_thousand_regions_in_sight_are_painted(panel: WaveformPanel, document: Document) -> None:
    for number in range(1000):
        marked(document, number * 400, number * 400 + 700, f"{number}", number % 6)
    assert seen(panel).pixelColor(500, 100) != QColor(LIGHT.panel)


def test_the_overview_shows_regions_too(panel: WaveformPanel, document: Document) -> None:
    marked(document, 300 * PX, 600 * PX, colour=3)
    marked(document, 800 * PX, 800 * PX, colour=4)
    picture = panel.overview.grab().toImage()
    assert picture.pixelColor(450, 3).name() == LIGHT.speakers[3]
    assert picture.pixelColor(800, 25).name() == LIGHT.speakers[4]


def _blank(picture: QImage) -> QImage:
    """The header's ground without any name: its colour where nothing is written."""
    blank = picture.copy()
    blank.fill(picture.pixelColor(700, 10))
    return blank
