"""The kept transcript: what is in the database is what one sees, after every edit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.errors import RowGone
from audio_desk.library.records import AnswerStatus, RecordingRecord
from audio_desk.library.store import Store
from audio_desk.region import Region
from audio_desk.transcripts.script.change import Change, apply
from audio_desk.transcripts.script.edits import (
    delete,
    insert,
    merge,
    recolour,
    rename_speaker,
    retime,
    set_speaker,
    set_text,
    split,
)
from audio_desk.transcripts.script.finding import Query
from audio_desk.transcripts.script.finding import replace as replace_words
from audio_desk.transcripts.script.kept import kept, order
from audio_desk.transcripts.script.merging import take_answer
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Flag, Segment
from tests.library.conftest import begin, info

FRAMES = 2_000
LINES = (
    Segment(0, 100, "one two", "Anna"),
    Segment(100, 100, "at once"),
    Segment(100, 260, "Three\nfour 🎙", "Ben", frozenset({Flag.BACKWARD})),
    Segment(150, 2_000, ""),
)
TALK = Script.arranged(kept(LINES, 7))


def fill(store: Store, recording: RecordingRecord, script: Script = TALK) -> None:
    store.save_script_change(recording.id, Change((), script.segments, (), script.speakers, "import"))


def test_a_transcript_is_kept_with_all_that_belongs_to_it(
    store: Store, recording: RecordingRecord, database: Path
) -> None:
    assert store.script(recording.id) == Script()
    fill(store, recording)
    store.close()
    with closing(Store.open(database)) as later:
        assert later.script(recording.id) == TALK


def test_a_transcript_goes_with_its_recording_and_not_with_its_answer(
    store: Store, recording: RecordingRecord, database: Path
) -> None:
    answer = begin(store, recording)
    script = Script.arranged(kept(LINES, answer.id))
    fill(store, recording, script)
    store.delete_answer(answer.id)
    assert store.script(recording.id) == script
    store.keep_version(recording.id, "delete")
    with closing(sqlite3.connect(database)) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute("DELETE FROM recordings")
        other.commit()
    assert store.script(recording.id) == Script()
    assert store.lines_with(["one"], 9) == ()
    assert store.versions(recording.id) == ()
    fill(store, recording)  # what comes too late is left out
    assert store.script(recording.id) == Script()
    with pytest.raises(RowGone):
        store.keep_version(recording.id, "delete")


def test_a_version_is_a_state_of_its_own(store: Store, recording: RecordingRecord) -> None:
    fill(store, recording)
    first = store.keep_version(recording.id, "replace")
    assert (first.reason, first.segments) == ("replace", 4)
    assert store.keep_version(recording.id, "delete") == first
    store.save_script_change(recording.id, delete(TALK, [TALK.segments[0].id]))
    second = store.keep_version(recording.id, "delete")
    assert store.versions(recording.id) == (second, first)
    assert store.version(first.id) == TALK
    assert store.version(second.id).segments == TALK.segments[1:]
    store.delete_version(first.id)
    assert store.versions(recording.id) == (second,)
    with pytest.raises(RowGone):
        store.version(first.id)


def test_of_old_edits_the_last_state_of_each_day_stays_and_all_that_is_no_edit(
    store: Store, recording: RecordingRecord
) -> None:
    now = datetime.now(UTC)
    ages = [(10.0, "replace"), (10, "kept by hand"), (10, "merge-speakers"), (9, "answer"), (9, "restore")]
    ages += [(9, "text"), (9, "replace"), (9, "import"), (0.9, "text"), (0.8, "text"), (0, "replace")]
    for number, (days, reason) in enumerate(ages):
        # At noon, so that no hour of the day makes two days of one.
        old = (now - timedelta(days=days)).astimezone().replace(hour=12, minute=0, second=number)
        moment = old if days >= 2 else now - timedelta(days=days)
        script = Script(tuple(replace(line, text=f"{number}") for line in TALK.segments), TALK.speakers)
        store.projects.add_version(recording.id, moment, reason, script)
    fill(store, recording)
    opened = store.touch_recording(info(Path("b.ogg")), recording.fingerprint)
    kept_reasons = [(version.segments, version.reason) for version in reversed(store.versions(opened.id))]
    wanted = ["kept by hand", "merge-speakers", "answer", "restore", "replace", "import", "text", "text"]
    assert kept_reasons == [(4, reason) for reason in (*wanted, "replace")]
    assert store.script(opened.id) == TALK


def test_an_answer_is_considered_once(store: Store, recording: RecordingRecord) -> None:
    answer = begin(store, recording)
    assert store.answers_to_take(recording.id) == ()
    ended = store.finish_answer(answer.id, status=AnswerStatus.COMPLETE, segments=LINES[:1])
    silent = begin(store, recording)
    store.finish_answer(silent.id, status=AnswerStatus.COMPLETE, segments=())
    assert store.answers_to_take(recording.id) == (ended,)
    change = take_answer(Script(), ended.segments, ended.id, Region(0, 100), 100)
    assert store.take_answers(recording.id, change, [ended.id])
    assert store.answers_to_take(recording.id) == ()
    late = take_answer(Script(), ended.segments, ended.id, Region(0, 100), 100)
    assert not store.take_answers(recording.id, late, [ended.id])
    assert store.script(recording.id).segments == change.added
    again = take_answer(store.script(recording.id), ended.segments, ended.id, Region(0, 100), 100)
    assert store.take_answers(recording.id, again, [ended.id], again=True)
    assert store.script(recording.id).segments == again.added
    moved = store.shift_answer(ended.id, 10, "", [Segment(10, 110, "one two", "Anna")])
    assert store.answers_to_take(recording.id) == (moved,)
    store.delete_answer(ended.id)
    assert not store.take_answers(recording.id, late, [ended.id], again=True)


def test_words_are_found_as_they_are_now(store: Store, recording: RecordingRecord) -> None:
    fill(store, recording)
    third = TALK.segments[2]
    assert store.lines_with(["thre", "FOUR"], 9) == ((recording.id, third),)
    store.save_script_change(recording.id, set_text(TALK, third.id, "five"))
    assert store.lines_with(["three"], 9) == ()
    assert [line.text for _, line in store.lines_with(["fiv"], 9)] == ["five"]


# --- any sequence of edits ---------------------------------------------------------------------------------

NAMES = st.sampled_from(["Anna", "Ben", "Carla", " ", "Anna "])
TEXTS = st.one_of(st.sampled_from(["", "one two", "Three four one", "\0x", "'; --"]), st.text(max_size=12))
PLACES = st.integers(-300, FRAMES + 300)
ROWS = st.integers(0, 30)
Edit = Callable[[Script], Change]


def row(script: Script, number: int) -> str:
    return script.segments[number % len(script.segments)].id if script.segments else "none"


def some(script: Script, number: int, count: int) -> list[str]:
    return [row(script, at) for at in range(number, number + count)]


def retaken(script: Script, start: int, length: int, text: str, name: str) -> Change:
    start = min(max(start, 0), FRAMES - 400)
    middle = start + length // 2
    lines = [Segment(start, middle, text, name.strip()), Segment(middle, start + length, text)]
    return take_answer(script, lines, 9, Region(start, start + length), 100)


EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda n, text: lambda s: set_text(s, row(s, n), text), ROWS, TEXTS),
    st.builds(
        lambda n, at, frame: lambda s: split(s, row(s, n), at, frame), ROWS, st.integers(-1, 20), PLACES
    ),
    st.builds(lambda n, count: lambda s: merge(s, some(s, n, count)), ROWS, st.integers(1, 4)),
    st.builds(
        lambda a, b, text, name: lambda s: insert(s, min(a, FRAMES - 1), min(b, FRAMES), text, name),
        PLACES,
        PLACES,
        TEXTS,
        NAMES,
    ),
    st.builds(lambda n, count: lambda s: delete(s, some(s, n, count)), ROWS, st.integers(1, 3)),
    st.builds(lambda n, a, b: lambda s: retime(s, row(s, n), a, b, FRAMES), ROWS, PLACES, PLACES),
    st.builds(
        lambda n, count, name: lambda s: set_speaker(s, some(s, n, count), name),
        ROWS,
        st.integers(1, 4),
        NAMES,
    ),
    st.builds(lambda old, new: lambda s: rename_speaker(s, old, new), NAMES, NAMES),
    st.builds(lambda name, colour: lambda s: recolour(s, name, colour), NAMES, st.integers(0, 9)),
    st.builds(
        lambda old, new: lambda s: replace_words(s, Query(old), new), st.sampled_from(["one", "e"]), TEXTS
    ),
    st.builds(
        lambda a, length, text, name: lambda s: retaken(s, a, length, text, name),
        PLACES,
        st.integers(0, 400),
        TEXTS,
        NAMES,
    ),
)


def assert_is_whole(script: Script) -> None:
    assert list(script.segments) == sorted(script.segments, key=order)
    assert len({segment.id for segment in script.segments}) == len(script.segments)
    assert all(0 <= it.start_frame <= it.end_frame <= FRAMES for it in script.segments)
    assert all(it.start_frame < it.end_frame for it in script.segments if it.answer_id is None)
    assert {it.speaker for it in script.segments} <= {None, *(speaker.name for speaker in script.speakers)}
    assert len({speaker.name for speaker in script.speakers}) == len(script.speakers)
    assert all(script.index(it.id) == number for number, it in enumerate(script.segments))


@pytest.fixture(scope="module")
def shared_store() -> Iterator[Store]:
    with TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "l.sqlite3")) as opened:
        yield opened


@settings(max_examples=120, deadline=None)
@given(edits=st.lists(EDITS, max_size=14))
def test_after_any_edits_the_database_is_what_one_sees_and_all_can_be_undone(
    shared_store: Store, edits: list[Edit]
) -> None:
    record = shared_store.touch_recording(info(Path("a.ogg"), FRAMES), "ab" * 32)
    fill(shared_store, record, start := Script.arranged(kept(LINES, 7)))
    script, done = start, list[Change]()
    for edit in edits:
        change = edit(script)
        changed = apply(script, change)
        assert change.is_nothing == (changed == script)
        shared_store.save_script_change(record.id, change)
        script = changed
        done.append(change)
        assert_is_whole(script)
        assert shared_store.script(record.id) == script
    version = shared_store.keep_version(record.id, "restore")
    assert shared_store.version(version.id) == script
    for change in reversed(done):
        script = apply(script, change.inverse)
        shared_store.save_script_change(record.id, change.inverse)
    assert script == start
    assert shared_store.script(record.id) == start
    for change in done:
        script = apply(script, change)
    assert script == shared_store.version(version.id)
    fill(shared_store, record, Script())
    shared_store.save_script_change(
        record.id, replace(delete(start, [it.id for it in start.segments]), speakers_after=())
    )
