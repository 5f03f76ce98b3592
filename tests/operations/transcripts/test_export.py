"""What is kept of a recording goes out to a file and comes in from one, and nothing is lost on the way."""

from __future__ import annotations

import json
import os
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from audio_desk.errors import (
    FormatHoldsOne,
    NoSpeechFound,
    NothingToExport,
    OutputExists,
    TranscriptUnreadable,
)
from audio_desk.operations.asking.ask import AskRequest, ask
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.transcripts.copy_transcript import transcript_text
from audio_desk.operations.transcripts.export_document import export_document, gather, has_no_speech
from audio_desk.operations.transcripts.import_transcript import import_transcript
from audio_desk.operations.transcripts.script import load_script
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from audio_desk.transcripts.formats.writing import Format
from audio_desk.transcripts.segment import Flag, Segment
from tests.operations.conftest import OpenDesk, said
from tests.operations.kept_work import filled
from tests.server_process import ServerProcess
from tests.transcripts.formats import outside

RATE = 8_000


async def test_a_document_has_the_transcript_that_is_shown_and_all_the_rest(
    open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        document = await gather(desk, await filled(desk, tones))
    assert [line.text for line in document.lines] == ["one", "TWO"]
    assert [source.id for source in document.sources] == [1, 3]
    assert [reply.text for reply in document.replies] == ["An answer."]
    assert [(mark.start, mark.end, mark.name) for mark in document.marks] == [
        (0.0125, 0.0125, "Here"),
        (1.0, 1.125, "Bell"),
    ]
    assert document.lines[1].flags == ("backward",)


@pytest.mark.parametrize("kind", list(Format))
async def test_provenance_is_where_the_format_has_a_place_and_nowhere_else(
    kind: Format, open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / f"out.{kind}"
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        await export_document(desk, recording, kind, target)
    content = outside.read_docx(target) if kind == Format.DOCX else target.read_text(encoding="utf-8")
    facts = ("gemini-3.8-flash-001", "2026-11-22T12:00:00", "Provide a transcript.", "region", "15")
    has_place = kind not in (Format.SRT, Format.TEXTGRID, Format.AUDACITY)
    assert [fact in content for fact in (*facts, recording.record.fingerprint)] == [has_place] * 6


async def test_a_file_that_is_there_stays_unless_it_may_be_replaced(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.srt"
    target.write_text("mine")
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        with pytest.raises(OutputExists):
            await export_document(desk, recording, Format.SRT, target)
        assert target.read_text() == "mine"
        await export_document(desk, recording, Format.SRT, target, replace=True)
    assert outside.read_srt(target)[0] == (1.0, 2.0, "one")
    assert set(os.listdir(tmp_path)) == {"out.srt", tones.name, "home"}  # noqa: PTH208  not in a coroutine


async def test_nothing_is_no_file(open_desk: OpenDesk, tones: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        for kind in Format:
            with pytest.raises(NothingToExport):
                await export_document(desk, recording, kind, target)
        with pytest.raises(FormatHoldsOne):
            await export_document(desk, recording, Format.SRT, target, what="all")
    assert not target.exists()


async def test_where_the_last_transcript_found_no_speech_that_is_what_is_said(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    server.script_faults(
        [{"path": "streamGenerateContent", "action": "events", "events": [said("", "STOP")]}]
    )
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        whole = AskRequest(recording, None, "whole", Task.TRANSCRIPT, "", "on-device", "whisper-tiny.en")
        async with aclosing(ask(desk, whole)) as events:
            assert [event async for event in events]
        assert has_no_speech(await gather(desk, recording))
        with pytest.raises(NoSpeechFound):
            await export_document(desk, recording, Format.SRT, tmp_path / "out.srt")
        with pytest.raises(NoSpeechFound):
            await transcript_text(desk, recording, times=True)
        with pytest.raises(NothingToExport):
            await export_document(desk, recording, Format.SRT, tmp_path / "out.srt", what="regions")
        await export_document(desk, recording, Format.JSON, tmp_path / "out.json")


async def test_our_json_brings_everything_to_another_library_and_nothing_twice(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / "all.json"
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        await export_document(desk, recording, Format.JSON, target)
        before = desk.store.answers(recording.record.id), desk.store.regions(recording.record.id)
        again = await import_transcript(desk, recording, target)
        assert (again.regions, again.answers) == (0, 0)
        assert (desk.store.answers(recording.record.id), desk.store.regions(recording.record.id)) == before
        for kept in before[0]:
            desk.store.delete_answer(kept.id)
        desk.store.save_regions((), [region.id for region in before[1]])
        found = await import_transcript(desk, recording, target)
        assert (found.segments, found.regions, found.answers) == (2, 2, 3)
        after = desk.store.answers(recording.record.id)
        regions = desk.store.regions(recording.record.id)
    assert [replace(row, id=0) for row in after] == [replace(row, id=0) for row in before[0]]
    assert [replace(row, id="") for row in regions] == [replace(row, id="") for row in before[1]]


@pytest.mark.parametrize("kind", [Format.SRT, Format.VTT, Format.TXT, Format.TEXTGRID, Format.AUDACITY])
async def test_an_imported_transcript_is_a_new_entry_and_the_one_that_is_shown(
    kind: Format, open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.any"
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        await export_document(desk, recording, kind, target)
        content = target.read_text(encoding="utf-8").replace("TWO", "drei")
        target.write_text(content, encoding="utf-8")
        found = await import_transcript(desk, recording, target)
        answers = desk.store.answers(recording.record.id)
        shown = (await load_script(desk, recording)).segments
    assert (found.kind, found.segments) == (kind, 2)
    assert len(answers) == 4
    assert (answers[0].account, answers[0].model) == ("import", "out.any")
    assert [segment.text for segment in shown] == ["one", "drei"]
    assert shown[0].start_frame == 8_000


async def test_labels_become_regions_when_they_are_meant_to_be(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("1.0\t2.0\tbird\n3.5\t3.5\there\n99.0\t100.0\tbeyond\n")
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        assert (await import_transcript(desk, recording, labels, as_regions=True)).regions == 2
        assert (await import_transcript(desk, recording, labels, as_regions=True)).regions == 0
        regions = desk.store.regions(recording.record.id)
        assert desk.store.answers(recording.record.id) == ()
    assert [(region.span, region.name) for region in regions] == [
        (Region(8_000, 16_000), "bird"),
        (Region(28_000, 28_000), "here"),
    ]


async def test_a_line_past_the_end_is_flagged_and_kept(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"segments": [{"start": 20, "end": 30, "text": "late"}]}))
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        await import_transcript(desk, recording, file)
        (kept,) = desk.store.answers(recording.record.id)
    assert kept.segments == (Segment(160_000, 240_000, "late", None, frozenset({Flag.PAST_END})),)


async def test_what_cannot_be_read_changes_nothing(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        with pytest.raises(TranscriptUnreadable):
            await import_transcript(desk, recording, tones)
        assert desk.store.answers(recording.record.id) == ()
