"""What regions are called where they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from audio_desk.transcripts.segment import Segment
from audio_desk.ui.document import Document
from audio_desk.ui.regions.labels import Labels
from tests.ui.marking import marked
from tests.ui.recordings import recording_of, tone, write_wav

RATE = 8000


@pytest.fixture
def document(qtbot: QtBot, tmp_path: Path) -> Document:
    made = Document()
    made.set_recording(recording_of(write_wav(tmp_path / "minute.wav", tone(60, RATE), RATE)))
    return made


def test_a_name_goes_before_first_words_and_those_before_times(document: Document) -> None:
    labels = Labels(document)
    named = marked(document, 2 * RATE, 5 * RATE, "The bell")
    unnamed = marked(document, 2 * RATE, 5 * RATE + 400)
    assert labels.of(unnamed) == "0:02.0 – 0:05.1"
    document.show_segments(
        (Segment(6 * RATE, 9 * RATE, "Later."), Segment(3 * RATE, 4 * RATE, "Only once. The winter"))
    )
    assert labels.of(named) == "The bell"
    assert labels.of(unnamed) == "Only once. The winter"
    assert labels.first_words(named) == "Only once. The winter"


def test_a_marker_has_the_words_that_are_spoken_there(document: Document) -> None:
    labels = Labels(document)
    marker = marked(document, 3 * RATE, 3 * RATE)
    assert labels.of(marker) == "Marker"
    assert labels.spoken(marker) == "Marker, 0:03.0"
    document.show_segments((Segment(2 * RATE, 4 * RATE, "Only once."),))
    assert labels.of(marker) == "Only once."
    assert labels.spoken(marker) == "Marker Only once., 0:03.0"


def test_a_short_region_shows_milliseconds(document: Document) -> None:
    region = marked(document, RATE, RATE + 4, "click")
    assert Labels(document).times(region) == "0:01.000 – 0:01.001"
    assert Labels(document).spoken(region) == "Region click, 0:01.000 – 0:01.001"
