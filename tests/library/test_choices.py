"""What the user decides about an answer after it came."""

from __future__ import annotations

import pytest

from audio_desk.errors import RowGone
from audio_desk.library.records import AnswerStatus, RecordingRecord
from audio_desk.library.store import Store
from audio_desk.transcripts.script.change import nothing
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment
from tests.library.conftest import begin

NOTHING = nothing(Script(), "answer")


def test_an_answer_that_was_chosen_says_since_when(store: Store, recording: RecordingRecord) -> None:
    first = begin(store, recording)
    second = begin(store, recording)
    assert first.used is None
    assert store.take_answers(recording.id, NOTHING, [first.id], chosen=True)
    used = store.answer(first.id).used
    assert used is not None
    assert used >= second.created
    assert [answer.used for answer in store.answers(recording.id)] == [None, used]


def test_moved_times_replace_the_segments_and_are_recorded(store: Store, recording: RecordingRecord) -> None:
    answer = begin(store, recording)
    store.finish_answer(
        answer.id, status=AnswerStatus.COMPLETE, text="[00:01] Hello.", segments=[Segment(10, 20, "Hello.")]
    )
    moved = store.shift_answer(answer.id, 100, "[00:11] Hello.", [Segment(110, 120, "Hello.")])
    assert moved == store.answer(answer.id)
    assert (moved.shifted_frames, moved.text, moved.segments) == (
        100,
        "[00:11] Hello.",
        (Segment(110, 120, "Hello."),),
    )


def test_an_answer_that_is_gone_can_be_neither_chosen_nor_moved(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    store.delete_answer(answer.id)
    assert not store.take_answers(recording.id, NOTHING, [answer.id], again=True, chosen=True)
    with pytest.raises(RowGone):
        store.shift_answer(answer.id, 1, "", [])
