"""Changes of the transcript are steps of the one history; a line that is being written is one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.transcripts.script import edits
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.document import Document
from tests.ui.recordings import recording_of, tone, write_wav

RATE = 8000
FRAMES = 20 * RATE


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return recording_of(write_wav(tmp_path_factory.mktemp("history") / "a.wav", tone(20, RATE), RATE))


def open_document(recording: Recording) -> Document:
    document = Document()
    document.set_recording(recording)
    lines = [Segment(at * RATE, at * RATE + 900, f"line {at} goes on", "Maya") for at in range(6)]
    document.script.load(Script.arranged(kept(lines, 1)))
    return document


KINDS = ["text", "split", "merge", "insert", "delete", "retime", "speaker"]
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9)), max_size=20)


def edited(script: Script, act: str, number: int) -> Change:
    """What this act with this number does to one of the lines."""
    ids = [line.id for line in script.segments]
    row = number % len(ids) if ids else 0
    one = ids[row] if ids else ""
    acts: dict[str, Callable[[], Change]] = {
        "text": lambda: edits.set_text(script, one, f"words {number}"),
        "split": lambda: edits.split(script, one, number, number * RATE + 400),
        "merge": lambda: edits.merge(script, ids[row : row + 2]),
        "insert": lambda: edits.insert(script, number * RATE, number * RATE + 10),
        "delete": lambda: edits.delete(script, [one]),
        "retime": lambda: edits.retime(script, one, number * 7000, number * 9000, FRAMES),
        "speaker": lambda: edits.set_speaker(script, [one], f"P{number}"),
    }
    return acts[act]()


@given(acts=ACTS)
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(
    qapp: QApplication, recording: Recording, acts: list[tuple[str, int]]
) -> None:
    document = open_document(recording)
    first = document.script.script
    for act, number in acts:
        document.script.apply(edited(document.script.script, act, number))
        now = document.script.script.segments
        assert list(now) == sorted(now, key=lambda line: (line.start_frame, line.end_frame, line.id))
        # A line of a single frame that is split leaves one without length.
        assert all(0 <= line.start_frame <= line.end_frame <= FRAMES for line in now)
    last = document.script.script
    while document.history.undo_words:
        document.history.undo()
    assert document.script.script == first
    while document.history.redo_words:
        document.history.redo()
    assert document.script.script == last


def test_steps_of_one_key_are_one_and_nothing_is_no_step(qapp: QApplication, recording: Recording) -> None:
    document = open_document(recording)
    book, first = document.script, document.script.script
    for words in ("a", "ab", "abc"):
        with document.history.one_step(key="line 1"):
            book.apply(edits.set_text(book.script, first.segments[0].id, words))
    assert document.history.undo_words == "Edit the text"
    document.history.undo()
    assert (book.script, document.history.undo_words) == (first, "")
    document.history.redo()
    with document.history.one_step(key="line 1"):
        book.put_back(first.segments[0])
    assert (book.script, document.history.undo_words) == (first, "")


def test_a_line_whose_span_is_selected_goes_along_with_the_selection(
    qapp: QApplication, recording: Recording
) -> None:
    document = open_document(recording)
    line = document.script.script.segments[2]
    document.select(Region(line.start_frame, line.end_frame))
    document.script.focus(line.id)
    document.reshape(Region(16800, 22400))
    moved = document.script.script.get(line.id)
    assert moved is not None
    assert (moved.start_frame, moved.end_frame) == (16800, 22400)
    document.select(Region(5, 10))
    document.reshape(Region(5, 400))
    assert document.script.script.get(line.id) == moved
