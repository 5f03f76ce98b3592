"""Opening: what is known of the file, its row, its peaks, and files that cannot be opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audio_desk import errors
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.operations.asking.answers import delete_answer, list_answers
from audio_desk.operations.asking.estimate import estimate
from audio_desk.operations.recordings.load_peaks import load_peaks
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.region import Region
from audio_desk.request.plan import RequestPlan
from audio_desk.request.prompts import Task
from tests.operations.asked import finished, gather, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess


async def test_a_moved_file_finds_its_row(open_desk: OpenDesk, tones: Path, tmp_path: Path) -> None:
    async with open_desk() as desk:
        first = await open_recording(desk, tones)
        moved = tmp_path / "elsewhere.wav"
        shutil.copy(tones, moved)
        second = await open_recording(desk, moved)
        assert second.record.id == first.record.id
        assert second.record.path == moved
        assert (first.rate, first.duration, first.record.frames) == (8000, 10.0, 80_000)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (None, errors.AudioMissing),
        (b"", errors.AudioEmpty),
        (b"Dear diary, this is no sound. " * 50, errors.AudioUnsupported),
    ],
    ids=["missing", "empty", "no-sound"],
)
async def test_what_cannot_be_opened_says_why_and_leaves_nothing(
    open_desk: OpenDesk, tmp_path: Path, content: bytes | None, kind: type[errors.AudioError]
) -> None:
    path = tmp_path / "x.wav"
    async with open_desk() as desk:
        if content is not None:
            await desk.run(path.write_bytes, content)
        with pytest.raises(kind):
            await open_recording(desk, path)
        assert desk.store.recordings() == ()


async def test_peaks_are_built_once_and_then_come_from_the_cache(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        for _ in range(2):
            got: list[PeakPyramid] = []
            await load_peaks(desk, recording, got.append)
            assert got[-1].frames_done == got[-1].frames == 80_000
        assert len(got) == 1


async def test_earlier_answers_are_listed_newest_first_and_deleted(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:01] Hello.", "STOP"), times=2)
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        first = finished(await gather(desk, request)).answer
        second = finished(await gather(desk, request)).answer
        assert await list_answers(desk, request.recording) == (second, first)
        await delete_answer(desk, second.id)
        assert await list_answers(desk, request.recording) == (first,)


async def test_both_modes_are_estimated_beside_each_other(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
    both = estimate(recording, Region(16_000, 64_000), Task.ASK)
    assert isinstance(both.whole, RequestPlan)
    assert isinstance(both.region, RequestPlan)
    assert both.whole.estimated_tokens > both.region.estimated_tokens
    assert both.advice is None
    outside = estimate(recording, Region(0, 10**9), Task.TRANSCRIPT)
    assert isinstance(outside.whole, errors.RegionOutside)
    assert isinstance(outside.region, errors.RegionOutside)
