"""Searching finds lines, answers and regions by words, wherever they are kept, and no longer what is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audio_desk.errors import NoWords
from audio_desk.operations.recordings.regions import add_region
from audio_desk.operations.transcripts.script import load_script
from audio_desk.operations.transcripts.search import search, terms_of
from audio_desk.region import Region
from audio_desk.transcripts.script.edits import set_text
from audio_desk.transcripts.segment import Segment
from tests.operations.conftest import OpenDesk
from tests.operations.kept_work import answer, filled, save_script


async def test_words_are_found_with_their_places(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        lines = await search(desk, "two")  # of the transcript, and of the answer that it had before
        assert [(line.kind, line.start_frame, line.text, line.answer_id) for line in lines] == [
            ("transcript", 16_001, "TWO", 3),
            ("answer", 16_000, "two", 1),
        ]
        script = await load_script(desk, recording)
        assert lines[0].segment_id == script.segments[1].id
        await save_script(desk, recording, set_text(script, script.segments[1].id, "deux"))
        (corrected,) = await search(desk, "deux")
        assert (corrected.kind, corrected.start_frame) == ("transcript", 16_001)
        (bell,) = await search(desk, "LOUD bell")
        (reply,) = await search(desk, "answer")
    assert (bell.kind, bell.start_frame, bell.text) == ("region", 8_000, "Bell: loud")
    assert (reply.kind, reply.start_frame, reply.answer_id) == ("answer", 8_000, 2)
    assert bell.recording == recording.record


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("harbour", 1),
        ("harb", 1),
        ("arbour", 0),
        ("HARBOUR boats", 1),
        ("boats harbour", 1),
        ('"the harbour"', 1),
        ('"harbour the"', 0),
        ("muller", 1),
        ("Müller", 1),
        ("NEAR(harbour) OR", 0),
        ("harbour*", 1),
        ('har"bour', 0),
        ("шум", 1),
    ],
)
async def test_words_are_words(words: str, found: int, open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        texts = ("The boats in the harbour", "Frau Müller, шумно")
        segments = [Segment(n * 8_000, n * 8_000 + 1, text) for n, text in enumerate(texts)]
        desk.store.add_answers((answer(recording, *segments),))
        assert len(await search(desk, words)) == found


async def test_every_recording_is_searched(open_desk: OpenDesk, tones: Path, other: Path) -> None:
    async with open_desk() as desk:
        await filled(desk, tones)
        await filled(desk, other)
        names = {hit.recording.name for hit in await search(desk, "one")}
    assert names == {tones.name, other.name}


async def test_what_is_deleted_or_changed_is_found_no_more(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await filled(desk, tones)
        mark = await add_region(desk, recording, Region(0, 9), name="siren")
        desk.store.save_regions((replace(mark, name="birds"),))
        assert await search(desk, "siren") == ()
        assert len(await search(desk, "birds")) == 1
        desk.store.save_regions((), (mark.id,))
        assert await search(desk, "birds") == ()
        desk.store.delete_answer(2)
        assert await search(desk, "answer") == ()
        begun = desk.store.begin_answer(
            recording_id=recording.record.id,
            task="ask",
            question="Which ship?",
            prompt="",
            mode="whole",
            region=None,
            account="gemini",
            model="m",
        )
        desk.store.append_answer(begun.id, "The Blue ")
        desk.store.append_answer(begun.id, "Heron")
        assert [hit.text for hit in await search(desk, "heron ship")] == ["Which ship? The Blue Heron"]


async def test_no_words_are_refused(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        with pytest.raises(NoWords):
            await search(desk, ' -- "*" ')


def test_words_in_quotes_stand_together() -> None:
    assert terms_of('a "b c" d" ?') == ("a", "b c", 'd"')
