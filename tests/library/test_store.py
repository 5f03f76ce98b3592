"""What is kept comes back as it was."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audio_desk.errors import RowGone
from audio_desk.library.records import AnswerStatus, RecordingRecord, UploadRecord
from audio_desk.library.store import Store
from audio_desk.region import Region
from audio_desk.transcripts.segment import Flag, Segment
from tests.library.conftest import begin, info

REGION = Region(825_600, 1_248_000)
LINES = (
    Segment(825_600, 868_680, "Did that ever happen to you?", "Maya"),
    Segment(883_080, 1_030_080, "Only once.\n\0 😀 ", None, frozenset({Flag.OUTSIDE, Flag.BACKWARD})),
)


def test_a_recording_is_known_by_its_bytes_wherever_it_lies(store: Store, tmp_path: Path) -> None:
    first = store.touch_recording(info(tmp_path / "a.ogg"), "aa" * 32)
    moved = store.touch_recording(info(tmp_path / "elsewhere" / "b.ogg"), "aa" * 32)
    assert moved.id == first.id
    assert (moved.name, moved.path) == ("b.ogg", tmp_path / "elsewhere" / "b.ogg")
    assert store.recording(first.id) == moved


def test_recordings_come_last_opened_first(store: Store, tmp_path: Path) -> None:
    for letter in "abc":
        store.touch_recording(info(tmp_path / f"{letter}.ogg"), letter * 64)
    store.touch_recording(info(tmp_path / "a.ogg"), "a" * 64)
    assert [record.name for record in store.recordings(2)] == ["a.ogg", "c.ogg"]


def test_a_name_that_is_not_text_is_kept_and_can_be_opened_again(store: Store, tmp_path: Path) -> None:
    odd = Path(str(tmp_path / "caf\udce9 😀.wav"))
    record = store.touch_recording(info(odd), "bb" * 32)
    assert store.recording(record.id).path == odd
    assert record.name == "caf� 😀.wav"


def test_ten_hours_at_96_khz_are_kept_to_the_frame(store: Store, tmp_path: Path) -> None:
    frames = 10 * 3600 * 96_000 + 1
    record = store.touch_recording(info(tmp_path / "long.wav", frames), "cc" * 32)
    answer = begin(store, record, Region(frames - 1, frames))
    assert (store.recording(record.id).frames, answer.region) == (frames, Region(frames - 1, frames))


def test_an_answer_grows_and_is_finished(store: Store, recording: RecordingRecord) -> None:
    answer = begin(store, recording, REGION)
    assert (answer.status, answer.text, answer.region) == (AnswerStatus.STREAMING, "", REGION)
    store.append_answer(answer.id, "[00:34] Did that ", LINES[:1])
    store.append_answer(answer.id, "ever happen to you?\n", LINES[1:])
    growing = store.answer(answer.id)
    assert growing.text == "[00:34] Did that ever happen to you?\n"
    assert growing.segments == LINES
    done = store.finish_answer(
        answer.id, status=AnswerStatus.COMPLETE, finish="STOP", model_version="tiny", prompt_tokens=7
    )
    assert (done.text, done.segments) == (growing.text, LINES)
    assert (done.status, done.finish, done.model_version) == (AnswerStatus.COMPLETE, "STOP", "tiny")
    assert (done.prompt_tokens, done.answer_tokens) == (7, None)
    assert done.finished is not None
    assert done.created <= done.finished <= datetime.now(UTC)


def test_the_last_word_on_an_answer_replaces_what_was_appended(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    store.append_answer(answer.id, "half", LINES)
    done = store.finish_answer(
        answer.id,
        status=AnswerStatus.INCOMPLETE,
        finish="MAX_TOKENS",
        problem="max-tokens",
        text="whole",
        segments=LINES[1:],
    )
    assert (done.text, done.segments, done.problem) == ("whole", LINES[1:], "max-tokens")


def test_half_a_character_in_an_answer_is_no_reason_to_lose_it(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    store.append_answer(answer.id, "torn \ud83d emoji")
    assert store.answer(answer.id).text == "torn ? emoji"


def test_answers_come_newest_first_and_can_be_deleted(store: Store, recording: RecordingRecord) -> None:
    first, second, third = (begin(store, recording) for _ in range(3))
    store.append_answer(second.id, "two", LINES)
    store.delete_answer(third.id)
    assert [(answer.id, answer.segments) for answer in store.answers(recording.id)] == [
        (second.id, LINES),
        (first.id, ()),
    ]


def test_an_answer_deleted_while_it_streams_takes_no_more_text(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    store.delete_answer(answer.id)
    store.append_answer(answer.id, "late", LINES)
    with pytest.raises(RowGone):
        store.finish_answer(answer.id, status=AnswerStatus.COMPLETE, segments=LINES)
    assert store.answers(recording.id) == ()


def test_a_deleted_answer_never_lends_its_number_to_another(store: Store, recording: RecordingRecord) -> None:
    answer = begin(store, recording)
    store.delete_answer(answer.id)
    assert begin(store, recording).id > answer.id


def upload(name: str, hours: float, recording_id: int | None = None) -> UploadRecord:
    expires = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours, microseconds=1)
    return UploadRecord(
        account="gemini",
        sha256="dd" * 32,
        name=name,
        uri=f"https://example.org/{name}",
        mime_type="audio/ogg",
        recording_id=recording_id,
        expires=expires,
        recording_sha256="ee" * 32,
    )


def test_the_upload_that_lives_longest_is_the_one_of_a_recording(
    store: Store, recording: RecordingRecord
) -> None:
    old, new = upload("files/old", 1), upload("files/new", 40, recording.id)
    store.remember_upload(new)
    store.remember_upload(old)
    assert store.upload_of("gemini", "ee" * 32) == new
    assert store.upload_of("on-device", "ee" * 32) is None
    assert store.uploads("gemini") == (new, old)
    store.forget_upload("gemini", "files/new")
    assert store.upload_of("gemini", "ee" * 32) == old


def test_an_upload_remembered_again_is_one_upload(store: Store) -> None:
    store.remember_upload(upload("files/a", 1))
    store.remember_upload(upload("files/a", 2))
    assert store.uploads("gemini") == (upload("files/a", 2),)


def test_many_threads_may_write_at_once(store: Store, recording: RecordingRecord) -> None:
    answers = [begin(store, recording) for _ in range(4)]

    def write(answer_id: int) -> None:
        for _ in range(25):
            store.append_answer(answer_id, "x", LINES[:1])

    threads = [threading.Thread(target=write, args=(answer.id,)) for answer in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(answer.text, len(answer.segments)) for answer in store.answers(recording.id)] == [
        ("x" * 25, 25)
    ] * 4
