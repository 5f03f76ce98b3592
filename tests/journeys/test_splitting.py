"""Where a line of the transcript is cut: in its words at the cursor, in its time at the playhead."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.journeys.desk_window import DeskWindow
from tests.journeys.test_editing import LINES, SHIFT, click_row, open_row, spans, with_transcript, words

K = Qt.Key


async def test_a_line_is_split_at_the_playhead_in_it_else_by_its_words(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    rate = desk.recording.rate
    desk.document.move_playhead(12 * rate)
    click_row(desk, 1)
    open_row(desk, 1)
    assert desk.document.playhead == 12 * rate
    desk.press(K.Key_Home)
    for _ in range(len("Thank you. ")):
        desk.press(K.Key_Right)
    desk.press(K.Key_Return, SHIFT)
    assert words(desk)[1:3] == ["Thank you.", "It is good to be here."]
    assert spans(desk)[1:3] == [pytest.approx((7.7, 12.0), abs=0.01), pytest.approx((12.0, 13.3), abs=0.01)]
    desk.press(K.Key_Escape)
    click_row(desk, 4)
    open_row(desk, 4)
    assert desk.document.playhead == pytest.approx(17.4 * rate, abs=1)
    desk.press(K.Key_Home)
    for _ in range(len("The wind did not ")):
        desk.press(K.Key_Right)
    desk.press(K.Key_Return, SHIFT)
    share = len("The wind did not ") / len(LINES[3][2])
    assert spans(desk)[4] == pytest.approx((17.4, 17.4 + share * 7.6), abs=0.01)
