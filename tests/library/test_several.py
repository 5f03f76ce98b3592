"""An answer about several recordings is found from each of them, and its receipt lists every sound."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from audio_desk.library.records import AnswerRecord, ReceiptRecord, RecordingRecord
from audio_desk.library.several_records import AboutRecord, ReceiptPart
from audio_desk.library.store import Store
from audio_desk.region import Region
from tests.library.conftest import begin, info


def about(recording: RecordingRecord, letter: str, region: Region | None = None) -> AboutRecord:
    mode = "whole" if region is None else "region"
    return AboutRecord(recording.id, letter, recording.name, recording.rate, recording.frames, region, mode)


def asked_about(store: Store, *subjects: AboutRecord) -> AnswerRecord:
    first = subjects[0].recording_id
    assert first is not None
    return store.begin_answer(
        recording_id=first,
        task="ask",
        question="Who?",
        prompt="Who?",
        mode="region",
        region=None,
        account="on-device",
        model="whisper-tiny.en",
        about=subjects,
    )


def test_an_answer_about_several_recordings_is_found_from_each(
    store: Store, recording: RecordingRecord
) -> None:
    other = store.touch_recording(info(Path("/tmp/other.ogg"), frames=99), "f" * 64)
    third = store.touch_recording(info(Path("/tmp/third.ogg")), "e" * 64)
    subjects = (
        about(recording, "A", Region(5, 50)),
        about(other, "B"),
        about(recording, "C", Region(60, 70)),
    )
    answer = asked_about(store, *subjects)
    alone = begin(store, other)
    assert answer.about == subjects
    assert answer == store.answer(answer.id)
    assert store.answers(recording.id) == (answer,)
    assert store.answers(other.id) == (alone, answer)
    assert store.answers(third.id) == ()
    assert alone.about == ()
    store.add_answers([answer])
    copy, _ = store.answers(recording.id)
    assert copy.about == subjects
    store.delete_answer(answer.id)
    store.delete_answer(copy.id)
    assert [kept.id for kept in store.answers(other.id)] == [alone.id]


def test_a_receipt_lists_each_sound_in_its_order(store: Store, recording: RecordingRecord) -> None:
    answer = asked_about(store, about(recording, "A"), about(recording, "B"))
    now = datetime.now(UTC)
    parts = (
        ReceiptPart("Recording A: a.ogg", "audio/flac", 17, "a" * 64, "", None),
        ReceiptPart("Recording B: b.ogg", "audio/ogg", None, "b" * 64, "files/b", now),
    )
    receipt = ReceiptRecord(
        id=0,
        answer_id=answer.id,
        recording_id=recording.id,
        account="gemini",
        model="m",
        address="https://x",
        sent=now,
        body="{}",
        body_bytes=2,
        body_sha256="c" * 64,
        sound_mime_type="audio/flac",
        sound_bytes=17,
        sound_sha256="",
        sound_seconds=1.0,
        upload_name="files/b",
        upload_expires=now,
        parts=parts,
    )
    kept = store.add_receipt(receipt)
    assert kept == replace(receipt, id=kept.id)
    assert store.receipts_of_answer(answer.id) == (kept,)
