"""The countdown beside the recording's name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from audio_desk.ui.upload_left import UploadLeft


def left_with(qtbot: QtBot, left: timedelta | None) -> UploadLeft:
    label = UploadLeft()
    qtbot.addWidget(label)
    label.show_end(datetime.now(UTC) + left if left is not None else None)
    return label


def test_a_living_upload_is_counted_down(qtbot: QtBot) -> None:
    label = left_with(qtbot, timedelta(hours=31, minutes=20))
    assert not label.isHidden()
    assert label.text() == "· uploaded, 31 h left"
    assert "send nothing again" in label.toolTip()
    assert label.property("tone") == "muted"


def test_the_last_ten_minutes_say_what_the_next_question_does(qtbot: QtBot) -> None:
    label = left_with(qtbot, timedelta(minutes=9, seconds=30))
    assert label.text() == "· uploaded, 9 min left"
    assert "sends the recording again by itself" in label.toolTip()
    assert label.property("tone") == "attention"


def test_without_an_upload_or_after_its_end_nothing_is_said(qtbot: QtBot) -> None:
    assert left_with(qtbot, None).isHidden()
    assert left_with(qtbot, timedelta(seconds=-1)).isHidden()


def test_it_goes_by_itself_at_the_end(qtbot: QtBot) -> None:
    label = left_with(qtbot, timedelta(seconds=1.5))
    assert not label.isHidden()
    qtbot.waitUntil(label.isHidden, timeout=60_000)
