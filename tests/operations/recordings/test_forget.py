"""Forgetting a recording leaves nothing of it on this computer, and takes nothing of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audio_desk.errors import AudioMissing, OtherRecording, RecordingUnknown
from audio_desk.library.records import UploadRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.forget_recording import forget_recording, known_recording, what_is_kept
from audio_desk.operations.recordings.load_peaks import load_peaks
from audio_desk.operations.recordings.locate_recording import locate_recording, missing_recordings
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.recordings.regions import add_region
from audio_desk.operations.transcripts.search import marks_in, search
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment, Speaker
from audio_desk.transcripts.segment import Segment
from tests.operations.conftest import OpenDesk
from tests.operations.kept_work import answer, filled

SECRET = "Zyxwvut"


def traces(home: Paths, *words: str) -> Iterator[tuple[str, str]]:
    """Files that hold one of the words, in their names or their bytes."""
    for path in home.data.parent.rglob("*"):
        for word in words:
            if word in path.name or (path.is_file() and word.encode() in path.read_bytes()):
                yield path.name, word


def changed(path: Path, target: Path) -> Path:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    target.write_bytes(data)
    return target


async def secret(desk: Desk, path: Path) -> str:
    """Everything that can be kept of a recording is kept; its fingerprint."""
    recording = await open_recording(desk, path)
    await load_peaks(desk, recording, lambda _: None)
    lines = [Segment(n, n + 1, f"{SECRET} {n}") for n in range(500)]
    desk.store.add_answers((answer(recording, *lines), answer(recording, task="ask")))
    await add_region(desk, recording, Region(0, 9), name=f"{SECRET} bell", comment=SECRET)
    line = KeptSegment("a line", 0, 9, f"{SECRET} by hand", SECRET)
    desk.store.save_script_change(
        recording.record.id, Change((), (line,), (), (Speaker(SECRET, 0),), "insert")
    )
    desk.store.keep_version(recording.record.id, SECRET)
    upload = UploadRecord(
        account="gemini",
        sha256=recording.record.fingerprint,
        name="files/secret",
        uri="https://example.org/secret",
        mime_type="audio/wav",
        recording_id=recording.record.id,
        expires=datetime.now(UTC) + timedelta(hours=40),
    )
    desk.store.remember_upload(upload)
    return recording.record.fingerprint


async def test_nothing_of_it_is_left_and_all_of_the_others_is(
    open_desk: OpenDesk, tones: Path, other: Path, home: Paths
) -> None:
    async with open_desk() as desk:
        kept = await filled(desk, other)
        digest = await secret(desk, tones)
        assert {word for _, word in traces(home, SECRET, digest)} == {SECRET, digest}
        before = desk.store.answers(kept.record.id), desk.store.regions(kept.record.id)
        told = await what_is_kept(desk, await known_recording(desk, tones))
        held = told.holdings
        assert (held.answers, held.transcript_lines, held.versions, held.regions) == (2, 1, 1, 1)
        assert [upload.name for upload in told.at_google] == ["files/secret"]
        await forget_recording(desk, told, uploads=False)
        assert await search(desk, SECRET) == ()
        assert [one.recording.name for one in desk.store.known()] == ["other.wav"]
        assert (desk.store.answers(kept.record.id), desk.store.regions(kept.record.id)) == before
        assert len(await search(desk, "one")) == 1
        with pytest.raises(RecordingUnknown):
            await known_recording(desk, tones)
        await forget_recording(desk, told, uploads=False)  # by two windows at once
    assert list(traces(home, SECRET, digest)) == []
    assert os.path.exists(tones)  # noqa: ASYNC240, PTH110


async def test_a_file_that_is_gone_is_forgotten_by_its_place(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        os.unlink(tones)  # noqa: PTH108
        assert (await known_recording(desk, tones)).id == recording.record.id


async def test_a_moved_file_is_recognised_when_it_is_opened_and_when_it_is_shown(
    open_desk: OpenDesk, tones: Path, other: Path, tmp_path: Path
) -> None:
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        moved = tmp_path / "elsewhere" / "new name.wav"
        os.renames(tones, moved)
        (known,) = desk.store.known()
        assert await missing_recordings(desk, (known.recording,)) == {recording.record.id}
        for wrong in (other, tmp_path / "elsewhere" / "none.wav"):
            with pytest.raises((OtherRecording, AudioMissing)):
                await locate_recording(desk, known.recording, wrong)
        assert desk.store.known() == (known,)
        found = await locate_recording(desk, known.recording, moved)
        assert (found.record.id, found.record.path) == (recording.record.id, moved)
        assert found.record.name == "new name.wav"
        assert await missing_recordings(desk, (found.record,)) == frozenset()
        assert (known.answers, known.regions) == (3, 2)


async def test_a_file_of_the_same_length_with_other_bytes_is_another(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        twin = changed(tones, tmp_path / "twin.wav")
        with pytest.raises(OtherRecording):
            await locate_recording(desk, recording.record, twin)
        assert desk.store.recordings() == (recording.record,)


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Down by the Harbour, harbours", "harb", ["Harb", "harb"]),
        ("The boats in the harbour", '"the harbour" boats', ["boats", "the harbour"]),
        ("Frau Müller", "MULLER frau", ["Frau", "Müller"]),
        ("nothing here", "harbour", []),
        ("aa", "a aa", ["aa"]),
    ],
)
def test_what_was_found_is_marked(text: str, words: str, marked: list[str]) -> None:
    assert [text[begin:end] for begin, end in marks_in(text, words)] == marked
