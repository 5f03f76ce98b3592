"""An answer's text under real mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from audio_desk.ui.theme import DARK, LIGHT, Theme
from audio_desk.ui.transcripts.answers.linked_text import LinkedText
from tests.ui.texts import point_of

ANSWER = "He was paid **forty two** pounds [01:14].\n\n* A siren, 00:43-00:51, passes.\n* At [09:10] nothing."


@pytest.fixture
def text(qtbot: QtBot) -> LinkedText:
    made = LinkedText(Theme())
    qtbot.addWidget(made)
    made.resize(500, 200)
    with qtbot.waitExposed(made):
        made.show()
    made.show_text(ANSWER, 125.0)
    return made


def chosen_in(text: LinkedText) -> list[tuple[float, float | None]]:
    chosen: list[tuple[float, float | None]] = []
    text.time_chosen.connect(lambda seconds, until: chosen.append((seconds, until)))
    return chosen


def test_the_marks_are_shown_as_looks_and_kept_in_the_text(text: LinkedText) -> None:
    assert text.toPlainText().startswith("He was paid forty two pounds [01:14].\n\n•  A siren")
    assert text.text == ANSWER


def test_a_click_on_a_time_chooses_it(text: LinkedText, qtbot: QtBot) -> None:
    chosen = chosen_in(text)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(text, "01:14"))
    assert chosen == [(74.0, None)]


def test_a_click_on_a_range_chooses_both_its_ends(text: LinkedText, qtbot: QtBot) -> None:
    chosen = chosen_in(text)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(text, "00:51"))
    assert chosen == [(43.0, 51.0)]


def test_tab_and_return_walk_along_the_times(text: LinkedText, qtbot: QtBot) -> None:
    chosen = chosen_in(text)
    text.setFocus()
    for _ in range(2):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert [seconds for seconds, _ in chosen] == [74.0, 43.0]


def test_a_time_after_the_recordings_end_is_marked_in_colour_and_words(text: LinkedText) -> None:
    looks = text.cursorForPosition(point_of(text, "09:10")).charFormat()
    assert looks.foreground().color().name() == LIGHT.attention
    assert "after the end" in looks.toolTip()
    assert text.cursorForPosition(point_of(text, "01:14")).charFormat().toolTip() == "Go to this time"


def test_a_time_outside_what_was_asked_about_is_marked_in_colour_and_words(text: LinkedText) -> None:
    text.show_text("At [00:29] and [00:10], from 00:40 to 00:55.", 125.0, (30.0, 50.0))
    tips = [
        text.cursorForPosition(point_of(text, time)).charFormat().toolTip()
        for time in ("00:29", "00:10", "00:40")
    ]
    assert ["outside the stretch" in tip for tip in tips] == [False, True, True]


def test_what_arrives_in_pieces_looks_like_what_arrived_at_once(text: LinkedText, qtbot: QtBot) -> None:
    html = text.toHtml()
    for size in (1, 2, 7):
        text.show_text("", 125.0)
        for start in range(0, len(ANSWER), size):
            text.add_text(ANSWER[start : start + size])
        assert text.toHtml() == html


def test_thousands_of_lines_are_written_part_after_part(text: LinkedText, qtbot: QtBot) -> None:
    lines = [f"[00:{number % 60:02}] line {number}" for number in range(1_500)]
    text.show_text("\n".join(lines), 125.0)
    assert text.text.splitlines() == lines
    assert text.document().blockCount() < 1_000
    text.add_text(" goes on")
    qtbot.waitUntil(lambda: text.toPlainText().endswith("1499 goes on"), timeout=60_000)
    assert text.toPlainText().splitlines() == [*lines[:-1], f"{lines[-1]} goes on"]
    text.show_text("\n".join(lines), 125.0)
    text.show_text("short", 125.0)
    qtbot.wait(10)
    assert text.toPlainText() == "short"


def test_tags_from_the_server_stay_words(text: LinkedText) -> None:
    text.show_text("<b>bold</b> <img src='x'> &amp;", 125.0)
    assert text.toPlainText() == "<b>bold</b> <img src='x'> &amp;"


def test_a_selection_survives_more_text(text: LinkedText, qtbot: QtBot) -> None:
    cursor = QTextCursor(text.document())
    cursor.setPosition(0)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.add_text(" And more.\nAnd more [00:10].")
    assert text.textCursor().selectedText() == "He was"


def test_the_view_follows_only_once_it_was_scrolled_to_the_end(text: LinkedText, qtbot: QtBot) -> None:
    bar = text.verticalScrollBar()
    text.show_text("first\n", 125.0)
    for number in range(60):
        text.add_text(f"line {number}\n")
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    text.add_text("one more\n")
    assert bar.value() == bar.maximum() > 0
    bar.setValue(0)
    text.add_text("one more\n")
    assert bar.value() == 0


def test_another_appearance_repaints_the_links(qtbot: QtBot) -> None:
    theme = Theme()
    text = LinkedText(theme)
    qtbot.addWidget(text)
    text.resize(400, 100)
    with qtbot.waitExposed(text):
        text.show()
    text.show_text("at [00:10] now", 125.0)
    theme.use(DARK)
    looks = text.cursorForPosition(point_of(text, "00:10")).charFormat()
    assert looks.foreground().color().name() == DARK.accent


def test_text_can_be_selected_by_mouse(text: LinkedText, qtbot: QtBot) -> None:
    start, end = point_of(text, "He was"), point_of(text, "paid")
    qtbot.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(0, start.y()))
    qtbot.mouseMove(text.viewport(), end)
    qtbot.mouseRelease(text.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert text.textCursor().selectedText().startswith("He was")
