"""The transcript as a document: what answers make of it, and what nothing may take from somebody's work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audio_desk.errors import SearchPattern
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.answers import delete_answer
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.operations.transcripts.export_document import export_document, gather
from audio_desk.operations.transcripts.import_transcript import import_transcript
from audio_desk.operations.transcripts.replace_everywhere import find_everywhere, replace_everywhere
from audio_desk.operations.transcripts.script import (
    keep_version,
    list_versions,
    load_script,
    name_speaker,
    open_version,
    restore_version,
    take_answer,
)
from audio_desk.operations.transcripts.taking import is_beaten
from audio_desk.region import Region
from audio_desk.transcripts.formats.writing import Format
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.edits import delete, insert, set_text
from audio_desk.transcripts.script.finding import Query
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment
from tests.operations.conftest import OpenDesk
from tests.operations.kept_work import answer, save_script

RATE = 8_000
WHOLE = (Segment(0, 16_000, "one"), Segment(16_000, 32_000, "two", "Ann"), Segment(32_000, 48_000, "three"))


async def add(
    desk: Desk, recording: Recording, *segments: Segment, start: int = 0, end: int = 48_000
) -> AnswerRecord:
    wanted = replace(answer(recording, *segments), region=Region(start, end))
    (answer_id,) = desk.store.add_answers([wanted])
    return desk.store.answer(answer_id)


async def edit(desk: Desk, recording: Recording, row: int, text: str) -> Script:
    script = await load_script(desk, recording)
    await save_script(desk, recording, set_text(script, script.segments[row].id, text))
    return await load_script(desk, recording)


async def texts(desk: Desk, recording: Recording) -> list[str]:
    return [segment.text for segment in (await load_script(desk, recording)).segments]


async def test_answers_are_put_together_once_and_then_the_transcript_is_its_own(
    open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        assert await load_script(desk, recording) == Script()
        first = await add(desk, recording, *WHOLE)
        await add(desk, recording, Segment(16_000, 32_000, "TWO"), start=16_000, end=32_000)
        script = await load_script(desk, recording)
        assert [segment.text for segment in script.segments] == ["one", "TWO", "three"]
        assert [speaker.name for speaker in script.speakers] == ["Ann"]
        await delete_answer(desk, first.id)
        assert await load_script(desk, recording) == script
    async with open_desk() as desk:
        assert await load_script(desk, recording) == script


async def test_an_answer_replaces_what_nobody_corrected_and_a_version_is_kept(
    open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        first = await take_answer(desk, recording, await add(desk, recording, *WHOLE))
        assert first.version is None
        before = await edit(desk, recording, 0, "by hand")
        line = Segment(32_000, 48_000, "THREE")
        taken = await take_answer(desk, recording, await add(desk, recording, line, start=32_000))
        assert not taken.beside
        assert [segment.text for segment in taken.change.removed] == ["three"]
        assert await texts(desk, recording) == ["by hand", "two", "THREE"]
        assert taken.version is not None
        assert await open_version(desk, taken.version.id) == before


async def test_an_answer_stands_beside_what_somebody_corrected_until_it_is_used(
    open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        await add(desk, recording, *WHOLE)
        corrected = await edit(desk, recording, 1, "zwei")
        again = await add(desk, recording, Segment(0, 48_000, "all of it"))
        taken = await take_answer(desk, recording, again)
        assert (taken.beside, taken.version, taken.change.is_nothing) == (True, None, True)
        assert await load_script(desk, recording) == corrected
        assert is_beaten(corrected, again)
        used = await take_answer(desk, recording, again, mode="replace")
        assert not used.beside
        assert await texts(desk, recording) == ["all of it"]
        assert not is_beaten(await load_script(desk, recording), again)
        (version,) = await list_versions(desk, recording)
        assert version.reason == "answer"
        await restore_version(desk, recording, version.id)
        assert await load_script(desk, recording) == corrected
        assert [kept.reason for kept in await list_versions(desk, recording)] == ["restore", "answer"]


@pytest.mark.parametrize("mode", ["auto", "beside"])
async def test_an_answer_that_ended_with_its_program_is_taken_when_the_transcript_is_next_read(
    mode: str, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        await add(desk, recording, *WHOLE)
        await load_script(desk, recording)
        if mode == "beside":
            await edit(desk, recording, 2, "by hand")
        begun = desk.store.begin_answer(
            recording_id=recording.record.id,
            task="transcript",
            question="",
            prompt="",
            mode="whole",
            region=None,
            account="gemini",
            model="m",
        )
        desk.store.append_answer(begun.id, "", [Segment(32_000, 48_000, "drei")])
        shown = ["one", "two", "by hand" if mode == "beside" else "three"]
        assert await texts(desk, recording) == shown  # while it arrives nothing is written over
    async with open_desk() as desk:
        assert desk.store.answer(begun.id).status == AnswerStatus.INTERRUPTED
        assert await texts(desk, recording) == [*shown[:2], shown[2] if mode == "beside" else "drei"]


async def test_two_programs_that_read_the_same_answer_take_it_once(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk, open_desk() as other:
        recording = await open_recording(desk, tones)
        found = await add(desk, recording, *WHOLE)
        await load_script(other, recording)
        assert (await take_answer(desk, recording, found)).change.is_nothing
        assert await texts(desk, recording) == ["one", "two", "three"]


async def test_corrections_are_in_what_is_exported_and_come_back_whole(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / "all.json"
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        found = await add(desk, recording, *WHOLE)
        await edit(desk, recording, 0, "by hand")
        await name_speaker(desk, recording, "Ann", "Anna")
        script = await load_script(desk, recording)
        await save_script(desk, recording, insert(script, 50_000, 60_000, "typed"))
        script = await load_script(desk, recording)
        lines = (await gather(desk, recording)).lines
        assert [(line.text, line.speaker, line.edited, line.answer) for line in lines] == [
            ("by hand", None, True, found.id),
            ("two", "Anna", True, found.id),
            ("three", None, False, found.id),
            ("typed", None, True, None),
        ]
        await export_document(desk, recording, Format.JSON, target)
        assert not (await import_transcript(desk, recording, target)).beside
        assert await load_script(desk, recording) == script
        await delete_answer(desk, found.id)
        assert {line.answer for line in (await gather(desk, recording)).lines} == {None}
        assert (await import_transcript(desk, recording, target)).answers == 1  # and the lines have it again
        assert [line.answer is None for line in (await gather(desk, recording)).lines] == [False] * 3 + [True]
        every = [segment.id for segment in script.segments]
        await save_script(desk, recording, delete(await load_script(desk, recording), every))
        await import_transcript(desk, recording, target)
        back = (await gather(desk, recording)).lines
        assert [replace(line, answer=None) for line in back] == [replace(line, answer=None) for line in lines]


async def test_an_imported_transcript_stands_beside_what_somebody_corrected(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    path = tmp_path / "other.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:05,000\nanother\n")
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        await add(desk, recording, *WHOLE)
        assert not (await import_transcript(desk, recording, path)).beside
        assert await texts(desk, recording) == ["another", "three"]
        await edit(desk, recording, 0, "by hand")
        path.write_text("1\n00:00:01,000 --> 00:00:05,000\nyet another\n")
        assert (await import_transcript(desk, recording, path)).beside
        assert await texts(desk, recording) == ["by hand", "three"]


async def test_words_are_replaced_in_all_recordings_and_a_version_of_each_is_kept(
    open_desk: OpenDesk, tones: Path, other: Path
) -> None:
    async with open_desk() as desk:
        one, two = await open_recording(desk, tones), await open_recording(desk, other)
        await add(desk, one, *WHOLE)
        await add(desk, two, Segment(0, 99, "one and one"), Segment(99, 200, "none"))
        query = Query("one", whole_words=True)
        found = await find_everywhere(desk, query)
        assert [(recording.name, count) for recording, count in found] == [("other.wav", 2), ("tones.wav", 1)]
        with pytest.raises(SearchPattern):
            await replace_everywhere(desk, Query("(one)", regular=True), r"\2", [found[0][0]])
        assert await replace_everywhere(desk, query, "1", [recording for recording, _ in found]) == 3
        assert await texts(desk, two) == ["1 and 1", "none"]
        assert await texts(desk, one) == ["1", "two", "three"]
        assert await find_everywhere(desk, query) == ()
        assert [len(await list_versions(desk, recording)) for recording in (one, two)] == [1, 1]


async def test_speakers_are_named_once_and_a_version_is_kept_before_two_become_one(
    open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        await add(desk, recording, Segment(0, 9, "a", "Ann"), Segment(9, 20, "b", "Ben"))
        change = await name_speaker(desk, recording, "Ben", "Ann")
        assert change.kind == "merge-speakers"
        assert [speaker.name for speaker in (await load_script(desk, recording)).speakers] == ["Ann"]
        assert (await name_speaker(desk, recording, "Nobody", "Ann")).is_nothing
        (version,) = await list_versions(desk, recording)
        await restore_version(desk, recording, version.id)
        assert [speaker.name for speaker in (await load_script(desk, recording)).speakers] == ["Ann", "Ben"]


async def test_a_transcript_can_be_kept_as_it_is(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        await add(desk, recording, *WHOLE)
        script = await load_script(desk, recording)
        kept = await keep_version(desk, recording, "before I clean up")
        await save_script(desk, recording, Change(script.segments, (), script.speakers, (), "delete"))
        assert await load_script(desk, recording) == Script()
        assert await list_versions(desk, recording) == (kept,)
        assert await open_version(desk, kept.id) == script
