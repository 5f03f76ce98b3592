"""Two programs edit one transcript: neither loses what it wrote."""

from __future__ import annotations

from pathlib import Path

from audio_desk.library.records import RecordingRecord
from audio_desk.library.script_edits import OTHERS, Reading
from audio_desk.library.store import Store
from audio_desk.transcripts.script.change import apply, turning
from audio_desk.transcripts.script.edits import set_text
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment
from tests.library.conftest import begin

TALK = Script.arranged(kept([Segment(at * 100, at * 100 + 90, f"line {at}", None) for at in range(4)], 1))


def read(store: Store, recording: RecordingRecord) -> Reading:
    return Reading(store.script(recording.id), store.script_edits.revision(recording.id))


def test_an_edit_meets_what_another_program_wrote(
    store: Store, recording: RecordingRecord, database: Path
) -> None:
    store.save_script_change(recording.id, turning(Script(), TALK, "answer"))
    known = read(store, recording)
    other = Store.open(database)
    try:
        other.save_script_change(recording.id, set_text(TALK, TALK.segments[0].id, "theirs"))
    finally:
        other.close()

    apart = set_text(TALK, TALK.segments[3].id, "mine")
    saved = store.script_edits.save(recording.id, apart, known)
    assert saved is not None
    assert (saved.met, saved.keeps_theirs) == (store.script(recording.id), False)
    assert [line.text for line in store.script(recording.id).segments] == [
        "theirs",
        "line 1",
        "line 2",
        "mine",
    ]
    assert store.versions(recording.id) == ()

    over = set_text(TALK, TALK.segments[0].id, "no, mine")
    saved = store.script_edits.save(recording.id, over, known)
    assert saved is not None
    assert saved.keeps_theirs
    assert store.script(recording.id) == apply(TALK, over)
    (version,) = store.versions(recording.id)
    assert version.reason == OTHERS
    assert [line.text for line in store.version(version.id).segments] == [
        "theirs",
        "line 1",
        "line 2",
        "mine",
    ]

    again = store.script_edits.save(recording.id, apart, Reading(store.script(recording.id), saved.revision))
    assert again is not None
    assert again.met is None
    assert again.revision == store.script_edits.revision(recording.id) != saved.revision


def test_nothing_is_saved_for_an_answer_that_another_considered(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    change, known = turning(Script(), TALK, "answer"), read(store, recording)
    assert store.script_edits.save(recording.id, change, known, [answer.id]) is not None
    revision = store.script_edits.revision(recording.id)
    assert store.script_edits.save(recording.id, change, known, [answer.id]) is None
    assert store.script_edits.revision(recording.id) == revision


def test_a_recording_that_was_forgotten_keeps_nothing(store: Store, recording: RecordingRecord) -> None:
    gone = recording.id + 1
    saved = store.script_edits.save(gone, turning(Script(), TALK, "answer"), Reading(Script(), 3))
    assert saved is not None
    assert saved.revision == 0
    assert store.script(gone) == Script()
