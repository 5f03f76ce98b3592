"""Receipts: kept with what left, counted afterwards, and there still when the answer is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audio_desk.library.records import ReceiptRecord, RecordingRecord, TokenCounts
from audio_desk.library.store import Store
from audio_desk.request_settings import RequestSettings
from tests.library.conftest import begin, info

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def receipt(answer_id: int, recording_id: int, **changes: object) -> ReceiptRecord:
    made = ReceiptRecord(
        id=0,
        answer_id=answer_id,
        recording_id=recording_id,
        account="gemini",
        model="gemini-3.8-flash",
        address="https://example.org/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse",
        sent=NOW,
        body='{"contents": "Å"}',
        body_bytes=18,
        body_sha256="ab" * 32,
        sound_mime_type="audio/flac",
        sound_bytes=12,
        sound_sha256="cd" * 32,
        sound_seconds=10.0,
        upload_name="",
        upload_expires=None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_receipt_is_read_back_as_it_was_and_its_tokens_come_later(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    kept = store.add_receipt(receipt(answer.id, recording.id, upload_expires=NOW + timedelta(hours=48)))
    assert replace(kept, id=0) == receipt(answer.id, recording.id, upload_expires=NOW + timedelta(hours=48))
    counted = TokenCounts(prompt=260, cached=100, sound=250, answer=30, thoughts=5)
    store.count_receipt(kept.id, counted)
    (read,) = store.receipts_of_answer(answer.id)
    assert read == replace(kept, tokens=counted)
    assert (read.tokens.input, read.tokens.output) == (260, 35)


def test_what_left_is_remembered_when_its_answer_is_deleted(store: Store, recording: RecordingRecord) -> None:
    answer = begin(store, recording)
    kept = store.add_receipt(receipt(answer.id, recording.id))
    store.delete_answer(answer.id)
    assert store.receipts_of_answer(answer.id) == ()
    assert store.receipts_of_recording(recording.id) == (replace(kept, answer_id=None),)
    assert store.receipts_since(NOW) == (replace(kept, answer_id=None),)
    assert store.receipts_since(NOW + timedelta(microseconds=1)) == ()


def test_a_receipt_whose_answer_was_deleted_meanwhile_is_kept_without_it(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    store.delete_answer(answer.id)
    assert store.add_receipt(receipt(answer.id, recording.id)).answer_id is None
    assert len(store.receipts_of_recording(recording.id)) == 1


def test_tokens_a_second_are_learnt_for_each_model_and_account(
    store: Store, recording: RecordingRecord
) -> None:
    answer = begin(store, recording)
    assert store.tokens_a_second("gemini", "gemini-3.8-flash") is None
    for seconds, sound in ((10.0, 250), (30.0, 750), (20.0, None), (0.4, 32)):
        kept = store.add_receipt(receipt(answer.id, recording.id, sound_seconds=seconds))
        store.count_receipt(kept.id, TokenCounts(prompt=1, sound=sound))
    assert store.tokens_a_second("gemini", "gemini-3.8-flash") == pytest.approx(25.0)
    assert store.tokens_a_second("gemini", "gemini-2.5-flash") is None
    assert store.tokens_a_second("on-device", "gemini-3.8-flash") is None


def test_a_recording_remembers_how_it_is_to_be_asked_about(
    tmp_path: Path, store: Store, recording: RecordingRecord
) -> None:
    assert (recording.request, recording.regions_only) == (None, False)
    wishes = RequestSettings(system_instruction="Be brief.", temperature=0.0)
    assert store.set_request(recording.id, wishes).request == wishes
    assert store.set_regions_only(recording.id, True).regions_only
    again = store.touch_recording(info(tmp_path / "a.ogg"), "aa" * 32)
    assert (again.request, again.regions_only) == (wishes, True)
    assert store.set_request(recording.id, RequestSettings()).request == RequestSettings()
    assert store.set_request(recording.id, None).request is None
