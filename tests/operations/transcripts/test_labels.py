"""Regions as a track of labels: out to another program and in again."""

from __future__ import annotations

from pathlib import Path

from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.recordings.regions import add_region
from audio_desk.operations.transcripts.export_document import export_document
from audio_desk.operations.transcripts.import_transcript import import_transcript
from audio_desk.region import Region
from audio_desk.transcripts.formats.writing import Format
from tests.operations.conftest import OpenDesk


async def test_labels_that_went_out_and_come_in_again_are_no_new_regions(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        await add_region(desk, recording, Region(8_000, 16_001), name="Bell", comment="heard\ttwice")
        await add_region(desk, recording, Region(24_000, 24_000), name="Here")
        for kept in ("labels", "again"):
            await export_document(desk, recording, Format.AUDACITY, tmp_path / kept, what="regions")
            assert (await import_transcript(desk, recording, tmp_path / kept, as_regions=True)).regions == 0
        (tmp_path / "new").write_text("1.0\t2.0\tBell\n", encoding="utf-8")
        assert (await import_transcript(desk, recording, tmp_path / "new", as_regions=True)).regions == 1
