"""The transcript's model: only what differs is changed, and the playhead's row is known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from audio_desk.transcripts.segment import Flag, Segment
from audio_desk.ui.transcripts.list.model import SegmentModel, SegmentRole

RATE = 100


def seg(second: int, text: str = "", speaker: str | None = None, *flags: Flag) -> Segment:
    return Segment(second * RATE, second * RATE + 90, text or f"line {second}", speaker, frozenset(flags))


def checked(*segments: Segment) -> SegmentModel:
    model = SegmentModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(segments, RATE)
    return model


def test_appending_a_line_inserts_one_row_and_leaves_the_others_alone(qapp: QApplication) -> None:
    model = checked(seg(0), seg(1))
    changes: list[tuple[str, int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: changes.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: changes.append(("out", first, last)))
    model.modelReset.connect(lambda: changes.append(("reset", 0, 0)))
    model.show((seg(0), seg(1), seg(2)), RATE)
    assert changes == [("in", 2, 2)]


def test_a_line_in_the_middle_is_replaced_alone(qapp: QApplication) -> None:
    model = checked(seg(0), seg(1), seg(2))
    changes: list[tuple[str, int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: changes.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: changes.append(("out", first, last)))
    model.show((seg(0), seg(1, "other words"), seg(2)), RATE)
    assert changes == [("out", 1, 1), ("in", 1, 1)]
    assert [segment.text for segment in model.segments] == ["line 0", "other words", "line 2"]


@given(
    st.lists(st.integers(0, 5), max_size=8),
    st.lists(st.integers(0, 5), max_size=8),
)
def test_whatever_is_shown_after_whatever_the_rows_are_right(before: list[int], after: list[int]) -> None:
    model = checked(*map(seg, sorted(before)))
    expected = tuple(map(seg, sorted(after)))
    model.show(expected, RATE)
    assert model.segments == expected
    assert model.rowCount() == len(expected)


def test_the_row_at_the_playhead_is_current_and_gaps_have_none(qapp: QApplication) -> None:
    model = checked(seg(0), seg(1), seg(2))
    told: list[int] = []
    model.current_changed.connect(told.append)
    for frame in (10, 50, 95, 110, 299, 0):
        model.move_playhead(frame)
    assert told == [-1, 1, -1, 0]
    assert model.current_row == 0
    assert model.index(0).data(SegmentRole.IS_CURRENT) is True
    assert model.index(1).data(SegmentRole.IS_CURRENT) is False


def test_a_line_that_arrives_under_the_playhead_becomes_current(qapp: QApplication) -> None:
    model = checked(seg(0))
    model.move_playhead(150)
    assert model.current_row == -1
    model.show((seg(0), seg(1)), RATE)
    assert model.current_row == 1


def test_speakers_are_numbered_as_they_appear(qapp: QApplication) -> None:
    model = checked(seg(0, "", "Maya"), seg(1, "", "Tom"), seg(2, "", "Maya"), seg(3))
    numbers = [model.index(row).data(SegmentRole.SPEAKER_NUMBER) for row in range(4)]
    assert numbers == [0, 1, 0, -1]


def test_a_doubtful_time_says_why(qapp: QApplication) -> None:
    model = checked(seg(0), seg(1, "", None, Flag.BACKWARD, Flag.PAST_END))
    tip = model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert "earlier than the line before" in tip
    assert "after the end of the recording" in tip
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_line_is_copied_with_its_time_and_speaker(qapp: QApplication) -> None:
    model = checked(seg(74, "Forty two pounds.", "Tom"), seg(3700, "Good night."))
    assert model.line(0) == "[01:14] Tom: Forty two pounds."
    assert model.line(1) == "[1:01:40] Good night."


def test_another_rate_resets_the_rows(qapp: QApplication) -> None:
    model = checked(seg(0))
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show((Segment(0, 10, "x"),), 8000)
    assert resets
    assert model.rate == 8000
    assert model.rowCount(QModelIndex()) == 1
