"""What of an arriving transcript is shown beneath its lines."""

from __future__ import annotations

from audio_desk.transcripts.segment import Segment
from audio_desk.ui.transcripts.list.tail import Tail


def test_everything_after_the_last_finished_line_is_the_tail() -> None:
    tail = Tail()
    tail.add("[00:34] Did that happen?\n[00:3")
    assert tail.words == "[00:34] Did that happen?\n[00:3"
    tail.add("6] Only on")
    tail.take([Segment(0, 1, "Did that happen?")])
    assert tail.words == "[00:36] Only on"
    tail.add("ce.\n")
    assert tail.words == "[00:36] Only once."


def test_a_line_whose_marks_were_dropped_leaves_only_what_came_last() -> None:
    tail = Tail()
    tail.add("[00:34] It was **so** cold.\n[00:36] On")
    tail.take([Segment(0, 1, "It was so cold.")])
    assert tail.words == "[00:36] On"


def test_json_is_nothing_to_read() -> None:
    tail = Tail()
    tail.add('{"segments": [{"text": "Did')
    assert tail.words == ""


def test_a_time_in_brackets_at_the_start_is_no_json() -> None:
    tail = Tail()
    tail.add("[")
    tail.add("00:34] Did")
    assert tail.words == "[00:34] Did"
